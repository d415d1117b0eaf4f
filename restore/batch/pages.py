"""The report for people: one page, however many records."""

from __future__ import annotations

from collections.abc import Sequence

from restore.batch.counts import Decided
from restore.batch.picked import SpanInContext, WorstRecord
from restore.batch.records import Reason
from restore.batch.report import CodeRow, ConfidenceRow, ExampleRow, ReasonRow, RunReport, calibration_error
from restore.batch.tally import Tally
from restore.differences import Decision
from restore.formats.words import rivals, two_places
from restore.hints import several
from restore.pages.page import chip, escape, figures, page, table

_DECISIONS = ((Decision.APPLY, "applied"), (Decision.REVIEW, "left to you"), (Decision.KEEP, "kept"))
_REASONS = {
    Reason.BAD_JSON: "no JSON object",
    Reason.BAD_UTF8: "not UTF-8, or no text",
    Reason.BAD_ROW: "a CSV row with too many cells or too few, or an open quote",
    Reason.MISSING_FIELD: "no id, copy or source",
    Reason.NO_SOURCE: "none of the sources is likely enough to be its own",
    Reason.BAD_FIELD: "a field that is not text",
    Reason.DUPLICATE_ID: "an id seen before",
    Reason.DUPLICATE_PAGE: "a page that an earlier record names",
    Reason.BAD_PATH: "a path out of the input's folder",
    Reason.UNREADABLE: "a file that cannot be read, as a broken page",
    Reason.EMPTY: "no words",
    Reason.TOO_LONG: "longer than --max-size",
    Reason.TIMEOUT: "took longer than --timeout",
    Reason.NOT_ITS_SOURCE: "too little in common with the source",
    Reason.CRASH: "killed its worker",
    Reason.FAULT: "a fault of the aligner",
}


def report_page(report: RunReport) -> str:
    """The page of a report."""
    return page(
        "Restoration report",
        _head(report),
        _codes(report.codes),
        _confidence(report.confidence),
        _reliability(report.confidence),
        _rejected(report.rejected),
        _damaged(report.most_damaged),
        _examples(report.examples),
    )


def _head(report: RunReport) -> str:
    totals, differences = report.totals, report.totals.differences
    shown = figures(
        (f"{totals.restored:,}", f"of {totals.read:,} records restored"),
        (f"{differences.apply:,}", "repairs applied"),
        (f"{differences.review:,}", f"differences left to you, in {several(totals.left, 'record')}"),
        (f"{differences.keep:,}", "kept as the copy has them"),
        (f"{totals.rejected:,}", "records rejected"),
        ("–" if report.fidelity is None else f"{report.fidelity:.1%}", "of the words agreed before repair"),
    )
    next_ = (
        '<p>What is left waits in <code>review.jsonl</code>: <code class="command">restore review OUT</code> opens it, '
        "where OUT is this folder.</p>"
        if differences.review
        else "<p>Nothing is left to look at.</p>"
    )
    timings = '<p class="soft">The slowest records: <a href="journal/timings.html">timings</a>.</p>'
    return f"<h1>Restoration report</h1>{shown}{next_}{timings}"


def _codes(codes: Sequence[CodeRow]) -> str:
    if not codes:
        return "<h2>What was damaged</h2><p>No differences.</p>"
    most = max(row.decided.total for row in codes)
    rows = [
        [
            f"<code>{escape(row.code)}</code>{_bar(row.decided, most)}",
            *(f"{row.decided.number(decision):,}" for decision, _ in _DECISIONS),
            f"{row.decided.total:,}",
        ]
        for row in codes
    ]
    head = ["code", *(name for _, name in _DECISIONS), "all"]
    return f"<h2>What was damaged</h2>{_key()}{table(head, rows, numbers=frozenset({1, 2, 3, 4}))}"


def _bar(decided: Decided, most: int) -> str:
    parts = (
        f'<i class="{decision}" style="width:{100 * decided.number(decision) / most:.2f}%"></i>'
        for decision, _ in _DECISIONS
    )
    return f'<div class="bar">{"".join(parts)}</div>'


def _key() -> str:
    return '<p class="soft">' + "".join(f'<span class="key {name}"></span>{told}' for name, told in _DECISIONS) + "</p>"


def _confidence(rows: Sequence[ConfidenceRow]) -> str:
    """Differences by confidence, as columns of what was decided; by the root, so that a few are seen beside many."""
    most = max((row.decided.total for row in rows), default=0)
    if not most:
        return ""
    width, height = 640, 180
    step = width / len(rows)
    drawn = []
    for index, row in enumerate(rows):
        total = row.decided.total
        column = height * (total / most) ** 0.5
        at = 200 - column
        title = f"{row.least:.2f} to {row.below:.2f}: " + ", ".join(
            f"{row.decided.number(d):,} {name}" for d, name in _DECISIONS
        )
        drawn.append(f"<g><title>{title}</title>")
        for decision, _ in _DECISIONS:
            part = column * row.decided.number(decision) / total if total else 0.0
            x = 30 + index * step
            drawn.append(
                f'<rect x="{x:.1f}" y="{at:.1f}" width="{step - 3:.1f}" height="{part:.1f}" '
                f'style="fill:var(--{decision})"/>'
            )
            at += part
        drawn.append("</g>")
    ticks = "".join(
        f'<text x="{30 + width * tick / 4:.0f}" y="218" text-anchor="middle">{tick / 4:g}</text>' for tick in range(5)
    )
    svg = f'<svg viewBox="0 0 690 224" role="img" aria-label="differences by confidence">{"".join(drawn)}{ticks}</svg>'
    wrong = sum(row.decided.apply * (1 - (row.mean or 0)) for row in rows)
    applied = sum(row.decided.apply for row in rows)
    told = (
        f"<p>If the confidences are true, about {wrong:,.1f} of the {applied:,} applied repairs are wrong "
        f"({wrong / applied:.2%}).</p>"
        if applied
        else "<p>Nothing was applied.</p>"
    )
    return (
        f'<h2>How sure</h2>{told}{_key()}{svg}<p class="soft">Confidence from 0 to 1; heights by the square root.</p>'
    )


