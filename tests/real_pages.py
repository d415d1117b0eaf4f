"""Makes the misread pages of `fixtures/real`: prints free texts to images, soils them, and has tesseract read them.

    pip install pillow
    apt-get install tesseract-ocr tesseract-ocr-deu tesseract-ocr-spa fonts-dejavu-core fonts-freefont-ttf
    python -m tests.real_pages

The kept pages are data: no test needs any of this. Another version of tesseract or of the font reads other words, and
the gate, which names its data by a digest, is pinned anew then.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL import Image

FIXTURES = Path(__file__).parents[1] / "fixtures"
LANGUAGES = {"eng": "English", "deu": "German", "spa": "Spanish"}
FONT = "DejaVuSerif.ttf"
SIZE, LEADING, MARGIN, WIDTH, COLUMN = 42, 60, 90, 1520, 760  # pixels, at 300 to the inch: ten points
BREAK = re.compile(
    r"(?i)(?<=[aeiouyäöüáéíóú])(?:[^\Waeiouyäöüáéíóú](?=[^\Waeiouyäöüáéíóúh]))?(?=[^\W_][aeiouyäöüáéíóú]\w)"
)
BANDS = (0.56, 0.44)  # of a page's height: where the upper photograph ends, and where the lower one begins


@dataclass(frozen=True, slots=True)
class Soiling:
    """What happens to a page between the press and the scanner."""

    scale: float  # of the resolution that is left
    blur: float  # radius in pixels, before it is scaled
    noise: float  # standard deviation, in shades of 255
    stains: int
    lost: float  # the share of the ink's pixels that is gone
    tilt: float  # degrees


class Degree(Enum):
    """How soiled a page is."""

    CLEAN = Soiling(scale=0.33, blur=1.1, noise=10, stains=0, lost=0, tilt=0)
    SOILED = Soiling(scale=0.36, blur=1.6, noise=22, stains=6, lost=0.05, tilt=0.3)
    HEAVILY = Soiling(scale=0.29, blur=2.1, noise=30, stains=14, lost=0.14, tilt=0.7)
    HARDLY = Soiling(scale=0.265, blur=2.1, noise=32, stains=12, lost=0.15, tilt=0.3)


_SAID = {
    Degree.CLEAN: "clean",
    Degree.SOILED: "soiled",
    Degree.HEAVILY: "heavily soiled",
    Degree.HARDLY: "hardly legible",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to make: the paragraphs of a text that stand on it, and what it goes through."""

    name: str
    text: str
    paragraphs: slice
    language: str
    degree: Degree
    hyphenated: bool = False  # in a narrow column, words broken at the ends of its lines
    banded: bool = False  # photographed in two halves that overlap, so that some lines are read twice
    font: str = FONT

    @property
    def folder(self) -> Path:
        return FIXTURES / "real" / ("doubled" if self.banded else "misread") / self.name


PAGES = [
    Page("harbour-clean", "articles/en-harbour", slice(0, 4), "eng", Degree.CLEAN),
    Page("chess-clean", "articles/en-chess", slice(3, 7), "eng", Degree.CLEAN, hyphenated=True),
    Page("bees-soiled", "articles/en-bees", slice(1, 5), "eng", Degree.SOILED),
    Page("court-soiled", "articles/en-court", slice(2, 6), "eng", Degree.SOILED, hyphenated=True),
    Page("museum-heavily-soiled", "articles/en-museum", slice(1, 5), "eng", Degree.HEAVILY),
    Page("storm-heavily-soiled", "articles/en-storm", slice(2, 6), "eng", Degree.HEAVILY),
    Page("bibliothek-clean", "articles/de-bibliothek", slice(0, 4), "deu", Degree.CLEAN, hyphenated=True),
    Page("bibliothek-soiled", "articles/de-bibliothek", slice(4, 9), "deu", Degree.SOILED),
    Page("bibliothek-heavily-soiled", "articles/de-bibliothek", slice(1, 5), "deu", Degree.HEAVILY),
    Page("faro-soiled", "articles/es-faro", slice(0, 4), "spa", Degree.SOILED),
    Page("faro-heavily-soiled", "articles/es-faro", slice(4, 8), "spa", Degree.HEAVILY),
    Page("seeds-hardly-legible", "articles/en-seeds", slice(0, None), "eng", Degree.HARDLY),
    Page("bees-typed", "articles/en-bees", slice(1, 5), "eng", Degree.HEAVILY, font="FreeMono.ttf"),
    Page("bees-typed-and-soiled", "articles/en-bees", slice(1, 5), "eng", Degree.HEAVILY, font="FreeMono.ttf"),
    Page("seeds-two-photographs", "articles/en-seeds", slice(1, 5), "eng", Degree.CLEAN, banded=True),
    Page("cycling-two-photographs", "articles/en-cycling", slice(2, 6), "eng", Degree.SOILED, banded=True),
]


