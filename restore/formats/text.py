"""The view for people: what was found and decided, then every difference in its context.

    3  replace:entity  0.97  apply  1:422
       President Donald Trump reiterated his [-President Donald Trump-]{+desire+} to target such cities
       the source has these words at offset 336, not here (intruder 97%, editor 3%)

`[-…-]` is what the copy has, `{+…+}` what the source has, as in `git diff --word-diff`;
a moved block stands in `[>…<]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from restore.blanks import gaps, is_blank
from restore.differences import Decision, Difference, Op
from restore.formats.context import after, before, elided
from restore.formats.layout import Painter, Style, StyledText
from restore.formats.view import View
from restore.formats.words import nothing_listed, otherwise_written, rivals, two_places
from restore.spacing import forms
from restore.visible import visible

if TYPE_CHECKING:
    from restore.restoration import Restoration

STYLES = {Op.INSERT: Style.EXTRA, Op.DELETE: Style.WANTED, Op.REPLACE: Style.REPLACED, Op.MOVE: Style.MOVED}
DECISIONS = {Decision.APPLY: Style.SURE, Decision.KEEP: Style.DIM, Decision.REVIEW: Style.REVIEW}


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """The summary, then one paragraph for each difference."""
    painter = Painter(view.colour)
    shown = view.listed(restoration.differences)
    for row in summary(restoration, shown):
        yield from (f"{wrapped}\n" for wrapped in painter.wrap(row, width=view.width))
    copy = restoration.alignment.copy.raw
    lines = _line_starts(copy) if view.layout is None else []
    digits = len(str(len(shown)))
    for number, difference in enumerate(shown, 1):
        at = difference.copy.start
        place = str(view.layout.place_at(at)) if view.layout else _place(lines, at)
        heading = _heading(f"{number:>{digits}}", difference, place)
        context = in_context(copy, difference, view.context)
        evidence = [StyledText(visible(_evidence(difference)), Style.DIM)]
        yield "\n"
        for runs, indent in ((heading, ""), (context, " " * (digits + 2)), (evidence, " " * (digits + 2))):
            yield from (f"{wrapped}\n" for wrapped in painter.wrap(runs, width=view.width, indent=indent))


def _heading(number: str, difference: Difference, place: str) -> list[StyledText]:
    return [
        StyledText(f"{number}  "),
        StyledText(str(difference.code), STYLES[difference.op]),
        StyledText(f"  {two_places(difference.confidence)}  "),
        StyledText(difference.decision.value, DECISIONS[difference.decision]),
        StyledText(f"  {place}", Style.DIM),
    ]


def _evidence(difference: Difference) -> str:
    """What speaks for it, and behind that how likely each explanation is."""
    told = rivals(difference.explanations)
    return f"{difference.evidence} ({told})" if told else difference.evidence


def _place(lines: Sequence[int], at: int) -> str:
    line = max(bisect_right(lines, at), 1)
    return f"{line}:{max(at - lines[line - 1], 0) + 1}"


def _line_starts(text: str) -> Sequence[int]:
    """Where each line begins, behind a byte order mark, which no editor counts."""
    starts = [int(text.startswith("\ufeff"))]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def in_context(copy: str, difference: Difference, words: int) -> list[StyledText]:
    """A difference as runs: the copy's words before it, both sides marked, the copy's words after it."""
    start, end = difference.copy.start, difference.copy.end
    return [StyledText(before(copy, start, words)), *marked(difference), StyledText(after(copy, end, words))]


def marked(difference: Difference) -> list[StyledText]:
    """Both sides in their marks; a side without characters has none. What is put in brings its white space along."""
    space = "·" if difference.copy.text.isspace() or difference.source.text.isspace() else " "
    has = visible(elided(difference.copy.text), space=space)
    lacks = visible(elided(difference.source.text), space=space)
    if difference.op is Op.MOVE:
        return [StyledText(f"[>{has}<]", Style.MOVED)]
    runs = [StyledText(f"[-{has}-]", Style.EXTRA)] if has else []
    if lacks:
        edges = (difference.replacement[:1], difference.replacement[-1:])
        lead, trail = (" " * (edge.isspace() and not difference.source.text.isspace()) for edge in edges)
        runs += [StyledText(lead), StyledText(f"{{+{lacks}+}}", Style.WANTED), StyledText(trail)]
    return runs


def summary(restoration: Restoration, shown: Sequence[Difference]) -> Iterator[list[StyledText]]:
    """How many of what, and what was decided of them."""
    if shown:
        yield _counts("total", shown)
        by_code: dict[str, list[Difference]] = {}
        for difference in shown:
            by_code.setdefault(str(difference.code), []).append(difference)
        for code, those in sorted(by_code.items(), key=lambda item: len(item[1]), reverse=True):
            yield _counts(code, those)
    else:
        yield [StyledText(nothing_listed(len(restoration.differences)))]
    blank = sum(1 for _ in gaps(restoration.alignment)) - sum(map(is_blank, shown))
    if blank > 0:
        yield [StyledText(f"only white space differs in {blank} places more: --select spacing lists them", Style.DIM)]
    composed = forms(restoration.alignment)
    if composed:
        yield [StyledText(otherwise_written(composed), Style.DIM)]
    yield [StyledText(f"fidelity of the copy as it is: {restoration.summary.fidelity:.1%}", Style.DIM)]


def _counts(name: str, differences: Sequence[Difference]) -> list[StyledText]:
    counts = Counter(difference.decision for difference in differences)
    decided = (
        StyledText(
            f"{counts[decision]:>7} {decision.value}" if counts[decision] else " " * (8 + len(decision.value)), style
        )
        for decision, style in DECISIONS.items()
    )
    return [StyledText(f"{name:<20}{len(differences):>6}"), *decided]
