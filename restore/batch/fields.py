"""From the fields of one record, as any reader finds them, to a Record or the reason why it is none."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from numbers import Integral
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from restore.batch.records import Columns, Entry, Id, PageFile, Reason, Record, Rejected
from restore.confidences import EngineConfidences
from restore.errors import EncodingError, InputError, RestoreError
from restore.hints import a_kind
from restore.streams import MAX_SIZE
from restore.values import dataclass

if TYPE_CHECKING:
    from restore.inputs import Given

# Levels of lists and objects that a field may have: readers elsewhere stop at a hundred or so (Ruby's at 100, Rust's at
# 128), and pickle and JSON take some of Python's stack for each, until they fail on what was read without trouble.
MAX_DEPTH = 100

# Up to here a float holds every whole number; beyond, two may have become one.
EXACT = 2**53

_CONTAINERS = (dict, list, tuple)

OUTPUT = frozenset({"id", "text", "page_path"})  # what a restored record says of itself

_NAMED = "--columns {0}=NAME says which field it is, columns=Columns({0}=NAME) in Python"
_LONGER = "--max-size allows more, max_size in Python"


class _Unfit(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _FieldText:
    """A text as a record has it, or the file that it names, which may be a page."""

    text: str
    page: PageFile | None = None
    confidences: EngineConfidences | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes records of fields. Paths are relative to `folder`, and never lead out of it."""

    columns: Columns
    folder: str
    max_size: int = MAX_SIZE

    def entry(self, fields: object, line: int) -> Entry:
        """The record, or the reason why it is none: a script's may be of any type."""
        if not isinstance(fields, Mapping):
            said = f"{a_kind(fields)}, not a mapping with an id, a copy and a source"
            return Rejected(line, None, Reason.BAD_ROW, said)
        found: Id | None = None
        try:
            found = self._id(fields)
            carried = self._carried(fields)
            copy = self._text(fields, "copy")
            source = self._text(fields, "source", copy.text).text
            truth = self._truth(fields)
        except _Unfit as unfit:
            return Rejected(line, found, unfit.reason, str(unfit))
        name = "source" if not _is_empty(_present(fields, self.columns.source)) else fields[self.columns.source_path]
        return Record(line, found, copy.text, source, carried, truth, name, copy.page, copy.confidences)

    def copy_of(self, fields: Mapping[str, Any]) -> str:
        """The copy alone, as a record has it or a file that it names; empty where there is none."""
        try:
            return self._text(fields, "copy").text
        except _Unfit:
            return ""

    def _id(self, fields: Mapping[str, Any]) -> Id:
        name = self.columns.id
        value = _present(fields, name)
        if _is_empty(value):
            raise _Unfit(Reason.MISSING_FIELD, f"no {name!r}; {_NAMED.format('id')}")
        if isinstance(value, str):
            return value
        # numpy has integers of its own, and pandas makes a column of whole numbers one of floats when one is missing.
        is_whole = isinstance(value, Integral) or (
            isinstance(value, float) and value.is_integer() and abs(value) <= EXACT
        )
        if is_whole and not isinstance(value, bool):
            return int(value)
        raise _Unfit(Reason.BAD_FIELD, f"{name!r} is {_kind(value)}, not text or a whole number")

    def _text(self, fields: Mapping[str, Any], kind: str, copy: str | None = None) -> _FieldText:
        """A text, or that of the file named instead; a source is told which `copy` it is for."""
        name, path_name = getattr(self.columns, kind), getattr(self.columns, f"{kind}_path")
        value = _present(fields, name)
        path = _present(fields, path_name)
        page: PageFile | None = None
        confidences: EngineConfidences | None = None
        if _is_empty(value) and not _is_empty(path):
            path = self._string(path, path_name)
            given = _given(self.folder, path, self.max_size, copy)
            value, confidences = given.text, given.confidences
            if given.layout:
                page = PageFile(self.folder, _name_of(self.folder, path), given.layout.numbers)
        if value is None and kind == "source" and "source_score" in fields:
            raise _no_source(fields["source_score"])
        if value is None:
            raise _Unfit(Reason.MISSING_FIELD, f"neither {name!r} nor {path_name!r}; {_NAMED.format(kind)}")
        return _FieldText(self._checked(self._string(value, name), name), page, confidences)

    def _truth(self, fields: Mapping[str, Any]) -> str | None:
        value = fields.get(self.columns.truth)
        return self._checked(value, self.columns.truth) if isinstance(value, str) and value.strip() else None

    def _string(self, value: object, name: str) -> str:
        if not isinstance(value, str):
            raise _Unfit(Reason.BAD_FIELD, f"{name!r} is {_kind(value)}, not text")
        return value

    def _checked(self, text: str, name: str) -> str:
        if len(text) > self.max_size:
            raise _Unfit(Reason.TOO_LONG, f"{name!r} has {len(text)} characters, more than {self.max_size}; {_LONGER}")
        for character in text:  # nearly always the first: to ask `any` would take longer than all else here
            if character.isalnum():
                return text
        raise _Unfit(Reason.EMPTY, f"{name!r} has no words")

    def _carried(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What is not ours; a field named as one of the output's is carried as `input_id`, `input_text` and so on."""
        if (deep := too_deep(fields)) is not None:
            raise _Unfit(Reason.BAD_FIELD, f"{deep!r} is nested more than {MAX_DEPTH} levels deep")
        columns = self.columns
        used = {columns.id, columns.copy, columns.source, columns.copy_path, columns.source_path, columns.truth}
        carried = {name: value for name, value in fields.items() if name not in used}
        for name in OUTPUT & carried.keys():
            carried = renamed(carried, name)
        return carried


def renamed(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The fields, one of them as `input_` and its name, or with more of that where one is called so: none is lost.

    >>> renamed({"text": 1, "input_text": 2}, "text")
    {'input_input_text': 1, 'input_text': 2}
    """
    other = f"input_{name}"
    while other in fields:
        other = f"input_{other}"
    return {other if one == name else one: value for one, value in fields.items()}


def _present(fields: Mapping[str, Any], name: str) -> Any:
    """The value of a field, None where it is missing: pandas has NaN, NaT or NA there, which equal nothing."""
    value = fields.get(name)
    try:
        return value if value == value else None  # noqa: PLR0124 - that is how these three are known
    except TypeError:  # NA: it has no truth
        return None
    except ValueError:  # an array, which is no text either
        return value


def _is_empty(value: object) -> bool:
    """A CSV row has an empty cell where it has nothing to say."""
    return value is None or (isinstance(value, str) and not value)


def _no_source(score: object) -> _Unfit:
    """Why a record has no source where sources were looked for; without a score it was not for this one."""
    if score is None:
        told = "could not be read when sources were looked for; once it can, begin a new run with --among"
        return _Unfit(Reason.UNREADABLE, f"the copy {told}")
    return _Unfit(Reason.NO_SOURCE, f"no source is likely enough; the likeliest has a score of {score}")


def too_deep(fields: Mapping[str, Any]) -> str | None:
    """The name of a field that is nested more than MAX_DEPTH levels deep, if there is one.

    >>> too_deep({"id": 1, "tags": ["a", ["b"]]})
    """
    for name, value in fields.items():
        if isinstance(value, _CONTAINERS) and not _within(value, MAX_DEPTH):
            return str(name)
    return None


def _within(value: object, levels: int) -> bool:
    """Level by level: a walk down would need the stack that too deep a value lacks."""
    here = _containers([value])
    for _ in range(levels):
        if not here:
            break
        here = [inner for one in here for inner in _containers(one.values() if isinstance(one, dict) else one)]
    return not here


def _containers(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, _CONTAINERS)]


def _given(folder: str, path: str, max_size: int, copy: str | None = None) -> Given:
    """What a file inside `folder` says, links followed; raises for whatever leads elsewhere.

    A source, which has the `copy` that it is for, may be a document.
    """
    from restore.inputs import given, given_source, is_text
    from restore.markup.scanning import MAX_BYTES
    from restore.sources import source_kind

    target = _inside(folder, path)
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        with open(os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _Unfit(Reason.BAD_PATH, f"{path}: not a file")
            head = file.read(1 << 16)
            # Pages and documents say more than their text; how long that is, is looked at when it was read.
            most, remedy = (4 * max_size + 4, f"; {_LONGER}") if is_text(head) else (MAX_BYTES, "")
            if status.st_size > most:
                raise _Unfit(Reason.TOO_LONG, f"{path}: {status.st_size} bytes, more than {most}{remedy}")
            data = head + file.read()
    except OSError as error:
        raise _Unfit(Reason.UNREADABLE, f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        return given(data, name=path) if copy is None else given_source(data, name=path, copy=copy)
    except InputError as error:
        is_plain = is_text(data) and source_kind(data) is None
        unfit = Reason.BAD_UTF8 if is_plain or isinstance(error, EncodingError) else Reason.UNREADABLE
        raise _Unfit(unfit, str(error).partition("; name its encoding")[0]) from None
    except RestoreError as error:
        raise _Unfit(Reason.UNREADABLE, str(error)) from None


def _inside(folder: str, path: str) -> str:
    """Where a path leads, links followed; it has to be below the folder."""
    if os.path.isabs(path) or "\0" in path or not path:
        raise _Unfit(Reason.BAD_PATH, f"{path!r}: not a path relative to the input's folder")
    try:
        root = os.path.realpath(folder)
        target = os.path.realpath(os.path.join(root, path))
        inside = os.path.commonpath([root, target]) == root
    except (OSError, ValueError):
        inside = False
    if not inside:
        raise _Unfit(Reason.BAD_PATH, f"{path}: leads out of the input's folder")
    return target


def _name_of(folder: str, path: str) -> str:
    """What a path inside `folder` is called below it, whatever way it takes; only the system knows what `..` is of."""
    parts = PurePath(path).parts
    if os.pardir in parts:
        parts = PurePath(os.path.relpath(_inside(folder, path), os.path.realpath(folder))).parts
    return "/".join(parts)


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
        bytes: "bytes",
    }
    return names.get(type(value), f"of type {type(value).__name__}")
