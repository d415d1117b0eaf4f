"""The journal: one JSON line for each thing that happened, written and synced before it counts.

A line that a crash tore off is dropped when the journal is opened again; everything before it stands. One process at a
time may write, a second one is told who does.

Programs that lay JSON out for people spread a value over lines, from `{` alone on one to `}` alone on another: it is
read as the one line that it was.
"""

from __future__ import annotations

import io
import json
import os
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from restore.errors import InputError, OutputError
from restore.files import parse_json
from restore.log import Busy, Log, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA = "restore-session/1"
_HEAD = re.compile(rb'\s*\{\s*"schema"\s*:')
_OURS = re.compile(_HEAD.pattern + rb'\s*"restore-session/')


class BusyError(InputError):
    """Another process writes this session."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole lines of a journal as values, and how many bytes they take; `torn` says that more followed.

    `numbers` are the lines that the values begin on, where that is not one value a line.
    """

    lines: tuple[Mapping[str, Any], ...]
    size: int
    torn: bool = False
    numbers: tuple[int, ...] | None = None

    def numbered(self) -> list[tuple[int, Mapping[str, Any]]]:
        """Each value with the number of its line in the file."""
        return list(zip(self.numbers or range(1, len(self.lines) + 1), self.lines, strict=True))


def parse(data: bytes, name: str) -> Contents:
    """Read a journal's bytes, without a last line that has no end.

    Raises:
        InputError: it is no journal, one of a later version, or a line within it is damaged.
    """
    whole = list(_whole_values(data))
    size = sum(len(written) for _, written in whole)
    rest = data[size:]
    values: list[Mapping[str, Any]] = []
    for at, (number, written) in enumerate(whole, start=1):
        value = _value(written)
        if value is None:
            if at == 1 and not _begun(written):
                raise _foreign(name)
            if at == len(whole) and not rest and not _is_spread(written):
                return _contents(values, whole, size - len(written), torn=True)
            raise _damaged(name, number)
        values.append(value)
    if values and values[0].get("schema") != SCHEMA:
        raise InputError(f"{name}: no review session of schema {SCHEMA}; name another file with --session")
    if not values and not _begun(rest):
        raise _foreign(name)
    if _is_spread(rest):  # the journal writes no such value: what cut this one may have taken more than is torn off
        raise _damaged(name, data.count(b"\n", 0, size) + 1)
    return _contents(values, whole, size, torn=bool(rest))


def _whole_values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines, or the lines together that a value is spread over, up to what has no end, with the first's number."""
    begun, held = 0, list[bytes]()
    for number, line in enumerate(whole_lines(io.BytesIO(data)), start=1):
        if not held and line.rstrip() != b"{":
            yield number, line
            continue
        begun = begun if held else number
        held.append(line)
        if line.rstrip() == b"}":
            yield begun, b"".join(held)
            held.clear()


def _is_spread(written: bytes) -> bool:
    return b"\n" in written[:-1]


def _contents(values: list[Mapping[str, Any]], whole: list[tuple[int, bytes]], size: int, *, torn: bool) -> Contents:
    return Contents(tuple(values), size, torn, tuple(number for number, _ in whole[: len(values)]))


