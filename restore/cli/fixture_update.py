"""`restore fixture update`: golden texts, by category, out of received texts or of the last pytest run."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli import fixture_inputs
from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.fixture_actions import checked, engine_of, tell, ways_of
from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.golden.record import CheckRecord
    from restore.golden.run import CheckRun
    from restore.golden.updates import CaseUpdate

CACHE = Path(".pytest_cache/d/faithful")
NAMED = 8  # cases that are left and named: a project has hundreds


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was written and what could not be; which cases a review has left in order; and what it keeps."""

    written: list[CaseUpdate]
    settled: frozenset[str] = field(default_factory=frozenset)
    kept: str = ""


def update(options: Namespace) -> int:
    """Change golden texts by category; 1 when something is left as it is, 3 when something could not be written."""
    from restore.golden.updates import write_updates

    names = [name for name in ("create", "typography", "accept", "known", "review") if getattr(options, name)]
    if not names:
        raise UsageError("nothing to update; give --create, --typography, --accept, --known or --review")
    if options.paths and (golden := fixture_inputs.golden(options)).is_file():
        raise UsageError(f"{golden}: is a plain file; give a golden folder, or edit the file")
    engine = engine_of(options, names, allow_regression=options.allow_regression)
    records = checked(options, engine)[0] if options.paths else _last(options, engine)
    outcome = _Outcome(write_updates(records))
    tell(outcome.written, options)
    if options.review:
        seen = _reviewed(options, records, engine)
        tell(seen.written, options)
        outcome = replace(seen, written=[*outcome.written, *seen.written])
    for record in records:
        if record.withheld and record.failed:
            say(f"{record.case}: left alone: {record.withheld}: {record.test}")
    left = list(_left(records, outcome))
    _tell_left(left, outcome, of=len({record.case for record in records}))
    if any(one.unwritable for one in outcome.written):
        return ExitCode.INPUT
    return ExitCode.LEFT if left else ExitCode.DONE


def _last(options: Namespace, engine: CheckRun) -> list[CheckRecord]:
    """The checks of the last pytest run, judged anew with what may be written now."""
    from restore.golden.again import judged_anew
    from restore.golden.case import named, shown
    from restore.golden.record import LAST, read_records

    cache = _cache()
    if not (cache / LAST).is_file():
        raise UsageError(
            f"no pytest run is remembered in {shown(cache)}; run pytest first, or give GOLDENS and RECEIVED"
        )
    records = read_records([cache / LAST])
    chosen: set[str] = set()
    for pattern in options.only:
        found = named(pattern, {record.case for record in records})
        if not found:
            raise UsageError(f"--only {pattern}: no such case in the last pytest run")
        chosen.update(found)
    return [judged_anew(record, engine) for record in records if not options.only or record.case in chosen]


def _cache() -> Path:
    """Where a pytest run is remembered: one of the working folder, else one of the project that it is in."""
    from restore.golden.options import project_of
    from restore.golden.record import LAST

    return CACHE if (CACHE / LAST).is_file() else project_of(Path.cwd()) / CACHE


def _reviewed(options: Namespace, records: Sequence[CheckRecord], engine: CheckRun) -> _Outcome:
    """What came of looking at the failures."""
    from restore.golden.categories import Category
    from restore.golden.review import doubts_of, review

    found = doubts_of(records, engine)
    if not found.doubts:
        say("nothing to review")
        return _Outcome(found.left_out)
    folder = _review_folder(options)
    done = review(found.doubts, folder)
    settled = {doubt.case.name for doubt in found.doubts} - {*done.unfaithful}
    return _Outcome(
        [*found.left_out, *done.updates],
        frozenset(settled),
        done.what_is_left(folder, ways_of(options).command(Category.REVIEW)),
    )


def _review_folder(options: Namespace) -> Path:
    """Where decisions are kept until all is decided: beside the golden texts, or with what pytest remembered."""
    if not options.paths:
        return _cache() / "review"
    golden = Path(options.paths[0]).resolve()
    return golden.with_name(f"{golden.name}.review")


def _left(records: Sequence[CheckRecord], outcome: _Outcome) -> Iterator[CheckRecord]:
    """The checks that fail as before: whoever asks for a text that is not written is left, too."""
    from restore.golden.record import Status

    undone = {one.case for one in outcome.written if not one.done}
    for record in records:
        if record.withheld or record.case in outcome.settled:
            continue
        waits = record.update is not None and record.status is Status.PENDING
        if record.case in undone or (record.failed and not waits):
            yield record


def _tell_left(left: Sequence[CheckRecord], outcome: _Outcome, *, of: int) -> None:
    """Why each of them is left, where nothing said so yet, and how many they are."""
    from restore.golden.record import Status

    told = {one.case for one in outcome.written if not one.done}
    lines: list[str] = []
    for record in left:
        if record.case not in told:
            lines += [f"{record.case}: {problem}" for problem in record.problems]
            lines += [record.headline] if record.status in {Status.MISSING, Status.PENDING} else []
    for line in dict.fromkeys(lines):
        say(line)
    names = list(dict.fromkeys(record.case for record in left))
    if names:
        more = ", …" if len(names) > NAMED else ""
        say(f"{len(names)} of {of} not faithful, and left as they are: {', '.join(names[:NAMED])}{more}")
    if outcome.kept:
        say(outcome.kept)
