"""The ways out of a restoration: one module per format, found by name.

A new format is one line here and one module beside this one that has `render(restoration, view)`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restore.formats.view import View
    from restore.restoration import Restoration

FORMATS = {
    "text": "restore.formats.text",
    "json": "restore.formats.json",
    "diff": "restore.formats.diff",
    "html": "restore.formats.html",
    "csv": "restore.formats.csv",
    "tei": "restore.formats.tei",
    "m2": "restore.formats.m2",
}


class Format(Protocol):
    """What the module of a format offers."""

    def render(self, restoration: Restoration, view: View) -> Iterator[str]:
        """The output, in parts that follow each other; line ends included."""


def load(name: str) -> Format:
    """The module of a format. Raises KeyError for a name that is not in FORMATS."""
    return cast("Format", import_module(FORMATS[name]))
