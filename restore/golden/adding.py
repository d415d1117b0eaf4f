"""New golden folders: one by hand, or many out of another project's test data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from restore.errors import InputError, UsageError
from restore.files import is_there
from restore.golden.case import FILES, GOLDEN, META, PAGES, PENDING, Case, Meta, named, shown
from restore.golden.contents import has_words, strange_in
from restore.golden.importers import ForeignLayout, ImportedCase
from restore.golden.layout import lay_out, write_attributes, write_golden, write_meta, write_page
from restore.golden.updates import CaseUpdate
from restore.ids import Ids


def add_case(
    case: Case,
    *,
    page: bytes | None,
    golden: str | None,
    received: str | None = None,
    meta: dict[str, Any] | None = None,
    replace: bool = False,
) -> CaseUpdate:
    """Make a golden folder. What a person wrote is golden at once; what was received waits in golden.txt.pending.

    Raises:
        UsageError: the folder has a golden text already, and `replace` is not given.
        InputError: the text has no word, or the case.toml that is there cannot be read.
        OutputError: it cannot be written.
    """
    before = [name for name in FILES if is_there(case.folder / name)]
    there = [name for name in (GOLDEN, PENDING, META) if name in before]
    if there and not replace:
        raise UsageError(f"{case.name}: has {shown(case.folder / there[0])} already; --replace writes it anew")
    own = case.meta  # which may be refused, as the text may, so that nothing else is there yet
    values: dict[str, Any] = {"captured": datetime.now(UTC).date().isoformat()} if page is not None else {}
    if golden is not None or GOLDEN not in before:
        values["origin"] = "hand" if golden is not None else "generated"
    values |= meta or {}
    exact = values.get("profile", own.table.get("profile")) == "exact"
    text, written = golden if golden is not None else received, []
    if text is not None:
        write_golden(case, text if exact else lay_out(text), pending=golden is None)
        written.append(PENDING if golden is None else GOLDEN)
    if page is not None:
        values["html_sha256"] = write_page(case, page)
        written.append(PAGES[0])
    write_attributes(case.root)
    write_meta(case, values)
    kept = [name for name in before if name not in {*written, META} and is_there(case.folder / name)]
    return CaseUpdate(case.name, _told(case, written, kept, own if there else None))


def _told(case: Case, written: Sequence[str], kept: Sequence[str], own: Meta | None) -> str:
    """What was made; and, of a folder that was there, with its case.toml, what stays in it as it was."""
    folder = shown(case.folder)
    if PENDING in written:
        said = f"{shown(case.folder / PENDING)} written; read it against the page, then rename it to golden.txt"
    elif own is None:
        said = f"added to {folder}{'' if GOLDEN in written else ', with no golden text yet'}"
    else:
        said = f"{' and '.join(written) or META} written anew in {folder}"
    stays = [*kept, *(f"{key} in {META}" for key in (own.table if own else ()))]
    return f"{said}; as before: {', '.join(stays)}" if stays else said


def import_cases(
    layout: ForeignLayout, folder: Path, root: Path, *, only: Sequence[str] = (), replace: bool = False
) -> Iterator[CaseUpdate]:
    """Make a golden folder for each case of a layout; what cannot be had is told, and the rest goes on."""
    names = Ids()
    for found in _read(layout, folder):
        name = names.unique(found.name)
        if only and not any(named(pattern, [name]) for pattern in only):
            continue
        yield _import(found, Case.named(root, name), replace=replace)


def _read(layout: ForeignLayout, folder: Path) -> Iterator[ImportedCase]:
    """What a layout finds. Raises InputError where files of the right names hold something else."""
    try:
        yield from layout.read(folder)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        why = f"its files are not as this layout has them: {error}"
        raise InputError(f"{folder}: {why}; give a checkout of the project itself") from None


def _import(found: ImportedCase, case: Case, *, replace: bool) -> CaseUpdate:
    problem = found.problem
    if not problem and found.golden is not None:
        strange = strange_in(found.golden)
        problem = "no text" if not has_words(found.golden) else strange and f"its text has {strange}"
    if problem:
        return CaseUpdate(case.name, f"left out: {problem}", done=False)
    if case.exists and not replace:
        return CaseUpdate(case.name, "left alone: it is there already; --replace writes it anew", done=False)
    meta = {"origin": "imported"} | {key: value for key, value in found.meta.items() if value}
    return add_case(case, page=found.page, golden=found.golden, meta=meta, replace=True)
