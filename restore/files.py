"""Reading and writing files whole, with one clear line for each thing that can go wrong."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from restore.errors import InputError, OutputError

if TYPE_CHECKING:
    from json import JSONDecoder
    from pathlib import Path
    from typing import BinaryIO

_DEVICE = 1 << 20  # bytes, more than which no device has that a text comes from


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it is missing, a folder, or may not be read.
    """
    name = os.fspath(path)
    if not name:  # as a script gives where its variable is not set
        raise InputError("the name of a file is empty; name one")
    try:
        with open(path, "rb") as file:
            return read_whole(file, name)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder; give one text file") from None
    except PermissionError:
        raise InputError(f"{name}: may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: cannot be read: {reason(error)}") from None


def read_whole(file: BinaryIO, name: str) -> bytes:
    """All that an open file has. Raises InputError of a device that does not end, as /dev/zero."""
    if not _is_device(file):
        return file.read()
    data = file.read(_DEVICE)
    if len(data) == _DEVICE:
        raise InputError(f"{name}: is a device that gives bytes without end; give a text file")
    return data


def read_stdin() -> bytes:
    """All of standard input. Raises InputError where it is closed, or cannot be read."""
    if sys.stdin is None:
        raise InputError("standard input: closed; give a file")
    try:
        return read_whole(sys.stdin.buffer, "standard input")
    except (OSError, ValueError) as error:
        raise InputError(f"standard input: cannot be read: {reason(error)}") from None


