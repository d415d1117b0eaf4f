"""Some characters counted on one way through a text: a typed module, of which `counting.pxd` says the C types."""

from __future__ import annotations

from array import array
from functools import cache

from restore import natives
from restore.turning import Turning

ASCII = 128  # characters, which most texts have most of
AT_ONCE = 1 << 12  # characters between two looks at signals


class Kinds:
    """Characters to count, all of them different: each has its number, by its code, and what is not counted has -1.

    `plain` are the numbers of all of ASCII, `beyond` those of the codes from `first` on, as far as any is counted.
    """

    def __init__(self, characters: str) -> None:
        codes = [code for code in map(ord, characters) if code >= ASCII]
        self.characters, self.first, end = characters, min(codes, default=ASCII), max(codes, default=ASCII - 1) + 1
        self.plain, self.beyond = _numbers(characters, 0, ASCII), _numbers(characters, self.first, end)
        self.size = end - self.first

    def beyond_ascii(self, code: int) -> int:
        """The number of a character that is not of ASCII."""
        at = code - self.first
        return self.beyond[at] if 0 <= at < self.size else -1


def _numbers(characters: str, first: int, end: int) -> array[int]:
    return array("i", [characters.find(chr(code)) for code in range(first, end)])


class Counting(Turning):
    """How often such characters stand in a text, and how often of these right behind a space."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        empty = bytes(4 * len(self.kinds.characters))
        self.all_often, self.all_apart = array("i", empty), array("i", empty)
        self.often, self.apart = self.all_often, self.all_apart

    def count_all(self, text: str) -> None:
        """Count them."""
        natives.hold(self)
        plain, often, apart = self.kinds.plain, self.often, self.apart
        left, is_apart = AT_ONCE, False
        for letter in text:
            code = ord(letter)
            number = plain[code] if code < ASCII else self.kinds.beyond_ascii(code)
            if number >= 0:
                often[number] += 1
                apart[number] += is_apart
            is_apart = letter == " "
            left -= 1
            if left == 0:
                left = AT_ONCE
                natives.end(self, natives.took(self, AT_ONCE))


_kinds = cache(Kinds)


def count(text: str, characters: str) -> tuple[list[int], list[int]]:
    """How often each of these characters, all of them different, stands in the text, and how often behind a space.

    >>> count("so , or so, and so", ",s")
    ([2, 3], [1, 2])
    """
    counting = Counting(_kinds(characters))
    counting.count_all(text)
    return counting.all_often.tolist(), counting.all_apart.tolist()
