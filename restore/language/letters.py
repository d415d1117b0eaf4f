"""Letters that print alike, and characters that prose hardly has: what an engine that reads print mistakes."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Final
from unicodedata import normalize

from restore.remembered import kept

# Characters that stand in prose by misreading only.
ODD: Final = frozenset("|\\^~*<>{}[]=+_%$£#@•■§©®»«")
# An editor rarely changes one of these letters for another of its class; a misreading often does.
_CLASSES = (
    "ceoaq0ds", "iljt1frí!|", "hbkn6l", "nurmvwi", "gyqp9", "s5z8af", "br8", "uvy", "fsſl", "dclo", "mnrui", "wvu",
    "eæ",
)  # fmt: skip
ALIKE: Final = frozenset(chain.from_iterable(map(frozenset, combinations(letters, 2)) for letters in _CLASSES))


def _printed_alike() -> dict[str, str]:
    """By letter those that print like it, itself among them."""
    alike: dict[str, set[str]] = {}
    for pair in ALIKE:
        for one in pair:
            alike.setdefault(one, set()).update(pair)
    return {one: "".join(sorted(letters)) for one, letters in alike.items()}


PRINTED_ALIKE: Final = _printed_alike()
# Where a word has capitals, as bits.
_FIRST: Final = 1  # at its beginning
_INNER: Final = 2  # behind it, where not all of its letters are
_CAPITALS: Final[dict[str, int]] = {}


def folded(words: str) -> str:
    """Listed words as `Text.folds` has them: "weiß" as "weiss", one form for every way to encode a letter.

    No listed word has a mark that `normal_form` would change. A whole list at once: word by word it takes a twentieth
    of what `restore align` takes for two articles.

    >>> folded("weiß né")
    'weiss né'
    """
    return normalize("NFKC", words).casefold()


def count_capitals(words: tuple[str, ...]) -> int:
    """How many words begin with a capital; none may be empty.

    >>> count_capitals(("President", "of", "Chile"))
    2
    """
    count = 0
    for word in words:
        count += _capitals(word) & _FIRST
    return count


def have_inner_capital(words: tuple[str, ...]) -> bool:
    """Whether a capital stands in a word behind another letter, where not all of them are capitals.

    >>> have_inner_capital(("MaMy",)), have_inner_capital(("Mary", "MARY"))
    (True, False)
    """
    return any(_capitals(word) & _INNER for word in words)


def _capitals(word: str) -> int:
    known = _CAPITALS.get(word)
    return kept(_CAPITALS, word, _capitals_of(word)) if known is None else known


def _capitals_of(word: str) -> int:
    inner = not word.isupper() and any(character.isupper() for character in word[1:])
    return (_FIRST if word[:1].isupper() else 0) | (_INNER if inner else 0)


def has_digit(text: str) -> bool:
    """Whether there is a digit in a text.

    >>> has_digit("100l"), has_digit("ten")
    (True, False)
    """
    if text.isalpha():
        return False
    return any(character.isdigit() for character in text)


def prints_alike(one: str, other: str) -> bool:
    """Whether two different words are as long, and wherever their letters differ those print alike.

    >>> prints_alike("uot", "not"), prints_alike("now", "not"), prints_alike("not", "not")
    (True, False, False)
    """
    if len(one) != len(other) or one == other:
        return False
    return all(x == y or frozenset((x, y)) in ALIKE for x, y in zip(one, other, strict=True))
