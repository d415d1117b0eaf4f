"""Pages with their layout against the book that they are of."""

from pathlib import Path

import pytest

from restore.layouts import read_layout, write_layout
from restore.restoration import restore

FIXTURES = Path(__file__).parents[3] / "fixtures"
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((FIXTURES / "articles").glob("*.txt"))]


@pytest.mark.parametrize("name", ["bibliothek", "harbour", "rotkaeppchen", "verwandlung"])
def test_a_page_is_restored_as_well_against_its_book_as_against_its_own_text(name):
    layout = read_layout((FIXTURES / "layouts" / name / "page.hocr").read_bytes())
    source = (FIXTURES / "layouts" / name / "source.txt").read_text(encoding="utf-8").strip()
    others = [text for text in ARTICLES if source not in text]  # two of the pages are of articles
    book = "\n\n".join([*others[:5], source, *others[5:]])
    found = restore(layout.text, source=book, excerpt=True)
    assert found.excerpt.text == source
    own = restore(layout.text, source=source)
    assert write_layout(layout, found.plan) == write_layout(layout, own.plan)
