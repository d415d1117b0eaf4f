"""The checks of a run that is over, once more: with what its tests asked for, against the golden texts as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from restore.errors import RestoreError
from restore.golden.case import Case
from restore.golden.categories import Category
from restore.golden.record import CheckRecord
from restore.golden.run import CheckRun


def judged_anew(record: CheckRecord, run: CheckRun) -> CheckRecord:
    """A check as it stands now, and what `run` may write for it; of a test that passed nothing but typography."""
    case = Case(Path(record.root), record.case)
    run = under_its_profile(record, run)
    if not record.failed:  # its golden text may have been written anew since, by hand
        run = replace(run, categories=run.categories & {Category.TYPOGRAPHY})
    try:
        anew = run.check(record.received, case, record.options, test=record.test).record
        return anew.withhold(record.withheld) if record.withheld else anew
    except RestoreError as error:
        return CheckRecord.unchecked(case, f"cannot be checked: {error}", test=record.test)


def under_its_profile(record: CheckRecord, run: CheckRun) -> CheckRun:
    """A run in which the project's profile is the one that a check's run had, by an option of its own maybe."""
    options = replace(run.settings.options, profile=record.profile or None)
    return replace(run, settings=replace(run.settings, options=options))
