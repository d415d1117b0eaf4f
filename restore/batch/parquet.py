"""The restored texts and the differences as Parquet, written from the lines a few hundred at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from restore.batch.fields import EXACT
from restore.batch.folder import RunFolder
from restore.batch.lines import DIFFERENCES, RESTORED, parse
from restore.differences import Explanation
from restore.errors import UsageError
from restore.files import parse_json

ROWS = 1000  # in a row group: texts are long


def to_parquet(folder: RunFolder, *, dry_run: bool) -> None:
    """Write `restored.parquet` and `differences.parquet`; their lines go to the journal, for `--apply` and `--merge`.

    Raises:
        UsageError: pyarrow is not installed.
    """
    for kind in (DIFFERENCES,) if dry_run else (RESTORED, DIFFERENCES):
        lines, done = folder.work(f"{kind}.jsonl"), folder.work(f"journal-{kind}.jsonl")
        if os.path.exists(lines):
            _write(lines, folder.work(f"{kind}.parquet"), kind)
            os.replace(lines, done)


def check_installed() -> None:
    """Raise UsageError when pyarrow is not installed, before any work is done."""
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise UsageError("--format parquet: needs pyarrow; pip install 'restore-text[batch]'")


def _write(lines: str, target: str, kind: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = _kinds(lines)
    if kind == DIFFERENCES:
        kinds = {"id": kinds["id"]}  # what all other fields are is known
    schema = _differences_schema(kinds) if kind == DIFFERENCES else pa.schema(list(_columns(kinds)))
    with open(target + ".new", "wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _chunks(lines):
            fitted = [{name: _fitted(row.get(name), kinds.get(name)) for name in schema.names} for row in rows]
            writer.write_table(pa.Table.from_pylist(fitted, schema))
    os.replace(target + ".new", target)


def _chunks(lines: str) -> Iterator[list[Any]]:
    with open(lines, "rb") as file:
        while chunk := [_named_in_utf8(parse(line)) for line in islice(file, ROWS)]:
            yield chunk


def _named_in_utf8(row: Mapping[str, Any]) -> dict[str, Any]:
    return {_in_utf8(name): value for name, value in row.items()}


def _kinds(lines: str) -> dict[str, set[type]]:
    """The types that stand in each field, over all lines: records need not agree on them."""
    kinds: dict[str, set[type]] = {"id": set()}
    for rows in _chunks(lines):
        for row in rows:
            for name, value in row.items():
                # A field that is null throughout is a column all the same, of text.
                kinds.setdefault(name, set()).update([_kind(value)] if value is not None else ())
    return kinds


class _Long(int):
    """The type of a whole number that a column of fractions would round."""


class _Longer(int):
    """The type of one beyond the 64 bits that a column of whole numbers has."""


def _kind(value: Any) -> type:
    if not isinstance(value, int) or -EXACT <= value <= EXACT:
        return type(value)
    return _Long if -(2**63) <= value < 2**63 else _Longer


def _columns(kinds: Mapping[str, set[type]]) -> Iterator[Any]:
    import pyarrow as pa

    for name, types in kinds.items():
        yield pa.field(
            name, {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}.get(_one(types), pa.large_string())
        )


def _one(types: set[type]) -> type:
    """The one type of a column: whole numbers go with others, all else that is mixed or nested is text.

    >>> _one({int, float}), _one({int, _Long}), _one({_Long, float})
    (<class 'float'>, <class 'int'>, <class 'str'>)
    """
    if types == {int, float}:
        return float
    if _Long in types and types <= {int, _Long}:
        return int
    return next(iter(types)) if len(types) == 1 and types <= {bool, int, float, str} else str


def _fitted(value: Any, types: set[type] | None) -> Any:
    from restore.formats.json import dumps

    if types is None or value is None or types == {str}:
        return _in_utf8(value)
    wanted = _one(types)
    if isinstance(value, str) and not _is_json(value):
        return _in_utf8(value)
    return dumps(value, indent=None) if wanted is str else wanted(value)


def _is_json(text: str) -> bool:
    """Whether a text would stand for another value where values of several types are JSON: 5 and "5" are two."""
    try:
        parse_json(text)
    except ValueError:
        return False
    return True


def _in_utf8(value: Any) -> Any:
    """A value whose texts are Arrow's, in UTF-8, which lacks lone surrogates."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_in_utf8(one) for one in value]
    return {name: _in_utf8(one) for name, one in value.items()} if isinstance(value, dict) else value


def _differences_schema(ids: Mapping[str, set[type]]) -> Any:
    import pyarrow as pa

    span = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.large_string())])
    place = pa.struct([("start", pa.int64()), ("end", pa.int64())])
    shares = pa.struct([(explanation.value, pa.float64()) for explanation in Explanation])  # null: under 0.01
    difference = pa.struct(
        [
            ("id", pa.string()), ("code", pa.string()), ("copy", span), ("source", span),
            ("replacement", pa.large_string()), ("confidence", pa.float64()), ("origin", place),
            ("evidence", pa.string()), ("explanations", shares), ("decision", pa.string()), ("within", pa.string()),
            ("target", pa.int64()),
        ]
    )  # fmt: skip
    return pa.schema([*_columns(ids), ("differences", pa.list_(difference)), ("excerpt", place)])