def _is_device(file: BinaryIO) -> bool:
    """Whether it is one at which nobody types; what the system knows nothing of is none."""
    try:
        mode = os.fstat(file.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return (stat.S_ISCHR(mode) or stat.S_ISBLK(mode)) and not file.isatty()


def _refuse(error: OSError) -> None:
    raise unreadable_folder(error) from None


def walked(
    folder: str | os.PathLike[str], *, links: bool = False, refused: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """A folder and those under it, each with the names of its files, in the order of names.

    Links to folders are followed where `links` are asked for, but into no folder that they are in themselves.

    Raises:
        InputError: one of them cannot be read; `refused` may do something else with the system's error.
    """
    for path, folders, names in os.walk(folder, onerror=refused or _refuse, followlinks=links):
        if links:
            folders[:] = [name for name in folders if not _leads_back(os.path.join(path, name), os.fspath(folder))]
        folders.sort()
        yield path, sorted(names)


def _leads_back(path: str, top: str) -> bool:
    """Whether a link below a folder leads to one of those that the walk came through."""
    if not os.path.islink(path):
        return False
    target, above = os.path.realpath(path), os.path.dirname(path)
    while os.path.realpath(above) != target:
        if above == top or os.path.dirname(above) == above:
            return False
        above = os.path.dirname(above)
    return True


def is_there(path: str | os.PathLike[str]) -> bool:
    """Whether a file or folder is there. Raises InputError where the folder above may not be looked into."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise InputError(
            f"{os.fspath(path)}: cannot be read: {reason(error)}; check its folder's permissions"
        ) from None
    return True


def unreadable_folder(error: OSError) -> InputError:
    """What is said of a folder that a walk cannot go into: what is in it would be left out in silence."""
    return InputError(f"{error.filename}: a folder that cannot be read: {reason(error)}; check its permissions")


def parse_json(
    data: str | bytes,
    *,
    parse_constant: Callable[[str], Any] | None = None,
    parse_float: Callable[[str], Any] | None = None,
) -> Any:
    """The value that a JSON text says; the two make values of `NaN`, `Infinity` and fractions, as with `json.loads`.

    Raises:
        ValueError: it is no JSON, or nested too deeply to be read.
    """
    import json

    try:
        if isinstance(data, str) and not data.startswith("\ufeff"):  # what `loads` refuses, in words of its own
            return _decoder(parse_constant, parse_float).decode(data)
        return json.loads(data, parse_constant=parse_constant, parse_float=parse_float)
    except RecursionError:
        raise ValueError("nested too deeply") from None


@lru_cache(4)
def _decoder(parse_constant: Callable[[str], Any] | None, parse_float: Callable[[str], Any] | None) -> JSONDecoder:
    """The one that is made for these two: `loads` makes one for each line that it reads."""
    import json

    return json.JSONDecoder(parse_constant=parse_constant, parse_float=parse_float)


def read_toml(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The table that a TOML file holds.

    Raises:
        InputError: it cannot be read, or is no TOML.
    """
    return parse_toml(read_bytes(path), os.fspath(path))


def parse_toml(data: bytes, name: str) -> dict[str, Any]:
    """The table that a TOML file's bytes hold. Raises InputError, with the file's name, where they are no TOML."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise InputError(f"{name}: not TOML that can be read: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{name}: not TOML: {error}") from None


def write_atomically(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Write a whole file or none of it: to a temporary file beside it, which then takes its name.

    `data` is all of it, or its parts, which need not fit into memory together. When this returns, file and name survive
    a loss of power. A link is followed, permissions and owner of a file that is there are kept, and what is not a
    regular file (a pipe, a device) is written to as it stands.

    Raises:
        OutputError: the folder is missing, the disk is full, or it may not be written.
    """
    with staged(path, data):
        pass


@contextmanager
def staged(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> Iterator[None]:
    """A file that takes its name, as by `write_atomically`, where the block ends; where that raises, none is there.

    Raises:
        OutputError: it cannot be written, which is found out before the block is entered.
    """
    from pathlib import Path

    parts = [data] if isinstance(data, bytes) else data
    with _told(path):
        target = Path(os.path.realpath(path))
        was = target.stat() if target.exists() else None
        temporary = None
        if was is None or stat.S_ISREG(was.st_mode):
            temporary = _beside(target, parts, was)
        else:
            with target.open("wb") as file:
                file.writelines(parts)
    try:
        yield
        if temporary is not None:
            with _told(path):
                os.replace(temporary, target)
    except BaseException:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        raise
    sync_folder(target.parent)


@contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """What the system says where a file cannot be written, as an OutputError."""
    try:
        yield
    except FileNotFoundError:
        raise OutputError(f"{os.fspath(path)}: no such folder; make it first, or write elsewhere") from None
    except IsADirectoryError:
        raise OutputError(f"{os.fspath(path)}: is a folder; name a file in it") from None
    except (OSError, ValueError) as error:
        raise OutputError(f"{os.fspath(path)}: cannot be written: {reason(error)}") from None


def _beside(target: Path, parts: Iterable[bytes], was: os.stat_result | None) -> str:
    """The path of a temporary file beside the target that has all of it, and can take its name."""
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    try:
        with open(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if was is not None:
            _keep_owner(temporary, was)
        os.chmod(temporary, stat.S_IMODE(was.st_mode) if was is not None else 0o666 & ~umask())
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _keep_owner(path: str, was: os.stat_result) -> None:
    """What the superuser writes over a user's file stays the user's; others may keep the group at most."""
    if hasattr(os, "chown"):  # not on Windows
        for user in (was.st_uid, -1):
            with suppress(OSError):
                os.chown(path, user, was.st_gid)
                return


def make_folder(path: str | os.PathLike[str]) -> None:
    """A folder, with those above it, if it is not there. Raises OutputError where it cannot be made."""
    try:
        os.makedirs(path, exist_ok=True)
    except (OSError, ValueError) as error:
        why = f"cannot be made: {reason(error)}; check the permissions above it, or choose another place"
        raise OutputError(f"{os.fspath(path)}: a folder that {why}") from None


def sync_folder(path: str | os.PathLike[str]) -> None:
    """Make the names of a folder's files survive a loss of power; not every system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def umask() -> int:
    """The process's mask; reading it takes setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def same_file(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
    """Whether two paths are one file, through links too; False when either is not there."""
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return False


def reason(error: Exception) -> str:
    """The system's own words for an error, without number and path."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]