def _reliability(confidence: Sequence[ConfidenceRow]) -> str:
    """Where the input has the truth: how many of the differences of each confidence were right."""
    error = calibration_error(confidence)
    if error is None:
        return (
            '<h2>Reliability</h2><p class="soft">Not measured: the records name no truth. A field <code>truth</code> '
            "with the undamaged copy, for some records at least, lets this page say how often a confidence of 0.95 "
            "was right.</p>"
        )
    judged = [row for row in confidence if row.judged]
    rows = [
        [f"{row.least:.2f} to {row.below:.2f}", f"{row.judged:,}", f"{row.mean:.3f}", f"{row.right / row.judged:.3f}"]
        for row in judged
    ]
    dots = "".join(
        f'<circle cx="{40 + 240 * (row.mean or 0):.1f}" cy="{250 - 240 * row.right / row.judged:.1f}" '
        f'r="{min(3 + row.judged**0.25, 11):.1f}" style="fill:var(--apply)" fill-opacity=".75"/>'
        for row in judged
    )
    svg = (
        '<svg viewBox="0 0 300 280" style="max-width:22rem" role="img" aria-label="share right by confidence">'
        '<path d="M40 10V250H280" fill="none" stroke="var(--line)"/><path d="M40 250L280 10" stroke="var(--line)" '
        f'stroke-dasharray="4"/>{dots}<text x="160" y="274" text-anchor="middle">confidence</text>'
        '<text x="36" y="16" text-anchor="end">1</text><text x="36" y="254" text-anchor="end">0</text>'
        '<text x="280" y="264" text-anchor="end">1</text></svg>'
    )
    told = (
        f"<p>Expected calibration error {error:.3f}: on the dashed line a confidence is right as often as it says.</p>"
    )
    head = ["confidence", "judged", "mean", "right"]
    return f"<h2>Reliability</h2>{told}{svg}{table(head, rows, numbers=frozenset({1, 2, 3}))}"


def _rejected(reasons: Sequence[ReasonRow]) -> str:
    if not reasons:
        return ""
    rows = [
        [f"<code>{escape(row.reason.value)}</code>", escape(_REASONS[row.reason]), f"{row.records:,}"]
        for row in reasons
    ]
    told = (
        "<p>They are in <code>rejected.jsonl</code>, each with its reason; once that is mended, "
        '<code class="command">restore batch --retry-rejected OUT</code> tries them again.</p>'
    )
    return f"<h2>Rejected</h2>{told}{table(['reason', 'what it means', 'records'], rows, numbers=frozenset({2}))}"


def _damaged(records: Sequence[WorstRecord]) -> str:
    if not records:
        return ""
    rows = [
        [
            escape(one.id),
            f"{one.line:,}",
            f"{one.characters:,}",
            f"{one.fidelity:.1%}",
            f"{one.decided.apply:,}",
            f"{one.decided.review:,}",
        ]
        for one in records
    ]
    head = ["record", "line", "characters", "words that agreed", "applied", "left to you"]
    return f"<h2>Most damaged</h2>{table(head, rows, numbers=frozenset({1, 2, 3, 4, 5}))}"


def _examples(examples: Sequence[ExampleRow]) -> str:
    if not examples:
        return ""
    parts = [
        "<h2>Examples</h2>",
        '<p class="soft">Drawn by chance, the copy on one side and the source on the other.</p>',
    ]
    code = None
    for example in examples:
        if example.code != code:
            code = example.code
            parts.append(f"<h3><code>{escape(code)}</code></h3>")
        parts.append(_example(example))
    return "\n".join(parts)


def _example(example: ExampleRow) -> str:
    one = example.picked
    said = [f"confidence {two_places(one.confidence)}", rivals(one.explanations), one.evidence, f"record {one.id}"]
    spans = "".join(f"<span>{escape(each)}</span>" for each in said if each)
    meta = f'<div class="meta">{chip(example.decision.value)}{spans}</div>'
    sides = f'<div dir="auto">{_marked(one.copy, "del")}</div><div dir="auto">{_marked(one.source, "ins")}</div>'
    return f'<div class="example">{meta}<div class="sides">{sides}</div></div>'


def _marked(window: SpanInContext, tag: str) -> str:
    before, span, behind = (escape(part) for part in (window.before, window.span, window.behind))
    return f"{before}<{tag}>{span or '‸'}</{tag}>{behind}"


def timings_page(tally: Tally, seconds: float) -> str:
    """The slowest records, and how fast the run was."""
    rate = tally.records / seconds if seconds else 0.0
    shown = figures(
        (f"{tally.records:,}", "records"),
        (f"{seconds:,.1f} s", "from start to end, pauses aside"),
        (f"{rate:,.1f}", "records a second"),
        (f"{tally.characters / seconds / 1000 if seconds else 0:,.0f} k", "characters of copies a second"),
    )
    rows = [
        [
            escape(one.id),
            f"{one.line:,}",
            f"{one.characters:,}",
            f"{one.differences:,}",
            f"{one.seconds:.3f}",
        ]
        for one in tally.slowest
    ]
    head = ["record", "line", "characters", "differences", "seconds"]
    return page(
        "Timings",
        f"<h1>Timings</h1>{shown}<h2>Slowest records</h2>",
        table(head, rows, numbers=frozenset({1, 2, 3, 4})),
        '<p><a href="../report.html">The report</a></p>',
    )
