"""github.com/mozilla/readability: `test-pages/NAME/` with `source.html`, `expected.html` and `expected-metadata.json`.

The expected article is HTML there; its text, one block a line, is the golden text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from restore.files import walked
from restore.golden.captured import decode_page, read_page
from restore.golden.importers import ImportedCase, no_layout, read_json, slug
from restore.golden.page import page_text

NAME = "readability"


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each folder with an expected page."""
    files = sorted(Path(place) / "expected.html" for place, names in walked(folder) if "expected.html" in names)
    if not files:
        raise no_layout(folder, NAME)
    for path in files:
        name = f"readability/{slug(path.parent.name)}"
        source, described = path.with_name("source.html"), path.with_name("expected-metadata.json")
        golden = page_text(decode_page(read_page(path))).replace("\n", "\n\n")
        if not golden or not source.is_file():
            yield ImportedCase(name, problem="no text" if not golden else "no source.html")
            continue
        values: dict[str, Any] = read_json(described) if described.is_file() else {}
        meta = {"title": values.get("title"), "imported": NAME, "note": "the text of expected.html"}
        yield ImportedCase(name, golden, read_page(source), meta)
