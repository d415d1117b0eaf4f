"""Writing golden folders: the text's layout, case.toml line by line, everything whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from restore.errors import InputError
from restore.golden.case import GOLDEN, KNOWN, META, PAGES, PENDING, PROVENANCE, Case, shown
from restore.golden.contents import has_words, strange_in

LINE = 100  # characters of a list in one line, about what an editor shows
GIT_ATTRIBUTES = """\
# Golden texts and pages are data: kept byte for byte, and out of the language statistics.
golden.txt*   text eol=lf
known.jsonl   text eol=lf
page.html*    -text linguist-vendored
"""


def lay_out(text: str) -> str:
    r"""A text as a golden file has it: one paragraph a line, a blank line between, no byte order mark.

    >>> lay_out("\ufeff One.\r\nTwo. \r\n\r\n\r\nThree.\n")
    'One.\n\nTwo.\n\nThree.'
    """
    lines = re.split(r"[\r\n\v\f\x85\u2028\u2029]+", text.removeprefix("\ufeff"))
    return "\n\n".join(line.strip() for line in lines if line.strip())


def write_golden(case: Case, text: str, *, pending: bool = False) -> None:
    """Write golden.txt, or golden.txt.pending; the former takes the place of the latter.

    Raises:
        InputError: the text has no word, or what no text file has.
    """
    path = case.folder / (PENDING if pending else GOLDEN)
    if not has_words(text):
        raise InputError(f"{shown(path)} would have no word in it; give a text that has one")
    if strange := strange_in(text):
        raise InputError(f"{shown(path)} would have {strange}; give a text without")
    _write(path, text + "\n")
    if not pending:
        (case.folder / PENDING).unlink(missing_ok=True)


def write_known(case: Case, text: str) -> None:
    """Write known.jsonl, or take it away when there is nothing left to list."""
    if text:
        _write(case.folder / KNOWN, text)
    else:
        (case.folder / KNOWN).unlink(missing_ok=True)


def write_page(case: Case, page: bytes) -> str:
    """Write page.html.gz, the same bytes for the same page; the page's SHA-256."""
    import gzip
    from hashlib import sha256

    from restore.files import make_folder, write_atomically

    make_folder(case.folder)
    write_atomically(case.folder / PAGES[0], gzip.compress(page, 9, mtime=0))
    (case.folder / PAGES[1]).unlink(missing_ok=True)
    return sha256(page).hexdigest()


def write_meta(case: Case, values: Mapping[str, Any]) -> None:
    """Set keys of case.toml; its other lines and comments stay as they are.

    Raises:
        InputError: the case.toml that is there is no TOML.
    """
    import tomlkit

    from restore.files import read_toml

    path = case.folder / META
    there = bool(path.exists() and read_toml(path))  # which says in one line what is wrong with it
    content = tomlkit.parse(path.read_text("utf-8-sig")) if there else tomlkit.document()
    for key, value in sorted(values.items(), key=_rank):
        if value not in (None, "", [], (), {}):
            content[key] = _toml(value)
    if content:
        _write(path, tomlkit.dumps(content))


def write_attributes(root: Path) -> None:
    """Put a .gitattributes beside the goldens, unless there is one."""
    path = root / ".gitattributes"
    if not path.exists():
        _write(path, GIT_ATTRIBUTES)


def remove_case(case: Case) -> list[Path]:
    """Delete the files of a case, and its folder if nothing else is in it; what was deleted."""
    gone = [path for name in (GOLDEN, PENDING, META, KNOWN, *PAGES) if (path := case.folder / name).is_file()]
    for path in gone:
        path.unlink()
    folder = case.folder
    while folder != case.root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
    return gone


def _rank(item: tuple[str, Any]) -> int:
    """Provenance first, in its order, then options."""
    return PROVENANCE.index(item[0]) if item[0] in PROVENANCE else len(PROVENANCE)


def _toml(value: Any) -> Any:
    """As TOML has it: no halves of surrogate pairs; a list that is long for one line, an item a line."""
    import tomlkit

    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, Mapping):
        return {_toml(name): _toml(one) for name, one in value.items()}
    if isinstance(value, Iterable):
        array = tomlkit.item([_toml(one) for one in value])
        return array.multiline(len(array.as_string()) > LINE)
    return value


def _write(path: Path, text: str) -> None:
    from restore.files import make_folder, write_atomically

    make_folder(path.parent)
    write_atomically(path, text.encode())
