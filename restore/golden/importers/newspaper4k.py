"""github.com/AndyTheFactory/newspaper4k: `html/NAME.html`, `txt/NAME.txt`, and for some `metadata/NAME.json`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from restore.golden.captured import read_page
from restore.golden.importers import ImportedCase, home_of, no_layout, read_json, slug

NAME = "newspaper4k"


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each text with a page of the same name."""
    from restore.golden.gather import read_text

    home = home_of(NAME, folder, "txt")
    if not (home / "html").is_dir():
        raise no_layout(folder, NAME)
    for path in sorted((home / "txt").glob("*.txt")):
        page = home / "html" / f"{path.stem}.html"
        meta: dict[str, Any] = {"imported": NAME}
        described = home / "metadata" / f"{path.stem}.json"
        if described.is_file():
            values = read_json(described)
            meta |= {"url": values.get("url"), "title": values.get("title")}
        name = f"newspaper4k/{slug(path.stem)}"
        if not page.is_file():
            yield ImportedCase(name, problem=f"no page {page.name}")
            continue
        yield ImportedCase(name, read_text(path).strip(), read_page(page), meta)
