"""github.com/adbar/trafilatura: `evaldata.json` by address, with segments that must be there and some that must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from restore.golden.captured import read_page
from restore.golden.importers import ImportedCase, home_of, read_json, site_of, slug

NAME = "trafilatura"
FILES = ("evaldata.json", "eval-data.json")


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each address: rules in place of a golden text."""
    home = home_of(NAME, folder, *FILES)
    entries = read_json(next(path for name in FILES if (path := home / name).is_file()))
    for url, entry in sorted(entries.items()):
        file = Path(str(entry.get("file") or "")).name
        name = f"{site_of(url)}/{slug(Path(file).stem or url)}"
        page = next(
            (path for place in ("cache", "eval", ".") if file and (path := home / place / file).is_file()), None
        )
        meta = {
            "url": url,
            "imported": NAME,
            "must": [str(words) for words in entry.get("with") or ()],
            "must_not": [str(words) for words in entry.get("without") or ()],
        }
        if not meta["must"] and not meta["must_not"]:
            yield ImportedCase(name, problem="no segments")
            continue
        yield ImportedCase(name, None, read_page(page) if page else None, meta)
