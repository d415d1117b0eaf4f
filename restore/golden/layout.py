"""Writing golden folders: the text's layout, case.toml line by line, everything whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from restore.golden.case import GOLDEN, KNOWN, META, PAGES, PENDING, PROVENANCE, Case

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
    """Write golden.txt, or golden.txt.pending; the former takes the place of the latter."""
    _write(case.folder / (PENDING if pending else GOLDEN), text + "\n")
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

    from restore.files import write_atomically

    case.folder.mkdir(parents=True, exist_ok=True)
    write_atomically(case.folder / PAGES[0], gzip.compress(page, 9, mtime=0))
    (case.folder / PAGES[1]).unlink(missing_ok=True)
    return sha256(page).hexdigest()


def write_meta(case: Case, values: Mapping[str, Any]) -> None:
    """Set keys of case.toml; its other lines and comments stay as they are."""
    path = case.folder / META
    text = path.read_text("utf-8") if path.exists() else ""
    for key, value in sorted(values.items(), key=_rank):
        if value not in (None, "", [], (), {}):
            text = _with_key(text, key, value)
    if text:
        _write(path, text)


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


def _with_key(text: str, key: str, value: Any) -> str:
    """A TOML text with one key of its top table set."""
    if isinstance(value, Mapping):
        table = "".join(f"{_toml(name)} = {_toml(one)}\n" for name, one in value.items())
        return f"{text.rstrip()}\n\n[{key}]\n{table}"
    line = f"{key} = {_toml(value)}\n"
    head, found, tables = _before_tables(text)
    pattern = re.compile(rf"^{re.escape(key)}[ \t]*=.*\n?", re.MULTILINE)
    if pattern.search(head):
        head = pattern.sub(lambda _: line, head, count=1)
    else:
        head = f"{head.rstrip()}\n{line}".lstrip("\n") + ("\n" if found else "")
    return head + tables


def _before_tables(text: str) -> tuple[str, bool, str]:
    match = re.search(r"^\[", text, re.MULTILINE)
    return (text[: match.start()], True, text[match.start() :]) if match else (text, False, "")


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_escaped(c) for c in value) + '"'
    if isinstance(value, Iterable):
        items = [_toml(one) for one in value]
        joined = ", ".join(items)
        return f"[{joined}]" if len(joined) < 90 else "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    raise TypeError(f"no TOML for {value!r}")


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    if ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 or character in "\u2028\u2029\ufeff":
        return f"\\u{ord(character):04x}"
    return "\ufffd" if "\ud800" <= character <= "\udfff" else character


def _write(path: Path, text: str) -> None:
    from restore.files import write_atomically

    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text.encode("utf-8", "surrogatepass"))
