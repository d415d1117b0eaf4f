"""Outcomes as the lines of the output files."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any

from restore.batch.fields import renamed
from restore.batch.layouts import PAGES
from restore.batch.records import Id, Record, Rejected, Restored
from restore.differences import Decision, Difference
from restore.formats.json import dumps, safe
from restore.wire import difference_text, of_excerpt

RESTORED, DIFFERENCES, REVIEW, REJECTED = "restored", "differences", "review", "rejected"
FILES = (RESTORED, DIFFERENCES, REVIEW, REJECTED)


def restored_line(outcome: Restored) -> bytes:
    """`id`, `text` and the fields carried through.

    Where only a part of the source was compared, also its name; where the copy is a page, the restored one's path.
    """
    more = plain(outcome.fields) if outcome.fields else {}
    if outcome.excerpt:
        more = renamed(more, "source_excerpt")  # that of the input, if it has one
        more["source_excerpt"] = outcome.excerpt.named(outcome.source_name)
    if outcome.page:
        more["page_path"] = f"{PAGES}/{outcome.page.path}"
    said = f'{{"id": {_id(outcome.id)}, "text": {quoted(outcome.text)}{_more(more)}}}'
    return safe(said).encode() + b"\n"


def found_lines(outcome: Restored, record: Record) -> tuple[bytes, bytes]:
    """What was found, as lines of `differences.jsonl` and `review.jsonl`; the differences are written down once.

    The first has `id`, `differences` and `fidelity`; one line for each line of `restored.jsonl`, in the same order.
    `excerpt` says where the part of the source stands that was compared, where that was not all of it.
    `right` says of each difference whether the truth agrees with it, where the record has the truth.
    The second has what a reviewer needs, both texts and all differences, `excerpt` as the first has it, and of a copy
    that is a page where its lines and its pages begin; it is empty when nothing is left to a person.
    """
    name, told = f'"id": {_id(outcome.id)}', _told(outcome.differences)
    behind = f', "fidelity": {outcome.fidelity!r}'
    if outcome.excerpt:
        behind += _more({"excerpt": of_excerpt(outcome.excerpt)})
    if outcome.right:
        behind += _more({"right": list(outcome.right)})
    differences = _with_differences(name, told, behind)
    if Decision.REVIEW not in [difference.decision for difference in outcome.differences]:
        return differences, b""
    texts = f'{name}, "copy": {quoted(record.copy)}, "source": {quoted(record.source)}'
    if outcome.excerpt:
        texts += _more({"excerpt": of_excerpt(outcome.excerpt)})
    if record.page:
        texts += _more({"page": record.page.numbers.to_json()})
    return differences, _with_differences(texts, told)


def _told(differences: Sequence[Difference]) -> bytes:
    """Differences as JSON; one by one, since there is nothing to escape in most, which ASCII says at once."""
    return b", ".join([safe(difference_text(difference)).encode() for difference in differences])


def _with_differences(before: str, differences: bytes, behind: str = "") -> bytes:
    """A line of these members, the differences among them."""
    return b"".join((b"{", safe(before).encode(), b', "differences": [', differences, b"]", behind.encode(), b"}\n"))


def _id(name: Id) -> str:
    return quoted(name) if isinstance(name, str) else str(name)


def _more(values: dict[str, Any]) -> str:
    """What stands behind other members of an object."""
    return f", {dumps(values, indent=None)[1:-1]}" if values else ""


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
