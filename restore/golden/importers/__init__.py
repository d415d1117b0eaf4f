"""Importers: test data of the known extractors and their benchmarks, as golden folders.

Each layout is a module with `read(folder)`, which yields what it finds. Adding one is a module and a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, cast

LAYOUTS: Mapping[str, str] = MappingProxyType(
    {
        "article-extraction-benchmark": "ground-truth.json and html/ID.html.gz",
        "trafilatura": "evaldata.json and the pages in cache/ and eval/",
        "newspaper4k": "html/NAME.html, txt/NAME.txt and metadata/NAME.json",
        "goose3": "content/test_NAME.html and .json",
        "fundus": "test_data/COUNTRY/PUBLISHER.json and PUBLISHER_DATE.html.gz",
        "readability": "test-pages/NAME/source.html and expected.html",
    }
)


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """A golden text, or rules in its place, with its page, as another project keeps it.

    `golden` is None where there are rules alone. `meta` are keys of case.toml. `problem` says why a case cannot be had.
    """

    name: str
    golden: str | None = None
    page: bytes | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""


class ForeignLayout(Protocol):
    """A module that reads one layout."""

    def read(self, folder: Path) -> Iterator[ImportedCase]:
        """What a folder holds, in the order of names.

        Raises:
            InputError: the folder has not this layout.
        """


def load(name: str) -> ForeignLayout:
    """The importer of a layout."""
    return cast("ForeignLayout", import_module(f"restore.golden.importers.{name.replace('-', '_')}"))


def slug(text: str) -> str:
    """A folder's name out of anything: letters, digits, '-', '_' and '.' inside.

    >>> slug("https://www.example.org/a/b?x=../../etc"), slug("..")
    ('www.example.org-a-b-x-etc', 'unnamed')
    """
    plain = re.sub(r"^[a-z]+://", "", text.strip())
    return re.sub(r"(?:[^\w.]|\.{2,})+", "-", plain)[:80].strip("-._ ") or "unnamed"


def site_of(url: str) -> str:
    """A folder's name for the site of an address.

    >>> site_of("https://www.example.org:8080/a"), site_of("")
    ('example.org', 'site')
    """
    host = re.sub(r"^[a-z]+://", "", url.strip().lower()).split("/", 1)[0].split("@")[-1].split(":")[0]
    return slug(host.removeprefix("www.")) if host else "site"


def read_json(path: Path) -> Any:
    """A JSON file.

    Raises:
        InputError: it is missing or no JSON.
    """
    from restore.errors import InputError
    from restore.files import parse_json, read_bytes

    try:
        return parse_json(read_bytes(path).decode("utf-8-sig"))
    except ValueError as error:
        raise InputError(f"{path}: no JSON: {error}") from None


def home_of(layout: str, folder: Path, *names: str) -> Path:
    """The folder itself or one under it that holds one of these files or folders, the shallowest first.

    Raises:
        InputError: none does, so that the folder has not the layout.
    """
    for pattern in ("{}", "*/{}", "*/*/{}", "*/*/*/{}"):
        for name in names:
            found = sorted(folder.glob(pattern.format(name)))
            if found:
                return found[0].parent
    raise no_layout(folder, layout)


def no_layout(folder: Path, name: str) -> Exception:
    """The error for a folder that has not a layout."""
    from restore.errors import InputError

    return InputError(f"{folder}: no test data of {name}; it has {LAYOUTS[name]}")
