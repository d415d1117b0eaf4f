"""What happens outside the screen: an editor, the clipboard."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from restore.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import App


def editor() -> list[str]:
    """The command that $VISUAL or $EDITOR names.

    Raises:
        UsageError: neither does, or what it names is no command.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError as error:
        raise UsageError(f"no editor: {named}: {error}; set EDITOR, such as EDITOR=nano; e edits here") from None
    if not command:
        raise UsageError("no editor: set EDITOR, such as EDITOR=nano; e edits here")
    return command


def edit_outside(app: App[Any], text: str) -> str | None:
    """The text as it comes back from the editor, None when it was not changed.

    Raises:
        UsageError: there is no editor, or the screen cannot be left.
        InputError: the editor cannot be run or ended with an error, or what it left is not text.
    """
    command = editor()
    name = os.path.basename(command[0])
    try:
        handle, path = tempfile.mkstemp(prefix="restore-", suffix=".txt")
    except OSError as error:
        raise InputError(f"{name}: no file to edit in: {error.strerror}; e edits here") from None
    try:
        with open(handle, "w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
        trouble = _run(app, [*command, path])
        if trouble:
            raise InputError(f"{name}: {trouble}; nothing changed, e edits here")
        with open(path, encoding="utf-8", newline="", errors="surrogatepass") as file:
            edited = file.read()
    except SuspendNotSupported:
        raise UsageError("an editor cannot be opened from here; e edits in place") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: {error}; nothing changed, e edits here") from None
    finally:
        with suppress(OSError):
            os.unlink(path)
    if not text.endswith("\n"):
        edited = edited.removesuffix("\n")
    return None if edited == text else edited


def _run(app: App[Any], command: Sequence[str]) -> str:
    """Run a command in the terminal, the screen put by meanwhile; what went wrong, or nothing.

    No error leaves `suspend()`: it would take the screen with it, which is put back only behind an orderly end.
    """
    with app.suspend(), _interrupts_are_its_own():
        try:
            ended = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor, without a shell
        except OSError as error:
            return f"cannot be run: {error.strerror}"
    if ended < 0:
        return f"was ended by signal {-ended}"
    return f"ended with exit code {ended}" if ended else ""


@contextmanager
def _interrupts_are_its_own() -> Iterator[None]:
    """Ctrl-C ends the command, which gets it as well, and not the review that waits for it.

    A handler, since a signal that is ignored would be ignored by the command too.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
