"""A scanned book against its EPUB: printed, soiled, read by tesseract, restored in one file and page by page.

    pip install pillow
    apt-get install tesseract-ocr fonts-dejavu-core
    python -m tests.printed_book BOOK.txt

prints the book's first pages, each with a running head, has them read as one hOCR file, and restores them against an
EPUB of the whole book: by `restore repair --excerpt`, and as a folder of pages by `restore batch --among`. For each
degree it prints the word errors before and after either, and what either took. The running heads are not counted.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from time import perf_counter

from rapidfuzz.distance import Levenshtein

from restore.layouts import read_layout
from tests.printed import DEGREES
from tests.real_pages import Degree, drawn, set_lines, soiled
from tests.restore.sources.made import CHAPTER, CONTAINER, packed

LINES = 36  # of a page
_PAGE = re.compile(r"(?= <div class='ocr_page')")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took: seconds, and the most memory of any of its processes, in megabytes."""

    seconds: float
    memory: float


def main(options: Namespace) -> None:
    """Print, read, restore, and tell."""
    text, folder = Path(options.book).read_text(encoding="utf-8"), Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    epub, pages = folder / "book.epub", pages_of(text)[: options.pages]
    epub.write_bytes(packed(book(text)))
    truth = [word for page in pages for line in page for word in line.split()]
    print(f"{len(pages)} pages, {len(truth)} words, of a book of {len(text.split())}")  # noqa: T201 - what it is for
    print("| | word errors | one file: left | s | MB | pages: left | s | MB |\n|---|---|---|---|---|---|---|---|")  # noqa: T201
    for degree in (Degree.SOILED, Degree.HEAVILY):
        scan = read(pages, degree, folder)
        before = errors(read_layout(scan.read_bytes()).text, pages, truth)
        cells = [f"{before:.3f}", *in_one(scan, epub, pages, truth), *in_pages(scan, epub, pages, truth)]
        print(f"| {DEGREES[degree]} | {' | '.join(cells)} |", flush=True)  # noqa: T201


def pages_of(text: str) -> list[Sequence[str]]:
    """The book's lines, page by page, as they are printed."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    lines = set_lines("\n\n".join(filter(None, paragraphs)))
    return [lines[at : at + LINES] for at in range(0, len(lines), LINES)]


def head(number: int) -> str:
    """What stands above a page."""
    return f"{number}   THE BOOK" if number % 2 else f"ITS CHAPTERS   {number}"


def book(text: str) -> dict[str, str]:
    """The entries of an EPUB."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n") if paragraph.strip())
    package = '<package><manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/c.xhtml": CHAPTER.format(paragraphs),
    }


def read(pages: Sequence[Sequence[str]], degree: Degree, folder: Path) -> Path:
    """The pages as tesseract reads them, in one file, unless that is there already."""
    scan = folder / f"{degree.name.lower()}.hocr"
    if scan.exists():
        return scan
    names = []
    for number, lines in enumerate(pages, 1):
        names.append(f"{scan.stem}-{number:03}.png")
        soiled(drawn([head(number), "", *lines]), degree.value, seed=number).save(folder / names[-1])
    (folder / f"{scan.stem}.list").write_text("\n".join(names) + "\n", encoding="utf-8")
    call = ["tesseract", f"{scan.stem}.list", scan.stem, "-l", "eng", "--psm", "6", "--dpi", "150", "hocr"]
    subprocess.run(call, check=True, cwd=folder, capture_output=True)
    return scan


def errors(text: str, pages: Sequence[Sequence[str]], truth: Sequence[str]) -> float:
    """Words wrong, missing or too many, of those that were printed; running heads are too many in any case."""
    heads = sum(len(head(number).split()) for number in range(1, len(pages) + 1))
    return max(Levenshtein.distance(text.split(), truth) - heads, 0) / len(truth)


def in_one(scan: Path, epub: Path, pages: Sequence[Sequence[str]], truth: Sequence[str]) -> Iterator[str]:
    """The figures of `restore repair`."""
    out = scan.with_suffix(".restored.hocr")
    taken = run("repair", str(scan), "--source", str(epub), "--excerpt", "-o", str(out))
    yield from figures(errors(read_layout(out.read_bytes()).text, pages, truth), taken)


def in_pages(scan: Path, epub: Path, pages: Sequence[Sequence[str]], truth: Sequence[str]) -> Iterator[str]:
    """The figures of `restore batch`, of the same pages in files of their own; one that is rejected stays as it is."""
    folder, out = scan.with_suffix(".pages"), scan.with_suffix(".out")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    folder.mkdir()
    before, *parts = _PAGE.split(scan.read_text(encoding="utf-8"))
    for number, part in enumerate(parts, 1):
        whole = part if part.rstrip().endswith("</html>") else f"{part}</body></html>\n"
        (folder / f"{number:03}.hocr").write_text(before + whole, encoding="utf-8")
    taken = run("batch", str(folder), "--among", str(epub), "-o", str(out))
    records = map(json.loads, (out / "restored.jsonl").read_text(encoding="utf-8").splitlines())
    texts = {page.name: read_layout(page.read_bytes()).text for page in sorted(folder.iterdir())}
    texts |= {record["id"]: record["text"] for record in records}
    yield from figures(errors("\n".join(texts.values()), pages, truth), taken)


def figures(left: float, taken: Taken) -> tuple[str, str, str]:
    """As they are printed."""
    return f"{left:.3f}", f"{taken.seconds:.1f}", f"{taken.memory:.0f}"


def run(*arguments: str) -> Taken:
    """Run a command of `restore`."""
    start = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "restore", *arguments], stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # differences that are left are no failure
    return Taken(perf_counter() - start, usage.ru_maxrss / 1024)


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.printed_book")
    parser.add_argument("book", help="a plain text in English, its paragraphs apart by empty lines")
    parser.add_argument("--pages", type=int, default=40, help="to print at most (default: %(default)s)")
    parser.add_argument("--folder", default="build/printed-book", help="for the pages (default: %(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(_options(sys.argv[1:]))
