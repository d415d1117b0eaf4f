"""The words for differences: operations, causes, codes, and the value that carries one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Final

from restore.errors import UsageError
from restore.hints import did_you_mean
from restore.modules import pickled_by_fields, worded
from restore.values import dataclass, mypyc_attr


class Op(StrEnum):
    """What the copy did."""

    __hash__ = str.__hash__  # as kinds are compared; that of `enum` is Python, and they are looked up all the time

    INSERT = "insert"  # has what the source lacks
    DELETE = "delete"  # lacks what the source has
    REPLACE = "replace"  # has other words
    MOVE = "move"  # has it elsewhere


class Cause(StrEnum):
    """What a difference was."""

    __hash__ = str.__hash__

    ENTITY = "entity"  # a mention of something named elsewhere, standing where it does not belong
    DUPLICATE = "duplicate"  # the same words again, side by side
    SPELLING = "spelling"  # the same word misread or mistyped, joined or split
    HYPHEN = "hyphen"  # a hyphenated word gone or broken
    PUNCTUATION = "punctuation"  # marks and quotes, dashes among them
    CASE = "case"  # only capitals differ
    SPACING = "spacing"  # only white space differs, or a token split in two
    HEADING = "heading"  # a headline, dateline, caption, navigation line
    PASSAGE = "passage"  # a sentence or more
    WORDING = "wording"  # any other change of words: an editor's work until shown otherwise


class Explanation(StrEnum):
    """What may have made a difference. All of them rival for each one, and their shares add up to 1."""

    __hash__ = str.__hash__

    INTRUDER = "intruder"  # a mention was written over other words
    MISREADING = "misreading"  # an engine misread the words, or made some of stains
    TOKENISER = "tokeniser"  # a program dropped, split or joined tokens, lines or passages
    STYLE = "style"  # another house writes marks, capitals and hyphens so
    REPETITION = "repetition"  # the same words came twice
    MOVE = "move"  # a program put a block elsewhere
    EDITOR = "editor"  # somebody meant it


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Share:
    """How likely an explanation is for one difference, 0 to 1."""

    explanation: Explanation
    share: float


DAMAGE = frozenset(
    {
        Cause.ENTITY, Cause.DUPLICATE, Cause.SPELLING, Cause.HYPHEN,
        Cause.PUNCTUATION, Cause.CASE, Cause.SPACING,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """`op:cause`, the one name of a kind of difference in the API, the JSON, filters and fixtures.

    >>> str(Code(Op.REPLACE, Cause.ENTITY)), Code.parse("move:passage").op.value
    ('replace:entity', 'move')
    """

    op: Op
    cause: Cause

    def __str__(self) -> str:
        return _said(self.op, self.cause)

    @staticmethod
    def of(op: Op, cause: Cause) -> Code:
        """The one value of this code; there are few, and many differences."""
        known = _CODES.get((op, cause))
        if known is None:
            known = _CODES[op, cause] = Code(op, cause)
        return known

    @classmethod
    def parse(cls, text: str) -> Code:
        """Read `op:cause`. Raises UsageError with the nearest code when there is none of that name."""
        op, _, cause = text.partition(":")
        try:
            return cls(Op(op), Cause(cause))
        except ValueError:
            raise UsageError(f"no such code: {text!r}{_nearest(text)}") from None


_CODES: Final[dict[tuple[Op, Cause], Code]] = {}


@cache
def _said(op: Op, cause: Cause) -> str:
    return f"{op}:{cause}"


@dataclass(frozen=True, slots=True)
class Selector:
    """A set of codes: a whole code, an operation or a cause ("insert:entity", "move", "entity").

    Raises:
        UsageError: there is no such code.
        TypeError: `names` is no set or list of them.

    >>> Selector.parse("entity, delete:heading").matches(Code(Op.DELETE, Cause.HEADING))
    True
    """

    names: frozenset[str]

    def __init__(self, names: Iterable[str]) -> None:
        self.names = _named(names)  # type: ignore[misc]

    def __post_init__(self) -> None:  # where it runs as it is
        object.__setattr__(self, "names", _named(self.names))

    @classmethod
    def chosen(cls, text: str) -> Selector:
        """The same of what somebody chooses to apply. Raises UsageError for a list without a code, too.

        It could be meant for nothing as well as for all, of an unset variable say.
        """
        selector = cls.parse(text)
        if not selector.names:
            raise UsageError("select: names no code; leave it out for all that is damage")
        return selector

    @classmethod
    def parse(cls, text: str) -> Selector:
        """Read a comma-separated list. Raises UsageError, with the nearest name, for one that does not exist."""
        return cls([name.strip() for name in text.split(",") if name.strip()])

    def matches(self, code: Code) -> bool:
        """Whether the code is in the set."""
        return bool(self.names & {str(code), code.op.value, code.cause.value, "all"})


def _named(names: Iterable[str]) -> frozenset[str]:
    given: object = names  # of who has no type checker
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"names: {given!r} is no set of codes; write Selector.parse('entity,spelling')")
    named = frozenset(map(str, names))  # of codes and enums, too
    for name in sorted(named):
        if name not in _known():
            raise UsageError(f"no such code: {name!r}{_nearest(name)}")
    return named


@cache
def _known() -> frozenset[str]:
    codes = {f"{op}:{cause}" for op in Op for cause in Cause}
    return frozenset(codes | set(Op) | set(Cause) | {"all"})


def _nearest(name: str) -> str:
    return did_you_mean(name, sorted(_known()), otherwise=f"a code is op:cause, the causes are {', '.join(Cause)}")


class Decision(StrEnum):
    """What a person or a threshold said of a difference."""

    __hash__ = str.__hash__

    APPLY = "apply"  # the copy's words become the replacement
    KEEP = "keep"  # the copy stays as it is
    REVIEW = "review"  # a person is asked; until then the copy stays as it is


_REVIEW: Final = Decision.REVIEW


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text: `raw[start:end] == text`, in code points."""

    start: int
    end: int
    text: str

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end, self.text = start, end, text  # type: ignore[misc]
        self.__post_init__()

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"no such span: {self.start}..{self.end} of {len(self.text)} characters")


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the source, in code points."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end  # type: ignore[misc]


