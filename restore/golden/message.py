"""What a person reads of a comparison: one line that names the failure, then each failing difference in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from restore.formats.words import two_places
from restore.golden.compare import Report, Standing
from restore.golden.kinds import BLOCKS, FindingKind
from restore.hints import several
from restore.visible import visible

if TYPE_CHECKING:
    from restore.golden.findings import Finding

MOST = 24  # findings shown one by one
AROUND = 28  # characters of golden text on either side
_BLOCKS = BLOCKS | {FindingKind.CAPTION, FindingKind.DATELINE}
LONGEST = 60  # characters shown of a long span


def headline(report: Report) -> str:
    """The one line: what is wrong, or that nothing is.

    >>> from restore.golden.compare import compare
    >>> headline(compare("It does apply.", "It does not apply.", name="bbc/strike"))  # doctest: +ELLIPSIS
    'bbc/strike: not faithful: negation lost at golden 1:9: It does {-not-} apply. [delete:wording ...]'
    """
    failing, wrong = report.failing, [*map(str, report.breaches), *_clean(report)]
    tolerated = _counted(report.counts(Standing.TOLERATED, Standing.WARNED, Standing.BUDGETED, Standing.KNOWN))
    beside = f" (tolerated: {tolerated})" if tolerated else ""
    name = visible(report.name)
    if report.faithful:
        return f"{name}: faithful{beside}"
    if len(failing) == 1 and not wrong:
        one = failing[0]
        return f"{name}: not faithful: {_named(one)}: {excerpt(report, one)} {_beside(one)}{beside}"
    if not failing and len(wrong) == 1:
        return f"{name}: not faithful: {visible(wrong[0])}{beside}"
    labels = _counted_labels(failing)
    parts = ([f"{len(failing)} of {len(report.judged)} differences fail: {labels}"] if failing else []) + (
        [f"{several(len(wrong), 'rule')} broken"] if wrong else []
    )
    return f"{name}: not faithful: {'; '.join(parts)}{beside}"


def _named(finding: Finding) -> str:
    return f"{finding.label} {_place(finding)}"


def _place(finding: Finding) -> str:
    if finding.kind in _BLOCKS or finding.words > 8:
        return f"at golden line {finding.line} ({_size(finding)})"
    return f"at golden {finding.line}:{finding.column}"


def _size(finding: Finding) -> str:
    return several(finding.words, "word")


def _counted(counts: Mapping[FindingKind, int]) -> str:
    return ", ".join(f"{kind.value} {count}" for kind, count in counts.items())


def _counted_labels(findings: Iterable[Finding]) -> str:
    labels: dict[str, int] = {}
    for finding in findings:
        labels[finding.label] = labels.get(finding.label, 0) + 1
    return ", ".join(label if count == 1 else f"{label} {count}" for label, count in labels.items())


def _clean(report: Report) -> list[str]:
    return [
        f"unexpectedly clean: the known defect {one.id} ({one.code}: “{_cut(one.golden or one.received)}”) is gone; "
        "take it out of known.jsonl"
        for one in report.clean
    ]


def explain(report: Report, *, more: Sequence[str] = ()) -> str:
    """The whole message, 40 lines at most: headline, failing findings, figures, and what to do next."""
    failing = sorted(report.failing, key=lambda f: (f.golden.start, f.received.start))
    lines = [headline(report)]
    if len(failing) + len(report.breaches) + len(report.clean) > 1:  # of one the headline has all
        lines += [f"  {line}" for line in _lined(report, failing[:MOST])]
        if len(failing) > MOST:
            lines.append(f"  … and {len(failing) - MOST} more")
        lines += [f"  {visible(str(breach))}" for breach in report.breaches[:4]]
        lines += [f"  {visible(line)}" for line in _clean(report)[:4]]
    lines += [f"  over budget: {name} {count}" for name, count in report.over_budget.items()]
    if report.figures:
        one = report.figures
        lines.append(f"  shingles: precision {one.precision:.3f}, recall {one.recall:.3f}, F1 {one.f1:.3f}")
    return "\n".join([*lines, *more])


def _lined(report: Report, findings: Sequence[Finding]) -> list[str]:
    """One line a finding, in columns."""
    rows = [(f"golden {f.line}:{f.column}", f.label, excerpt(report, f), _beside(f)) for f in findings]
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return [f"{place:<{widths[0]}}  {label:<{widths[1]}}  {text}  {code}" for place, label, text, code in rows]


def _beside(finding: Finding) -> str:
    """Code and confidence, and where in the page it is from."""
    origin = f" from {visible(finding.element)}" if finding.element else ""
    return f"[{finding.code} {two_places(finding.confidence)}]{origin}"


def excerpt(report: Report, finding: Finding) -> str:
    """A finding in its golden surroundings: {-gone-} and {+come+}, in one line, with nothing that steers a terminal."""
    golden = report.golden or ""
    start, end = finding.golden.start, finding.golden.end
    before = golden[max(start - AROUND, 0) : start].split("\n")[-1]
    after = golden[end : end + AROUND].split("\n")[0]
    if finding.kind in _BLOCKS:
        before = after = ""
    lead, trail = _words_only(before, first=False), _words_only(after, first=True)
    space = finding.golden.text[:1].isspace() or finding.received.text[:1].isspace()
    gone = f"{{-{_cut(finding.golden.text, space=space)}-}}" if finding.golden.text else ""
    come = f"{{+{_cut(finding.received.text, space=space)}+}}" if finding.received.text else ""
    if finding.kind is FindingKind.BLOCK_MOVED:
        come = ""
    cut = ("… " if lead and len(before) == AROUND else "", " …" if trail and len(after) == AROUND else "")
    return cut[0] + visible(lead) + gone + come + visible(trail) + cut[1]


def _words_only(text: str, *, first: bool) -> str:
    """Surroundings without the word that the cut fell into."""
    if len(text) < AROUND:
        return text
    return text.rpartition(" ")[0] if first else text.partition(" ")[2]


def _cut(text: str, *, space: bool = False) -> str:
    """Long spans as beginning and end."""
    if len(text) > LONGEST:
        half = LONGEST // 2
        text = f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
    return visible(text, space="·" if space and not text.strip() else " ")
