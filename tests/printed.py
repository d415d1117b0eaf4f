"""Pages as engines read them, from print on: free texts in several typefaces, soiled, read by tesseract, restored.

    pip install pillow
    apt-get install tesseract-ocr tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-script-frak
    apt-get install fonts-dejavu-core fonts-liberation fonts-freefont-ttf xfonts-scalable
    npm pack @fontsource/unifrakturmaguntia     or any other Fraktur, named with --fraktur
    python -m tests.printed --fraktur unifrakturmaguntia-latin-400-normal.woff2

prints a table by how soiled they are: word errors before and after default repair, of the text and of hOCR, and faults:
what does not hold of a restored page; one of pages in two columns that were read straight across, where moves are made,
too; and what the engine's own confidence tells of its words.
`--keep` writes the pages of `fixtures/layouts` that are kept. Another version of tesseract or of a font reads other
words.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from restore.bench.own import WordErrors, word_errors
from restore.differences import DAMAGE, Op, Selector
from restore.layouts import read_layout, write_layout
from restore.plan import Plan
from restore.repair import Policy
from restore.restoration import Restoration, is_its_source, restore
from tests.certainty import Certainty, certainty_of
from tests.real_pages import FIXTURES, Degree, printed, side_by_side, soiled
from tests.restore.layouts.made import check

FRAKTUR = "Fraktur"
SIZES = {"DejaVuSerif.ttf": 42, "FreeMono.ttf": 44, FRAKTUR: 54}  # pixels, for small letters that are equally high
SIZE = 50  # of others
KEPT = FIXTURES / "layouts"
DEGREES = {Degree.CLEAN: "clean", Degree.SOILED: "soiled", Degree.HEAVILY: "heavily soiled"}
_LONG_S = re.compile(r"s(?=[^\W\d_])")  # in Fraktur, but at the end of a word; between its parts only a person knows


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page to print: paragraphs of a text, in a typeface, for a model of tesseract's."""

    name: str
    text: str
    paragraphs: slice
    model: str
    typeface: str
    narrow: bool = False  # in a column, words broken at the ends of its lines
    across: bool = False  # in two columns, which the engine takes for one
    kept: Degree | None = None  # in fixtures/layouts, so soiled

    @property
    def source(self) -> str:
        """What is on it."""
        whole = (FIXTURES / self.text).read_text(encoding="utf-8")
        return "\n\n".join(whole.strip().split("\n\n")[self.paragraphs])


ALL, KAFKA = slice(0, None), "layouts/verwandlung/source.txt"
PAGES = [
    PrintedPage("alice", "layouts/alice/source.txt", ALL, "eng", "LiberationSerif-Regular.ttf", kept=Degree.HEAVILY),
    PrintedPage("harbour-book", "articles/en-harbour.txt", slice(0, 4), "eng", "DejaVuSerif.ttf"),
    PrintedPage("court-column", "articles/en-court.txt", slice(2, 6), "eng", "FreeSerif.ttf", narrow=True),
    PrintedPage("bees-typed", "articles/en-bees.txt", slice(1, 5), "eng", "FreeMono.ttf"),
    PrintedPage("rotkaeppchen", "layouts/rotkaeppchen/source.txt", ALL, FRAKTUR, FRAKTUR, kept=Degree.SOILED),
    PrintedPage("verwandlung-column", KAFKA, ALL, FRAKTUR, FRAKTUR, narrow=True),
    PrintedPage("verwandlung", KAFKA, ALL, "deu", "FreeSerif.ttf", narrow=True, kept=Degree.CLEAN),
    PrintedPage("bibliothek-book", "articles/de-bibliothek.txt", slice(1, 5), "deu", "LiberationSerif-Regular.ttf"),
    PrintedPage("chaperon", "layouts/chaperon/source.txt", ALL, "fra", "DejaVuSerif.ttf", kept=Degree.SOILED),
    PrintedPage("faro-column", "articles/es-faro.txt", slice(4, 8), "spa", "LiberationSerif-Regular.ttf", narrow=True),
    PrintedPage(
        "court-across", "articles/en-court.txt", slice(0, 8), "eng", "FreeSerif.ttf", across=True, kept=Degree.SOILED
    ),
    PrintedPage("bees-across", "articles/en-bees.txt", slice(0, 6), "eng", "DejaVuSerif.ttf", across=True),
    PrintedPage("verwandlung-across", KAFKA, ALL, "deu", "FreeSerif.ttf", across=True),
    PrintedPage("faro-across", "articles/es-faro.txt", ALL, "spa", "LiberationSerif-Regular.ttf", across=True),
]
IN_ORDER = Policy(select=Selector.parse(",".join([*DAMAGE, Op.MOVE])), thresholds={Op.MOVE: 0.0})


@dataclass(slots=True)
class _Row:
    """The figures of one degree."""

    pages: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    text: WordErrors = field(default_factory=WordErrors)
    hocr: WordErrors = field(default_factory=WordErrors)


