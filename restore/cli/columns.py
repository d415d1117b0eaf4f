"""How wide the terminal is."""

from __future__ import annotations

import os
import sys


def columns(otherwise: int = 80) -> int:
    """COLUMNS, else those of the terminal that standard output is, else `otherwise`.

    As `shutil.get_terminal_size` says, whose module brings three ways of packing files along: to import these takes
    longer than all the rest of a help.
    """
    try:
        said = int(os.environ.get("COLUMNS", "0"))
    except ValueError:
        said = 0
    if said > 0:
        return said
    if sys.__stdout__ is None:
        return otherwise
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or otherwise
    except (ValueError, OSError):  # it is closed, or no terminal
        return otherwise