def _value(line: bytes) -> Mapping[str, Any] | None:
    try:
        value = parse_json(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _begun(line: bytes) -> bool:
    """Whether what cannot be read may be the first, torn line of a journal; any other file is somebody's own."""
    return bool(_HEAD.match(line)) or b'{"schema":'.startswith(line)


def _foreign(name: str) -> InputError:
    return InputError(f"{name}: is no review session; name another file with --session")


def _damaged(name: str, number: int) -> InputError:
    return InputError(f"{name}: line {number} is damaged; take the lines from there on out to go on without them")


def is_journal(head: bytes) -> bool:
    """Whether a file that begins so is a session."""
    return bool(_OURS.match(head))


@contextmanager
def at_line(name: str, number: int) -> Iterator[None]:
    """What is done with the values of one line. Raises InputError, naming it, where they are not what they must be."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = f"no {error}" if isinstance(error, KeyError) else error
        raise InputError(f"{name}: line {number} is damaged ({told}); take it and all after it out to go on") from None


class Journal:
    """An open journal file, locked for this process."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._log: Log | None = None
        self._seen: tuple[int, ...] | None = None

    def open(self) -> Contents:
        """Lock the file, making it where it is missing, and read it; a torn last line is cut off.

        Raises:
            BusyError: another process has it open.
            InputError: it cannot be read, or is no journal.
            OutputError: it cannot be written.
        """
        if os.path.exists(self.path) and not os.path.isfile(self.path):  # as /dev/null, which `close` would take away
            raise OutputError(f"{self.path}: is no file, and no session can be kept there; name another with --session")
        try:
            self._log = Log(self.path)
            self._log.lock()
            contents = parse(self._log.read(), self.path)
            if contents.torn:
                self._log.cut(contents.size)
        except OSError as error:
            self.close()
            raise OutputError(
                f"{self.path}: the session cannot be written: {error.strerror}; name another with --session"
            ) from None
        except Busy:
            self.close()
            raise BusyError(f"{self.path}: {self._holder()}; wait for them, or look on with --read-only") from None
        except BaseException:
            self.close()
            raise
        return contents

    def news(self) -> Contents | None:
        """All of a journal that another process writes; None where nothing came since it was last asked for.

        Raises:
            InputError: it cannot be read, or is no journal any more.
        """
        try:
            about = os.stat(self.path)
        except OSError:  # not there yet, or no longer
            return None
        now = about.st_ino, about.st_size, about.st_mtime_ns
        if now == self._seen:
            return None
        self._seen = now
        return read(self.path)

    def append(self, value: Mapping[str, Any]) -> None:
        """Write one line and sync it; when this returns, the line survives a loss of power.

        Raises:
            OutputError: it cannot be written; the journal is as it was.
        """
        if self._log is None:
            raise OutputError(f"{self.path}: the session is closed")
        data = json.dumps(value, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
        try:
            if not self._log.is_as_left():
                raise self._another("something else was written into it")
            if not self._log.is_at(self.path):
                self._log = self._anew(self._log)
            self._log.append(data, sync=True)
        except OSError as error:
            raise OutputError(f"{self.path}: nothing decided: cannot be written: {error.strerror}") from None

    def _anew(self, lost: Log) -> Log:
        """All lines in a file of the same name: theirs was deleted or moved, and nobody would look for them there."""
        log = Log(self.path)
        another = False
        try:
            log.lock()
            another = bool(log.size)
            if not another:
                log.append(lost.read(), sync=True)
        except Busy:
            another = True
        except BaseException:
            log.close()
            raise
        if another:
            log.close()
            raise self._another("another file was put in its place")
        lost.close()
        return log

    def _another(self, told: str) -> OutputError:
        return OutputError(f"{self.path}: nothing decided: {told}; quit, and look what it is")

    @property
    def is_there(self) -> bool:
        """Whether all that was written is in the file of that name still; where it is not open, nothing was."""
        try:
            return self._log is None or (self._log.is_as_left() and self._log.is_at(self.path))
        except OSError:
            return False

    def clear(self) -> None:
        """Take all lines out. Raises OutputError where they stay."""
        if self._log is None:
            raise OutputError(f"{self.path}: the session is closed")
        try:
            self._log.cut(0)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {error.strerror}") from None

    def close(self) -> None:
        """Let go of the file; an empty one is taken away."""
        if self._log is None:
            return
        with suppress(OSError):
            if not self._log.size:
                os.unlink(self.path)
        with suppress(OSError):
            self._log.close()
        self._log = None

    def _holder(self) -> str:
        with suppress(InputError, OSError):
            lines = read(self.path).lines
            opened = next((line for line in reversed(lines) if line.get("event") == "opened"), None)
            if opened is not None:
                return f"{opened.get('by')} reviews this session, since {opened.get('at')}"
        return "somebody else reviews this session"


def read(path: str) -> Contents:
    """A journal's contents without opening it for writing.

    Raises:
        InputError: it cannot be read or is no journal.
    """
    from restore.files import read_bytes

    return parse(read_bytes(path), path)


def now() -> str:
    """The local time with its offset, to the second (ISO 8601)."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def whoami() -> str:
    """The person and the machine, for a second reviewer to read."""
    import getpass
    import platform

    try:
        person = getpass.getuser()
    except (KeyError, OSError):
        person = "somebody"
    return f"{person}@{platform.node() or 'this machine'} (process {os.getpid()})"