def main(options: Namespace) -> None:
    """Print, read, restore, and tell."""
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(page, degree) for page in PAGES for degree in DEGREES if options.fraktur or page.typeface != FRAKTUR]
    with ThreadPoolExecutor(options.jobs) as pool:
        for _ in pool.map(lambda job: read(*job, folder, options.fraktur), jobs):
            pass
    if options.keep:
        keep(folder)
    rows, across = ({degree: _Row() for degree in DEGREES} for _ in range(2))
    sure = Certainty()
    for page, degree in jobs:
        found = measure(page, folder / f"{page.name}-{degree.name.lower()}", (across if page.across else rows)[degree])
        sure += Certainty() if page.across else found
    told = [*table("", rows), *table("columns, read across", across), sure.told(), sure.factors()]
    print(*told, sep="\n")  # noqa: T201 - what it is for


def read(page: PrintedPage, degree: Degree, folder: Path, fraktur: str) -> None:
    """Have tesseract read a page, as text and as hOCR, unless that is there already."""
    base = folder / f"{page.name}-{degree.name.lower()}"
    if base.with_suffix(".hocr").exists():
        return
    text, font, size = page.source, page.typeface, SIZES.get(page.typeface, SIZE)
    if font == FRAKTUR:
        text, font = _LONG_S.sub("ſ", text), fraktur
    sheet = printed(text, hyphenated=page.narrow or page.across, font=font, size=size)
    if page.across:
        sheet = side_by_side(sheet)
    image = soiled(sheet, degree.value, seed=crc32(base.name.encode()))
    image.save(base.with_suffix(".png"))
    call = ["tesseract", base.with_suffix(".png").name, base.name, "-l", page.model]
    subprocess.run([*call, "--psm", "6", "--dpi", "150", "hocr", "txt"], check=True, cwd=folder, capture_output=True)


def measure(page: PrintedPage, base: Path, row: _Row) -> Certainty:
    """Restore a page both ways, and add what came of it to the row."""
    row.pages += 1
    text = base.with_suffix(".txt").read_text(encoding="utf-8").replace("\f", "")
    data = base.with_suffix(".hocr").read_bytes()
    layout = read_layout(data)
    policy = IN_ORDER if page.across else Policy()
    as_text = restore(text, source=page.source, policy=policy, force=True)
    as_page = restore(layout.text, source=page.source, policy=policy, force=True, confidences=layout.confidences)
    row.refused += not is_its_source(as_text.alignment)
    row.text = _sum(row.text, word_errors(as_text))
    row.hocr = _sum(row.hocr, word_errors(as_page))
    row.faults += [f"{base.name}: {fault}" for fault in faults(data, as_page)]
    return certainty_of(layout, page.source, seed=crc32(base.name.encode()))


def faults(data: bytes, restoration: Restoration) -> Iterator[str]:
    """What does not hold of a restored page."""
    layout = read_layout(data)
    if write_layout(layout, Plan()) != data:
        yield "a page that nothing is repaired in has other bytes"
    try:
        restored = check(write_layout(layout, restoration.plan), restoration.text.split(), inside=False)
    except AssertionError:
        yield "other words, or ids twice"
        return
    placed = {word.box for word in layout.words}  # an engine's own may lie outside of their lines
    for line in restored.lines:
        for word in line.words:
            if word.box not in placed and (word.box != word.box.within(line.box) or word.box.right <= word.box.left):
                yield f"{word.text} stands outside of its line"


def _sum(one: WordErrors, other: WordErrors) -> WordErrors:
    return WordErrors(one.before + other.before, one.after + other.after, one.words + other.words)


def table(name: str, rows: dict[Degree, _Row]) -> Iterator[str]:
    """The figures, as Markdown."""
    yield f"| {name} | pages | refused | text: word errors | left | hOCR: word errors | left | faults |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for degree, row in rows.items():
        shares = [n / max(e.words, 1) for e in (row.text, row.hocr) for n in (e.before, e.after)]
        figures = " | ".join(f"{share:.3f}" for share in shares)
        yield f"| {DEGREES[degree]} | {row.pages} | {row.refused} | {figures} | {len(row.faults)} |"
    yield ""
    yield from (fault for row in rows.values() for fault in row.faults)


def keep(folder: Path) -> None:
    """Write the pages that are kept beside what was printed on them."""
    for page in PAGES:
        if page.kept and (base := folder / f"{page.name}-{page.kept.name.lower()}").with_suffix(".hocr").exists():
            (KEPT / page.name / "page.hocr").write_bytes(base.with_suffix(".hocr").read_bytes())


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.printed")
    parser.add_argument("--fraktur", metavar="FONT", default="", help="a file; without, no page is printed in Fraktur")
    parser.add_argument("--folder", default="build/printed", help="for the pages (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="write those of fixtures/layouts")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(_options(sys.argv[1:]))
