"""Each layout, made small as its project keeps it, and read."""

import gzip
import json

import pytest

from restore.errors import InputError
from restore.golden.adding import import_cases
from restore.golden.case import Case, find_cases
from restore.golden.importers import LAYOUTS, load, site_of, slug

PAGE = "<html><body><p>One.</p><p>Two.</p></body></html>"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name.endswith(".gz"):
        path.write_bytes(gzip.compress(content.encode()))
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def article_extraction_benchmark(folder):
    entry = {"articleBody": "One.\n\nTwo.", "url": "https://www.example.org/a"}
    write(folder / "ground-truth.json", {"0123456789abcdef": entry, "ff": {"articleBody": ""}})
    write(folder / "html/0123456789abcdef.html.gz", PAGE)
    return "example.org/0123456789ab", "One.\n\nTwo.", 1


def trafilatura(folder):
    entry = {"file": "../../example.html", "with": ["One."], "without": ["Imprint"]}
    write(folder / "tests/evaldata.json", {"https://example.org/a": entry, "https://example.org/b": {"file": "b.html"}})
    write(folder / "tests/cache/example.html", PAGE)
    return "example.org/example", None, 1


def newspaper4k(folder):
    write(folder / "tests/data/txt/some_article.txt", "One.\n\nTwo.\n")
    write(folder / "tests/data/txt/no_page.txt", "Lost.")
    write(folder / "tests/data/html/some_article.html", PAGE)
    write(folder / "tests/data/metadata/some_article.json", {"url": "https://example.org/a", "title": "T"})
    return "newspaper4k/some_article", "One.\n\nTwo.", 1


def goose3(folder):
    entry = {"url": "https://example.org/a", "expected": {"cleaned_text": "One.", "title": None}}
    write(folder / "tests/data/content/test_some.json", entry)
    write(folder / "tests/data/content/test_some.html", PAGE)
    write(folder / "tests/data/content/test_none.json", {"expected": {}})
    return "goose3/some", "One.", 1


def fundus(folder):
    data = folder / "tests/resources/parser/test_data/us"
    body = {"summary": ["One."], "sections": [{"headline": ["Head"], "paragraphs": ["Two.", "Three."]}]}
    write(data / "Paper.json", {"V1": {"body": {"sections": []}}, "V1_1": {"body": body, "title": "T"}})
    write(data / "Paper_2023_01_02.html.gz", PAGE)
    write(data / "Paper_2024_01_02.html.gz", PAGE)
    write(data / "Other.json", {"V1": {"body": body}})
    write(data / "Other_2023_01_02.html.gz", PAGE)
    write(data / "Other_2023_01_03.html.gz", PAGE)
    write(
        data / "meta.info",
        {"Paper_2024_01_02.html.gz": {"url": "https://example.org/a", "crawl_date": "2024-01-02 03:04"}},
    )
    return "us-Paper/V1_1", "One.\n\nHead\n\nTwo.\n\nThree.", 2


def readability(folder):
    write(folder / "test/test-pages/001/source.html", PAGE)
    write(folder / "test/test-pages/001/expected.html", "<div><p>One.</p>\n<p>Two <b>bold</b>.</p></div>")
    write(folder / "test/test-pages/001/expected-metadata.json", {"title": "T"})
    write(folder / "test/test-pages/002/expected.html", "<p>No source.</p>")
    return "readability/001", "One.\n\nTwo bold.", 1


MAKERS = {
    "article-extraction-benchmark": article_extraction_benchmark,
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "goose3": goose3,
    "fundus": fundus,
    "readability": readability,
}


def test_every_layout_is_tried_here():
    assert set(MAKERS) == set(LAYOUTS)


@pytest.mark.parametrize("layout", MAKERS)
def test_a_layout_becomes_golden_folders(layout, tmp_path):
    name, golden, problems = MAKERS[layout](tmp_path / "data")
    root = tmp_path / "goldens"
    written = list(import_cases(load(layout), tmp_path / "data", root))
    assert [one.case for one in written if one.done] == [name]
    assert sum(not one.done for one in written) == problems
    case = Case(root, name)
    assert case.golden == golden
    assert "One." in case.html
    provenance = case.meta.provenance
    assert provenance["imported"] == layout
    assert provenance["origin"] == ("generated" if layout == "fundus" else "imported")
    _ = case.meta.options
    assert [found.name for found in find_cases(root)] == [name]


@pytest.mark.parametrize("layout", MAKERS)
def test_another_folder_is_refused_in_one_line(layout, tmp_path):
    with pytest.raises(InputError, match=f"no test data of {layout}"):
        list(load(layout).read(tmp_path))


def test_segments_become_rules(tmp_path):
    trafilatura(tmp_path / "data")
    list(import_cases(load("trafilatura"), tmp_path / "data", tmp_path / "goldens"))
    options = Case(tmp_path / "goldens", "example.org/example").meta.options
    assert (list(options.must), list(options.must_not)) == (["One."], ["Imprint"])


def test_prefix_texts_are_beginnings(tmp_path):
    goose3(tmp_path / "data")
    list(import_cases(load("goose3"), tmp_path / "data", tmp_path / "goldens"))
    assert Case(tmp_path / "goldens", "goose3/some").meta.options.beginning_only


def test_what_is_there_stays(tmp_path):
    readability(tmp_path / "data")
    root = tmp_path / "goldens"
    list(import_cases(load("readability"), tmp_path / "data", root))
    (root / "readability/001/golden.txt").write_text("Mine.\n", encoding="utf-8")
    assert not any(one.done for one in import_cases(load("readability"), tmp_path / "data", root))
    assert Case(root, "readability/001").golden == "Mine."
    assert any(one.done for one in import_cases(load("readability"), tmp_path / "data", root, replace=True))


def test_a_text_without_a_word_is_left_out(tmp_path):
    write(tmp_path / "theirs/tests/data/txt/blank.txt", " \n")
    write(tmp_path / "theirs/tests/data/html/blank.html", PAGE)
    (done,) = import_cases(load("newspaper4k"), tmp_path / "theirs", tmp_path / "goldens")
    assert (str(done), done.done) == ("newspaper4k/blank: left out: no text", False)
    assert not (tmp_path / "goldens").exists()


@pytest.mark.parametrize("text", ["../../etc/passwd", "a/b", "..", "", "x" * 300, "\x1b[31m", "a\nb", ".ssh"])
def test_names_out_of_data_are_safe_folder_names(text, tmp_path):
    for made in (slug(text), site_of(text)):
        assert Case.named(tmp_path, made).folder.parent == tmp_path
