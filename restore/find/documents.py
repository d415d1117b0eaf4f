"""Copies and sources as they lie on disk (text files, folders, JSON Lines), and where each text stands."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from restore.errors import InputError
from restore.files import parse_json, read_stdin, read_whole, unreadable_folder
from restore.hints import a_kind
from restore.inputs import given_source
from restore.layouts import layout_kind
from restore.markup import first_element
from restore.sources import source_kind
from restore.streams import NumberedLine, ReadProgress, is_jsonl, lines, longest_line, opened, opened_records

Id = str | int
_TEXT = (".txt", ".text")
_HOCR = ".hocr"
_END = 1 << 16  # bytes at either end of a file that say what it is
Unread = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its id, and where it was read: so many bytes of a file from an offset on.

    `is_page` is set for the text of a page with its layout.
    """

    id: Id
    text: str
    path: str = ""
    offset: int = 0
    size: int = 0
    is_page: bool = False

    def __post_init__(self) -> None:
        text: object = self.text  # of who has no type checker
        if not isinstance(text, str):
            said = f"the text of {self.id!r} is {a_kind(text)}"
            raise TypeError(f"{said}; give a str, of bytes what they decode to")

    @property
    def real_path(self) -> str:
        """The file's path, links followed."""
        return os.path.realpath(self.path)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file of texts, and the id that its text has when it holds but one."""

    path: str
    name: str


def read_documents(
    paths: Iterable[str], *, encoding: str | None = None, sources: bool = False, unread: Unread | None = None
) -> Iterator[Document]:
    """The texts of files and folders, in a fixed order; `-` is JSON Lines or one text from standard input.

    A folder gives its text files (`.txt`), whose ids are their paths within it, or, where it has none, its JSON Lines
    files, or, where it has none of these either, its pages (hOCR, ALTO, PAGE-XML); one of `sources` its documents too.

    Where `unread` is given, it is told why a text, page or folder of a folder, or a line of JSON Lines, cannot be read,
    and the others are read.

    Raises:
        InputError: a file is missing, unreadable or not text, or a record is not one.
    """
    for path in paths:
        if path == "-":
            yield from _from_stdin(encoding, unread)
            continue
        spared = unread if os.path.isdir(path) else None
        for file in expand([path], sources=sources, unread=unread):
            try:
                yield from read_file(file, encoding=encoding, unread=unread)
            except InputError as error:
                if spared is None or is_jsonl(file.path):
                    raise
                spared(error)


def expand(paths: Iterable[str], *, sources: bool = False, unread: Unread | None = None) -> Iterator[TextFile]:
    """The files that paths of files and folders stand for; `unread` is told of a folder in one that cannot be read.

    Raises:
        InputError: a folder has no texts, or cannot be read.
    """
    for path in paths:
        if os.path.isdir(path):
            names = files_in(path, sources=sources, unread=unread)
            yield from (TextFile(os.path.join(path, name), name.replace(os.sep, "/")) for name in names)
        else:
            yield TextFile(path, os.path.basename(path))


def files_in(folder: str, *, sources: bool = False, unread: Unread | None = None) -> list[str]:
    """The text files of a folder, or else its JSON Lines files, or else its pages, as sorted paths within it.

    Where they are `sources`, its documents (HTML, TEI, EPUB, DOCX) are among them, whatever else it has.

    Neither hidden ones count, nor what is no file, as a pipe. Pages are hOCR, ALTO and PAGE-XML, told by what stands in
    them; where that does not tell, as in an empty file, by an ending that other pages have, or by `.hocr`.

    `unread` is told of a folder in it that cannot be read, which is an error else.

    Raises:
        InputError: it has none of these, or cannot be read.
    """
    found: list[str] = []

    def refused(error: OSError) -> None:
        if unread is None or error.filename == folder:
            raise unreadable_folder(error) from None
        unread(unreadable_folder(error))

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = os.path.relpath(root, folder)
        shown = (name for name in names if not name.startswith(".") and _is_file(os.path.join(root, name)))
        found += [os.path.normpath(os.path.join(inside, name)) for name in shown]
    kinds: tuple[Callable[[Sequence[str]], list[str]], ...] = (
        lambda names: [name for name in names if name.lower().endswith(_TEXT)],
        lambda names: [name for name in names if is_jsonl(name)],
        lambda names: _pages(folder, names),
    )
    chosen = next((chosen for chosen_of in kinds if (chosen := chosen_of(found))), [])
    if sources:
        rest = sorted({*found} - {*chosen})
        chosen = chosen + [name for name in rest if _is_document(os.path.join(folder, name))]
    if not chosen:
        told = "pages nor documents" if sources else "pages"
        raise InputError(f"{folder}: has neither .txt nor .jsonl files nor {told}; give a folder with texts in it")
    return sorted(chosen)


def _is_file(path: str) -> bool:
    """Whether it is one, or a link to one that is gone: that is said, where a pipe would be waited for."""
    return os.path.isfile(path) or not os.path.exists(path)


def _pages(folder: str, names: Sequence[str]) -> list[str]:
    told = {name: _is_page(os.path.join(folder, name)) for name in names}
    endings = {_ending(name) for name, is_page in told.items() if is_page} - {""} | {_HOCR}
    return [name for name, is_page in told.items() if is_page or (is_page is None and _ending(name) in endings)]


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _is_page(path: str) -> bool | None:
    """Whether a file is a page with its layout; None where its contents do not say what it is."""
    try:
        with open(path, "rb") as file:
            head = file.read(_END)
    except OSError:
        return None
    if layout_kind(head) is not None:
        return True
    # HTML that is called hOCR may have been cut before its first page.
    return None if first_element(head) is None or _ending(path) == _HOCR else False


def _is_document(path: str) -> bool:
    """Whether a file that is no text by its name is HTML, TEI, EPUB or DOCX; what is packed says so at its end."""
    if path.lower().endswith(_TEXT) or is_jsonl(path):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(_END)
            file.seek(max(len(head), os.fstat(file.fileno()).st_size - _END))
            return source_kind(head + file.read()) is not None and layout_kind(head) is None
    except OSError:
        return False


def read_file(file: TextFile, *, encoding: str | None = None, unread: Unread | None = None) -> Iterator[Document]:
    """The records of a JSON Lines file, or the one text of any other; `unread` is told why a line is no record.

    Raises:
        InputError: it is missing, unreadable or not text, or a record is not one.
    """
    progress = ReadProgress()
    if is_jsonl(file.path):
        with opened_records(file.path, progress) as stream:
            yield from _records(stream, file.path, progress, unread)
    else:
        with opened(file.path, progress) as stream:
            data = read_whole(stream, file.path)
            read = given_source(data, name=file.path, encoding=encoding)
            yield Document(file.name, read.text, file.path, 0, len(data), is_page=read.layout is not None)


def _from_stdin(encoding: str | None, unread: Unread | None) -> Iterator[Document]:
    data = read_stdin()
    if data.partition(b"\n")[0].lstrip().startswith(b"{"):
        yield from _records(io.BufferedReader(io.BytesIO(data)), "standard input", ReadProgress(), unread)
    else:
        yield Document("-", given_source(data, name="standard input", encoding=encoding).text)


def _records(stream: io.BufferedReader, name: str, progress: ReadProgress, unread: Unread | None) -> Iterator[Document]:
    offset, longest = 0, longest_line()
    for line in lines(stream, longest, progress):
        try:
            record = _record(line, longest, name, offset)
        except InputError as error:
            if unread is None:
                raise
            unread(error)
        else:
            yield from record
        offset += len(line.data)


def _record(line: NumberedLine, longest: int, name: str, offset: int) -> Sequence[Document]:
    """The record of a line; none of an empty one."""
    where = f"{name}: line {line.number}"
    if not line.whole:
        raise InputError(f"{where}: has more than {longest} bytes; a line is one text")
    return [parse_record(line.data, where, name, offset)] if line.data.strip() else []


def parse_record(line: bytes, where: str, path: str = "", offset: int = 0) -> Document:
    """One line of JSON Lines, `{"id": …, "text": …}`; further fields do not matter.

    Raises:
        InputError: it is not JSON, or has no such fields.
    """
    try:
        record = parse_json(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{where}: not UTF-8; JSON Lines are UTF-8") from None
    except ValueError:
        raise InputError(f'{where}: not JSON; a line is {{"id": "…", "text": "…"}}') from None
    if not isinstance(record, dict):
        raise InputError(f'{where}: not an object; a line is {{"id": "…", "text": "…"}}')
    key, text = record.get("id"), record.get("text")
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise InputError(f'{where}: has no "id" that is a string or a whole number')
    if not isinstance(text, str):
        raise InputError(f'{where}: has no "text" that is a string')
    return Document(key, text, path, offset, len(line))


def checked(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents as they come. Raises TypeError for what is none."""
    for document in documents:
        if not isinstance(document, Document):
            raise TypeError(f"{a_kind(document)} is no Document; give Document('its id', 'its text')")
        yield document


def refuse_repeated_ids(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents as they come.

    Raises:
        InputError: two have one id, so that an answer could mean either.
        TypeError: one is no Document.
    """
    seen: dict[Id, str] = {}
    for document in checked(documents):
        if document.id in seen:
            # Without a path are standard input and what a script made.
            here = f"{document.path}: " if document.path else ""
            there = f" (also in {seen[document.id]})" if seen[document.id] else ""
            raise InputError(f"{here}the id {document.id!r} stands twice{there}; sources need ids of their own")
        seen[document.id] = document.path
        yield document


def batches(documents: Iterable[Document], *, count: int, characters: int) -> Iterator[Sequence[Document]]:
    """Documents in lots of at most so many, and about so many characters: what is held in memory stays bounded."""
    lot: list[Document] = []
    size = 0
    for document in documents:
        lot.append(document)
        size += len(document.text)
        if len(lot) >= count or size >= characters:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot
