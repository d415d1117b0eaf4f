"""One gap of a pair, as columns of numbers: what its steps cost, and room for what is found of them.

The lattice's modules (`near.py`, `joins.py`, `copied.py`, `lattice.py`, `posterior.py`, `pieces.py`) are typed by the
`.pxd` that stands beside each, from which Cython compiles them; without a compiler they run as they are, with the same
answers. What stands in squares, as `ways`, has a row for each copy token and a column for each source token; what
stands in cells, as `matched`, has a row and a column more, for what comes before the first.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from restore.aligner.mentions import LONGEST

WAYS = 5  # in which a match may end: one for one, 2 or 3 copy tokens for one, one for 2 or 3
PLAIN = 8  # bit of a token's flags: see pair.py
LEAST_ROOM = 1024  # cells that there is room for at first, so that small gaps seldom ask for more


class Gap:
    """The gaps of one pair, one after the other, in the same room.

    Words are numbers. Number k stands in the source at `places[offsets[k]:offsets[k + 1]]`; its letters are
    `letters[letter_from[k]:letter_from[k + 1]]`, and its digits stand likewise.
    """

    def __init__(
        self,
        *,
        tokens: tuple[array[int], array[int]],
        found: tuple[array[int], array[int]],
        words: tuple[bytes, array[int]],
        letters: tuple[array[int], array[int]],
        digits: tuple[array[int], array[int]],
        costs: tuple[int, ...],
    ) -> None:
        self.copy_ids, self.source_ids = tokens
        self.offsets, self.places = found
        self.flags, self.inserts = words
        self.letters, self.letter_from = letters
        self.digits, self.digit_from = digits
        self.many = len(self.inserts) - 1  # places in the source from which a token is as common as any
        self.copy_size, self.source_size = len(self.copy_ids), len(self.source_ids)
        (
            self.open, self.eat, self.mention, self.mention_token, self.odd_edge, self.own_place, self.part,
            self.near, self.near_edit, self.joined, self.near_known, self.lost_word,
        ) = costs  # fmt: skip
        self.words = len(self.letter_from) - 1
        self.sizes, self.kinds = array("i", bytes(4 * self.words)), array("Q", bytes(8 * self.words))
        self.rows, self.keys = array("Q", bytes(8 * 256)), array("i", bytes(4 * 256))
        self.edits, self.written, self.written_digits = (array("i", bytes(4 * 256)) for _ in range(3))
        self.common = array("i", bytes(4 * 256))
        self.way_copies, self.way_sources = array("i", [1, 2, 3, 1, 1]), array("i", [1, 1, 1, 2, 3])
        self.has_kinds = self.has_joins = False
        self.written_count = self.longest_origin = self.steps = self.pieces = 0
        self.room_of_sides = self.room_of_squares = -1

    def lay_out(self, copy: Sequence[int], source: Sequence[int]) -> None:
        """Go on to the gap of these tokens, by their positions in the texts.

        Raises:
            ValueError: a side has none, or they do not rise, or reach out of a text.
        """
        self.n, self.m = len(copy), len(source)
        self._make_room(self.n + self.m + 2, (self.n + 1) * (self.m + 1))
        _put(copy, self.copy, self.n, self.copy_size)
        _put(source, self.source, self.m, self.source_size)
        for i in range(self.n):
            self.ours[i] = self.copy_ids[self.copy[i]]
            often = self.offsets[self.ours[i] + 1] - self.offsets[self.ours[i]]
            self.insert[i] = self.inserts[min(self.many, often)]
        for j in range(self.m):
            self.theirs[j] = self.source_ids[self.source[j]]
            self.lost[j] = self.lost_word if self.flags[self.theirs[j]] & PLAIN else 0

    def _make_room(self, sides: int, cells: int) -> None:
        """Room for so many tokens and cells at least: twice what there was, where that was too little."""
        if sides > self.room_of_sides:
            self.room_of_sides = max(2 * self.room_of_sides, sides, 64)
            self._make_room_of_sides(self.room_of_sides)
        if cells > self.room_of_squares:
            self.room_of_squares = max(2 * self.room_of_squares, cells, LEAST_ROOM)
            self._make_room_of_squares(self.room_of_squares)

    def _make_room_of_sides(self, size: int) -> None:
        self.copy, self.source, self.ours, self.theirs = (array("i", bytes(4 * size)) for _ in range(4))
        self.insert, self.lost = (array("q", bytes(8 * size)) for _ in range(2))
        self.longest, self.reach = (array("i", bytes(4 * size)) for _ in range(2))
        self.jump = array("q", bytes(8 * LONGEST * size))
        self.origin = array("i", bytes(4 * LONGEST * size))
        self.ahead_scale, self.back_scale, self.spread = (array("d", bytes(8 * size)) for _ in range(3))
        self.step_state, self.step_copy, self.step_source = (array("i", bytes(4 * size)) for _ in range(3))
        self.step_copies, self.step_sources, self.step_near = (array("i", bytes(4 * size)) for _ in range(3))
        self.step_origin, self.piece_from = (array("i", bytes(4 * size)) for _ in range(2))
        self.chance = array("d", bytes(8 * size))

    def _make_room_of_squares(self, size: int) -> None:
        self.price = array("q", bytes(8 * WAYS * size))
        self.single_near, self.ways = (array("B", bytes(size)) for _ in range(2))
        self.matched, self.inserted, self.eaten = (array("q", bytes(8 * size)) for _ in range(3))
        self.from_matched, self.from_inserted, self.from_eaten = (array("B", bytes(size)) for _ in range(3))
        self.way, self.size = (array("B", bytes(size)) for _ in range(2))
        self.ahead_matched, self.ahead_inserted, self.ahead_all = (array("d", bytes(8 * size)) for _ in range(3))
        self.back_matched, self.back_inserted, self.back_ended = (array("d", bytes(8 * size)) for _ in range(3))


def _put(places: Sequence[int], row: array[int], size: int, end: int) -> None:
    """Put places down that rise, and are before the end."""
    if not size:
        raise ValueError("a gap has tokens on both sides")
    first, last = places[0], -1
    is_whole = isinstance(places, range) and places.step == 1  # as all are that no moved block was taken out of
    for k in range(size):
        place = first + k if is_whole else places[k]
        if not last < place < end:
            raise ValueError("positions must rise, and be in the text")
        row[k] = last = place
