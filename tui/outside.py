"""What happens outside the screen: an editor, the clipboard."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from restore.errors import InputError, UsageError

if TYPE_CHECKING:
    from textual.app import App


def editor() -> list[str]:
    """The command that $VISUAL or $EDITOR names. Raises UsageError when neither does."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise UsageError("no editor: set EDITOR, such as EDITOR=nano; e edits here")
    return shlex.split(command)


def edit_outside(app: App[Any], text: str) -> str | None:
    """The text as it comes back from the editor, None when it was not changed.

    Raises:
        UsageError: there is no editor, or the screen cannot be left.
        InputError: the editor cannot be run, or what it left is not text.
    """
    command = editor()
    handle, path = tempfile.mkstemp(prefix="restore-", suffix=".txt")
    try:
        with open(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
        with app.suspend():
            subprocess.run([*command, path], check=True)  # noqa: S603 - the user's own editor, without a shell
        with open(path, encoding="utf-8", newline="", errors="surrogatepass") as file:
            edited = file.read()
    except SuspendNotSupported:
        raise UsageError("an editor cannot be opened from here; e edits in place") from None
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
        raise InputError(f"{command[0]}: {error}") from None
    finally:
        with suppress(OSError):
            os.unlink(path)
    if not text.endswith("\n"):
        edited = edited.removesuffix("\n")
    return None if edited == text else edited
