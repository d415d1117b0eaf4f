"""github.com/scrapinghub/article-extraction-benchmark: `ground-truth.json` by page id, pages in `html/ID.html.gz`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from restore.golden.captured import read_page
from restore.golden.importers import ImportedCase, home_of, read_json, site_of

NAME = "article-extraction-benchmark"


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each page with an article body."""
    home = home_of(NAME, folder, "ground-truth.json")
    for identity, entry in sorted(read_json(home / "ground-truth.json").items()):
        url = str(entry.get("url") or "")
        name = f"{site_of(url)}/{identity[:12]}"
        page = home / "html" / f"{identity}.html.gz"
        if not entry.get("articleBody"):
            yield ImportedCase(name, problem="no article body")
            continue
        meta = {"url": url, "title": entry.get("headline"), "imported": NAME}
        yield ImportedCase(name, str(entry["articleBody"]), read_page(page) if page.is_file() else None, meta)