@mypyc_attr(acyclic=True)
@dataclass(frozen=True, slots=True)
class Difference:
    """A copy span and a source span that do not say the same."""

    id: str  # of the words and those around them: the same in a copy scraped anew
    code: Code  # what the copy did, and what it was
    copy: Span  # where in the copy; where the copy lacks something empty, or the white space in its place
    source: Span  # where in the source; empty where the source lacks something
    replacement: str  # what the copy's span becomes when the repair is applied, in the copy's own convention
    confidence: float  # the probability that applying the repair is right, in its spans and its cause
    evidence: str  # one line that a person can check
    origin: Place | None = None  # where in the source an intruder or a moved block comes from
    within: str | None = None  # the id of the move whose block this difference stands in
    target: int | None = None  # of a move: the offset of the copy to which the block goes
    decision: Decision = _REVIEW  # what a policy or a person said of it
    explanations: tuple[Share, ...] = ()  # the rivals with a share of 0.01 and more, likeliest first

    def __init__(  # noqa: PLR0917 - its fields in their order
        self,
        id: str,  # noqa: A002 - its name
        code: Code,
        copy: Span,
        source: Span,
        replacement: str,
        confidence: float,
        evidence: str,
        origin: Place | None = None,
        within: str | None = None,
        target: int | None = None,
        decision: Decision = _REVIEW,
        explanations: tuple[Share, ...] = (),
    ) -> None:
        self.id, self.code, self.copy, self.source = id, code, copy, source  # type: ignore[misc]
        self.replacement, self.confidence, self.evidence = replacement, confidence, evidence  # type: ignore[misc]
        self.origin, self.within, self.target = origin, within, target  # type: ignore[misc]
        self.decision, self.explanations = decision, explanations  # type: ignore[misc]

    def decided(self, decision: Decision) -> Difference:
        """The same difference with this decision; built outright, `dataclasses.replace` takes several times as long."""
        if decision is self.decision:
            return self
        return Difference(
            self.id, self.code, self.copy, self.source, self.replacement, self.confidence, self.evidence, self.origin,
            self.within, self.target, decision, self.explanations,
        )  # fmt: skip

    @property
    def op(self) -> Op:
        """The operation of its code."""
        return self.code.op

    @property
    def cause(self) -> Cause:
        """The cause of its code."""
        return self.code.cause


pickled_by_fields(Share, Code, Selector, Span, Place, Difference)
worded(Op, Cause, Explanation, Share, Code, Selector, Decision, Span, Place, Difference)
