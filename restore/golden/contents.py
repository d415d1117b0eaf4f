"""What a golden text holds: words, lines, and nothing that makes its file unreadable."""

from __future__ import annotations

import re
from pathlib import Path

from restore.errors import InputError

_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_STRANGE = re.compile("[\0\x1b\ud800-\udfff]")


def has_words(text: str) -> bool:
    r"""Whether a text has a letter, a digit or a symbol: what has none says nothing, and is faithful to nothing.

    >>> has_words("中"), has_words("👍"), has_words(" \u200b…\n")
    (True, True, False)
    """
    from unicodedata import category

    return any(category(character)[0] in "LNS" for character in text)


def has_break(space: str) -> bool:
    """Whether a line ends in it."""
    return not _BREAKS.isdisjoint(space)


def strange_in(text: str) -> str:
    r"""What a text has that no golden text may hold, with its line; empty where it has nothing of the kind.

    NUL and half a character make a file that nothing reads, and an escape steers the terminal of who looks at it.

    >>> strange_in("One.\nTwo\0."), strange_in("\x1b[31mred"), strange_in("Three.")
    ('NUL (U+0000) in line 2', 'an escape (U+001B) in line 1', '')
    """
    found = _STRANGE.search(text)
    if found is None:
        return ""
    name = {"\0": "NUL", "\x1b": "an escape"}.get(found.group(), "half a character")
    return f"{name} (U+{ord(found.group()):04X}) in line {text.count(chr(10), 0, found.start()) + 1}"


def worded(text: str, path: Path) -> str:
    """A golden text that was read, which has words. Raises InputError where it has none, or marks of a merge."""
    if not has_words(text):
        raise InputError(f"{path}: no golden text: it has no word; write the text into it, or take the file away")
    ours, theirs = (re.search(rf"^{mark * 7} ", text, re.MULTILINE) for mark in "<>")
    if ours and theirs:
        line = text.count("\n", 0, ours.start()) + 1
        raise InputError(f"{path}:{line}: no golden text: a merge left its marks in it; resolve the conflict")
    return text
