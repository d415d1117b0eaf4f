"""Opening a session: find its journal, lock it, read it, begin it where it is new."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from restore.errors import UsageError
from restore.repair import Policy
from restore.session.document import Identity
from restore.session.journal import SCHEMA, Contents, Journal, at_line, is_journal, now, read, whoami
from restore.session.origin import LEFT_OVERS, BatchOrigin, Origin, origin_of
from restore.session.session import Session
from restore.wire import of_policy, to_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


SUFFIX = ".session"
_SILENT = frozenset({"policy", "opened", "view"})  # what a session has of which nobody decided anything


@dataclass(frozen=True, slots=True)
class Review:
    """A session, and where its documents will come from."""

    session: Session
    origin: Origin

    def load(self) -> Session:
        """Take all documents in at once, for those who can wait."""
        self.session.add(self.origin.documents())
        return self.session


def session_path(copy: str) -> str:
    """Where the review of a copy, or of a batch's folder, is kept unless another place is named."""
    return os.path.join(copy, "review" + SUFFIX) if os.path.isdir(copy) else copy + SUFFIX


def is_session(path: str) -> bool:
    """Whether a file is a review session, by its first bytes."""
    if not os.path.isfile(path):  # a pipe would not give them a second time
        return False
    try:
        with open(path, "rb") as file:
            return is_journal(file.read(64))
    except OSError:
        return False


def open_batch(folder: str, path: str | None = None, *, policy: Policy | None = None, **settings: Any) -> Review:
    """Open or begin the review of what a batch left. Raises UsageError when the folder is no batch's."""
    if not os.path.exists(os.path.join(folder, LEFT_OVERS)):
        raise UsageError(
            f"{folder}: has no {LEFT_OVERS}; give an output folder of restore batch, or COPY --source SOURCE"
        )
    return open_review(BatchOrigin(folder, policy), path or session_path(folder), policy=policy, **settings)


def open_session(path: str, *, policy: Policy | None = None, **settings: Any) -> Review:
    """Open a session by its own file; the texts are where its first line says."""
    lines = read(path).lines
    header: dict[str, Any] = dict(lines[0]) if lines else {}
    for line in lines[1:]:
        if line.get("event") == "carried" and isinstance(texts := line.get("texts"), dict):
            header.update(texts)  # those that it keeps itself, as they are by now
    return open_review(origin_of(header, path, policy), path, policy=policy, **settings)


def open_review(
    origin: Origin,
    path: str,
    *,
    policy: Policy | None = None,
    otherwise: Policy | None = None,
    read_only: bool = False,
    clock: Callable[[], str] = now,
) -> Review:
    """Open the journal, begin it with a first line where it is new, and replay it.

    Without a policy the one holds that the session was last reviewed with, and in a new one `otherwise`.

    Raises:
        BusyError: somebody else is reviewing.
        InputError: the journal cannot be read.
        OutputError: it cannot be written.
        UsageError: it belongs to other texts.
    """
    journal = Journal(path)
    if read_only:
        contents = read(path) if os.path.exists(path) else Contents((), 0)
        used = policy or known_policy(contents, path) or otherwise or Policy()
        return Review(_session(journal, contents, used, clock, read_only=True), origin.under(used))
    contents = journal.open()
    try:
        header = origin.header(path)
        if contents.lines and not _is_of(contents, header, path):
            journal.clear()
            contents = Contents((), 0)
        known = known_policy(contents, path)
        if not contents.lines:
            journal.append({**header, "at": clock()})
            contents = Contents((header,), 0)
        used = policy or known or otherwise or Policy()
        session = _session(journal, contents, used, clock)  # read to its end before anything is written behind that
        if used != known:
            journal.append({"event": "policy", **of_policy(used), "at": clock()})
        journal.append({"event": "opened", "by": whoami(), "at": clock()})
        return Review(session, origin.under(used))
    except BaseException:
        journal.close()
        raise


def known_policy(contents: Contents, path: str) -> Policy | None:
    """The policy a session was last reviewed with. Raises InputError where its line is damaged."""
    for number, line in reversed(contents.numbered()):
        if line.get("event") == "policy":
            with at_line(path, number):
                return to_policy(line)
    return None


def _session(
    journal: Journal | None,
    contents: Contents,
    policy: Policy | None,
    clock: Callable[[], str],
    *,
    read_only: bool = False,
) -> Session:
    session = Session(journal, contents, policy=policy, clock=clock, read_only=read_only)
    header = contents.lines[0] if contents.lines else {}
    if header.get("kind") == "pair":
        with at_line(session.name, 1):
            session.expect("", Identity(str(header["copy"]["sha256"]), str(header["source"]["sha256"])))
    return session


def _is_of(contents: Contents, wanted: Mapping[str, Any], path: str) -> bool:
    """Whether a session is of these texts, whatever they say by now.

    False where nothing was decided yet and only the source is another, as after one that was refused.

    Raises:
        UsageError: it is of other texts.
    """
    header = contents.lines[0]
    with at_line(path, 1):
        if header.get("schema") != SCHEMA or header.get("kind") != wanted["kind"]:
            raise UsageError(f"{path}: is the review of something else; name another file with --session")
        for side in ("copy", "source") if wanted["kind"] == "pair" else ():
            held, given = header[side], wanted[side]
            if held.get("path") != given.get("path") and held.get("sha256") != given.get("sha256"):
                if side == "source" and all(line.get("event") in _SILENT for line in contents.lines[1:]):
                    return False
                name = held.get("name")
                raise UsageError(
                    f"{path}: reviews another {side}, {name}; give that, or name another file with --session"
                )
    return True
