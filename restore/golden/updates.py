"""Writing what a run asked for, once, when all its tests are done; and telling which golden folders no test used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from restore.golden.case import Case, find_cases
from restore.golden.record import CheckRecord, Update


@dataclass(frozen=True, slots=True)
class CaseUpdate:
    """What was done to one case, or why it was not."""

    case: str
    what: str
    done: bool = True

    def __str__(self) -> str:
        return f"{self.case}: {self.what}"


def write_updates(records: Iterable[CheckRecord]) -> list[CaseUpdate]:
    """Write each case's update. Two tests that ask for different things get neither."""
    wanted: dict[tuple[str, str], list[Update]] = {}
    for record in records:
        if record.update:
            wanted.setdefault((record.root, record.case), []).append(record.update)
    return [_write(Case(Path(root), name), updates) for (root, name), updates in wanted.items()]


def _write(case: Case, updates: Sequence[Update]) -> CaseUpdate:
    from restore.errors import RestoreError
    from restore.golden.layout import write_golden, write_known, write_meta

    update = updates[0]
    if any((one.golden, one.pending, one.known) != (update.golden, update.pending, update.known) for one in updates):
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
        return CaseUpdate(case.name, f"not written: {error}", done=False)
    return CaseUpdate(case.name, _said(update))


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
