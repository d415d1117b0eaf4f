"""What the site's builder makes of the documents, without the builder."""

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

import restore
from restore.cli.registry import COMMANDS

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "site"


def loaded(name):
    """A module of the site's, as its builder loads it."""
    spec = importlib.util.spec_from_file_location(f"site_{name}", SITE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hooks = loaded("hooks")


def test_examples_of_the_hooks_are_true():
    found = doctest.testmod(hooks)
    assert found.attempted
    assert not found.failed


@pytest.mark.parametrize(
    ("page", "link", "becomes"),
    [
        ("README.md", "[a](docs/cli.md)", "[a](cli.md)"),
        ("README.md", "[![a](docs/pictures/page.svg)](docs/review.md)", "[![a](pictures/page.svg)](review.md)"),
        ("cli.md", "[a](../README.md#more)", "[a](README.md#more)"),
        ("cli.md", "[a](#words) [b](https://example.org/c.md)", "[a](#words) [b](https://example.org/c.md)"),
        ("howto/scrapers.md", "[a](../../README.md)", "[a](../README.md)"),
        ("howto/scrapers.md", "[a](../cli.md#x)", "[a](../cli.md#x)"),
        ("fixtures/README.md", "[a](../docs/cli.md)", "[a](../cli.md)"),
        ("fixtures/README.md", "[`a`](../seeds) stays", f"[`a`]({hooks._home()}/tree/main/seeds) stays"),
        ("cli.md", "[a](nowhere.md)", "[a](nowhere.md)"),
        ("cli.md", "```text\n[a](../README.md)\n```", "```text\n[a](../README.md)\n```"),
    ],
)
def test_links_of_the_repository_become_those_of_the_site(page, link, becomes):
    there = {"README.md", "cli.md", "review.md", "pictures/page.svg", "howto/scrapers.md", "fixtures/README.md"}
    assert hooks.linked(link, page, there) == becomes


def test_marks_end_with_their_paragraph():
    assert hooks.marked("usage [-x\n\n[-gone-] b-]") == "usage [-x\n\n<del>[-gone-]</del> b-]"


def test_what_is_not_under_docs_is_there():
    for name in (*hooks.ELSEWHERE, *hooks.SHOWN):
        assert list(ROOT.glob(name)), name


def test_the_page_of_commands_has_them_all():
    page = hooks.commands()
    for entry in COMMANDS:
        assert f"## restore {entry.name}\n\n```text\nusage: restore {entry.name}" in page


def test_the_page_of_the_interface_has_all_public_names():
    page = hooks.interface()
    errors = {name for name in restore.__all__ if getattr(restore, name).__module__ == "restore.errors"}
    assert errors
    for name in restore.__all__:
        assert (f"::: restore.{name}\n" in page) == (name not in errors), name
    assert "::: restore.errors\n" in page


@pytest.mark.parametrize(
    ("html", "fetched"),
    [
        ('<script src="https://example.org/a.js">', True),
        ('<link rel="stylesheet" href="//example.org/a.css">', True),
        ("<link href=https://fonts.example.org rel=preconnect crossorigin>", True),
        ('<img alt="a" src="https://example.org/a.png">', True),
        ('<script src="assets/a.js"></script><a href="https://example.org">a</a>', False),
        ('<link rel="canonical" href="https://example.org/">', False),
    ],
)
def test_what_a_page_fetches_from_elsewhere_is_seen(html, fetched):
    assert bool(hooks.FETCHED.search(html)) == fetched


def test_the_site_has_a_place_for_every_page():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"^ +- (?:[\w ]+: )?([\w/]+\.md)$", nav, re.MULTILINE))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("**/*.md")}
    assert pages <= named


def test_examples_in_docstrings_are_fenced():
    pytest.importorskip("griffe")
    docstrings = loaded("docstrings")
    text = "Words.\n\n>>> one\n... two\n1\n>>> three\n\nMore.\n\nRaises:\n    ValueError: no.\n"
    assert docstrings.fenced(text) == (
        "Words.\n\n```python\n>>> one\n... two\n1\n>>> three\n```\n\nMore.\n\nRaises:\n    ValueError: no.\n"
    )


def test_what_a_comment_says_of_a_member_is_its_docstring():
    griffe = pytest.importorskip("griffe")
    extensions = griffe.load_extensions(str(SITE / "docstrings.py"))
    module = griffe.load("restore.differences", search_paths=[str(ROOT)], extensions=extensions, allow_inspection=False)
    assert module["Decision.KEEP"].docstring.value == "The copy stays as it is."
    assert module["Difference.copy"].docstring.value.startswith("Where in the copy;")
    assert module["Span.text"].docstring is None
