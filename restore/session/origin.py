"""Where a review's documents come from: a pair of texts, or what a batch left; and how a session file names them."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from restore.errors import InputError
from restore.files import parse_json
from restore.ids import Ids
from restore.session.document import ReviewDocument, Side
from restore.session.journal import SCHEMA
from restore.wire import of_excerpt, to_difference, to_excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from restore.repair import Policy

LEFT_OVERS = "review.jsonl"
# What a batch writes into its folder.
OF_RUNS = (
    "restored.jsonl", "restored.parquet", "differences.jsonl", "differences.parquet", LEFT_OVERS, "rejected.jsonl",
    "report.json", "report.html", "pairs.jsonl", "pairs.json",
)  # fmt: skip


class Origin(Protocol):
    """A place that documents come from."""

    @property
    def total(self) -> int | None:
        """How many documents there are, where that is known."""

    @property
    def waiting_for(self) -> str:
        """What a reader is told while the first document is on its way."""

    def under(self, policy: Policy) -> Origin:
        """The same documents, decided by another policy."""

    def documents(self) -> Iterator[ReviewDocument]:
        """The documents one after the other; each takes its time."""

    def header(self, session: str) -> Mapping[str, Any]:
        """The session's first line, with paths as seen from the session file's folder."""


@dataclass(frozen=True, slots=True)
class PairOrigin:
    """A copy and its source; their differences are found when they are asked for."""

    copy: Side
    source: Side
    policy: Policy | None = None
    force: bool = True

    @property
    def total(self) -> int:
        """One."""
        return 1

    @property
    def waiting_for(self) -> str:
        """Both names."""
        return f"Aligning {self.copy.name} with {self.source.name} …"

    def under(self, policy: Policy) -> PairOrigin:
        """The same pair, decided by another policy."""
        return replace(self, policy=policy)

    def documents(self) -> Iterator[ReviewDocument]:
        """The pair."""
        yield align_pair("", self.copy, self.source, self.policy, force=self.force)

    def header(self, session: str) -> Mapping[str, Any]:
        """Names, paths, encodings and digests of both texts; the text itself where it is no file."""
        return {
            "schema": SCHEMA,
            "kind": "pair",
            "copy": of_side(self.copy, session),
            "source": of_side(self.source, session),
        }


@dataclass(frozen=True, slots=True)
class BatchOrigin:
    """What a batch left to a person: a folder with `review.jsonl`, a record on each line."""

    folder: str
    policy: Policy | None = None

    @property
    def total(self) -> int | None:
        """The number of lines; reading them takes a moment on a large file."""
        try:
            with open(self._path, "rb") as file:
                return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
        except OSError:
            return None

    @property
    def waiting_for(self) -> str:
        """The file."""
        return f"Reading {self._path} …"

    def under(self, policy: Policy) -> BatchOrigin:
        """The same folder; what the batch decided stands."""
        return replace(self, policy=policy)

    @property
    def files(self) -> tuple[str, ...]:
        """What the run wrote, and nothing else may be written over: it is not gone on with then."""
        return tuple(os.path.join(self.folder, name) for name in OF_RUNS)

    @property
    def _path(self) -> str:
        return os.path.join(self.folder, LEFT_OVERS)

    def documents(self) -> Iterator[ReviewDocument]:
        """One document for each record, in the file's order; of two with one id the second is numbered.

        Raises:
            InputError: the file is missing, or a line is no record.
        """
        ids = Ids()
        try:
            with open(self._path, encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield self._document(line, f"{self._path}: line {number}", ids)
        except OSError as error:
            raise InputError(
                f"{self._path}: cannot be read: {error.strerror}; give the folder of restore batch"
            ) from None
        except UnicodeDecodeError:
            raise InputError(f"{self._path}: not UTF-8; run restore batch again") from None

    def _document(self, line: str, where: str, ids: Ids) -> ReviewDocument:
        try:
            record = parse_json(line)
            name, copy, source = str(record["id"]), str(record["copy"]), str(record["source"])
        except (ValueError, KeyError, TypeError):
            raise InputError(f"{where}: no record with id, copy and source; run restore batch again") from None
        name = ids.unique(name)
        part = to_excerpt(record.get("excerpt"), where)
        sides = _copy_of_batch(name, copy, record, where), Side(f"{name} (source)", source, part=part)
        listed = record.get("differences")
        if listed is None:
            return align_pair(name, *sides, self.policy)
        found = [to_difference(values, where) for values in listed]
        if any(copy[d.copy.start : d.copy.end] != d.copy.text for d in found):
            return align_pair(name, *sides, self.policy)
        return ReviewDocument(name, *sides, found)

    def header(self, session: str) -> Mapping[str, Any]:
        """The folder."""
        return {"schema": SCHEMA, "kind": "batch", "folder": _relative(self.folder, session)}


def _copy_of_batch(name: str, text: str, record: Mapping[str, Any], where: str) -> Side:
    """A record's copy; of a page with the numbers of its lines, since only its text is here."""
    if record.get("page") is None:
        return Side(name, text)
    from restore.layouts.layout import LineNumbers  # few copies are

    try:
        return Side(name, text, numbers=LineNumbers.of_json(record["page"]))
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{where}: its page has no lines; run restore batch again") from None


