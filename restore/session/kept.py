"""What a session keeps: its ledger, the texts it knows, how the screen was set up, each as lines of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from restore.errors import InputError, OutputError
from restore.session import records
from restore.session.document import Identity
from restore.session.journal import at_line, now
from restore.session.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from restore.session.document import ReviewDocument
    from restore.session.journal import Contents, Journal
    from restore.session.ruling import Key


class Kept:
    """A ledger with its journal: what is done is written first, and what was written is done again on opening.

    Args:
        journal: where it is kept, not opened for looking on; None for a session that is not kept.
        contents: what the journal holds already.
        clock: the time written beside each line.
        read_only: whether nothing may be decided.
    """

    def __init__(
        self,
        journal: Journal | None = None,
        contents: Contents | None = None,
        *,
        clock: Callable[[], str] = now,
        read_only: bool = False,
    ) -> None:
        self.journal = journal
        self.read_only = read_only
        self.ledger = Ledger()
        self.view: dict[str, Any] = {}
        self.last_written = ""  # as long as what is there says all that is decided
        self._clock = clock
        self._identities: dict[str, Identity] = {}
        self._cursor: Key | None = None
        if contents is not None:
            self._replay(contents.numbered())

    @property
    def name(self) -> str:
        """Where the session is kept."""
        return self.journal.path if self.journal else "not kept"

    @property
    def is_kept(self) -> bool:
        """Whether all that was decided is where it was kept, and no other file is there."""
        return self.journal is None or self.journal.is_there

    def expect(self, document: str, identity: Identity) -> None:
        """Say what a document's texts were when the session began, unless its journal says something later."""
        self._identities.setdefault(document, identity)

    def written(self, path: str) -> None:
        """Note where the restored text went."""
        self._write({"event": "written", "to": path})
        self.last_written = path

    def keep_view(self, values: Mapping[str, Any], cursor: Key | None) -> None:
        """Keep how the screen was set up and where the cursor stood; neither is a step."""
        self.view = dict(values)
        if self.journal is not None and not self.read_only:
            self._write({"event": "view", "values": self.view, "cursor": records.of_key(cursor)})

    def close(self) -> None:
        """Let go of the journal."""
        if self.journal is not None:
            self.journal.close()

    def _identify(self, document: ReviewDocument) -> None:
        self._write(records.of_identity(document.id, document.identity))
        self._identities[document.id] = document.identity

    def _write(self, fields: Mapping[str, Any]) -> None:
        if self.read_only:
            raise OutputError(f"{self.name}: open for reading only; nothing is decided")
        if self.journal is not None:
            self.journal.append({**fields, "at": self._clock()})

    def _replay_anew(self, contents: Contents) -> None:
        """What a journal says by now; how the screen is set up and where the cursor stands is who looks on's own."""
        ledger, own = self.ledger, (self.view, self._cursor)
        self.ledger = Ledger()
        try:
            self._replay(contents.numbered())
        except InputError:
            self.ledger = ledger
            raise
        finally:
            self.view, self._cursor = own

    def _replay(self, lines: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
        for number, line in lines:
            with at_line(self.name, number):
                self._replay_line(line)

    def _replay_line(self, line: Mapping[str, Any]) -> None:
        self._cursor = records.to_key(line.get("cursor")) or self._cursor
        match line.get("event"):
            case "undo":
                step = self.ledger.undo()
                self._cursor = (step and step.cursor) or self._cursor
            case "redo":
                self.ledger.redo()
            case "document" | "carried":
                self._identities[str(line["id"])] = Identity(str(line["copy"]), str(line["source"]))
            case "view":
                self.view = dict(line["values"])
            case _:
                command = records.to_command(line)
                if command is not None:
                    self.ledger.do(command, records.to_key(line.get("cursor")))
