"""What makes a site of the documents as they stand in the repository: MkDocs calls the `on_…` functions.

A page of the site has the name it has in the repository, without `docs/`. Links are those that hold in the repository,
and are turned into the site's here. Two pages are made: the commands, of their help, and the Python interface, of its
docstrings.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
ELSEWHERE = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "fixtures/**/README.md",
)  # pages not under docs/
SHOWN = (
    "docs/examples/agent/decide.py",
    "docs/examples/scraper/tests/test_articles.py",
)  # code that is linked to, and shown as a page
API = {
    "One pair": ("restore",),
    "Many pairs": ("restore.batch.restore_records",),
    "Finding sources": (
        "restore.find.search.find_sources",
        "restore.find.library.MemoryLibrary",
        "restore.find.documents.Document",
    ),
    "Golden texts": ("restore.golden.compare.compare",),
    "Errors": ("restore.errors",),
}
LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!\w+:|#)<?([^)#>\s]+)(#[^)>]*)?>?\)")
PICTURE = re.compile(r"(!\[[^\]]*\]\()(?!\w+:)([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(<code>)(.*?)(</code>)", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
_ONE = r"(?:(?!\n\n)[\s\S])"  # a character of the same paragraph
MARK = re.compile(rf"(?P<del>\[-{_ONE}+?-\]|\{{-{_ONE}+?-\}})|(?P<ins>\{{\+{_ONE}+?\+\}})")
MARGIN = re.compile(r"\n *")
FETCHED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(?:https?:)?//|"
    r"<link\b(?=[^>]*\brel=[\"']?(?:stylesheet|preload|preconnect|icon))[^>]*\bhref=[\"']?(?:https?:)?//",
    re.IGNORECASE,
)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages that are not under docs/, and those that are made."""
    from mkdocs.structure.files import File

    for pattern in ELSEWHERE:
        for path in sorted(ROOT.glob(pattern)):
            name = path.relative_to(ROOT).as_posix()
            files.append(File.generated(config, name, abs_src_path=str(path)))
    for name in SHOWN:
        code = (ROOT / name).read_text(encoding="utf-8")
        title = name.rpartition("/")[2]
        files.append(File.generated(config, site_name(name), content=f"# {title}\n\n```python\n{code}```\n"))
    files.append(File.generated(config, "commands.md", content=commands()))
    files.append(File.generated(config, "api.md", content=interface()))
    return files


def on_page_markdown(markdown: str, *, page: Page, files: Files, **_: object) -> str:
    """Turn a page's links into the site's."""
    return linked(markdown, page.file.src_uri, {file.src_uri for file in files})


def on_page_content(html: str, **_: object) -> str:
    """Colour what differs, in all code."""
    return CODE.sub(lambda code: code[1] + marked(code[2]) + code[3], html)


def on_post_page(output: str, *, page: Page, **_: object) -> str:
    """Refuse a page that has a browser fetch something from elsewhere."""
    from mkdocs.exceptions import PluginError

    if found := FETCHED.search(output):
        raise PluginError(f"{page.file.src_uri}: fetches from elsewhere: {found.group()}")
    return output


def site_name(name: str) -> str:
    """The name of a page in the site: without docs/, and code as the page that shows it.

    >>> site_name("docs/cli.md"), site_name("README.md"), site_name("docs/examples/extract.py")
    ('cli.md', 'README.md', 'examples/extract.md')
    """
    return re.sub(r"\.py$", ".md", name.removeprefix("docs/"))


