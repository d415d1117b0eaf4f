"""The outcome of a check for people and machines: text, JSON, JUnit XML, GitHub annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import quoteattr

from restore.formats.json import dumps
from restore.formats.words import two_places
from restore.golden.case import GOLDEN, META, PENDING, Case
from restore.golden.html import summary_of
from restore.golden.record import CheckRecord, FindingRow
from restore.golden.shingles import mean_shingles
from restore.visible import visible

SCHEMA = "restore-golden/1"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(records: Sequence[CheckRecord], messages: Mapping[str, str]) -> Iterator[str]:
    """For a person: failures in full, one line for each that is faithful."""
    for record in records:
        yield (messages.get(record.case) or record.headline) + "\n"
    if len(records) > 1:
        yield summary_of(records) + "\n"


def failures(records: Sequence[CheckRecord], messages: Mapping[str, str]) -> Iterator[str]:
    """For a person who wants to hear of failures alone, and of how many they are."""
    failed = [record for record in records if record.failed]
    for record in failed:
        yield (messages.get(record.case) or record.headline) + "\n"
    if failed and len(records) > 1:
        yield summary_of(records) + "\n"


def json(records: Sequence[CheckRecord], _messages: Mapping[str, str]) -> Iterator[str]:
    """One document, without the texts themselves."""
    figures = mean_shingles(record.figures for record in records if record.figures)
    yield dumps(
        {
            "schema": SCHEMA,
            "cases": [_case(record) for record in records],
            "summary": {
                "cases": len(records),
                "faithful": sum(not record.failed for record in records),
                "shingles": {
                    "pages": figures.pages,
                    "precision": figures.precision,
                    "recall": figures.recall,
                    "f1": figures.f1,
                },
            },
        }
    ) + "\n"  # fmt: skip


def _case(record: CheckRecord) -> dict[str, Any]:
    one = record.figures
    return {
        "case": record.case,
        "url": record.url or None,
        "status": record.status.value,
        "findings": [asdict(row) for row in record.rows],
        "tolerated": dict(record.counts),
        "problems": list(record.problems),
        "shingles": one and {"precision": one.precision, "recall": one.recall, "f1": one.f1},
    }


def junit(records: Sequence[CheckRecord], messages: Mapping[str, str]) -> Iterator[str]:
    """JUnit XML, one test case a golden folder, with counts by kind as properties."""
    failed = sum(record.failed for record in records)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<testsuites><testsuite name="faithful" tests="{len(records)}" failures="{failed}" errors="0">\n'
    for record in records:
        site, _, slug = record.case.rpartition("/")
        yield f"<testcase classname={_attribute(site or 'golden')} name={_attribute(slug)}>\n"
        yield from _properties(record)
        if record.failed:
            message = messages.get(record.case) or record.headline
            body = _xml(message).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            yield f"<failure message={_attribute(record.headline)} type={_attribute(record.status)}>{body}</failure>\n"
        yield "</testcase>\n"
    yield "</testsuite></testsuites>\n"


def _properties(record: CheckRecord) -> Iterator[str]:
    counts: dict[str, object] = dict(record.counts)
    for row in record.rows:
        counts[row.kind] = int(str(counts.get(row.kind, 0))) + 1
    if record.figures:
        counts["f1"] = f"{record.figures.f1:.4f}"
    if counts:
        inner = (f'<property name="faithful.{key}" value="{value}"/>' for key, value in counts.items())
        yield f"<properties>{''.join(inner)}</properties>\n"


def _attribute(value: str) -> str:
    return quoteattr(_xml(value))


def _xml(value: str) -> str:
    return _NOT_XML.sub("\ufffd", visible(value, newline="\n"))


def github(records: Sequence[CheckRecord], _messages: Mapping[str, str]) -> Iterator[str]:
    """Workflow commands that GitHub shows beside the golden text's lines.

    Their escaping is that of docs.github.com/actions (workflow commands): no text of a page can end one or begin
    another.
    """
    for record in records:
        if not record.failed:
            continue
        path = _path(record)
        for row in record.rows:
            if row.standing in {"failing", "warned"}:
                yield _annotation("error" if row.standing == "failing" else "warning", path, row, record.case)
        if record.problems or not record.rows:
            said = "; ".join(record.problems) or record.headline
            yield f"::error file={_property(path)},title={_property(record.case)}::{_data(said)}\n"


def _annotation(level: str, path: str, row: FindingRow, case: str) -> str:
    said = f"{row.label}: “{row.golden}” → “{row.received}” [{row.code} {two_places(row.confidence)}]"
    place = f"file={_property(path)},line={row.line},col={row.column},title={_property(f'{case}: {row.label}')}"
    return f"::{level} {place}::{_data(said)}\n"


def _path(record: CheckRecord) -> str:
    place = Case(Path(record.root), record.case).folder  # a file where the golden text is one by itself
    files = (place, *(place / name for name in (GOLDEN, PENDING, META)))
    path = next((path for path in files if path.is_file()), place)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else path.as_posix()


def _data(value: str) -> str:
    return visible(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


Render = Callable[[Sequence[CheckRecord], Mapping[str, str]], Iterator[str]]
FORMATS: Mapping[str, Render] = MappingProxyType({"text": text, "json": json, "junit": junit, "github": github})
