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
from typing import TYPE_CHECKING, Any

from restore.errors import UsageError
from restore.hints import did_you_mean
from restore_tui.keys import KEYS
from restore_tui.layout import ScreenLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAYOUTS = {"beside": ScreenLayout.BESIDE, "stacked": ScreenLayout.STACKED, "inline": ScreenLayout.INLINE, "auto": None}

_KINDS: Mapping[str, type] = {
    "keys": dict, "theme": str, "layout": str, "advance": bool, "fold": bool,
}  # fmt: skip
_NAMES: Mapping[type, str] = {dict: "a table", str: "text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person can set. `keys` maps ids to Textual's key names; `layout` None is what the width asks for.

    `fold` puts what is settled under a fold at the end of the queue; without, all stands as the texts run.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    theme: str | None = None
    layout: ScreenLayout | None = None
    context: int = 12
    advance: bool = True
    fold: bool = True


def read_config(path: str | None = None) -> Preferences:
    """The settings of a file, or of the first that is there and has some.

    Raises:
        InputError: the file named is missing, or is no TOML.
        UsageError: it has a setting that there is not.
    """
    from restore.config import find_config, load_config

    name = path or find_config(table="review") or _home()
    return _config(load_config(name).review, str(name))


def _home() -> str | None:
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.path.join(home, "restore", "config.toml")
    return path if os.path.isfile(path) else None


def _config(values: Mapping[str, Any], name: str) -> Preferences:
    from textual.theme import BUILTIN_THEMES

    _known(values, [*_KINDS, "context"], f"{name}: [review]")
    for setting, kind in _KINDS.items():
        if setting in values:
            _is(kind, values[setting], f"{name}: {setting}")
    keys = values.get("keys", {})
    _known(keys, [key.id for key in KEYS], f"{name}: [review.keys]")
    for key, value in keys.items():
        _is(str, value, f"{name}: keys.{key}")
    layout, theme, context = values.get("layout", "auto"), values.get("theme"), values.get("context", 12)
    if layout not in _LAYOUTS:
        raise UsageError(f"{name}: layout: {layout!r} is none; there are {', '.join(_LAYOUTS)}")
    if theme is not None and theme not in BUILTIN_THEMES:
        raise UsageError(f"{name}: theme: {theme!r} is none{did_you_mean(theme, BUILTIN_THEMES)}")
    if type(context) is not int or not 1 <= context <= 1000:  # what is true is a number, too
        raise UsageError(f"{name}: context: {context!r} is no number of words from 1 to 1000")
    return Preferences(keys, theme, _LAYOUTS[layout], context, values.get("advance", True), values.get("fold", True))


def _is(kind: type, value: object, where: str) -> None:
    if not isinstance(value, kind):
        raise UsageError(f"{where}: {value!r} is not {_NAMES[kind]}")


def _known(values: Mapping[str, Any], names: list[str], where: str) -> None:
    for name in values:
        if name not in names:
            raise UsageError(f"{where}: no such setting: {name!r}{did_you_mean(name, names)}")
