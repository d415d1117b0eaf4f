"""The values an alignment is made of. One that leaves a token out, or takes one twice, cannot be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from restore.aligner.costs import NEUTRAL, Prices
from restore.aligner.numbering import Numbering
from restore.modules import pickled_by_fields, worded
from restore.text import Text
from restore.values import dataclass, field, mypyc_attr

RUN: Final = 3  # tokens that match one after the other


class Relation(StrEnum):
    """How a block's two sides stand to each other."""

    EQUAL = "equal"  # the same tokens in their folded forms, one to one
    NEAR = "near"  # the same words misread, mistyped, joined or split
    CHANGED = "changed"  # anything else; one side may be empty


_EQUAL: Final = Relation.EQUAL  # at hand at once: an enum has to look for its members
_CHANGED: Final = Relation.CHANGED


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Block:
    """Copy tokens [copy_start, copy_end) stand over against source tokens [source_start, source_end).

    `moved` is the index of the move that this block belongs to, or None. `mentions` are the copy spans, in tokens, that
    the lattice took as whole mentions; `posterior` is the probability of this very block among all alignments of its
    gap.
    """

    relation: Relation
    copy_start: int
    copy_end: int
    source_start: int
    source_end: int
    moved: int | None = None
    mentions: tuple[Mention, ...] = ()
    posterior: float = 1.0

    def __init__(  # noqa: PLR0917 - its fields in their order
        self,
        relation: Relation,
        copy_start: int,
        copy_end: int,
        source_start: int,
        source_end: int,
        moved: int | None = None,
        mentions: tuple[Mention, ...] = (),
        posterior: float = 1.0,
    ) -> None:
        self.relation, self.copy_start, self.copy_end = relation, copy_start, copy_end  # type: ignore[misc]
        self.source_start, self.source_end, self.moved = source_start, source_end, moved  # type: ignore[misc]
        self.mentions, self.posterior = mentions, posterior  # type: ignore[misc]


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Mention:
    """Copy tokens [start, end) that say what the source's tokens from `origin` on say.

    An origin behind the source's end is none: the words are known to intrude, and the source does not have them so.
    """

    start: int
    end: int
    origin: int

    def __init__(self, start: int, end: int, origin: int) -> None:
        self.start, self.end, self.origin = start, end, origin  # type: ignore[misc]


def with_mentions(block: Block, mentions: tuple[Mention, ...]) -> Block:
    """The block with these mentions for its own; built outright, since `replace` takes several times as long."""
    if mentions == block.mentions:
        return block
    return Block(
        block.relation, block.copy_start, block.copy_end, block.source_start, block.source_end, block.moved, mentions,
        block.posterior,
    )  # fmt: skip


def turned(block: Block) -> Block:
    """The block with the source's tokens for the copy's, so that what is done with one text is done with the other.

    Its mentions stay as they are.
    """
    return Block(
        block.relation, block.source_start, block.source_end, block.copy_start, block.copy_end, block.moved,
        block.mentions, block.posterior,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A block of the source that the copy has at another place: token spans on either side."""

    copy_start: int
    copy_end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Again:
    """Copy tokens [copy_start, copy_end), whole lines, which an engine read once more beside them.

    `alike` is the share of letters that both readings have in common.
    """

    copy_start: int
    copy_end: int
    alike: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """All tokens of both texts, each in exactly one block; blocks are in the copy's order. `prices` is what they cost.

    `again` are in the copy's order; each is a block that stands over against nothing. `known` are their tokens as
    numbers, where those are at hand: `numbering` has them in any case.

    Raises:
        ValueError: a token is left out or taken twice, an equal block is not, or blocks of one lane cross.
    """

    copy: Text
    source: Text
    blocks: Sequence[Block] = field(hash=False)
    moves: Sequence[Move] = field(default=(), hash=False)
    prices: Prices = NEUTRAL
    again: Sequence[Again] = field(default=(), hash=False)
    known: Numbering | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._check_copy()
        self._check_source()

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    def __repr__(self) -> str:
        return f"<Alignment of {self.copy!r} with {self.source!r}: {len(self.blocks)} blocks, {len(self.moves)} moves>"

    @property
    def numbering(self) -> Numbering:
        """The tokens of both texts as numbers."""
        return self.known or Numbering.of(self.source, self.copy)

    @property
    def matched(self) -> int:
        """How many copy tokens have a partner that says the same, or nearly."""
        return sum(b.copy_end - b.copy_start for b in self.blocks if b.relation is not Relation.CHANGED)

    @property
    def share(self) -> float:
        """The share of tokens aligned in runs, of the shorter text's: one may be an excerpt of the other.

        Single words match by luck between any two texts of one language, runs of three hardly do.
        """
        smaller = min(len(self.copy), len(self.source))
        return self._in_runs() / smaller if smaller else float(len(self.copy) == len(self.source))

    def _in_runs(self) -> int:
        total = run = 0
        for block in self.blocks:
            if block.relation is _CHANGED:
                total += run if run >= RUN else 0
                run = 0
            else:
                run += block.copy_end - block.copy_start
        return total + (run if run >= RUN else 0)

    def _check_copy(self) -> None:
        at = 0
        copy, source = self.copy.folds, self.source.folds
        for block in self.blocks:
            if block.copy_start != at or block.copy_end < at:
                raise ValueError(f"copy token {at} is left out or taken twice: {block}")
            at = block.copy_end
            if block.relation is _EQUAL and (
                copy[block.copy_start : at] != source[block.source_start : block.source_end]
            ):
                raise ValueError(f"not equal: {block}")
        if at != len(self.copy):
            raise ValueError(f"copy token {at} is left out")

    def _check_source(self) -> None:
        lanes: dict[int | None, int] = {}
        for block in self.blocks:
            if block.source_start < lanes.get(block.moved, 0):
                raise ValueError(f"crosses the block before it: {block}")
            lanes[block.moved] = block.source_end
        blocks: Sequence[Block] = self.blocks
        if self.moves:
            blocks = sorted(blocks, key=lambda b: (b.source_start, b.source_end))
        at = 0
        for block in blocks:
            if block.source_start != at or block.source_end < at:
                raise ValueError(f"source token {at} is left out or taken twice: {block}")
            at = block.source_end
        if at != len(self.source):
            raise ValueError(f"source token {at} is left out")


pickled_by_fields(Alignment)
worded(Relation, Mention, Block, Move, Again, Alignment)
