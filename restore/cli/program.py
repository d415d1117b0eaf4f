"""The command as its user typed it, so that what is printed to be typed next works as it stands."""

from __future__ import annotations

import os
import sys

NAME = "restore"


def program() -> str:
    """`restore`, or the path it was called by where the shell would find no such command, or another one."""
    called = sys.argv[0]
    if os.path.splitext(os.path.basename(called))[0] != NAME or os.sep not in called:
        return NAME
    import shutil

    found = shutil.which(NAME)
    if found and os.path.realpath(found) == os.path.realpath(called):
        return NAME
    return typed(called)


def typed(*words: str) -> str:
    r"""Words as they are typed in a shell; what cannot be shown as it is stands by its bytes.

    >>> print(typed("review", "my copy.txt", "red\x1b.txt"))
    review 'my copy.txt' $'red\033.txt'
    """
    return " ".join(map(_word, words))


def path_word(path: str) -> str:
    """A path that no command takes for an option or for standard input."""
    return f"./{path}" if path.startswith("-") else path


def _word(word: str) -> str:
    import shlex

    from restore.visible import visible

    if visible(word) == word:
        return shlex.quote(word)
    return "$'" + "".join(map(_byte, os.fsencode(word))) + "'"


def _byte(byte: int) -> str:
    character = chr(byte)
    if character in "\\'":
        return "\\" + character
    return character if " " <= character <= "~" else f"\\{byte:03o}"
