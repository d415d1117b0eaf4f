"""What was fitted and what is listed, read at once: to parse their JSON takes longer than to align a text.

`setup.py` packs the files of `restore/data` as columns, beside them. What is packed says which file it is of; where
that was changed since, or nothing whole was packed, the file itself is read, and says the same.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from itertools import accumulate
from typing import Any

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
FITTED, WORDS = os.path.join(DATA, "judging.json"), os.path.join(DATA, "english.json")
LOOKS = ("first", "second")  # each has a forest
COLUMNS = {"roots": "i", "features": "i", "thresholds": "d", "rights": "i"}  # of a forest, with their types in `array`
AXES = ("scores", "shares")  # of a curve
BEGINNING = 4  # letters that words begin with which are stored together: few enough to be looked through
PACKED = ".columns"  # the ending of what is packed
SETUP = os.path.join(os.path.dirname(os.path.dirname(DATA)), "setup.py")  # is where people change what is listed


class StoredColumns:
    """A file's texts and its columns of numbers, by name.

    No `NamedTuple`, which has the types of its fields compiled where they are written as text, as they are here: for
    that Python makes a hundred classes, which takes longer than to read all columns.
    """

    def __init__(self, texts: Mapping[str, str], numbers: Mapping[str, array[Any]]) -> None:
        self.texts, self.numbers = texts, numbers


def read(path: str) -> StoredColumns:
    """The columns of `FITTED` or of `WORDS`, packed or not.

    The texts of the first are `schema`, `names` and `outcomes`, its numbers `first.roots` and so on of the forests, or
    what they were prepared as to be packed, and `near.scores` and so on of the curves. The second has `schema`;
    `beginnings` of words, in order, each of BEGINNING letters or filled up with blanks; `words`, those that begin alike
    together; and `starts`, where each of these do.
    """
    with _packed(path) as file:
        return parsed(path) if file is None else _unpacked(file)


def is_packed(path: str) -> bool:
    """Whether there is something packed of the file as it is."""
    with _packed(path) as file:
        return file is not None


@contextmanager
def _packed(path: str) -> Iterator[BufferedReader | None]:
    """What is packed of a file, behind its head; None where that is of another, or nothing is."""
    if not os.path.isfile(packed_path(path)):
        yield None
        return
    with open(packed_path(path), "rb") as file:
        yield file if _is_of(file, path) and _is_whole(file) else None


def _is_of(file: BufferedReader, path: str) -> bool:
    """Whether the head says that it was packed of a file as it is.

    Of one that was not changed since, its size tells: to read all of it takes half as long as to align a text. Where it
    is installed it may be the newer one, and nobody changes it.
    """
    said, known = file.readline(), os.stat(path)
    if known.st_mtime_ns < os.fstat(file.fileno()).st_mtime_ns or not os.path.exists(SETUP):
        return said.startswith(_beginning(known.st_size))
    with open(path, "rb") as itself:
        return said == _head(itself)


def _is_whole(file: BufferedReader) -> bool:
    """Whether all is there that its second line says: of a list cut short, nothing else would tell."""
    said = file.readline()
    return said == b"%d\n" % (os.fstat(file.fileno()).st_size - file.tell())


def packed_path(path: str) -> str:
    """Where a file's columns are packed."""
    return path.removesuffix(".json") + PACKED


def pack(folder: str = DATA, prepare: Callable[[StoredColumns], StoredColumns] | None = None) -> None:
    """Pack both files, into another folder perhaps; what was fitted as it is prepared for who reads it."""
    os.makedirs(folder, exist_ok=True)
    for path in (FITTED, WORDS):
        target = packed_path(os.path.join(folder, os.path.basename(path)))
        began = time.time_ns()
        with open(f"{target}.part", "wb") as file:
            file.write(packed(path, prepare if path == FITTED else None))
        os.utime(f"{target}.part", ns=(began, began))  # what is changed while it is packed is newer
        os.replace(f"{target}.part", target)  # what reads it meanwhile reads the whole of one


def packed(path: str, prepare: Callable[[StoredColumns], StoredColumns] | None = None) -> bytes:
    """A file's columns as `read` finds them: for machines with this one's order of bytes."""
    said = prepare(parsed(path)) if prepare else parsed(path)
    parts = [(name, "u", text.encode()) for name, text in said.texts.items()]
    parts += [(name, column.typecode, column.tobytes()) for name, column in said.numbers.items()]
    listed = "\t".join(f"{name}:{kind}:{len(data)}" for name, kind, data in parts)
    body = b"".join([listed.encode(), b"\n", *(data for _, _, data in parts)])
    with open(path, "rb") as file:
        return _head(file) + b"%d\n" % len(body) + body


def _head(file: BufferedReader) -> bytes:
    """What says of which file something was packed; read piece by piece, since memory that is new costs more."""
    from zlib import crc32

    size = check = 0
    piece = memoryview(bytearray(1 << 16))
    while got := file.readinto(piece):
        size, check = size + got, crc32(piece[:got], check)
    return _beginning(size) + b"%08x\n" % check


def _beginning(size: int) -> bytes:
    return f"restore-columns/3 {sys.byteorder} {size} ".encode()


def _unpacked(file: BufferedReader) -> StoredColumns:
    texts: dict[str, str] = {}
    numbers: dict[str, array[Any]] = {}
    for part in file.readline().decode().rstrip("\n").split("\t"):
        name, kind, size = part.split(":")
        if kind == "u":
            texts[name] = file.read(int(size)).decode()
        else:
            numbers[name] = column = array(kind, (0,)) * (int(size) // array(kind).itemsize)
            file.readinto(column)  # `fromfile` would read all of it elsewhere first
    return StoredColumns(texts, numbers)


def parsed(path: str) -> StoredColumns:
    """The same of the file itself."""
    import json

    with open(path, "rb") as file:
        said = json.loads(file.read())
    if "words" in said:
        beginnings, together = zip(*sorted(said["words"].items()), strict=True)
        texts = {
            "schema": said["schema"],
            "beginnings": "".join([each.ljust(BEGINNING) for each in beginnings]),
            "words": "".join(together),
        }
        return StoredColumns(texts, {"starts": array("i", accumulate(map(len, together), initial=0))})
    texts = {"schema": said["schema"], **{name: "\n".join(said[name]) for name in ("names", "outcomes")}}
    numbers = {f"{look}.{name}": column_of(kind, said[look][name]) for look in LOOKS for name, kind in COLUMNS.items()}
    curves = {f"{kind}.{axis}": array("d", curve[axis]) for kind, curve in said["curves"].items() for axis in AXES}
    return StoredColumns(texts, numbers | curves)


def text_of(column: array[Any]) -> str:
    """A column's bytes, the lowest of each number first, in base64."""
    from binascii import b2a_base64

    numbers = column[:]
    if sys.byteorder == "big":
        numbers.byteswap()
    return b2a_base64(numbers, newline=False).decode()


def column_of(kind: str, text: str) -> array[Any]:
    """The column that `text_of` wrote."""
    from binascii import a2b_base64

    numbers = array(kind)
    numbers.frombytes(a2b_base64(text))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
