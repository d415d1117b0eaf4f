"""One gap of a pair, as columns of numbers: what its steps cost, and room for what is found of them.

The lattice's modules (`near.py`, `joins.py`, `copied.py`, `lattice.py`, `posterior.py`, `pieces.py`) are typed by the
`.pxd` that stands beside each, from which Cython compiles them; without a compiler they run as they are, with the same
answers. What stands in squares, as `ways`, has a row for each copy token and a column for each source token; what
stands in cells, as `matched`, has a row and a column more, for what comes before the first. Few squares have a match:
those of row i stand in the columns `marked[marked_from[i]:marked_from[i + 1]]`.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence

from restore import natives
from restore.aligner.mentions import LONGEST
from restore.turning import Turning

WAYS = 5  # in which a match may end: one for one, 2 or 3 copy tokens for one, one for 2 or 3
NEAR = 1 << WAYS  # bit of a square's ways: that one for one is of words that are near, not the same
PLAIN, DIGITS = 8, 32  # bits of a token's flags: see pair.py
BIT = 1  # of 64: C would take a bare one for fewer
ABREAST = 4  # steps to a row that are gone through side by side
KNOWN = 256  # costs whose weights are at hand: a pair has some dozens of different ones
STEPS_OF_LETTER = 4  # to spell one, as `_turns.h` counts them
STEPS_OF_CELL = 4  # to make room for one
LEAST_ROOM = 1024  # cells that there is room for at first, so that small gaps seldom ask for more
MOST_KEPT = 1 << 14  # of that room, when nobody uses it: a megabyte and a half, and few texts ask for more
SIDE = 6  # so many cells have as many numbers as a token of a side
DEAREST = 1 << 29  # of all ways through a gap: twice that, what cannot be reached, and as much on top fit into 32 bits

_SPARE: list[Gap] = []  # one at most, of which whoever takes it is the only one that has it
_NO_NUMBERS, _NAUGHT = array("i"), array("i", [0])
_INTS, _BITS, _REALS = array("i"), array("Q"), array("d")  # what there is room for


class Gap(Turning):
    """The gaps of one pair after the other, in the same room.

    Words are numbers. Number k stands in the source at `places[offsets[k]:offsets[k + 1]]`; its letters are
    `letters[letter_from[k]:letter_from[k + 1]]`, and its digits stand likewise.
    """

    def __init__(self) -> None:
        self.rows, self.keys = array("Q", bytes(8 * 256)), array("i", bytes(4 * 256))
        self.edits, self.written, self.written_digits = (array("i", bytes(4 * 256)) for _ in range(3))
        self.way_copies, self.way_sources = array("i", [1, 2, 3, 1, 1]), array("i", [1, 1, 1, 2, 3])
        self.known_costs, self.known_weights = array("i", [-1] * KNOWN), array("d", bytes(8 * KNOWN))
        steps = (LONGEST // ABREAST + 1) * ABREAST  # a plain token and all mentions, in whole fours
        self.insert_at, self.insert_by = array("i", bytes(4 * steps)), array("d", bytes(8 * steps))
        self.written_count = self.longest_origin = self.steps = self.pieces = 0
        self.room_of_sides = self.room_of_squares = -1

    def take_up(
        self,
        *,
        tokens: tuple[array[int], array[int]],
        own: int,
        found: tuple[array[int], array[int]],
        words: tuple[list[str], dict[str, int], Callable[[str], int]],
        inserts: array[int],
        costs: tuple[int, ...],
    ) -> None:
        """Go on to a pair: its tokens, where its words stand in the source, these words, and what steps cost.

        The source's first `own` tokens are its own, the rest told behind it. Behind the words are the flags that are
        known of any, and what says those of another. `inserts` says what a copy token costs that comes from nowhere, by
        how often the source has it.
        """
        self.copy_ids, self.source_ids = tokens
        self.own_size = own
        self.offsets, self.places = found
        spelt, known, find = words
        self.inserts = inserts
        self.many = len(self.inserts) - 1  # places in the source from which a token is as common as any
        self.copy_size, self.source_size = len(self.copy_ids), len(self.source_ids)
        (
            self.open, self.eat, self.mention, self.mention_token, self.odd_edge, self.own_place, self.part,
            self.near, self.near_edit, self.joined, self.near_known, self.lost_word,
        ) = costs  # fmt: skip
        self.dearest_insert = max(self.inserts)
        self.opening, self.eating, self.losing = weight_of(self.open), weight_of(self.eat), weight_of(self.lost_word)
        self.insert_weights = array("d", [weight_of(cost) for cost in self.inserts])
        self._spell(spelt, known, find)

    def let_go(self) -> None:
        """Keep nothing of the pair but the room."""
        self.copy_ids = self.source_ids = self.offsets = self.places = self.inserts = _NO_NUMBERS
        self.letters = self.letter_from = self.digits = self.digit_from = self.sizes = _NO_NUMBERS
        self.kinds, self.flags = array("Q"), array("B")

    def _spell(self, words: list[str], known: dict[str, int], find: Callable[[str], int]) -> None:
        """Each word's flags, its letters, its digits, how many letters it has, and which, by their last six bits."""
        count = len(words)
        self.flags = array("B", [0]) * count
        self.letter_from, self.digit_from, self.sizes = (_NAUGHT * (count + 1) for _ in range(3))
        self.kinds = array("Q", [0]) * count
        at = digits = 0
        natives.hold(self)
        for k in range(count):
            word = words[k]
            flags = known.get(word)
            self.flags[k] = find(word) if flags is None else flags
            at += len(word)
            digits += len(word) if self.flags[k] & DIGITS else 0
        self.letters, self.digits = _NAUGHT * at, _NAUGHT * digits
        at = digits = 0
        for k in range(count):
            word = words[k]
            kinds = BIT ^ BIT
            has_digits = self.flags[k] & DIGITS
            for letter in word:
                self.letters[at] = ord(letter)
                at += 1
                kinds |= BIT << (ord(letter) & 63)
                if has_digits and letter.isdigit():
                    self.digits[digits] = ord(letter)
                    digits += 1
            self.sizes[k], self.kinds[k] = at - self.letter_from[k], kinds
            self.letter_from[k + 1], self.digit_from[k + 1] = at, digits
            natives.end(self, natives.took(self, STEPS_OF_LETTER * len(word)))

    def lay_out(self, copy: Sequence[int], source: Sequence[int]) -> None:
        """Go on to the gap of these tokens, by their positions in the texts.

        Raises:
            ValueError: a side has none, or they do not rise, or reach out of a text; or ways through it are too dear.
        """
        self.n, self.m = len(copy), len(source)
        match = self.near + self.near_edit + self.near_known + self.joined
        if self.open + self.lost_word + self.n * self.dearest_insert + self.m * self.eat + match > DEAREST:
            raise ValueError(f"ways through a gap of {self.n} and {self.m} tokens may cost too much for its numbers")
        self._make_room(self.n + self.m + 2, (self.n + 1) * (self.m + 1))
        _put(copy, self.copy, self.n, self.copy_size)
        _put(source, self.source, self.m, self.source_size)
        for i in range(self.n):
            word = self.copy_ids[self.copy[i]]
            often = min(self.many, self.offsets[word + 1] - self.offsets[word])
            self.ours[i], self.our_sizes[i], self.our_kinds[i] = word, self.sizes[word], self.kinds[word]
            self.insert[i], self.insert_weight[i] = self.inserts[often], self.insert_weights[often]
        for j in range(self.m):
            word = self.source_ids[self.source[j]]
            self.theirs[j], self.their_sizes[j], self.their_kinds[j] = word, self.sizes[word], self.kinds[word]
            is_plain = self.flags[word] & PLAIN
            self.lost[j], self.lost_weight[j] = self.lost_word if is_plain else 0, self.losing if is_plain else 1.0
        self.lost_weight[self.m] = 1.0  # of what stands behind the last, which nothing is lost of

    def _make_room(self, sides: int, cells: int) -> None:
        """Room for so many tokens and cells at least: twice what there was, where that was too little."""
        if sides > self.room_of_sides:
            self.room_of_sides = max(2 * self.room_of_sides, sides, 64)
            self._make_room_of_sides(self.room_of_sides)
        if cells > self.room_of_squares:
            self.room_of_squares = max(2 * self.room_of_squares, cells, LEAST_ROOM)
            self._make_room_of_squares(self.room_of_squares)
            natives.hold(self)
            natives.end(self, natives.took(self, STEPS_OF_CELL * self.room_of_squares))

    def _make_room_of_sides(self, size: int) -> None:
        self.copy, self.source, self.ours, self.theirs = (natives.room(_INTS, size) for _ in range(4))
        self.our_sizes, self.their_sizes, self.insert, self.lost = (natives.room(_INTS, size) for _ in range(4))
        self.our_kinds, self.their_kinds = (natives.room(_BITS, size) for _ in range(2))
        self.longest, self.reach, self.marked_from, self.row_ways = (natives.room(_INTS, size) for _ in range(4))
        self.jump, self.origin, self.is_cheaper = (natives.room(_INTS, LONGEST * size) for _ in range(3))
        self.ahead_scale, self.back_scale, self.insert_weight = (natives.room(_REALS, size) for _ in range(3))
        self.spread, self.inserting, self.chance, self.lost_weight = (natives.room(_REALS, size) for _ in range(4))
        self.step_state, self.step_copy, self.step_source = (natives.room(_INTS, size) for _ in range(3))
        self.step_copies, self.step_sources, self.step_near = (natives.room(_INTS, size) for _ in range(3))
        self.step_cost, self.step_origin, self.piece_from = (natives.room(_INTS, size) for _ in range(3))

    def _make_room_of_squares(self, size: int) -> None:
        self.ways, self.marked = (natives.room(_INTS, size) for _ in range(2))
        self.price = natives.room(_INTS, WAYS * size)
        self.matched, self.entered, self.inserted, self.eaten = (natives.room(_INTS, size) for _ in range(4))
        self.ahead_matched, self.ahead_entered, self.ahead_all = (natives.room(_REALS, size) for _ in range(3))
        self.back_matched, self.back_inserted, self.back_ended = (natives.room(_REALS, size) for _ in range(3))


def spare_gap() -> Gap:
    """One with room already, if there is one."""
    try:
        return _SPARE.pop()
    except IndexError:
        return Gap()


def put_away(gap: Gap) -> None:
    """Leave its room to the next pair: to make that takes a tenth as long as to align two short texts."""
    if SIDE * gap.room_of_sides + gap.room_of_squares <= MOST_KEPT and not _SPARE:
        gap.let_go()
        _SPARE.append(gap)


def weight_of(cost: int) -> float:
    """The weight of a step that costs so many thousandths of a nat."""
    return math.exp(-cost / 1000.0)


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
