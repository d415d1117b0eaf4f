"""The only writer to standard error, and how every error ends. A run with nothing to say is silent."""

from __future__ import annotations

import os
import sys

from restore.errors import RestoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


def say(message: str) -> None:
    """One line to the person at the terminal; standard output is flushed first, so that the order holds."""
    from restore.visible import visible

    say_lines(visible(message) + "\n")


def say_lines(text: str) -> None:
    """Lines of our own making, likewise."""
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    with suppress(AttributeError, OSError, ValueError):
        sys.stderr.write(encodable(text, sys.stderr))
        sys.stderr.flush()


def is_watched() -> bool:
    """Whether somebody waits at a terminal that a line can be written anew on."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def say_in_place(text: str) -> None:
    """A line over the last such line, on a terminal that `is_watched`; an empty one takes it away."""
    from contextlib import suppress

    with suppress(AttributeError, OSError, ValueError):
        sys.stderr.write("\r\x1b[K" + encodable(text, sys.stderr))
        sys.stderr.flush()


def encodable(text: str, stream: TextIO) -> str:
    """A text with what the encoding of a stream lacks escaped."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def guard(body: Callable[[], int], *, name: str, debug: bool = False) -> int:
    """Run `body`; give its exit code, or say in one line what went wrong and give the code for that."""
    try:
        code = body()
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except BaseException as error:  # noqa: BLE001 - the one place where every error ends
        if debug:
            import traceback

            traceback.print_exc()
        return _explain(error, name)
    return code


def _explain(error: BaseException, name: str) -> int:
    from restore.cli.exits import ExitCode

    if isinstance(error, RestoreError):
        say(f"{name}: {error}")
        return error.exit_code
    if isinstance(error, KeyboardInterrupt):
        say(f"{name}: interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return ExitCode.CLOSED_PIPE
    if isinstance(error, OSError):
        say(f"{name}: {_place_of(error)}: {error.strerror or error}")
        return ExitCode.INPUT
    if isinstance(error, MemoryError):
        say(f"{name}: not enough memory for these texts; cut them into parts")
        return ExitCode.INPUT
    if isinstance(error, ModuleNotFoundError) and (way := _way_to_install(error.name or "")):
        say(f"{name}: {way}")
        return ExitCode.USAGE
    say(f"{name}: a fault in restore, not in your texts: {type(error).__name__}: {error}; --debug shows where")
    return ExitCode.FAULT


def _place_of(error: OSError) -> str:
    """What the system's error is about."""
    if error.filename is not None:
        return str(error.filename)
    if isinstance(error, FileNotFoundError):  # what is asked for with a name has that in its error
        return "the working folder is gone; go to another one"
    return "standard output cannot be written"


def _way_to_install(module: str) -> str:
    """What to do where a module is not installed; nothing where no extra has it, which is a fault."""
    from restore.cli.extras import PACKAGE, extra_with

    extra = extra_with(module)
    return f"needs {module}, which is not installed; pip install '{PACKAGE}[{extra}]'" if extra else ""


def abandon_stdout() -> None:
    """After a failed write, send what is still buffered nowhere, so that the interpreter's own last flush is quiet."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        from contextlib import suppress

        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
