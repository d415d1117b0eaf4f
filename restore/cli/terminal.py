"""Whether a terminal shows a full screen."""

from __future__ import annotations

import os
import sys

from restore.cli import output
from restore.errors import UsageError

SIGNS = "⟦⟧│─━▌✓✗↷·≈≠"  # some that no screen does without


def lacking() -> str:
    """What keeps the terminal from showing a full screen, if anything does: how it is driven, or its encoding."""
    if os.environ.get("TERM") == "dumb":
        return "TERM=dumb"
    encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # the stream that Textual draws on
    try:
        SIGNS.encode(encoding)
    except UnicodeEncodeError:
        return f"encoding {encoding}"
    return ""


def require_terminal() -> None:
    """Refuse a full screen where there is no terminal.

    Raises:
        UsageError: standard input or output is none.
    """
    if not (sys.stdin and sys.stdin.isatty() and output.is_terminal()) and "TEXTUAL_DRIVER" not in os.environ:
        raise UsageError(
            "the full screen needs a terminal; --plain asks at a prompt, --write writes what is decided, "
            "restore repair applies what is sure"
        )
