"""The report for people: one page, however many records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from restore.batch.tally import Tally
from restore.formats.words import rivals
from restore.pages.page import chip, escape, figures, page, table
from restore.wire import to_shares

_DECISIONS = (("apply", "applied"), ("review", "left to you"), ("keep", "kept"))
_REASONS = {
    "bad_json": "no JSON object", "bad_utf8": "not UTF-8", "bad_row": "a CSV row with too many cells, or an open quote",
    "missing_field": "no id, copy or source",
    "bad_field": "a field that is not text", "duplicate_id": "an id seen before",
    "bad_path": "a path out of the input's folder", "unreadable": "a file that cannot be read", "empty": "no words",
    "too_long": "longer than --max-size", "timeout": "took longer than --timeout",
    "not_its_source": "too little in common with the source", "crash": "killed its worker",
    "fault": "a fault of the aligner",
}  # fmt: skip


def report_page(values: Mapping[str, Any]) -> str:
    """The page of a report as `report.report` gives it."""
    return page(
        "Restoration report",
        _head(values),
        _codes(values["by_code"]),
        _confidence(values["confidence"]),
        _reliability(values["confidence"]),
        _rejected(values["rejected"]),
        _damaged(values["most_damaged"]),
        _examples(values["examples"]),
    )


def _head(values: Mapping[str, Any]) -> str:
    records, differences = values["records"], values["differences"]
    fidelity = values["fidelity"]
    shown = figures(
        (f"{records['restored']:,}", f"of {records['read']:,} records restored"),
        (f"{differences['applied']:,}", "repairs applied"),
        (f"{differences['review']:,}", f"differences left to you, in {records['left']:,} records"),
        (f"{differences['kept']:,}", "kept as the copy has them"),
        (f"{records['rejected']:,}", "records rejected"),
        ("–" if fidelity is None else f"{fidelity:.1%}", "of the words agreed before repair"),
    )
    next_ = (
        '<p>What is left waits in <code>review.jsonl</code>: <code class="command">restore review OUT</code> opens it, '
        "where OUT is this folder.</p>"
        if differences["review"]
        else "<p>Nothing is left to look at.</p>"
    )
    timings = '<p class="soft">The slowest records: <a href="journal/timings.html">timings</a>.</p>'
    return f"<h1>Restoration report</h1>{shown}{next_}{timings}"


def _codes(codes: Mapping[str, Mapping[str, int]]) -> str:
    if not codes:
        return "<h2>What was damaged</h2><p>No differences.</p>"
    most = max(sum(decided.values()) for decided in codes.values())
    rows = [
        [
            f"<code>{escape(code)}</code>{_bar(decided, most)}",
            *(f"{decided[decision]:,}" for decision, _ in _DECISIONS),
            f"{sum(decided.values()):,}",
        ]
        for code, decided in codes.items()
    ]
    head = ["code", *(name for _, name in _DECISIONS), "all"]
    return f"<h2>What was damaged</h2>{_key()}{table(head, rows, numbers=frozenset({1, 2, 3, 4}))}"


def _bar(decided: Mapping[str, int], most: int) -> str:
    parts = (
        f'<i class="{decision}" style="width:{100 * decided[decision] / most:.2f}%"></i>' for decision, _ in _DECISIONS
    )
    return f'<div class="bar">{"".join(parts)}</div>'


def _key() -> str:
    return '<p class="soft">' + "".join(f'<span class="key {name}"></span>{told}' for name, told in _DECISIONS) + "</p>"


def _confidence(bins: Sequence[Mapping[str, Any]]) -> str:
    """Differences by confidence, as columns of what was decided; by the root, so that a few are seen beside many."""
    most = max((sum(entry[decision] for decision, _ in _DECISIONS) for entry in bins), default=0)
    if not most:
        return ""
    width, height = 640, 180
    step = width / len(bins)
    drawn = []
    for index, entry in enumerate(bins):
        total = sum(entry[decision] for decision, _ in _DECISIONS)
        column = height * (total / most) ** 0.5
        at = 200 - column
        title = f"{entry['from']:.2f} to {entry['to']:.2f}: " + ", ".join(
            f"{entry[d]:,} {name}" for d, name in _DECISIONS
        )
        drawn.append(f"<g><title>{title}</title>")
        for decision, _ in _DECISIONS:
            part = column * entry[decision] / total if total else 0.0
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
    wrong = sum(entry["apply"] * (1 - (entry["mean"] or 0)) for entry in bins)
    applied = sum(entry["apply"] for entry in bins)
    told = (
        f"<p>If the confidences are true, about {wrong:,.1f} of the {applied:,} applied repairs are wrong "
        f"({wrong / applied:.2%}).</p>"
        if applied
        else "<p>Nothing was applied.</p>"
    )
    return (
        f'<h2>How sure</h2>{told}{_key()}{svg}<p class="soft">Confidence from 0 to 1; heights by the square root.</p>'
    )


def _reliability(bins: Sequence[Mapping[str, Any]]) -> str:
    """Where the input has the truth: how many of the differences of each confidence were right."""
    from restore.batch.report import calibration_error

    error = calibration_error(list(bins))
    if error is None:
        return (
            '<h2>Reliability</h2><p class="soft">Not measured: the records name no truth. A field <code>truth</code> '
            "with the undamaged copy, for some records at least, lets this page say how often a confidence of 0.95 "
            "was right.</p>"
        )
    rows = [
        [f"{entry['from']:.2f} to {entry['to']:.2f}", f"{entry['judged']:,}", f"{entry['mean']:.3f}", _share(entry)]
        for entry in bins
        if entry["judged"]
    ]
    dots = "".join(
        f'<circle cx="{40 + 240 * entry["mean"]:.1f}" cy="{250 - 240 * entry["right"] / entry["judged"]:.1f}" '
        f'r="{min(3 + entry["judged"] ** 0.25, 11):.1f}" style="fill:var(--apply)" fill-opacity=".75"/>'
        for entry in bins
        if entry["judged"]
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


def _share(entry: Mapping[str, Any]) -> str:
    return f"{entry['right'] / entry['judged']:.3f}"


def _rejected(reasons: Mapping[str, int]) -> str:
    if not reasons:
        return ""
    rows = [
        [f"<code>{escape(name)}</code>", escape(_REASONS.get(name, "")), f"{count:,}"]
        for name, count in reasons.items()
    ]
    told = (
        "<p>They are in <code>rejected.jsonl</code>, each with its reason; once that is mended, "
        '<code class="command">restore batch --retry-rejected OUT</code> tries them again.</p>'
    )
    return f"<h2>Rejected</h2>{told}{table(['reason', 'what it means', 'records'], rows, numbers=frozenset({2}))}"


def _damaged(records: Sequence[Mapping[str, Any]]) -> str:
    if not records:
        return ""
    rows = [
        [
            escape(entry["id"]),
            f"{entry['line']:,}",
            f"{entry['characters']:,}",
            f"{entry['fidelity']:.1%}",
            f"{entry.get('apply', 0):,}",
            f"{entry.get('review', 0):,}",
        ]
        for entry in records
    ]
    head = ["record", "line", "characters", "words that agreed", "applied", "left to you"]
    return f"<h2>Most damaged</h2>{table(head, rows, numbers=frozenset({1, 2, 3, 4, 5}))}"


def _examples(examples: Sequence[Mapping[str, Any]]) -> str:
    if not examples:
        return ""
    parts = [
        "<h2>Examples</h2>",
        '<p class="soft">Drawn by chance, the copy on one side and the source on the other.</p>',
    ]
    code = None
    for example in examples:
        if example["code"] != code:
            code = example["code"]
            parts.append(f"<h3><code>{escape(code)}</code></h3>")
        parts.append(_example(example))
    return "\n".join(parts)


def _example(example: Mapping[str, Any]) -> str:
    told = rivals(to_shares(example["explanations"]))
    said = [f"confidence {example['confidence']:.2f}", told, example["evidence"], f"record {example['id']}"]
    spans = "".join(f"<span>{escape(one)}</span>" for one in said if one)
    meta = f'<div class="meta">{chip(example["decision"])}{spans}</div>'
    copy, source = (_marked(example[side], tag) for side, tag in (("copy", "del"), ("source", "ins")))
    sides = f'<div dir="auto">{copy}</div><div dir="auto">{source}</div>'
    return f'<div class="example">{meta}<div class="sides">{sides}</div></div>'


def _marked(window: Sequence[str], tag: str) -> str:
    before, span, behind = (escape(part) for part in window)
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
            escape(entry["id"]),
            f"{entry['line']:,}",
            f"{entry['characters']:,}",
            f"{entry['differences']:,}",
            f"{entry['seconds']:.3f}",
        ]
        for entry in tally.slowest
    ]
    head = ["record", "line", "characters", "differences", "seconds"]
    return page(
        "Timings",
        f"<h1>Timings</h1>{shown}<h2>Slowest records</h2>",
        table(head, rows, numbers=frozenset({1, 2, 3, 4})),
        '<p><a href="../report.html">The report</a></p>',
    )
