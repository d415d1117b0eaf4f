"""What leaves a review: the restored texts."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from restore.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from restore.session.document import ReviewDocument, Side
    from restore.session.origin import Origin
    from restore.session.session import Session

REVIEWED = "reviewed.jsonl"


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the restored text goes: one text for a pair, JSON Lines of `id` and `text` for a batch.

    `taken` are files that it does not go to, beside those that the session knows.
    """

    path: str | None
    lines: bool = False
    taken: tuple[str, ...] = ()

    @classmethod
    def of(cls, origin: Origin, path: str | None = None) -> Outlet:
        """The place named, else one beside the copy that is neither text."""
        from restore.session.origin import BatchOrigin, PairOrigin

        if isinstance(origin, BatchOrigin):
            return cls(path or os.path.join(origin.folder, REVIEWED), lines=True, taken=origin.files)
        if isinstance(origin, PairOrigin) and path is None and origin.copy.path:
            stem, ending = os.path.splitext(origin.copy.path)
            return cls(f"{stem}.restored{ending}")
        return cls(path)

    def data(self, session: Session) -> bytes:
        """What is written: the copy's own encoding for a pair, UTF-8 for a batch.

        Raises:
            OutputError: the restored text has a character that the copy's encoding lacks.
        """
        if self.lines:
            return "".join(map(_line, ((d, session.restored(d)) for d in session.documents))).encode()
        (document,) = session.documents
        text, encoding = document.copy.restored(session.plan(document)), document.copy.encoding
        try:
            return text.encode(encoding)
        except UnicodeEncodeError as error:
            raise OutputError(f"{text[error.start]!r} is not in {encoding}; convert the copy to utf-8 first") from None

    def write(self, session: Session) -> str:
        """Write it as who decides sees it; the path.

        Raises:
            UsageError: there is no place to write to, the place is one of the texts, or they are not all here yet.
            OutputError: it cannot be written, or the session is open for reading only.
        """
        if session.read_only:  # what is there may be the text of who decides
            raise OutputError(f"{session.name}: open for reading only; nothing is written")
        path = self.put(session)
        session.written(path)
        return path

    def put(self, session: Session) -> str:
        """Write it, all or nothing, whoever sees it; the path. Raises what `write` does."""
        from restore.files import write_atomically

        if session.loading:
            raise UsageError("the documents are still coming in; write when they are all here")
        if self.path is None:
            raise UsageError("the copy is no file; say where the restored text goes with -o FILE")
        self.refuse(self.path, session)
        write_atomically(self.path, self.data(session))
        return self.path

    def refuse(self, path: str, session: Session) -> None:
        """Raise UsageError when a path is a text of this review, its journal, or a file of its batch."""
        from restore.files import same_file

        sides = (side for document in session.documents for side in (document.copy, document.source))
        texts = [file for side in sides for file in (side.path, side.whole) if file]
        for other in [*texts, session.name, *self.taken]:
            if path == other or same_file(path, other):
                raise UsageError(f"{path}: belongs to this review and is not written over; name another file")


def older(session: Session) -> str:
    """What to say behind the place of a written text whose copy is no longer what it was; nothing where all are."""
    names = [d.copy.name for d in session.documents if _is_changed(d.copy)]
    return f"; {' and '.join(names)} changed meanwhile: this is the text of what was opened" if names else ""


def _is_changed(copy: Side) -> bool:
    """Whether its file says something else by now, or nothing that can be read."""
    from restore.files import read_bytes
    from restore.inputs import given

    if copy.path is None:
        return False
    try:
        return given(read_bytes(copy.path), name=copy.path, encoding=copy.encoding).text != copy.text
    except InputError:
        return True


def _line(pair: tuple[ReviewDocument, str]) -> str:
    document, text = pair
    return json.dumps({"id": document.id, "text": text}) + "\n"