def linked(markdown: str, page: str, there: Collection[str]) -> str:
    """A page's Markdown with the links of the repository turned into the site's; `page` is its name in the site.

    What the repository has and the site does not, as a folder, is linked to in the repository; a link to what neither
    has stays, for the builder to complain of. Code is as it was.

    >>> linked("[all](../README.md#more) of [it](../docs)", "cli.md", {"README.md", "cli.md"})
    '[all](README.md#more) of [it](https://github.com/restore-text/restore/tree/main/docs)'
    """
    outside = page.startswith("fixtures/") or ("/" not in page and (ROOT / page).exists())
    folder = posixpath.dirname(page if outside else f"docs/{page}")

    def place(target: str) -> str:
        name = posixpath.normpath(posixpath.join(folder, target))
        if site_name(name) in there:
            return posixpath.relpath(site_name(name), posixpath.dirname(page) or ".")
        return f"{_home()}/tree/main/{name}" if (ROOT / name).exists() else target

    def link(found: re.Match[str]) -> str:
        return f"[{found[1]}]({place(found[2])}{found[3] or ''})"

    def turned(text: str) -> str:
        return LINK.sub(link, PICTURE.sub(lambda found: f"{found[1]}{place(found[2])})", text))

    parts: list[str] = []
    at = 0
    for fence in FENCE.finditer(markdown):
        parts += (turned(markdown[at : fence.start()]), fence.group())
        at = fence.end()
    return "".join([*parts, turned(markdown[at:])])


@cache
def _home() -> str:
    """The address of the repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["urls"]["Homepage"])


def marked(code: str) -> str:
    r"""The HTML of a piece of code, with `<del>` and `<ins>` around what differs, none of them across another tag.

    >>> marked('<span>a [-b</span>\n<span>  c-]{+d+}</span>')
    '<span>a <del>[-b</del></span>\n<span>  <del>c-]</del><ins>{+d+}</ins></span>'
    """
    text = TAG.sub("", code)
    kinds = [""] * len(text)
    for mark in MARK.finditer(text):
        kinds[mark.start() : mark.end()] = [mark.lastgroup or ""] * len(mark.group())
    for margin in MARGIN.finditer(text):
        kinds[margin.start() : margin.end()] = [""] * len(margin.group())
    parts: list[str] = []
    at = taken = 0
    for tag in [*TAG.finditer(code), None]:
        end = tag.start() if tag else len(code)
        piece = code[taken:end]
        parts.append(_wrapped(piece, kinds[at : at + len(piece)]))
        at += len(piece)
        if tag:
            parts.append(tag.group())
            taken = tag.end()
    return "".join(parts)


def _wrapped(piece: str, kinds: list[str]) -> str:
    """A piece without tags, its parts in their marks."""
    from itertools import groupby

    parts: list[str] = []
    for kind, group in groupby(zip(piece, kinds, strict=True), key=lambda pair: pair[1]):
        text = "".join(character for character, _ in group)
        parts.append(f"<{kind}>{text}</{kind}>" if kind else text)
    return "".join(parts)


def commands() -> str:
    """The page of all commands: what each says of itself with --help."""
    import os
    from unittest.mock import patch

    from restore.cli.main import parser_of
    from restore.cli.overview import overview
    from restore.cli.registry import COMMANDS

    names = [entry.name for entry in COMMANDS]
    with patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"}):  # as wide as a page
        helps = [overview(), *(parser_of(name).format_help() for name in names)]
    heads = [
        "# All commands\n\nWhat `restore COMMAND --help` prints; the [manual](cli.md) says more.",
        *(f"## restore {name}" for name in names),
    ]
    return "\n".join(f"{head}\n\n```text\n{text}```\n" for head, text in zip(heads, helps, strict=True))


def interface() -> str:
    """The page of the Python interface: all public names of `restore`, and those of its rooms that have a use alone."""
    parts = ["# Python\n\nOffsets and lengths count a text's Unicode code points; confidences are probabilities.\n"]
    for title, names in API.items():
        parts.append(f"## {title}\n")
        for name in names:
            public = _public() if name == "restore" else [name]
            parts += [f"::: {word}\n" for word in public]
    return "\n".join(parts)


def _public() -> list[str]:
    """The public names of the package; errors have a place of their own."""
    import restore

    return [f"restore.{name}" for name in restore.__all__ if getattr(restore, name).__module__ != "restore.errors"]
