"""What holds for every pair, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum

import restore
from restore import compiled, text
from restore.differences import Decision, Op
from restore.find.fingerprints import gram_hashes
from restore.find.pieces import Cut, Level
from restore.modules import runs_compiled
from restore.repair import Plan, make_plan
from restore.restoration import Restoration
from restore.text import Text
from tests.interpreted import typed_as_it_is

READING = compiled.READING
IS_COMPILED = READING is not None and runs_compiled()
SMALL = 150  # tokens of a pair that pure Python is asked about too, at most: it takes seconds for long ones
POLICY = restore.Policy(threshold=0.5)


class Invariant(StrEnum):
    """What holds, by a word for each."""

    NO_ERROR = "no error"
    EVERY_TOKEN_ONCE = "every token once"
    EMPTY_PLAN = "an empty plan gives the copy"
    UNIQUE_IDS = "unique ids"
    OFFSETS = "offsets"
    NO_OVERLAP = "no overlap"
    CONFIDENCE = "confidence from 0 to 1"
    TWINS = "compiled and pure Python agree"
    WHOLE = "all repairs give the source's words"


CHECKED = frozenset(Invariant)


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of texts as the compiled code restored it, where it was built."""

    copy: str
    source: str
    found: Restoration

    @property
    def tokens(self) -> int:
        """Of both texts."""
        return len(self.found.alignment.copy) + len(self.found.alignment.source)


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not hold for a pair, and of how many tokens it is."""

    broken: frozenset[Invariant]
    tokens: int
    error: str = ""


@contextmanager
def engine(*, native: bool) -> Iterator[None]:
    """The compiled code, or pure Python; with no words remembered, so that each reads for itself."""
    before = compiled.READING
    compiled.READING = READING if native else None
    text._FORMS.clear()
    text._FOLDS.clear()
    try:
        with nullcontext() if native else typed_as_it_is():
            yield
    finally:
        compiled.READING = before


def restored(copy: str, source: str, *, native: bool) -> Restoration:
    """The restoration by one of the two."""
    with engine(native=native):
        return restore.restore(copy, source=source, policy=POLICY, force=True)


def _is_partition(spans: list[tuple[int, int]], size: int) -> bool:
    at = 0
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if start != at:
            return False
        at = end
    return at == size


def every_token_once(case: Case) -> bool:
    """Each token of both texts is in exactly one block."""
    alignment = case.found.alignment
    return _is_partition([(b.copy_start, b.copy_end) for b in alignment], len(alignment.copy)) and _is_partition(
        [(b.source_start, b.source_end) for b in alignment], len(alignment.source)
    )


def empty_plan(case: Case) -> bool:
    """To repair nothing changes nothing."""
    return restore.apply_plan(case.copy, Plan()) == case.copy


def unique_ids(case: Case) -> bool:
    """No two differences have one id."""
    ids = [difference.id for difference in case.found.differences]
    return len(set(ids)) == len(ids)


def offsets(case: Case) -> bool:
    """Each span is where it says it is."""
    return all(
        case.copy[d.copy.start : d.copy.end] == d.copy.text
        and case.source[d.source.start : d.source.end] == d.source.text
        for d in case.found.differences
    )


def no_overlap(case: Case) -> bool:
    """Moves aside, differences stand in the copy's order and apart."""
    at = 0
    for difference in case.found.differences:
        if difference.op is Op.MOVE or difference.within:
            continue
        if not at <= difference.copy.start <= difference.copy.end:
            return False
        at = difference.copy.end
    return True


def confidence(case: Case) -> bool:
    """It is a probability."""
    return all(0 <= d.confidence <= 1 for d in case.found.differences)


def twins(case: Case) -> bool:
    """Pure Python says the same, to the last digit."""
    if not IS_COMPILED or case.tokens > SMALL:
        return True
    other = restored(case.copy, case.source, native=False)
    return (
        list(case.found.alignment) == list(other.alignment)
        and list(case.found.differences) == list(other.differences)
        and list(case.found.alignment.moves) == list(other.alignment.moves)
        and case.found.text == other.text
        and _columns(case.found) == _columns(other)
        and _pieces(case, native=True) == _pieces(case, native=False)
    )


def _pieces(case: Case, *, native: bool) -> list[object]:
    """Both texts as they are cut to look for sources, and the hashes of their runs."""
    with engine(native=native):
        cuts = [Cut(each) for each in (case.copy, case.source)]
        hashes = [gram_hashes(each.ids(level), 4, 2).tolist() for each in cuts for level in Level]
        words = [each.words for each in cuts]
    columns = [column.tolist() for each in words for column in (each.numbers, each.starts, each.ends, each.sizes)]
    return [*columns, *hashes, *(each.letters for each in words)]


def _columns(found: Restoration) -> list[list[object]]:
    both = found.alignment.copy, found.alignment.source
    return [list(column) for side in both for column in (side.starts, side.ends, side.forms, side.folds)]


def whole(case: Case) -> bool:
    """To apply every difference leaves the source's words; of a converted copy by the tokens that it was read with."""
    everything = [replace(d, decision=Decision.APPLY) for d in case.found.differences]
    read = case.found.alignment.copy
    copy = case.copy if read.folds == Text.of(case.copy).folds else read
    repaired = restore.apply_plan(case.copy, make_plan(copy, everything))
    return list(Text.of(repaired).folds) == list(case.found.alignment.source.folds)


CHECKS: dict[Invariant, Callable[[Case], bool]] = {
    Invariant.EVERY_TOKEN_ONCE: every_token_once,
    Invariant.EMPTY_PLAN: empty_plan,
    Invariant.UNIQUE_IDS: unique_ids,
    Invariant.OFFSETS: offsets,
    Invariant.NO_OVERLAP: no_overlap,
    Invariant.CONFIDENCE: confidence,
    Invariant.TWINS: twins,
    Invariant.WHOLE: whole,
}


def check(copy: str, source: str, invariants: frozenset[Invariant] = CHECKED) -> Checked:
    """Which of the invariants do not hold for a pair."""
    try:
        case = Case(copy, source, restored(copy, source, native=True))
        broken = frozenset(each for each, holds in CHECKS.items() if each in invariants and not holds(case))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Checked(frozenset({Invariant.NO_ERROR}), 0, f"{type(error).__name__}: {error}")
    return Checked(broken, case.tokens)


def shrunk(copy: str, source: str, broken: Invariant) -> tuple[str, str]:
    """A pair about as small as can be for which the invariant does not hold either."""
    texts = [copy, source]
    size = max(map(len, texts))
    while size:
        smaller = False
        for side in (0, 1):
            at = 0
            while at < len(texts[side]):
                tried = list(texts)
                tried[side] = texts[side][:at] + texts[side][at + size :]
                if broken in check(*tried, frozenset({broken})).broken:
                    texts, smaller = tried, True
                else:
                    at += size
        size = size if smaller and size == 1 else size // 2
    return texts[0], texts[1]
