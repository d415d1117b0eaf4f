"""EPUB: the chapters of a book, in the order of its spine."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from restore.errors import InputError
from restore.markup.elements import Markup
from restore.markup.scanning import read_markup
from restore.sources import flow
from restore.sources.packed import Archive

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read(data: bytes, name: str) -> str:
    """The text of a book.

    Raises:
        InputError: it is damaged, protected against copying, or too large.
    """
    with Archive(data, name) as archive:
        named = _markup(archive, _CONTAINER).elements
        package = next((element.get("full-path") for element in named if element.name == "rootfile"), "")
        if not package:
            raise InputError(f"{name}: {_CONTAINER} names no book; get the file again")
        chapters = _chapters(_markup(archive, package), package)
        locked = _locked(archive)
        texts = []
        for path in chapters:
            if path in locked:
                raise InputError(f"{name}: is protected against copying; give a copy of the book that is not")
            texts.append(flow.read(archive.read(path), flow.HTML, name=f"{name}: {path}"))
    return "\n".join(text for text in texts if text)


def _markup(archive: Archive, path: str) -> Markup:
    return read_markup(archive.read(path), name=f"{archive.name}: {path}")


def _chapters(package: Markup, path: str) -> list[str]:
    """The paths of the chapters, without the list of contents and what is not in the line of reading."""
    folder = posixpath.dirname(path)
    listed = [element for element in package.elements if element.name == "item"]
    items = {each.get("id"): each.get("href") for each in listed if "nav" not in each.get("properties").split()}
    spine = [element for element in package.elements if element.name == "itemref" and element.get("linear") != "no"]
    paths = (items.get(element.get("idref")) for element in spine)
    return [posixpath.normpath(posixpath.join(folder, unquote(path))) for path in paths if path]


def _locked(archive: Archive) -> frozenset[str]:
    """The entries that are encrypted; fonts often are, and do not matter."""
    if not archive.has(_ENCRYPTION):
        return frozenset()
    markup = _markup(archive, _ENCRYPTION)
    return frozenset(unquote(element.get("URI")) for element in markup.elements if element.name == "CipherReference")
