"""The app's settings: keys and looks, from a TOML file.

The first that is there counts: the one named; from here upwards the nearest `restore.toml`, or `pyproject.toml` with a
`[tool.restore.review]`; `restore/config.toml` in the user's settings folder.

    [review]
    theme = "textual-light"
    layout = "inline"
    [review.keys]
    apply = "y,enter"
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from restore.errors import UsageError
from restore_tui.keys import KEYS
from restore_tui.layout import ScreenLayout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LAYOUTS = {"beside": ScreenLayout.BESIDE, "stacked": ScreenLayout.STACKED, "inline": ScreenLayout.INLINE, "auto": None}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person can set. `keys` maps ids to Textual's key names; `layout` None is what the width asks for."""

    keys: Mapping[str, str] = field(default_factory=dict)
    theme: str | None = None
    layout: ScreenLayout | None = None
    context: int = 12
    advance: bool = True


def config_paths() -> Iterator[str]:
    """Where a configuration is looked for."""
    at = os.path.abspath(".")
    while True:
        yield from (os.path.join(at, name) for name in ("restore.toml", "pyproject.toml"))
        if os.path.dirname(at) == at:
            break
        at = os.path.dirname(at)
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    yield os.path.join(home, "restore", "config.toml")


def read_config(path: str | None = None) -> Preferences:
    """The settings of a file, or of the first that is there and has some.

    Raises:
        InputError: the file named is missing, or is no TOML.
        UsageError: it has a setting that there is not.
    """
    for name in [path] if path else filter(os.path.isfile, config_paths()):
        values = _table(name)
        if path or "review" in values:
            return _config(values.get("review", {}), name)
    return Preferences()


def _table(path: str) -> Mapping[str, Any]:
    from restore.files import read_toml

    values = read_toml(path)
    return values.get("tool", {}).get("restore", {}) if os.path.basename(path) == "pyproject.toml" else values


def _config(values: Mapping[str, Any], name: str) -> Preferences:
    _known(values, ["keys", "theme", "layout", "context", "advance"], f"{name}: [review]")
    keys = values.get("keys", {})
    _known(keys, [key.id for key in KEYS], f"{name}: [review.keys]")
    layout = values.get("layout", "auto")
    if layout not in _LAYOUTS:
        raise UsageError(f"{name}: layout: {layout!r} is none; there are {', '.join(_LAYOUTS)}")
    context = values.get("context", 12)
    if not isinstance(context, int) or not 1 <= context <= 1000:
        raise UsageError(f"{name}: context: {context!r} is no number of words from 1 to 1000")
    return Preferences(
        {key: str(value) for key, value in keys.items()},
        values.get("theme"),
        _LAYOUTS[layout],
        context,
        bool(values.get("advance", True)),
    )


def _known(values: Mapping[str, Any], names: list[str], where: str) -> None:
    for name in values:
        if name not in names:
            near = get_close_matches(name, names, n=1)
            raise UsageError(f"{where}: no such setting: {name!r}{f'; did you mean {near[0]!r}?' if near else ''}")
