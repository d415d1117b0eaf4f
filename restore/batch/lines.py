"""Outcomes as the lines of the output files."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from restore.batch.kernel import is_left
from restore.batch.layouts import PAGES
from restore.batch.records import Record, Rejected, Restored
from restore.formats.json import dumps
from restore.wire import of_difference, of_excerpt

RESTORED, DIFFERENCES, REVIEW, REJECTED = "restored", "differences", "review", "rejected"
FILES = (RESTORED, DIFFERENCES, REVIEW, REJECTED)


def restored_line(outcome: Restored) -> bytes:
    """`id`, `text` and the fields carried through.

    Where only a part of the source was compared, also its name; where the copy is a page, the restored one's path.
    """
    more = {"source_excerpt": outcome.excerpt.named(outcome.source_name)} if outcome.excerpt else {}
    if outcome.page:
        more["page_path"] = f"{PAGES}/{outcome.page.path}"
    return line_of({"id": outcome.id, "text": outcome.text, **plain(outcome.fields), **more})


def differences_line(outcome: Restored) -> bytes:
    """`id`, `differences` and `fidelity`; one line for each line of `restored.jsonl`, in the same order.

    `excerpt` says where the part of the source stands that was compared, where that was not all of it.
    `right` says of each difference whether the truth agrees with it, where the record has the truth.
    """
    values: dict[str, Any] = {
        "id": outcome.id,
        "differences": [of_difference(d) for d in outcome.differences],
        "fidelity": outcome.fidelity,
    }
    if outcome.excerpt:
        values["excerpt"] = of_excerpt(outcome.excerpt)
    return line_of({**values, "right": list(outcome.right)} if outcome.right else values)


def review_line(outcome: Restored, record: Record) -> bytes:
    """What a reviewer needs: both texts and all differences; empty when nothing is left to a person."""
    if not any(map(is_left, outcome.differences)):
        return b""
    differences = [of_difference(difference) for difference in outcome.differences]
    return line_of({"id": record.id, "copy": record.copy, "source": record.source, "differences": differences})


def rejected_line(outcome: Rejected) -> bytes:
    """`id` (null where it could not be read), `line`, `error` and `message`."""
    return line_of({"id": outcome.id, "line": outcome.line, "error": outcome.error.value, "message": outcome.message})


def line_of(value: object) -> bytes:
    """One line of JSON in UTF-8."""
    return (dumps(value, indent=None) + "\n").encode()


def parse(line: bytes) -> Any:
    """A line that this package wrote."""
    return json.loads(line)


def plain(value: Any) -> Any:
    """A carried value as JSON has it: dates in ISO 8601, decimals as text, bytes in base64.

    >>> plain({"when": date(2017, 1, 25), "raw": b"ab"})
    {'when': '2017-01-25', 'raw': 'YWI='}
    """
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, str) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None  # noqa: PLR0124 - JSON has no NaN
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain(item) for item in value]
    return _special(value)


def _special(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    return str(value) if isinstance(value, Decimal) or not hasattr(value, "tolist") else plain(value.tolist())
