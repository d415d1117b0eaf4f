"""A batch without sources: each record's is found first, and written down beside it, line for line.

    OUT/pairs.jsonl   the input's records, each with `source`, `source_id` and `source_score`; the batch's own input.
                      Where a copy is a page of its source, only that part is there, and `source_excerpt` names it.
                      Copies that are pages with their layout stay where they are: `copy_path` says where
    OUT/pairs.json    what they were found for

A record that came from none of the sources has a null for its source and is rejected as `no_source`; a line that is no
record stays as it is, a file that cannot be read is named, and both are rejected for what they are. The pairs are found
once: a run that goes on has them there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from restore.batch.batches import batches_of
from restore.batch.fields import Fields, renamed, too_deep
from restore.batch.readers import fingerprint
from restore.batch.records import Columns
from restore.batch.settings import folder_of, refuse_inside
from restore.errors import InputError, OutputError, StaleError, UsageError
from restore.files import parse_json, reason, staged, write_atomically
from restore.find.documents import Document, TextFile, expand, read_file
from restore.find.library import Library
from restore.find.search import THRESHOLD, find_sources
from restore.streams import MAX_SIZE, ReadProgress, is_jsonl, lines, longest_line, opened_records
from restore.values import names_of

PAIRS = "pairs.jsonl"
NOTE = "pairs.json"
_UNASKED = {"source_score": None}  # of a copy that cannot be read: no source is looked for
_FOUND = ("source_id", "source_score", "source_excerpt")  # what is said of a source beside it
_LOT = 1000  # copies asked about at once: one pass over the index serves them all
_LOT_SIZE = 16_000_000  # bytes, about: a thousand articles, while a thousand novels would fill the memory


@dataclass(frozen=True, slots=True)
class Search:
    """Where and how sources are looked for; `columns` names the input's fields, `text` will do for the copy.

    `max_size` is the batch's: a line that is too long for it has no source looked for.
    """

    among: tuple[str, ...]
    columns: Columns = field(default_factory=Columns)
    max_size: int = MAX_SIZE
    threshold: float = THRESHOLD
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the input: as it stands, and the record with its copy where it is one."""

    raw: bytes
    record: dict[str, Any] | None = None
    copy: str = ""

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.raw) + len(self.copy)


def find_pairs(
    input_path: str, folder: str, search: Search, library: Callable[[], AbstractContextManager[Library]]
) -> str:
    """Find each record's source; the path of the pairs. `library` is only opened when there is something to find.

    Raises:
        UsageError: the input is of a kind that sources cannot be found for, or other pairs are there already.
        StaleError: pairs are there already, found for another input or among other sources.
        InputError, OutputError: something cannot be read or written.
    """
    _refuse_found(search.columns)
    path, note = os.path.join(folder, PAIRS), os.path.join(folder, NOTE)
    asked = _asked(input_path, search)
    found = os.path.lexists(path)
    if os.path.lexists(note):
        if _noted(note) != asked:
            raise StaleError(f"{note}: of another input, or among other sources; name another folder")
        if found:
            return path
    elif found:
        raise UsageError(f"{path}: is there already, and no {NOTE} with it; name another folder")
    refuse_inside(folder, input_path)
    read = _lines(input_path, search)
    with library() as sources, _made(folder):
        _clear(folder)
        # The note comes before the pairs have their name: those without one are somebody else's.
        with staged(path, _pairs(read, sources, search)):
            write_atomically(note, json.dumps(asked, indent=1).encode() + b"\n")
    return path


def _refuse_found(columns: Columns) -> None:
    """Raise UsageError where the input's id or text would give way to what is said of a source."""
    for kind in names_of(Columns):
        if (name := getattr(columns, kind)) in _FOUND:
            raise UsageError(f"--columns {kind}={name}: --among writes a field of that name; rename the input's")


@contextmanager
def _made(folder: str) -> Iterator[None]:
    """The folder, and those above it; where what is done then fails, those that were made for it are gone again."""
    above, missing = os.path.abspath(folder), list[str]()
    while not os.path.exists(above):
        missing.append(above)
        above = os.path.dirname(above)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {reason(error)}") from None
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for each in missing:
                os.rmdir(each)
        raise


def _clear(folder: str) -> None:
    """Take away the halves of pairs that searches which were killed have left."""
    for name in os.listdir(folder):
        if name.startswith((f".{PAIRS}.", f".{NOTE}.")):
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


