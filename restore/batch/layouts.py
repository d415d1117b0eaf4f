"""Copies that are pages with their layout, restored as such: the same file, with the repairs in it."""

from __future__ import annotations

import os

from restore.batch.records import Record, RestoredPage
from restore.errors import StaleError
from restore.plan import Plan

PAGES = "pages"


def restored_page(record: Record, plan: Plan) -> RestoredPage | None:
    """A record's page with a plan for its text carried out; None where the copy is none.

    It is read once more: a layout is many times as large as its text, and would have to travel to the workers.

    Raises:
        InputError: it cannot be read any more.
        StaleError: it says something else by now.
    """
    if record.page is None:
        return None
    from restore.files import read_bytes
    from restore.layouts import read_layout, write_layout

    layout = read_layout(read_bytes(os.path.join(record.page.folder, record.page.path)), name=record.page.path)
    if layout.text != record.copy:
        raise StaleError(f"{record.page.path}: was changed while it was restored; restore it anew")
    return RestoredPage(record.page.path, write_layout(layout, plan))
