"""`restore fixture update`: golden texts, by category, out of received texts or of the last pytest run."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from restore.cli.diagnostics import say
from restore.cli.exits import ExitCode
from restore.cli.fixture_actions import checked, engine_of, tell
from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.golden.record import CheckRecord
    from restore.golden.run import CheckRun
    from restore.golden.updates import CaseUpdate

LAST = Path(".pytest_cache/d/faithful")


def update(options: Namespace) -> int:
    """Change golden texts by category; 1 when something is left as it is."""
    from restore.golden.record import Status
    from restore.golden.updates import write_updates

    names = [name for name in ("create", "typography", "accept", "known", "review") if getattr(options, name)]
    if not names:
        raise UsageError("nothing to update; give --create, --typography, --accept, --known or --review")
    if options.paths and Path(options.paths[0]).is_file():
        raise UsageError(f"{options.paths[0]}: is a plain file; give a golden folder, or edit the file")
    engine = engine_of(options, names, allow_regression=options.allow_regression)
    records = checked(options, engine)[0] if options.paths else _last(options, engine)
    written = write_updates(records)
    if options.review:
        written += _review(records, engine)
    tell(written, options)
    failed = [record for record in records if record.failed]
    for record in failed:
        if record.withheld:
            say(f"{record.case}: left alone: {record.withheld}: {record.test}")
    left = [one for one in failed if not one.withheld and not (one.update and one.status is Status.PENDING)]
    for record in left:
        for problem in record.problems:
            say(f"{record.case}: {problem}")
    if left and not options.review:
        say(f"{len(left)} of {len(records)} not faithful, and left as they are: {', '.join(r.case for r in left[:8])}")
    return ExitCode.DONE if all(one.done for one in written) and not (left and not options.review) else ExitCode.LEFT


def _last(options: Namespace, engine: CheckRun) -> list[CheckRecord]:
    """The checks of the last pytest run, judged anew with what may be written now."""
    from fnmatch import fnmatchcase

    from restore.golden.again import judged_anew
    from restore.golden.record import read_records

    path = LAST / "last.jsonl"
    if not path.is_file():
        raise UsageError(f"no pytest run is remembered in {LAST}; run pytest first, or give GOLDENS and RECEIVED")
    records = [r for r in read_records([path]) if not options.only or any(fnmatchcase(r.case, p) for p in options.only)]
    if not records:
        raise UsageError("the last pytest run has no such case")
    return [judged_anew(record, engine) for record in records]


def _review(records: Sequence[CheckRecord], engine: CheckRun) -> list[CaseUpdate]:
    import tempfile

    from restore.golden.review import doubts_of, review

    found = doubts_of(records, engine)
    if not found.doubts:
        say("nothing to review")
        return found.left_out
    if LAST.is_dir():
        return found.left_out + review(found.doubts, LAST / "review")
    with tempfile.TemporaryDirectory(prefix="faithful-") as folder:
        return found.left_out + review(found.doubts, Path(folder) / "review")
