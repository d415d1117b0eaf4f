"""Writing what a run asked for, once, when all its tests are done; and telling which golden folders no test used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from restore.golden.case import Case, find_cases
from restore.golden.record import CheckRecord, Update


@dataclass(frozen=True, slots=True)
class CaseUpdate:
    """What was done to one case, or why it was not; `unwritable` where it was to be, and its files do not let it."""

    case: str
    what: str
    done: bool = True
    unwritable: bool = False

    def __str__(self) -> str:
        return f"{self.case}: {self.what}"


def write_updates(records: Iterable[CheckRecord]) -> list[CaseUpdate]:
    """Write each case's update. Two tests that received different texts get neither, though one asks for nothing."""
    return [done for found in by_folder(records) if (done := _write(found))]


def by_folder(records: Iterable[CheckRecord]) -> list[list[CheckRecord]]:
    """The checks of each golden folder, by whatever path a test named it."""
    checked: dict[Path, list[CheckRecord]] = {}
    for record in records:
        checked.setdefault(Case(Path(record.root), record.case).folder.resolve(), []).append(record)
    return list(checked.values())


def _write(records: Sequence[CheckRecord]) -> CaseUpdate | None:
    """Write what the checks of one case ask for; None where they ask for nothing."""
    from restore.errors import RestoreError
    from restore.golden.layout import write_golden, write_known, write_meta

    asking = next((record for record in records if record.update), None)
    if asking is None or asking.update is None:
        return None
    case, update = Case(Path(asking.root), asking.case), asking.update
    if any(_disagrees(record, asking.received, update) for record in records):
        return CaseUpdate(case.name, "nothing written: two tests received different texts for it", done=False)
    try:
        if update.golden is not None:
            write_golden(case, update.golden)
        if update.pending is not None:
            write_golden(case, update.pending, pending=True)
        if update.known is not None:
            write_known(case, update.known)
        write_meta(case, update.meta)
    except RestoreError as error:
        return CaseUpdate(case.name, f"not written: {error}", done=False, unwritable=True)
    return CaseUpdate(case.name, _said(update))


def _disagrees(record: CheckRecord, received: str, update: Update) -> bool:
    """Whether a check asks for something else, or lets the golden folder stand for another text than was received."""
    if not record.is_meant:
        return False
    one = record.update
    if one is None:
        return record.received != received
    return (one.golden, one.pending, one.known) != (update.golden, update.pending, update.known)


def _said(update: Update) -> str:
    if update.category == "create":
        return "golden.txt.pending written; read it against the page, then rename it to golden.txt"
    if update.category == "known":
        return f"known.jsonl written, {update.differences} changed"
    many = f"{update.differences} differences" if update.differences != 1 else "1 difference"
    return f"golden.txt written, {many} taken in" if update.differences else "golden.txt.pending became golden.txt"


def unused_cases(root: Path, used: Iterable[Path]) -> list[Case]:
    """The cases under a root whose folder is none of those used, by whatever path it goes."""
    folders = {folder.resolve() for folder in used}
    return [case for case in find_cases(root) if case.folder.resolve() not in folders] if root.is_dir() else []


def prune(cases: Iterable[Case]) -> list[CaseUpdate]:
    """Delete the files of these cases."""
    from restore.golden.layout import remove_case

    return [CaseUpdate(case.name, f"deleted, {len(remove_case(case))} files") for case in cases]
