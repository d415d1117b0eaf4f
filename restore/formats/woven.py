"""Running text with its differences or its repairs marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from restore.differences import Difference, Op
from restore.formats.layout import Style, StyledText
from restore.formats.text import marked
from restore.repair import Plan
from restore.visible import visible


def woven(copy: str, differences: Iterable[Difference], start: int, end: int) -> Iterator[StyledText]:
    """The copy's characters [start, end), both sides of every difference in them; moved blocks stand as they are."""
    at = start
    for difference in differences:
        if difference.op is Op.MOVE or difference.copy.start < at or difference.copy.end > end:
            continue
        yield StyledText(_flat(copy[at : difference.copy.start]))
        yield from marked(difference)
        at = difference.copy.end
    yield StyledText(_flat(copy[at:end]))


def mended(copy: str, plan: Plan, start: int, end: int) -> Iterator[StyledText]:
    """The restored text of the copy's characters [start, end), what was put in marked, what was taken out gone."""
    at = start
    for splice in plan.splices:
        if splice.start < at or splice.end > end:
            continue
        yield StyledText(_flat(copy[at : splice.start]))
        yield from _put_in(_flat(splice.text))
        at = splice.end
    yield StyledText(_flat(copy[at:end]))


def _put_in(text: str) -> Iterator[StyledText]:
    words = text.strip()
    if words:
        lead, _, trail = text.partition(words)
        yield from (StyledText(lead), StyledText(f"{{+{words}+}}", Style.WANTED), StyledText(trail))


def _flat(text: str) -> str:
    """Prose on one line, as a reader sees it."""
    return visible(re.sub(r"\s+", " ", text))
