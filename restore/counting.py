"""Some characters counted on one way through a text: a typed module, of which `counting.pxd` says the C types."""

from __future__ import annotations

from array import array

from restore import natives
from restore.turning import Turning

ASCII = 128  # characters, whose numbers are looked up; of all others the few that are counted are gone through
AT_ONCE = 1 << 12  # characters between two looks at signals


class Counting(Turning):
    """How often characters, all of them different, stand in a text, and how often of these right behind a space."""

    def __init__(self, text: str, characters: str) -> None:
        self.text, self.characters, self.kinds = text, characters, len(characters)
        self.often, self.apart = [0] * self.kinds, [0] * self.kinds
        self.numbers = array("i", [characters.find(chr(code)) for code in range(ASCII)])

    def count_all(self) -> None:
        """Count them."""
        natives.hold(self)
        is_apart = False
        for k in range(len(self.text)):
            letter = self.text[k]
            number = self._number_of(letter)
            if number >= 0:
                self.often[number] += 1
                self.apart[number] += is_apart
            is_apart = letter == " "
            if k & (AT_ONCE - 1) == 0:
                natives.end(self, natives.took(self, AT_ONCE))

    def _number_of(self, letter: str) -> int:
        """A character's number among those that are counted, -1 of any other."""
        if ord(letter) < ASCII:
            return self.numbers[ord(letter)]
        number = self.kinds - 1
        while number >= 0 and self.characters[number] != letter:
            number -= 1
        return number


def count(text: str, characters: str) -> tuple[list[int], list[int]]:
    """How often each of these characters, all of them different, stands in the text, and how often behind a space.

    >>> count("so , or so, and so", ",s")
    ([2, 3], [1, 2])
    """
    counting = Counting(text, characters)
    counting.count_all()
    return counting.often, counting.apart
