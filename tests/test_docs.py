"""What the documents say is what happens."""

import doctest
import json
import re
from pathlib import Path

import pytest

import restore
from restore.cli.exits import ExitCode
from restore.differences import Cause, Explanation, Op
from restore.formats.json import document
from restore.formats.words import EXPLANATIONS
from tests import readme

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def test_the_readme_shows_what_the_demo_prints():
    """When the demo's output is meant to change, `make snap` writes the block anew."""
    assert readme.block(readme.README.read_text(encoding="utf-8")) == readme.fenced(readme.printed())


def test_the_readme_opens_with_what_it_is_and_two_commands():
    lines = readme.README.read_text(encoding="utf-8").split("\n\n")
    assert lines[0] == "# restore"
    assert lines[1].startswith("`restore` repairs texts")
    assert re.findall(r"^    make \w+", lines[2], re.MULTILINE) == ["    make demo", "    make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_documents_does_what_it_says(page):
    found = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert found.failed == 0
    assert found.attempted or page.name != "README.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        there = page.parent / target if target else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_the_manual_names_every_code_explanation_and_exit_code():
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in (*Op, *Cause):
        assert f"| `{name.value}` |" in manual
    for explanation, words in EXPLANATIONS.items():
        assert f"| `{explanation.value}` | {words} |" in manual
    for code in ExitCode:
        assert re.search(rf"\b{code.value}\b", manual), code


def test_the_design_names_every_explanation():
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    for name in Explanation:
        assert f"| `{name.value}` |" in page


def test_the_example_of_the_schema_has_its_keys():
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    copy, source = (f"The order lacked any {word} about the funds." for word in ("dctail", "detail"))
    actual = document(restore.restore(copy, source=source))
    assert list(example) == list(actual)
    for side in ("copy", "source", "summary"):
        assert list(example[side]) == list(actual[side])
    (shown,), (found,) = example["differences"], actual["differences"]
    assert list(shown) == list(found)
    assert (shown["code"], shown["copy"], shown["source"]) == (found["code"], found["copy"], found["source"])


def test_contributing_is_short():
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split()) <= 800
