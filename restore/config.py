"""The configuration file that all commands share: `restore.toml`, or `[tool.restore]` of `pyproject.toml`.

An unknown key is refused; what stands in `[review]` and `[faithful]` is checked by the app and by golden texts.

threshold = 0.95
select = ["entity", "spelling"]         # what may be applied
ignore = ["case"]                       # what stays as the copy has it
[thresholds]
"insert:entity" = 0.9
[batch]
jobs = 4
timeout = 60
max-size = 4000000
max-rejected = "1%"
columns = { id = "url", copy = "body", source = "gold" }
[review]
theme = "nord"
[faithful]
profile = "strict"
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from restore.errors import UsageError
from restore.files import parse_toml, read_bytes
from restore.hints import did_you_mean
from restore.values import dataclass, field

if TYPE_CHECKING:
    from restore.repair import Policy

NAMES = ("restore.toml", "pyproject.toml")
# The highest number that may be asked for: more bytes than a machine has, and what is worked out from it, as the
# longest line of texts of that size, still fits into the 64 bits that reading takes.
MOST = 10**15


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says; None and empty where it says nothing. `path` is where it was found."""

    path: str | None = None
    threshold: float | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    select: str | None = None
    ignore: str | None = None
    batch: Mapping[str, Any] = field(default_factory=dict)
    review: Mapping[str, Any] = field(default_factory=dict)
    faithful: Mapping[str, Any] = field(default_factory=dict)

    def policy(self) -> Policy:
        """What is applied by itself. Raises UsageError for a code that does not exist and a threshold that is none."""
        from restore.differences import Selector
        from restore.repair import THRESHOLD, Policy

        threshold = THRESHOLD if self.threshold is None else self.threshold
        try:
            select = None if self.select is None else Selector.chosen(self.select)
            ignore = Selector.parse(self.ignore) if self.ignore else None
            return Policy(threshold, select, ignore, self.thresholds)
        except UsageError as error:
            raise UsageError(f"{self.path}: {error}") from None

    def where(self, table: str) -> str:
        """A table of it, for an error's line."""
        prefix = "tool.restore." if self.path and os.path.basename(self.path) == "pyproject.toml" else ""
        return f"{self.path} [{prefix}{table}]"


def find_config(folder: str = ".", table: str | None = None) -> str | None:
    """The nearest file upwards from a folder that `config_in` takes."""
    at = os.path.abspath(folder)
    while True:
        if (path := config_in(at, table)) is not None:
            return path
        if os.path.dirname(at) == at:
            return None
        at = os.path.dirname(at)


def config_in(folder: str, table: str | None = None) -> str | None:
    """A folder's `restore.toml`, else its `pyproject.toml` with `[tool.restore]`; with `table`, one that has that."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            values = _table(path)
            if values is not None and (table is None or table in values):
                return path
    return None


def load_config(path: str | None) -> Config:
    """Read a configuration file; an empty Config for None.

    Raises:
        InputError: it cannot be read, or is no TOML.
        UsageError: it has a key that does not exist, or a value of the wrong kind.
    """
    if path is None:
        return Config()
    table = _table(path)
    if table is None:
        raise UsageError(f"{path}: has no [tool.restore]")
    _check(path, "", table, _KEYS)
    batch = table.get("batch", {})
    _check(path, "batch.", batch, _BATCH_KEYS)
    for name, value in batch.get("columns", {}).items():
        _is(path, f"batch.columns.{name}", value, _TEXT)
    for name, value in table.get("thresholds", {}).items():
        _is(path, f"thresholds.{name}", value, _NUMBER)
    return Config(
        path,
        table.get("threshold"),
        table.get("thresholds", {}),
        _joined(table.get("select")),
        _joined(table.get("ignore")),
        batch,
        table.get("review", {}),
        table.get("faithful", {}),
    )


def _table(path: str) -> dict[str, Any] | None:
    data = read_bytes(path)
    is_project = os.path.basename(path) == "pyproject.toml"
    if is_project and b"restore" not in data:  # nothing of ours: reading TOML would take a tenth of a short run
        return None
    values = parse_toml(data, path)
    if is_project:
        tools = values.get("tool", {})
        _is(path, "tool", tools, _TABLE)
        if "restore" in tools:
            _is(path, "tool.restore", tools["restore"], _TABLE)
        table: dict[str, Any] | None = tools.get("restore")
        return table
    return values


@dataclass(frozen=True, slots=True)
class _ValueKind:
    name: str
    holds: Callable[[Any], bool]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_NUMBER = _ValueKind("a number", _is_number)
_WHOLE = _ValueKind(
    f"a whole number from 1 to {MOST}",
    lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST,
)
_TEXT = _ValueKind("text", lambda value: isinstance(value, str))
_TABLE = _ValueKind("a table", lambda value: isinstance(value, dict))
_CODES = _ValueKind(
    "a list of codes",
    lambda value: isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value)),
)
_LIMIT = _ValueKind(
    'a number or a share such as "1%"',
    lambda value: isinstance(value, str) or _WHOLE.holds(value) or (value == 0 and not isinstance(value, bool)),
)
_KEYS = {
    "threshold": _NUMBER, "thresholds": _TABLE, "select": _CODES, "ignore": _CODES, "batch": _TABLE, "review": _TABLE,
    "faithful": _TABLE,
}  # fmt: skip
_BATCH_KEYS = {
    "jobs": _WHOLE, "timeout": _NUMBER, "max-size": _WHOLE, "max-rejected": _LIMIT, "batch-size": _WHOLE,
    "columns": _TABLE, "pairs": _TEXT, "delimiter": _TEXT, "format": _TEXT,
}  # fmt: skip


def _check(path: str, prefix: str, table: Mapping[str, Any], known: Mapping[str, _ValueKind]) -> None:
    for name, value in table.items():
        if name not in known:
            raise UsageError(f"{path}: no such key: {prefix + name!r}{did_you_mean(name, known)}")
        _is(path, prefix + name, value, known[name])


def _is(path: str, name: str, value: object, kind: _ValueKind) -> None:
    if not kind.holds(value):
        said = str(value).lower() if isinstance(value, bool) else repr(value)  # as TOML writes it
        raise UsageError(f"{path}: {name} is {said}; it has to be {kind.name}")


def _joined(codes: str | list[str] | None) -> str | None:
    return ",".join(codes) if isinstance(codes, list) else codes
