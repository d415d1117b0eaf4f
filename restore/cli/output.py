"""Where data goes: standard output or a file, byte for byte, and never onto an input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NoReturn

from restore.cli.columns import columns
from restore.errors import OutputError, UsageError
from restore.files import same_file, write_atomically

STDOUT = "-"


def refuse_inputs(output: str | None, *inputs: str, instead: str = "name another") -> None:
    """Raise UsageError when the output is one of the inputs; nothing has been written by then."""
    for path in inputs:
        if output and output != STDOUT and path != "-" and (output == path or same_file(output, path)):
            raise UsageError(f"output and input are the same file, {path}; {instead}")


def refuse_same(one: str | None, other: str | None, what: str) -> None:
    """Raise UsageError when two outputs go to one place, by whatever paths, so that one would take the other's."""
    if (one or STDOUT) == (other or STDOUT) == STDOUT:
        raise UsageError(f"{what} both go to standard output; name a file for one of them")
    if one and other and (os.path.realpath(one) == os.path.realpath(other) or same_file(one, other)):
        raise UsageError(f"{what} are the same file, {other}; name another")


def write(data: bytes, output: str | None = None) -> None:
    """Bytes to a file, all or nothing, or to standard output.

    Raises:
        OutputError: it cannot be written.
        BrokenPipeError: whoever read standard output is gone.
    """
    if output and output != STDOUT:
        write_atomically(output, data)
        return
    if sys.stdout is None:
        raise OutputError("standard output: closed; name a file with -o")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_text(text: str, *, encoding: str = "utf-8", output: str | None = None) -> None:
    """A text in its own encoding. A terminal gets it with control characters made visible, since a text may hold any.

    Raises:
        OutputError: it cannot be written, or has characters that the encoding lacks.
    """
    if not (output and output != STDOUT) and is_terminal():
        from restore.visible import visible_lines

        end = "" if text.endswith("\n") else "\n"
        write_lines([visible_lines(text.removeprefix("\ufeff")) + end])
        return
    write(_encoded(text, encoding), output)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise OutputError(
            f"the restored text has {character!r} (U+{ord(character):04X}), which {encoding} lacks; "
            "convert the copy to utf-8 first"
        ) from None


def write_lines(parts: Iterable[str], output: str | None = None) -> None:
    """Text for people and programs: UTF-8 in a file or a pipe; on a terminal what its encoding lacks is escaped."""
    if output and output != STDOUT:
        write("".join(parts).encode("utf-8", "surrogatepass"), output)
        return
    for part in parts:
        write(part.encode(reader_encoding(), "backslashreplace"))


def refuse_diff(name: str) -> NoReturn:
    """Raise UsageError: a diff of a page's text is none of the page's file."""
    raise UsageError(
        f"{name}: is a page with its layout, which no diff of its text applies to; restore repair -o writes it"
    )


def write_diff(lines: Iterable[str], *, encoding: str, output: str | None = None) -> None:
    """A unified diff in the bytes of the file it is for, whose name is in those of the system.

    A terminal gets its lines as they are rendered.

    Raises:
        UsageError: `patch` reads no text in that encoding.
        OutputError: it cannot be written.
    """
    if "\n".encode(encoding) != b"\n":
        raise UsageError(f"a diff in {encoding} is nothing that patch reads; write the restored copy with -o FILE")
    if is_terminal() and not output:
        write_lines(lines)
    else:
        rest = iter(lines)
        name = os.fsencode("".join(islice(rest, 2)))
        write(name + _encoded("".join(rest), encoding), output)


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def reader_encoding() -> str:
    """What the reader of standard output takes: a terminal has an encoding of its own."""
    return (is_terminal() and sys.stdout.encoding) or "utf-8"


def wants_colour(choice: str, *, terminal: bool, environment: Mapping[str, str] | None = None) -> bool:
    """Whether to write in colour: --color, NO_COLOR (no-color.org), FORCE_COLOR (force-color.org), TERM, in this order.

    >>> wants_colour("auto", terminal=True, environment={"NO_COLOR": "1"})
    False
    >>> wants_colour("auto", terminal=False, environment={"FORCE_COLOR": "1"})
    True
    """
    if choice != "auto":
        return choice == "always"
    environment = os.environ if environment is None else environment
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return terminal and environment.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns to write in: COLUMNS, else the terminal's, else 80; from 40 to 120, past which prose is hard to read."""
    return min(max(columns(), 40), 120)
