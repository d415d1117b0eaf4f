"""The run folder: the output files, and the journal from which a run that was stopped at any moment goes on.

    OUT/restored.jsonl, differences.jsonl, review.jsonl, rejected.jsonl, report.json, report.html   once the run is done
    OUT/pages/                  likewise: copies that are pages with their layout, restored
    OUT/journal/plan.json       what the output depends on: the input's fingerprint, the settings, the version
    OUT/journal/ledger.jsonl    a line for each batch: its records, where its parts of the files end, and their digests
    OUT/journal/state.json      how many batches count, and the tally over them; replaced as a whole, which commits them
    OUT/journal/work/           the output files as far as they have come
    OUT/journal/lock            held by the process that writes

A commit appends to the files, then to the ledger, then replaces the state. What lies behind the state's last batch is
cut off when the run goes on, so that a kill at any moment costs the batches in flight and nothing else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2s
from itertools import islice
from typing import Any, TypeVar

from restore.batch.journal import DONE, FINISHING, LoggedBatch, RunState, RunTerms
from restore.batch.layouts import PAGES
from restore.batch.lines import FILES, line_of, parse
from restore.batch.records import RestoredPage
from restore.errors import OutputError, StaleError, UsageError
from restore.files import parse_json, reason, sync_folder, write_atomically
from restore.log import Busy, Log, whole_lines
from restore.values import dataclass

# What a run puts beside its journal.
WRITTEN = (*(f"{kind}.{form}" for kind in FILES for form in ("jsonl", "parquet")), "report.json", "report.html", PAGES)
ANEW = "say the same again, which begins anew"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The paths of a run, and its journal. `onward` is what a person is told to do once it was stopped."""

    path: str
    onward: str = "go on with --resume"

    def final(self, file: str) -> str:
        """Where a file stands when the run is done."""
        return os.path.join(self.path, file)

    def journal(self, *names: str) -> str:
        """A path in the journal."""
        return os.path.join(self.path, "journal", *names)

    def work(self, file: str) -> str:
        """Where a file grows while the run goes on."""
        return self.journal("work", file)

    def data(self, kind: str) -> str:
        """Where the lines of one kind are: the finished file, of a Parquet run the journal's, or the growing one."""
        name = f"{kind}.jsonl"
        paths = (self.final(name), self.journal(name), self.work(name))
        return next((path for path in paths if os.path.exists(path)), paths[0])

    def exists(self) -> bool:
        """Whether a run was begun here."""
        return os.path.exists(self.journal("plan.json"))

    def begin(self, plan: RunTerms) -> None:
        """Make the folder. Raises OutputError when it cannot be written, UsageError when it holds others' files."""
        self._refuse_standing()
        self._make("work")
        write_atomically(self.journal("state.json"), _sealed_line(RunState().to_json()))
        self.replan(plan)

    def refuse_others(self) -> None:
        """Raise UsageError where no run was begun, and a file that a run would write over is there."""
        if not self.exists():
            self._refuse_standing()

    def _refuse_standing(self) -> None:
        for name in WRITTEN:
            if os.path.lexists(self.final(name)):
                raise UsageError(f"{self.final(name)}: is there already, and no journal with it; name another folder")

    def replan(self, plan: RunTerms) -> None:
        """Say what is planned from now on."""
        write_atomically(self.journal("plan.json"), _pretty(_sealed(plan.to_json())))

    def plan(self) -> RunTerms:
        """What was planned. Raises StaleError for a journal that cannot be read."""
        return self._read("plan.json", RunTerms.of_json)

    def state(self) -> RunState:
        """How far it has come. Raises StaleError likewise."""
        return self._read("state.json", RunState.of_json)

    def save(self, state: RunState) -> None:
        """Replace the state, which commits what it counts; in one line, which takes a fifth of what indents would."""
        write_atomically(self.journal("state.json"), _sealed_line(state.to_json()))

    def put_page(self, page: RestoredPage) -> None:
        """Write a restored page, whole or not at all."""
        target, half = self.work(f"{PAGES}/{page.path}"), self.work(".page")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(half, "wb") as file:
            file.write(page.data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, target)
        sync_folder(os.path.dirname(target))

    def parts(self, count: int | None = None) -> Iterator[LoggedBatch]:
        """The ledger's first `count` batches, or all that count. Raises StaleError where it is damaged."""
        for line in self.rows(self.state().batches if count is None else count):
            try:
                yield LoggedBatch.of_json(parse(line))
            except (ValueError, KeyError, TypeError) as error:
                raise self._damaged(str(error)) from None

    def rows(self, count: int) -> Iterator[bytes]:
        """The ledger's first `count` lines. Raises StaleError where it has fewer."""
        seen = 0
        try:
            if count:
                with open(self.journal("ledger.jsonl"), "rb") as file:
                    for line in islice(whole_lines(file), count):
                        seen += 1
                        yield line
        except OSError as error:
            raise self._damaged(reason(error)) from None
        if seen < count:
            raise self._damaged(f"{seen} batches of {count} are left")

    def _damaged(self, how: str, name: str = "ledger.jsonl") -> StaleError:
        return StaleError(f"{self.journal(name)}: damaged: {how}; begin again in another folder")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what can go wrong with a disk into one line; the folder stays one that can be gone on with."""
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"{self.path}: cannot be written: {reason(error)}; nothing is lost: make room, then {self.onward}"
            ) from None

    @contextmanager
    def locked(self, *, begun: bool = False) -> Iterator[None]:
        """Keep others out. Raises UsageError when one is at work here, or where no run was `begun` that has to be.

        And likewise where files of others stand in the way of a new one.
        """
        if begun and not self.exists():  # nothing is put into a folder that is none of ours
            raise self._not_begun()
        self.refuse_others()
        self._make()
        with self.writing():
            held = Log(self.journal("lock"))
        with closing(held):
            self._lock(held)
            yield

    @contextmanager
    def made_at_once(self, plan: RunTerms) -> Iterator[RunFolder]:
        """Begin a run that nothing goes on with, keeping others out: what does not come to its end leaves nothing.

        Raises UsageError where a run was begun.
        """
        self._refuse_begun()
        new = RunFolder(self.path, ANEW)
        made = [folder for folder in (self.journal(), self.path) if not os.path.lexists(folder)]
        before = self._standing()
        with new.locked():
            self._refuse_begun()  # by a process that has ended just now
            try:
                new.begin(plan)
                yield new
            except BaseException:
                _take_away(self._standing() - before)
                for folder in made:
                    with suppress(OSError):  # others' files are in it; Windows keeps the lock as long as it is held
                        os.rmdir(folder)
                raise

    def _refuse_begun(self) -> None:
        if self.exists():
            raise UsageError(f"{self.path}: a run was begun here; name another folder")

    def _standing(self) -> set[str]:
        """The paths of what there is of what a run writes, and of what is in its journal."""
        paths = [self.final(name) for name in WRITTEN]
        if os.path.isdir(self.journal()):
            paths += [self.journal(name) for name in os.listdir(self.journal())]
        return {path for path in paths if os.path.lexists(path)}

    def _make(self, *names: str) -> None:
        """Make a folder of the journal. Raises OutputError where none can be: nothing was begun by then."""
        try:
            os.makedirs(self.journal(*names), exist_ok=True)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be made: {reason(error)}; name another folder") from None

    def _lock(self, held: Log) -> None:
        try:
            with self.writing():
                held.lock()
        except Busy:
            raise UsageError(
                f"{self.path}: another process is at work here; wait for it, or name another folder"
            ) from None

    def _not_begun(self) -> UsageError:
        return UsageError(f"{self.path}: no run was begun here; give its INPUT, or the folder of a run")

    def _read(self, name: str, made: Callable[[Mapping[str, Any]], Made]) -> Made:
        try:
            with open(self.journal(name), "rb") as file:
                values: dict[str, Any] = parse_json(file.read())
            digest = values.get("digest")  # runs of earlier versions have none
            read = made(values)
        except FileNotFoundError:
            raise self._not_begun() from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damaged(str(error), name) from None
        if digest is not None and digest != _digest(values):
            raise self._damaged("it is not what was written", name)
        return read

    def settle(self) -> RunState:
        """Finish what a process that was killed while finishing left to do; the state afterwards."""
        state = self.state()
        if state.phase == FINISHING:
            self.finish(state)
        return state

    def finish(self, state: RunState) -> None:
        """Put the finished files in their place. Killed in between, `settle` does the rest."""
        if state.phase != FINISHING:
            state.phase = FINISHING
            self.save(state)
        with self.writing():
            names = os.listdir(self.journal("work")) if os.path.isdir(self.journal("work")) else []
            # What begins with a dot was being written when a process was killed; it goes with the folder.
            for name in sorted(name for name in names if not name.startswith(".")):
                kept = name in {"ledger.jsonl", "plan.json", "timings.html"} or name.startswith("journal-")
                target = self.journal(name.removeprefix("journal-")) if kept else self.final(name)
                if name == PAGES:  # a folder takes no other's place that has files
                    shutil.rmtree(target, ignore_errors=True)
                os.replace(self.work(name), target)
        state.phase = DONE
        self.save(state)
        shutil.rmtree(self.journal("work"), ignore_errors=True)


def _take_away(paths: Iterable[str]) -> None:
    for path in paths:
        if os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                os.unlink(path)


def _sealed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with their digest: one that was changed may still be of its kind, and count wrongly."""
    return {**values, "digest": _digest(values)}


def _sealed_line(values: Mapping[str, Any]) -> bytes:
    """The same on one line, put down once: what the digest is of stands before it."""
    line = line_of(values)
    return line.removesuffix(b"}\n") + f', "digest": "{blake2s(line).hexdigest()}"}}\n'.encode()


def _digest(values: Mapping[str, Any]) -> str:
    """Of all values but a digest."""
    return blake2s(line_of({name: said for name, said in values.items() if name != "digest"})).hexdigest()


def _pretty(values: Mapping[str, Any]) -> bytes:
    from restore.formats.json import dumps

    return (dumps(values, indent=1) + "\n").encode()
