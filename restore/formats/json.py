"""The JSON document of schema `restore/1`. Offsets count code points of the decoded text as it stands in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from restore.blanks import gaps
from restore.formats.view import View
from restore.text import Text
from restore.wire import of_difference, of_excerpt

if TYPE_CHECKING:
    from restore.restoration import Restoration

SCHEMA = "restore/1"
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)  # batches write many lines: it is made once
# What a terminal would obey, or a reader would not see, though JSON itself allows it: C1 controls (a lone U+009B starts
# an escape sequence), bidirectional controls, zero-width characters, and surrogates, which UTF-8 lacks.
_ESCAPED = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def render(restoration: Restoration, view: View) -> Iterator[str]:
    """The document, indented, and a line end."""
    yield dumps(document(restoration, view)) + "\n"


def document(restoration: Restoration, view: View | None = None) -> dict[str, Any]:
    """The document as plain values."""
    view = view or View()
    alignment, part = restoration.alignment, restoration.excerpt
    return {
        "schema": SCHEMA,
        "copy": describe(alignment.copy),
        "source": describe(alignment.source) | ({"range": of_excerpt(part)} if part else {}),
        "differences": [of_difference(difference) for difference in view.listed(restoration.differences)],
        "summary": summarise(restoration),
    }


def describe(text: Text) -> dict[str, Any]:
    """One side: its name, digest (of its characters in UTF-8) and size."""
    return {"name": text.name, "sha256": text.digest, "characters": len(text.raw), "tokens": len(text)}


def summarise(restoration: Restoration) -> dict[str, Any]:
    """What was found and decided, listed or not; `spacing` counts the places where only white space differs."""
    summary = restoration.summary
    return {
        "by_code": dict(summary.by_code),
        "applied": summary.applied,
        "kept": summary.kept,
        "review": summary.review,
        "fidelity": summary.fidelity,
        "spacing": sum(1 for _ in gaps(restoration.alignment)),
    }


def dumps(value: object, *, indent: int | None = 2) -> str:
    r"""JSON as UTF-8 text, with what would steer a terminal escaped.

    >>> dumps({"text": "naïve \u202e\x9b"}, indent=None)
    '{"text": "naïve \\u202e\\u009b"}'
    """
    encoder = _ON_ONE_LINE if indent is None else json.JSONEncoder(ensure_ascii=False, indent=indent, allow_nan=False)
    return safe(encoder.encode(value))


def safe(text: str) -> str:
    """JSON, which has no controls, with what else would steer a terminal escaped."""
    has_none = "\x7f" not in text if text.isascii() else text.isprintable()  # most lines
    return text if has_none else _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    point = ord(match[0])
    if point < 0x10000:
        return f"\\u{point:04x}"
    point -= 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"
