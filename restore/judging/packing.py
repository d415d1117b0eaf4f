"""What was fitted and what is listed, packed as `restore.stored` reads it; `setup.py` does so at each build.

Forests are laid out for that: at each start it would take twice as long as to align two articles.
"""

from __future__ import annotations

from restore import stored
from restore.judging.forest import COLUMNS as LAID_OUT
from restore.judging.model import columns_of
from restore.stored import DATA, LOOKS, StoredColumns


def pack(folder: str = DATA) -> None:
    """Pack both files, into another folder perhaps."""
    stored.pack(folder, prepared)


def prepared(fitted: StoredColumns) -> StoredColumns:
    """What was fitted with its trees laid out, in place of the forests that they are laid out from."""
    given = {f"{look}.{name}" for look in LOOKS for name in stored.COLUMNS}
    rest = {name: column for name, column in fitted.numbers.items() if name not in given}
    trees = {look: columns_of(fitted, look) for look in LOOKS}
    made = {f"{look}.{name}": trees[look][name] for look in LOOKS for name in LAID_OUT}
    return StoredColumns(fitted.texts, made | rest)


if __name__ == "__main__":
    pack()
