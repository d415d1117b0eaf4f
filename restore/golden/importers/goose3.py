"""github.com/goose3/goose3: `content/test_NAME.json` with the expected `cleaned_text` beside `test_NAME.html`.

Its tests cut what was received to the length of what is expected, so that these golden texts are beginnings only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from restore.golden.captured import read_page
from restore.golden.importers import ImportedCase, home_of, read_json, slug

NAME = "goose3"


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each page with an expected text."""
    home = home_of(NAME, folder, "test_*.json")
    for path in sorted(home.glob("test_*.json")):
        entry = read_json(path)
        expected = entry.get("expected") or {}
        golden = expected.get("cleaned_text")
        name = f"goose3/{slug(path.stem.removeprefix('test_'))}"
        page = path.with_suffix(".html")
        if not golden or not page.is_file():
            yield ImportedCase(name, problem="no cleaned_text" if not golden else f"no page {page.name}")
            continue
        meta = {"url": entry.get("url"), "title": expected.get("title"), "imported": NAME, "beginning_only": True}
        yield ImportedCase(name, str(golden), read_page(page), meta)
