"""Makes the pages of `fixtures/layouts`: prints free texts, soils them, and has tesseract read them with their layout.

    pip install pillow
    apt-get install tesseract-ocr tesseract-ocr-deu fonts-dejavu-core
    python -m tests.layout_pages

hOCR and ALTO are as tesseract writes them. What it read is written as PAGE-XML, too, in the two shapes that are
common: with words, as OCR-D's programs write it, and with lines only, as Transkribus does. The kept pages are data: no
test needs any of this.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from itertools import count, groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from restore.layouts import Box, Layout, Line, read_layout
from tests.real_pages import FIXTURES, Degree, Page, printed, soiled

FOLDER = FIXTURES / "layouts"
PAGES = [
    Page("harbour", "articles/en-harbour", slice(1, 4), "eng", Degree.SOILED),
    Page("bibliothek", "articles/de-bibliothek", slice(1, 4), "deu", Degree.CLEAN, hyphenated=True),
]
_MADE = "<Created>2026-01-01T00:00:00</Created><LastChange>2026-01-01T00:00:00</LastChange>"
_SCHEMA = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"


def make(page: Page) -> None:
    """The page's folder: what was printed, and what was read, in each format."""
    whole = (FIXTURES / f"{page.text}.txt").read_text(encoding="utf-8")
    source = "\n\n".join(whole.strip().split("\n\n")[page.paragraphs])
    folder = FOLDER / page.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.txt").write_text(source + "\n", encoding="utf-8")
    image = soiled(printed(source, hyphenated=page.hyphenated), page.degree.value, seed=len(page.name))
    with tempfile.TemporaryDirectory() as scratch:
        picture = Path(scratch) / f"{page.name}.png"
        image.save(picture, format="PNG")
        command = [
            "tesseract",
            picture.name,
            page.name,
            "-l",
            page.language,
            "--psm",
            "6",
            "--dpi",
            "150",
            "hocr",
            "alto",
        ]
        subprocess.run(command, check=True, cwd=scratch, capture_output=True)
        hocr, alto = (picture.with_suffix(ending).read_bytes() for ending in (".hocr", ".xml"))
    (folder / "page.hocr").write_bytes(hocr)
    (folder / "alto.xml").write_bytes(alto)
    layout = read_layout(hocr)
    (folder / "words.page.xml").write_text(_page(layout, page.name, image.size, words=True), encoding="utf-8")
    (folder / "lines.page.xml").write_text(_page(layout, page.name, image.size, words=False), encoding="utf-8")


def _page(layout: Layout, name: str, size: tuple[int, int], *, words: bool) -> str:
    regions = [list(lines) for _, lines in groupby(layout.lines, key=lambda line: line.block)]
    numbers = count(1)
    version, creator = ("2019-07-15", "OCR-D/core") if words else ("2013-07-15", "Transkribus")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<PcGts xmlns="{_SCHEMA}{version}">',
            f"  <Metadata><Creator>{creator}</Creator>{_MADE}</Metadata>",
            f'  <Page imageFilename="{name}.png" imageWidth="{size[0]}" imageHeight="{size[1]}">',
            '    <ReadingOrder><OrderedGroup id="order">',
            *(f'      <RegionRefIndexed index="{k}" regionRef="r{k}"/>' for k in range(len(regions))),
            "    </OrderedGroup></ReadingOrder>",
            *(_region(lines, f"r{k}", numbers, words=words) for k, lines in enumerate(regions)),
            "  </Page>",
            "</PcGts>",
            "",
        ]
    )


def _region(lines: Sequence[Line], name: str, numbers: count[int], *, words: bool) -> str:
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    said = "\n".join(" ".join(word.text for word in line.words) for line in lines)
    return "\n".join(
        [
            f'    <TextRegion id="{name}" type="paragraph">',
            f"      {_coords(box)}",
            *(_line(line, f"l{next(numbers)}", words=words) for line in lines),
            f"      <TextEquiv><Unicode>{escape(said)}</Unicode></TextEquiv>",
            "    </TextRegion>",
        ]
    )


def _line(line: Line, name: str, *, words: bool) -> str:
    custom = "" if words else f" custom={quoteattr('readingOrder {index:' + str(int(name[1:]) - 1) + ';}')}"
    said = escape(" ".join(word.text for word in line.words))
    inside = [
        f'        <Word id="{name}_w{k}">{_coords(word.box)}<TextEquiv index="0" conf="{word.confidence:.4f}">'
        f"<Unicode>{escape(word.text)}</Unicode></TextEquiv></Word>"
        for k, word in enumerate(line.words)
    ]
    return "\n".join(
        [
            f'      <TextLine id="{name}"{custom}>',
            f"        {_coords(line.box)}",
            *(inside if words else ()),
            f"        <TextEquiv><Unicode>{said}</Unicode></TextEquiv>",
            "      </TextLine>",
        ]
    )


def _coords(box: Box) -> str:
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    return f'<Coords points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in corners)}"/>'


if __name__ == "__main__":
    for each in PAGES:
        make(each)
