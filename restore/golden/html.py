"""One page for a whole run: every case, what differs in it and how that was judged. No script, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from restore.formats.words import two_places
from restore.golden.record import CheckRecord, FindingRow
from restore.golden.shingles import MeanShingles, mean_shingles
from restore.hints import several
from restore.pages.page import escape, inline, table
from restore.pages.page import page as skeleton

SHOWN = 400  # characters of one side of a finding
_HEAD = ("golden", "what", "in its place", "code", "confidence")


def page(records: Sequence[CheckRecord]) -> str:
    """The page. Texts of strangers stand in it: they are escaped, and what would steer or hide is made visible."""
    failed = [record for record in records if record.failed]
    rest = [record for record in records if not record.failed]
    ordered = sorted(failed, key=lambda r: r.case) + sorted(rest, key=lambda r: r.case)
    figures = mean_shingles(record.figures for record in records if record.figures)
    told = f'<h1>Golden texts</h1><p class="soft">{_sum(records, failed, figures)}</p>'
    return skeleton("Golden texts", told, *(_case(record) for record in ordered))


def _sum(records: Sequence[CheckRecord], failed: Sequence[CheckRecord], figures: MeanShingles) -> str:
    parts = [f"{len(records) - len(failed)} of {len(records)} faithful"]
    if figures.pages:
        parts.append(
            f"shingles over {several(figures.pages, 'page')}: precision {figures.precision:.3f}, "
            f"recall {figures.recall:.3f}, F1 {figures.f1:.3f}"
        )
    return " · ".join(parts)


def _case(record: CheckRecord) -> str:
    kind = "wait" if "golden text" in record.status else ("bad" if record.failed else "good")
    opened = " open" if record.failed else ""
    headline = record.headline.removeprefix(f"{record.case}: ")
    summary = (
        f'<span class="status">{escape(record.status)}</span><b>{_safe(record.case)}</b><span>{_safe(headline)}</span>'
    )
    parts = [_facts(record)]
    if record.problems:
        parts.append("<ul>" + "".join(f"<li>{_safe(problem)}</li>" for problem in record.problems) + "</ul>")
    if record.rows:
        parts.append(table(_HEAD, [_row(row) for row in record.rows], numbers={4}))
    if record.counts:
        counts = ", ".join(f"{escape(kind)} {count}" for kind, count in record.counts.items())
        parts.append(f'<p class="soft">tolerated: {counts}</p>')
    body = "".join(parts)
    return f'<details class="case {kind}"{opened}><summary>{summary}</summary><div class="body">{body}</div></details>'


def _facts(record: CheckRecord) -> str:
    parts = [_safe(record.url)] if record.url else []
    if record.test:
        parts.append(f"<code>{_safe(record.test)}</code>")
    if record.figures:
        one = record.figures
        parts.append(f"precision {one.precision:.3f}, recall {one.recall:.3f}, F1 {one.f1:.3f}")
    return f'<p class="soft">{" · ".join(parts)}</p>' if parts else ""


def _row(row: FindingRow) -> list[str]:
    beside = [] if row.standing == "failing" else [row.standing]
    beside += [f"from {row.element}"] if row.element else []
    beside += [row.evidence] if row.evidence else []
    told = "".join(f'<br><span class="soft">{_safe(one)}</span>' for one in beside)
    return [
        f"{row.line}:{row.column}",
        f"{escape(row.label)}{told}",
        f'<div class="text">{_context(row)}</div>',
        f"<code>{escape(row.code)}</code>",
        two_places(row.confidence),
    ]


def _context(row: FindingRow) -> str:
    """The golden surroundings with what is gone and what came, each side apart from the others' direction."""
    gone = f"<del>{_cut(row.golden)}</del>" if row.golden else ""
    come = f"<ins>{_cut(row.received)}</ins>" if row.received and row.kind != "block-moved" else ""
    return f"<bdi>{escape(row.before)}</bdi>{gone}{come}<bdi>{escape(row.after)}</bdi>"


def _cut(text: str) -> str:
    if not text.strip():
        return inline(text, space="·")
    if len(text) > SHOWN:
        text = f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
    return escape(text)


def _safe(text: str) -> str:
    return f"<bdi>{inline(text)}</bdi>"


def summary_of(records: Iterable[CheckRecord]) -> str:
    """One line for a terminal: how many are faithful, and the figures."""
    listed = list(records)
    failed = [record for record in listed if record.failed]
    figures = mean_shingles(record.figures for record in listed if record.figures)
    return _sum(listed, failed, figures)
