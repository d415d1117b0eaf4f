"""What two versions of an extractor make of the same pages: `python -m tests.upgrade` records it anew under docs/.

The texts are recorded so that the gallery can show what `restore fixture check` says of an upgrade without two
installations.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parents[1] / "docs" / "examples" / "upgrade"
GOLDENS = FOLDER / "goldens"
VERSIONS = ("2.0.0", "2.3.1")
OPTIONS = ("--no-comments", "--no-tables")
BESIDE = ("lxml_html_clean",)  # which 2.0.0 imports, and lxml 6 has no more


def folder(version: str) -> Path:
    """Where the texts of a version are."""
    return FOLDER / f"trafilatura-{version}"


def pages() -> list[Path]:
    """The pages, each beside its golden text."""
    return sorted(GOLDENS.glob("*/*/page.html.gz"))


def name(page: Path) -> str:
    """SITE/SLUG.txt, as `restore fixture check` asks for it."""
    return f"{page.parent.relative_to(GOLDENS).as_posix()}.txt"


def extracted(trafilatura: Sequence[str], page: Path) -> str:
    """The text of a page, as a command gives it."""
    html = gzip.decompress(page.read_bytes())
    ran = subprocess.run([*trafilatura, *OPTIONS], input=html, capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


def record(version: str) -> None:
    """Install a version, apart from everything else, and write what it makes of all pages."""
    with TemporaryDirectory() as place:
        venv.create(place, with_pip=True)
        programs = Path(place) / "bin"
        pip = [str(programs / "python"), "-m", "pip", "-qq", "--disable-pip-version-check", "install"]
        subprocess.run([*pip, f"trafilatura=={version}", *BESIDE], check=True)
        for page in pages():
            written = folder(version) / name(page)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(extracted([str(programs / "trafilatura")], page), encoding="utf-8")


if __name__ == "__main__":
    for version in sys.argv[1:] or VERSIONS:
        record(version)
