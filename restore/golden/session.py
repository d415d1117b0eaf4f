"""The state of one pytest run, in the process at the top and in each worker: settings, shards, what comes of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from restore.errors import RestoreError, UsageError
from restore.files import make_folder, reason
from restore.golden.case import Case, find_cases, is_case_file
from restore.golden.categories import Category, PytestWays, parse_categories
from restore.golden.expecting import is_expected_to_fail, narrowed, withheld
from restore.golden.faithful import CaseInTest, Faithful
from restore.golden.options import GoldenSettings
from restore.golden.record import LAST, CheckRecord, Status, Withheld, read_records
from restore.golden.run import CheckOutcome, CheckRun
from restore.golden.updates import CaseUpdate, prune, unused_cases, write_updates

REPORT = "report.html"


class CheckSession:
    """What one process of a run knows. `left_out`: why unused golden texts cannot be told, empty when they can be."""

    def __init__(self, settings: GoldenSettings, root: Path, folder: Path | None, shards: Path, worker: str) -> None:
        self.settings = settings
        self.categories = parse_categories(settings.update, in_ci=settings.in_ci)
        self.run = CheckRun(settings, self.categories, PytestWays())
        self.root, self.folder, self.shards, self.worker = root, folder, shards, worker
        self.left_out = ""
        self.report: Path | None = None  # where it was written
        self.unkept = ""  # why pytest's cache takes nothing
        self.current: Any = None
        self.used: set[Path] = set()  # folders that tests named, whatever became of the tests
        self.records: list[CheckRecord] = []
        self.written: list[CaseUpdate] = []
        self.unused: list[Case] = []
        self._checked: dict[str, dict[str, CheckRecord]] = {}  # of tests that are not over, by case
        self._told: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}  # a test's properties of a golden text

    @classmethod
    def of(cls, config: Any, shards: str) -> CheckSession:
        """From a run's options, its project's table and the environment.

        Raises:
            UsageError: a category or setting does not exist, or would write while CI is set; the report has no place.
        """
        settings = GoldenSettings.load(
            config.rootpath,
            root=config.getoption("--faithful-root"),
            profile=config.getoption("--faithful-profile"),
            report=config.getoption("--faithful-report"),
            network=config.getoption("--faithful-network"),
            update=config.getoption("--faithful"),
            allow_regression=config.getoption("--faithful-allow-regression"),
        )
        if settings.report:
            _refuse_report(settings.report, config.rootpath)
        worker: dict[str, Any] = getattr(config, "workerinput", {})
        session = cls(settings, config.rootpath, None, Path(shards), str(worker.get("workerid", "main")))
        session.left_out = narrowed(config)
        if cache := getattr(config, "cache", None):
            try:
                session.folder = Path(cache.mkdir("faithful"))
            except OSError as error:  # a checkout that is only read, of which pytest says as much
                session.unkept = reason(error)
        return session

    def cases(self, folder: str, beside: Path) -> list[CaseInTest]:
        """The golden folders under one that a marker names: beside the test's file, else from the project's root."""
        place = next((base / folder for base in (beside, self.root) if (base / folder).is_dir()), self.root / folder)
        if not place.is_dir():
            return []
        root, real = self.settings.root, place.resolve()
        if place.is_relative_to(root):
            under = place.relative_to(root)
        elif real.is_relative_to(root.resolve()):  # by another way, as "../goldens/bbc"
            under = real.relative_to(root.resolve())
        else:
            root, under = place, Path()
        found = [Case(root, (under / case.name).as_posix()) for case in find_cases(place)]
        self.used.update(case.folder for case in found)
        return [CaseInTest(case, lambda: self.faithful(self.current)) for case in found]

    def faithful(self, item: Any) -> Faithful:
        """The checker of one test."""
        node = item.nodeid if item is not None else ""
        run = replace(self.run, ways=PytestWays(node))
        if is_expected_to_fail(item):  # and fails, as without a category
            run = replace(run, categories=frozenset(), ways=None)
        return Faithful(
            run,
            test=node,
            keep=lambda outcome: self._keep(outcome, item),
            use=lambda case: self.used.add(case.folder),
        )

    def _keep(self, outcome: CheckOutcome, item: Any) -> None:
        """A record into this process's shard, and counts into the JUnit properties."""
        record = outcome.record
        if is_expected_to_fail(item):
            record = record.withhold(Withheld.EXPECTED)
        self._write(record)
        if item is None:
            return
        self._checked.setdefault(item.nodeid, {})[record.case] = record
        properties: dict[str, str] = {"faithful.case": record.case, "faithful.status": record.status.value}
        if outcome.report and outcome.report.figures:
            properties["faithful.f1"] = f"{outcome.report.figures.f1:.4f}"
        if outcome.report:
            from restore.golden.compare import Standing

            for kind, count in outcome.report.counts(*Standing).items():
                properties[f"faithful.{kind.value}"] = str(count)
        # A test may ask of one golden text twice, by a call and by `==`: what came last counts, once.
        told = self._told.get((item.nodeid, record.case), ())
        told_anew = tuple(properties.items())
        item.user_properties[:] = [one for one in item.user_properties if not any(one is old for old in told)]
        item.user_properties.extend(told_anew)
        self._told[item.nodeid, record.case] = told_anew

    def _write(self, record: CheckRecord) -> None:
        self.shards.mkdir(mode=0o700, exist_ok=True)
        with (self.shards / f"{self.worker}.jsonl").open("a", encoding="ascii") as file:
            file.write(record.line() + "\n")

    def conclude(self, test: str, report: Any) -> None:
        """What became of a part of a test: what its checks asked for is written if it passes with that."""
        checked = self._checked.get(test, {})
        for record in checked.values():
            why = withheld(record, report)
            if why and not record.withheld:
                self._write(record.withhold(why))
        if report.when == "teardown":
            self._checked.pop(test, None)

    def finish(self, *, left_out: str, used: Iterable[str]) -> bool:
        """Read all shards; write what was asked for and the report. Whether all could be written.

        `left_out` says why the run had not all tests, and `used` are golden folders that other processes used.
        """
        self.left_out = self.left_out or left_out
        self.used.update(map(Path, used))
        try:
            self.records = read_records(self.shards.glob("*.jsonl"))
        except RestoreError as error:  # a worker that was ended in the midst of a line: nothing is known to be whole
            self.written = [CaseUpdate("nothing written", str(error), done=False)]
            return False
        if not self.records and Category.PRUNE not in self.categories:
            return True
        self.written = write_updates(self.records)
        if not self.left_out:
            self._tell_unused()
        if Category.PRUNE in self.categories:
            self.written += prune(self.unused)
            self.unused = []
        try:
            self._leave_report()
        except (RestoreError, OSError) as error:
            self.written.append(CaseUpdate("report", f"not written: {error}", done=False))
        try:
            self._leave_in_cache()
        except (RestoreError, OSError) as error:  # nobody asked for it, and the tests ran all the same
            self.folder, self.unkept = None, str(error)
        return all(one.done for one in self.written)

    def _tell_unused(self) -> None:
        try:
            unused = unused_cases(self.settings.root, self.used)
            self.unused = [case for case in unused if not case.linked]  # what lies elsewhere may be another project's
        except RestoreError as error:  # a folder that nobody may enter
            pruned = Category.PRUNE in self.categories
            self.written.append(CaseUpdate("unused golden texts", f"not known: {error}", done=not pruned))

    @property
    def told(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.records or self.written or self.unused or Category.PRUNE in self.categories)

    def _leave_report(self) -> None:
        """The report where it was asked for."""
        if path := self.settings.report:
            make_folder(path.parent)
            self._write_report(path)

    def _write_report(self, path: Path) -> None:
        from restore.files import write_atomically
        from restore.golden.html import page

        write_atomically(path, page(self.records).encode("utf-8", "surrogatepass"))
        self.report = path

    def _leave_in_cache(self) -> None:
        """The report, unless it has another place, and what the next command needs of this run."""
        from restore.files import write_atomically

        if self.folder is None:
            return
        if not self.settings.report:
            self._write_report(self.folder / REPORT)
        write_atomically(self.folder / LAST, "".join(record.line() + "\n" for record in self.records).encode())
        self._leave_received(self.folder / "received")

    def _leave_received(self, folder: Path) -> None:
        """The texts of failures: SITE__SLUG.txt, and where tests received several, SITE__SLUG.2.txt and so on."""
        from restore.files import write_atomically

        shutil.rmtree(folder, ignore_errors=True)
        texts: dict[str, list[str]] = {}
        for record in self.records:
            of_case = texts.setdefault(record.case, [])
            if record.failed and record.received not in of_case:
                of_case.append(record.received)
        for case, received in texts.items():
            for number, text in enumerate(received, 1):
                folder.mkdir(exist_ok=True)
                name = case.replace("/", "__") + (f".{number}" if number > 1 else "")
                write_atomically(folder / f"{name}.txt", text.encode("utf-8", "surrogatepass"))

    def summary(self) -> Iterator[str]:
        """Lines for the terminal."""
        from restore.golden.html import summary_of

        if self.records:
            yield summary_of(self.records)
        yield from map(str, self.written)
        if self.categories - {Category.PRUNE}:
            for record in self.records:
                if record.withheld and record.failed:
                    yield f"{record.case}: left alone: {record.withheld}: {record.test}"
        pending = [record.case for record in self.records if record.status is Status.PENDING]
        if pending:
            yield f"waiting for a person to read them: {', '.join(pending)}"
        if self.unused:
            names = ", ".join(case.name for case in self.unused[:8]) + (", …" if len(self.unused) > 8 else "")
            yield f"used by no test: {names}; --faithful=prune deletes {'it' if len(self.unused) == 1 else 'them'}"
        if Category.PRUNE in self.categories and self.left_out:
            yield f"nothing pruned: only a run of all tests, each to its end, can tell what is unused; {self.left_out}"
        if self.report and (self.settings.report or any(record.failed for record in self.records)):
            yield f"report: {_shown(self.report, self.root)}"
        if self.folder and any(record.failed for record in self.records):
            yield f"received texts: {_shown(self.folder / 'received', self.root)}"
        if self.unkept:
            yield f"nothing kept in pytest's cache: {self.unkept}"

    @property
    def wants_review(self) -> bool:
        """Whether a person asked to look at failures, and there are any."""
        return Category.REVIEW in self.categories and any(record.rows for record in self.records if record.failed)

    def review(self) -> Iterator[str]:
        """Open the application on the failures; what was accepted, line by line."""
        from restore.golden.review import doubts_of, review

        with tempfile.TemporaryDirectory(prefix="faithful-") as passing:  # without pytest's cache nothing is kept
            place = (self.folder or Path(passing)) / "review"
            try:
                found = doubts_of(self.records, self.run)
                yield from map(str, found.left_out)
                done = review(found.doubts, place) if found.doubts else None
            except RestoreError as error:
                yield f"review: {error}"
                return
        yield from map(str, done.updates) if done and done.updates else ["review: nothing was accepted"]
        if self.folder and done and (left := done.what_is_left(place, "restore fixture update --review")):
            yield left


def _refuse_report(path: Path, root: Path) -> None:
    """Raise UsageError where the report would take a golden folder's file, or make folders outside the project."""
    if is_case_file(path):
        raise UsageError(f"report: {_shown(path, root)} is a file of a golden folder; name another")
    if not path.parent.is_dir() and not path.resolve().is_relative_to(root.resolve()):
        raise UsageError(f"report: {path.parent}: no such folder; make it first, or name another")


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
