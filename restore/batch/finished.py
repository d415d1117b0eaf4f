"""Whether the files of a finished run are still those that it wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator

from restore.batch.folder import RunFolder
from restore.batch.layouts import PAGES
from restore.batch.lines import DIFFERENCES, FILES, RESTORED
from restore.errors import StaleError


def check_finished(folder: RunFolder) -> None:
    """Look that each file is there and as long as it was written.

    They are not read, since scripts that always say --resume are not to wait for what is done.

    Raises:
        StaleError: one is gone, or of another length.
    """
    for path, size in _written(folder):
        try:
            now = os.path.getsize(path)
        except OSError:
            raise StaleError(f"{path}: is gone, and the run is done; begin again in another folder") from None
        if size is not None and now != size:
            raise StaleError(f"{path}: was changed since it was written; begin again in another folder")


def _written(folder: RunFolder) -> Iterator[tuple[str, int | None]]:
    """The files of a finished run, and how long each is that the ledger tells of."""
    settings = folder.plan().settings
    ends = dict.fromkeys(FILES, 0)
    for part in folder.parts():
        ends = {**part.ends}
        if not settings["dry_run"]:
            yield from ((folder.final(f"{PAGES}/{name}"), None) for name in part.pages)
    absent = {RESTORED} if settings["dry_run"] else set()
    yield from ((folder.data(kind), end) for kind, end in ends.items() if kind not in absent)
    if settings["format"] == "parquet":
        yield from ((folder.final(f"{kind}.parquet"), None) for kind in (RESTORED, DIFFERENCES) if kind not in absent)
    yield from ((folder.final(name), None) for name in ("report.json", "report.html"))