def _asked(input_path: str, search: Search) -> dict[str, Any]:
    return {
        "input": fingerprint(input_path).sha256,
        "among": [fingerprint(path).sha256 for path in search.among],
        "columns": [search.columns.id, search.columns.copy],
        "threshold": search.threshold,
    }


def _noted(note: str) -> Any:
    try:
        with open(note, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def _lines(path: str, search: Search) -> Iterator[_Line]:
    """The lines of JSON Lines, or the texts of a folder as such.

    Raises:
        UsageError: it is neither.
    """
    fields = Fields(search.columns, folder_of(path), search.max_size)
    if os.path.isdir(path):
        return _of_folder(path, fields)
    if is_jsonl(path):
        return _parsed(path, fields)
    raise UsageError(f"{path}: --among reads a folder of texts or JSON Lines; convert it to one")


def _of_folder(folder: str, fields: Fields) -> Iterator[_Line]:
    for file in expand([folder]):
        if is_jsonl(file.path):
            yield from _parsed(file.path, fields)
        else:
            yield _of_file(file, fields)


def _of_file(file: TextFile, fields: Fields) -> _Line:
    """A file of a folder as a record; a page, which has more than its text, and what cannot be read are named."""
    columns = fields.columns
    named = {columns.id: file.name, columns.copy_path: file.name}
    try:
        document = next(read_file(file))
    except InputError:
        return _Line(b"", named | _UNASKED)  # the batch, which reads it again, says why it is rejected
    record = named if document.is_page else {columns.id: file.name, columns.copy: document.text}
    return _Line(b"", record, document.text)


def _parsed(path: str, fields: Fields) -> Iterator[_Line]:
    progress = ReadProgress()
    with opened_records(path, progress) as file:
        # What is read of a line that is too long is still too long for the batch, which rejects it.
        for line in lines(file, longest_line(fields.max_size), progress):
            try:
                record = parse_json(line.data) if line.whole else None
            except ValueError:
                record = None
            if isinstance(record, dict) and too_deep(record) is None:
                yield _record(record, fields, line.data)
            else:
                yield _Line(line.data)


def _record(record: dict[str, Any], fields: Fields, raw: bytes) -> _Line:
    """A record with its copy, which may also be named `text`; without, where it names its source itself.

    Fields of its own that are called as what is said of a found source make way.
    """
    columns = fields.columns
    if columns.copy not in record and isinstance(record.get("text"), str):
        record[columns.copy] = record.pop("text")
    wanted = not record.get(columns.source) and not record.get(columns.source_path)
    copy = fields.copy_of(record) if wanted else ""
    if wanted:
        for name in (name for name in _FOUND if name in record):
            record = renamed(record, name)
    return _Line(raw, record if copy or not wanted else record | _UNASKED, copy)


def _pairs(read: Iterable[_Line], library: Library, search: Search) -> Iterator[bytes]:
    """Each line with its source, in lots, so that memory stays bounded."""
    for lot in batches_of(read, _LOT_SIZE, _LOT):
        yield from _paired(lot, library, search)


def _paired(lot: Sequence[_Line], library: Library, search: Search) -> Iterator[bytes]:
    copies = [Document(number, line.copy) for number, line in enumerate(lot) if line.copy]
    answers = find_sources(copies, library, threshold=search.threshold, jobs=search.jobs)
    found = {answer.id: answer for answer in answers}
    documents = library.documents({answer.number for answer in found.values() if answer.number is not None})
    texts = {number: document.text for number, document in documents.items()}
    for number, line in enumerate(lot):
        answer = found.get(number)
        if line.record is None:
            yield line.raw if line.raw.endswith(b"\n") else line.raw + b"\n"
        elif answer is None:
            yield _encoded(line.record)
        else:
            beside: dict[str, Any] = {"source_id": answer.source, "source_score": answer.score}
            source = texts.get(answer.number) if answer.number is not None else None
            if answer.excerpt:
                source = answer.excerpt.text
                beside["source_excerpt"] = answer.excerpt.named(str(answer.source))
            yield _encoded(line.record | {search.columns.source: source} | beside)


def _encoded(record: dict[str, Any]) -> bytes:
    """A line; of lone surrogates, which no UTF-8 has, the handler writes what JSON has for them, too."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
