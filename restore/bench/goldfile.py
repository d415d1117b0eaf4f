"""Gold from a file: what `restore damage --gold` writes, or a pair annotated by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from restore.damage import GoldDifference
from restore.differences import Cause, Code, Op, Span
from restore.encodings import decode
from restore.errors import InputError, UsageError
from restore.files import parse_json, read_bytes
from restore.text import Text, is_word

_CAUSES: Mapping[str, Cause | None] = MappingProxyType(
    {"entity": Cause.ENTITY, "typography": Cause.PUNCTUATION, "omission": None, "addition": None}
)
_PASSAGE = 12  # words from which on what was lost or added is a passage


def read_gold(path: Path, *, copy: str, source: str) -> tuple[GoldDifference, ...]:
    """The differences of a pair, in the copy's order.

    A file has either `differences`, as `restore damage --gold` writes them, or `edits`: {"class": entity, typography,
    omission or addition, "copy": [start, end], "source": [start, end]}, offsets in code points.

    Raises:
        InputError: the file is missing or has neither, or a span is not in the texts.
    """
    try:
        value = parse_json(decode(read_bytes(path), name=str(path)))
        return _differences(value, copy, source)
    except (ValueError, KeyError, TypeError, UsageError) as error:
        raise InputError(
            f"{path}: not the gold of this pair ({type(error).__name__}: {error}); write it with restore damage --gold"
        ) from None


def _differences(value: Any, copy: str, source: str) -> tuple[GoldDifference, ...]:
    read: Callable[[Any, int, str, str], GoldDifference]
    items: Iterable[Any]
    items, read = (value["edits"], _edit) if "edits" in value else (value["differences"], _difference)
    found = [read(item, number, copy, source) for number, item in enumerate(items, 1)]
    return tuple(sorted(found, key=lambda d: (d.copy.start, d.code.op is not Op.MOVE, d.copy.end, d.source.start)))


def _difference(item: Any, number: int, copy: str, source: str) -> GoldDifference:
    here, there = (
        _span(text, item[side]["start"], item[side]["end"]) for side, text in (("copy", copy), ("source", source))
    )
    name = str(item.get("id", f"g{number}"))
    return GoldDifference(name, Code.parse(item["code"]), here, there, bool(item["damage"]), item.get("within"))


def _edit(item: Any, number: int, copy: str, source: str) -> GoldDifference:
    here, there = _span(copy, *item["copy"]), _span(source, *item["source"])
    op = Op.INSERT if not there.text else Op.DELETE if not here.text else Op.REPLACE
    cause = _CAUSES[item["class"]] or _plain_cause(here.text or there.text)
    return GoldDifference(f"g{number}", Code(op, cause), here, there, damage=True)


def _plain_cause(text: str) -> Cause:
    """What words that were simply lost or added are."""
    words = [fold for fold in Text.of(text).folds if is_word(fold)]
    if not words:
        return Cause.PUNCTUATION
    if len(words) >= _PASSAGE:
        return Cause.PASSAGE
    return Cause.HYPHEN if len(words) == 1 and "-" in words[0] else Cause.WORDING


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
