"""github.com/flairNLP/fundus: `PUBLISHER.json`, keyed by parser version, and a `PUBLISHER_DATE.html.gz` for each.

Which page belongs to which version is not written down; the versions and the dates are both in order, so that they are
paired when there are as many of one as of the other. `meta.info` beside them has addresses and dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from restore.files import walked
from restore.golden.captured import read_page
from restore.golden.importers import ImportedCase, no_layout, read_json, slug

NAME = "fundus"


def read(folder: Path) -> Iterator[ImportedCase]:
    """Each version of each publisher's expected body."""
    found = (Path(place) / name for place, names in walked(folder) for name in names if name.endswith(".json"))
    files = sorted(path for path in found if list(path.parent.glob(f"{path.stem}*.html.gz")))
    if not files:
        raise no_layout(folder, NAME)
    for path in files:
        yield from _publisher(path)


def _publisher(path: Path) -> Iterator[ImportedCase]:
    info_path = path.parent / "meta.info"
    info = read_json(info_path) if info_path.is_file() else {}
    versions = sorted(
        read_json(path).items(), key=lambda item: [int(n) for n in item[0].strip("V").split("_") if n.isdigit()]
    )
    pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
    site = slug(f"{path.parent.name}-{path.stem}")
    if len(pages) != len(versions):
        yield ImportedCase(
            site, problem=f"{len(versions)} versions and {len(pages)} pages; which belongs to which is not said"
        )
        return
    for (version, expected), page in zip(versions, pages, strict=True):
        golden = body_text(expected.get("body") or {})
        name = f"{site}/{slug(version)}"
        if not golden:
            yield ImportedCase(name, problem="no body")
            continue
        about = info.get(page.name, {})
        meta = {
            "url": about.get("url"),
            "captured": str(about.get("crawl_date") or "")[:10],
            "title": expected.get("title"),
            "imported": NAME,
            "origin": "generated",
            "note": "made by the parser itself, not read by a person",
        }
        yield ImportedCase(name, golden, read_page(page), meta)


def body_text(body: Mapping[str, Any]) -> str:
    """A body's summary, and its sections' headlines and paragraphs, one a line."""
    lines = [*body.get("summary", ())]
    for section in body.get("sections", ()):
        lines += [*section.get("headline", ()), *section.get("paragraphs", ())]
    return "\n\n".join(str(line).strip() for line in lines if str(line).strip())