def align_pair(
    name: str, copy: Side, source: Side, policy: Policy | None = None, *, force: bool = True
) -> ReviewDocument:
    """Find a pair's differences. Raises NotItsSource when the texts have too little in common, unless `force`."""
    from restore.restoration import restore

    result = restore(
        copy.text,
        source=source.text,
        policy=policy,
        force=force,
        part=source.part is not None,
        copy_name=copy.name,
        source_name=source.name,
        confidences=copy.layout.confidences if copy.layout else None,
    )
    return ReviewDocument(name, copy, source, result.differences)


def origin_of(header: Mapping[str, Any], session: str, policy: Policy | None = None) -> Origin:
    """Where a session's documents are, by its first line.

    Raises:
        InputError: the line does not say, or a text it names is gone.
    """
    try:
        if header["kind"] == "batch":
            return BatchOrigin(_absolute(str(header["folder"]), session), policy)
        copy = _to_side(header["copy"], session)
        return PairOrigin(copy, _to_side(header["source"], session, copy.text), policy)
    except (KeyError, TypeError):
        raise InputError(f"{session}: its first line names no texts; begin a new session from the pair") from None


def of_side(side: Side, session: str) -> Mapping[str, Any]:
    """A text as a session names it, with paths as seen from its folder; the text itself where it is no file."""
    values: dict[str, Any] = {"name": side.name, "encoding": side.encoding, "sha256": side.digest}
    if side.part:
        values["range"] = of_excerpt(side.part)
    if side.path is None:
        return values | ({"whole": _relative(side.whole, session)} if side.whole else {}) | {"text": side.text}
    return values | {"path": _relative(side.path, session)}


def _to_side(values: Mapping[str, Any], session: str, copy: str | None = None) -> Side:
    """A text that a session names; a source is told which `copy` it is for."""
    from restore.files import read_bytes
    from restore.inputs import given, given_source

    name, encoding = str(values["name"]), str(values["encoding"])
    if "path" not in values:
        part, whole = to_excerpt(values.get("range"), session), values.get("whole")
        book = None if whole is None else _absolute(str(whole), session)
        return Side(name, str(values["text"]), encoding, part=part, whole=book)
    path = _absolute(str(values["path"]), session)
    if not os.path.exists(path):
        otherwise = f"give COPY --source SOURCE --session {session}"
        raise InputError(f"{path}: no such file, which {session} is of; put it back, or {otherwise}")
    data = read_bytes(path)
    if copy is None:
        read = given(data, name=path, encoding=encoding)
    else:
        read = given_source(data, name=path, encoding=encoding, copy=copy)
    return Side(name, read.text, encoding, path, read.layout)


def _relative(path: str, session: str) -> str:
    """A path as seen from the session's folder, so that both can be moved together; absolute on another drive."""
    try:
        return os.path.relpath(path, os.path.dirname(os.path.abspath(session)))
    except ValueError:
        return os.path.abspath(path)


def _absolute(path: str, session: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(session)), path))
