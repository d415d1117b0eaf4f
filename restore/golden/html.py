"""One page for a whole run: every case, what differs in it and how that was judged. No script, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from restore.formats.visible import visible, visible_lines
from restore.golden.record import CheckRecord, FindingRow
from restore.golden.shingles import MeanShingles, mean_shingles

SHOWN = 400  # characters of one side of a finding

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1d21; --dim: #666a73; --line: #d9dbe0; --paper: #fff; --soft: #f4f5f7;
  --bad: #b3261e; --bad-soft: #fdecea; --good: #1a6b3c; --good-soft: #e7f5ec; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e7ea; --dim: #9a9ea8; --line: #3a3d45; --paper: #17181b;
  --soft: #202226; --bad: #ff8a80; --bad-soft: #43211f; --good: #7fd6a3; --good-soft: #1b3526; --warn: #e6b450; } }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 68rem; font: 15px/1.5 system-ui, sans-serif;
  color: var(--ink); background: var(--paper); }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } p.sum { color: var(--dim); margin: 0 0 1.5rem; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; background: var(--paper); }
summary { padding: .55rem .8rem; cursor: pointer; display: flex; gap: .75rem; align-items: baseline; }
summary b { flex: 0 0 auto; } summary span { color: var(--dim); overflow-wrap: anywhere; }
.mark { flex: 0 0 7.5rem; font-size: .8rem; font-weight: 600; letter-spacing: .02em; }
.bad .mark { color: var(--bad); } .good .mark { color: var(--good); } .wait .mark { color: var(--warn); }
.body { padding: 0 .8rem .8rem; } table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .35rem .5rem; border-top: 1px solid var(--line); }
th { font-weight: 600; color: var(--dim); font-size: .8rem; } td.at, td.num { white-space: nowrap; color: var(--dim); }
td.num { text-align: right; font-variant-numeric: tabular-nums; }
.text { font: 14px/1.55 Georgia, 'Noto Serif', serif; white-space: pre-wrap; overflow-wrap: anywhere; }
del { background: var(--bad-soft); color: var(--bad); text-decoration: line-through; }
ins { background: var(--good-soft); color: var(--good); text-decoration: underline; }
code { font-size: .85em; color: var(--dim); } ul { margin: .4rem 0; } .quiet { color: var(--dim); font-size: .9rem; }
"""


def page(records: Sequence[CheckRecord], *, title: str = "Golden texts") -> str:
    """The page. Texts of strangers stand in it: they are escaped, and what would steer or hide is made visible."""
    failed = [record for record in records if record.failed]
    rest = [record for record in records if not record.failed]
    ordered = sorted(failed, key=lambda r: r.case) + sorted(rest, key=lambda r: r.case)
    figures = mean_shingles(record.figures for record in records if record.figures)
    return "".join(
        [
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f'<h1>{escape(title)}</h1><p class="sum">{_sum(records, failed, figures)}</p>',
            *(part for record in ordered for part in _case(record)),
            "</body></html>\n",
        ]
    )


def _sum(records: Sequence[CheckRecord], failed: Sequence[CheckRecord], figures: MeanShingles) -> str:
    parts = [f"{len(records) - len(failed)} of {len(records)} faithful"]
    if figures.pages:
        parts.append(
            f"shingles over {figures.pages} pages: precision {figures.precision:.3f}, recall {figures.recall:.3f}, "
            f"F1 {figures.f1:.3f}"
        )
    return " · ".join(parts)


def _case(record: CheckRecord) -> Iterator[str]:
    kind = "wait" if "golden text" in record.status else ("bad" if record.failed else "good")
    headline = record.headline.removeprefix(f"{record.case}: ")
    opened = " open" if record.failed else ""
    yield f'<details class="{kind}"{opened}><summary><span class="mark">{escape(record.status)}</span>'
    yield f"<b>{_safe(record.case)}</b><span>{_safe(headline)}</span></summary><div class=body>"
    yield _facts(record)
    if record.problems:
        yield "<ul>" + "".join(f"<li>{_safe(problem)}</li>" for problem in record.problems) + "</ul>"
    if record.rows:
        yield "<table><tr><th>golden<th>what<th>in its place<th>code<th>confidence</tr>"
        yield from (_row(row) for row in record.rows)
        yield "</table>"
    if record.counts:
        counts = ", ".join(f"{escape(kind)} {count}" for kind, count in record.counts.items())
        yield f'<p class="quiet">tolerated: {counts}</p>'
    yield "</div></details>"


def _facts(record: CheckRecord) -> str:
    parts = [_safe(record.url)] if record.url else []
    if record.test:
        parts.append(f"<code>{_safe(record.test)}</code>")
    if record.figures:
        one = record.figures
        parts.append(f"precision {one.precision:.3f}, recall {one.recall:.3f}, F1 {one.f1:.3f}")
    return f'<p class="quiet">{" · ".join(parts)}</p>' if parts else ""


def _row(row: FindingRow) -> str:
    failing = " class=fails" if row.standing == "failing" else ""
    beside = "" if row.standing == "failing" else f'<br><span class="quiet">{escape(row.standing)}</span>'
    element = f'<br><span class="quiet">from {_safe(row.element)}</span>' if row.element else ""
    return (
        f'<tr{failing}><td class="at">{row.line}:{row.column}<td>{escape(row.label)}{beside}{element}'
        f'<td class="text">{_context(row)}<td><code>{escape(row.code)}</code><td class="num">{row.confidence:.2f}</tr>'
    )


def _context(row: FindingRow) -> str:
    """The golden surroundings with what is gone and what came, each side apart from the others' direction."""
    gone = f"<del>{_cut(row.golden)}</del>" if row.golden else ""
    come = f"<ins>{_cut(row.received)}</ins>" if row.received and row.kind != "block-moved" else ""
    return f"<bdi>{_lines(row.before)}</bdi>{gone}{come}<bdi>{_lines(row.after)}</bdi>"


def _cut(text: str) -> str:
    if not text.strip():
        return escape(visible(text, space="·"))
    if len(text) > SHOWN:
        text = f"{text[: SHOWN // 2]} … {text[-SHOWN // 2 :]}"
    return _lines(text)


def _lines(text: str) -> str:
    return escape(visible_lines(text))


def _safe(text: str) -> str:
    return f"<bdi>{escape(visible(text))}</bdi>"


def summary_of(records: Iterable[CheckRecord]) -> str:
    """One line for a terminal: how many are faithful, and the figures."""
    listed = list(records)
    failed = [record for record in listed if record.failed]
    figures = mean_shingles(record.figures for record in listed if record.figures)
    return _sum(listed, failed, figures)