def make(page: Page) -> None:
    """The page's folder: what was printed, what was read, and where it is from."""
    whole = (FIXTURES / f"{page.text}.txt").read_text(encoding="utf-8")
    source = "\n\n".join(whole.strip().split("\n\n")[page.paragraphs])
    image = soiled(printed(source, hyphenated=page.hyphenated, font=page.font), page.degree.value, seed=len(page.name))
    parts = halves(image) if page.banded else [image]
    copy = "\n".join(read(part, page.language) for part in parts)
    page.folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("source.txt", source), ("copy.txt", copy), ("origin.toml", _origin(page))):
        (page.folder / name).write_text(text.strip() + "\n", encoding="utf-8")


def _origin(page: Page) -> str:
    how = f"printed, {_SAID[page.degree]}"
    how += ", in two photographs that overlap" if page.banded else ""
    about = {
        "title": f"{LANGUAGES[page.language]}: fixtures/{page.text}.txt",
        "authors": "the project",
        "licence": "Apache-2.0",
        "licence_url": "https://www.apache.org/licenses/LICENSE-2.0",
        "changes": f"{how}, and read by tesseract; python -m tests.real_pages made it.",
    }
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in about.items())


def printed(text: str, *, hyphenated: bool, font: str = FONT, size: int = SIZE) -> Image.Image:
    """Black letters on white, justified left."""
    return drawn(
        set_lines(text, hyphenated=hyphenated, font=font, size=size), COLUMN if hyphenated else WIDTH, font, size
    )


def set_lines(text: str, *, hyphenated: bool = False, font: str = FONT, size: int = SIZE) -> list[str]:
    """A text's lines, an empty one behind each paragraph."""
    from PIL import ImageFont

    face = ImageFont.truetype(font, size)
    width = COLUMN if hyphenated else WIDTH
    return [line for paragraph in text.split("\n\n") for line in (*_lines(paragraph, face, width), "")]


def drawn(lines: Sequence[str], width: int = WIDTH, font: str = FONT, size: int = SIZE) -> Image.Image:
    """These lines on a page as long as they are."""
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.truetype(font, size)
    image = Image.new("L", (2 * MARGIN + width, 2 * MARGIN + LEADING * len(lines)), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((MARGIN, MARGIN + LEADING * number), line, font=face, fill=0)
    return image


def side_by_side(column: Image.Image) -> Image.Image:
    """A page of two columns, the lower half of one beside its upper half."""
    from PIL import Image

    lines = (column.height - 2 * MARGIN) // LEADING
    middle = MARGIN + LEADING * -(-lines // 2)
    page = Image.new("L", (2 * column.width - MARGIN, middle + MARGIN), 255)
    page.paste(column.crop((0, 0, column.width, middle)), (0, 0))
    page.paste(column.crop((0, middle, column.width, column.height - MARGIN)), (column.width - MARGIN, MARGIN))
    return page


def _lines(paragraph: str, font, width: int) -> Iterator[str]:
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= width:
            line = longer
            continue
        head = _head(word, width - font.getlength(line + " "), font) if width == COLUMN else ""
        yield f"{line} {head}-" if head else line
        line = word[len(head) :]
    yield line


def _head(word: str, room: float, font) -> str:
    """The longest beginning of a word that may stand before a hyphen: as long as a syllable, and one is behind it."""
    ends = [m.end() for m in BREAK.finditer(word) if m.end() > 1]
    fitting = [word[:end] for end in ends if font.getlength(word[:end] + "-") <= room]
    return fitting[-1] if fitting and word.isalpha() else ""


def soiled(image: Image.Image, soiling: Soiling, *, seed: int) -> Image.Image:
    """Ink lost, stains, a tilt, blur, few pixels, noise."""
    from PIL import Image, ImageFilter

    dice = np.random.default_rng(seed)
    shades = np.asarray(image, dtype=np.float32).copy()
    shades[(shades < 128) & (dice.random(shades.shape) < soiling.lost)] = 255
    shades *= _stains(shades.shape, soiling.stains, dice)
    page = Image.fromarray(shades.astype(np.uint8)).rotate(
        soiling.tilt, fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    page = page.filter(ImageFilter.GaussianBlur(soiling.blur))
    page = page.resize((round(page.width * soiling.scale), round(page.height * soiling.scale)))
    noisy = np.asarray(page, dtype=np.float32) + dice.normal(0, soiling.noise, (page.height, page.width))
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def _stains(shape: tuple[int, int], count: int, dice: np.random.Generator) -> np.ndarray:
    """How much light each place gives back: stains are round, and dark in their middle."""
    rows, columns = np.ogrid[: shape[0], : shape[1]]
    light = np.ones(shape, dtype=np.float32)
    for _ in range(count):
        row, column, radius = dice.integers(shape[0]), dice.integers(shape[1]), dice.integers(20, 110)
        distance = ((rows - row) ** 2 + (columns - column) ** 2) / radius**2
        light *= 1 - 0.75 * np.exp(-distance)
    return light


def halves(image: Image.Image) -> list[Image.Image]:
    """The upper and the lower half, a few lines of which are on both."""
    upper, lower = (round(image.height * share) for share in BANDS)
    return [image.crop((0, 0, image.width, upper)), image.crop((0, lower, image.width, image.height))]


def read(image: Image.Image, language: str) -> str:
    """What tesseract makes of it."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        image.save(file, format="PNG")
        file.flush()
        command = ["tesseract", file.name, "-", "-l", language, "--psm", "6", "--dpi", "150"]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    for each in PAGES:
        make(each)
