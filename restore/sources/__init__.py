r"""Documents that a source may be: HTML, TEI, EPUB and Word files (DOCX) as texts.

Read with what Python has: expat, `html.parser` and `zipfile`, so that nothing is to be installed, nothing is fetched,
and what a file unpacks to is counted while it does.

>>> read_source(b"<!DOCTYPE html><title>T</title><p>The mayor <i>left</i>\n town.<p>At noon.", name="page.html")
'The mayor left town.\n\nAt noon.\n'
"""

from __future__ import annotations

from enum import StrEnum

from restore.errors import InputError
from restore.markup import first_element

_ENDS = 65536  # bytes at either end of an archive in which the names of its entries are looked for


class DocumentFormat(StrEnum):
    """A format that documents are kept in."""

    HTML = "HTML"
    TEI = "TEI"
    EPUB = "EPUB"
    DOCX = "DOCX"

    @property
    def is_packed(self) -> bool:
        """Whether it is an archive, and so never a text as it stands."""
        return self in {DocumentFormat.EPUB, DocumentFormat.DOCX}

    @property
    def words(self) -> str:
        """What a file of it is called."""
        if self is DocumentFormat.DOCX:
            return "a Word file"
        return f"{'a' if self is DocumentFormat.TEI else 'an'} {self.value} file"


_ENTRIES = {b"META-INF/container.xml": DocumentFormat.EPUB, b"word/document.xml": DocumentFormat.DOCX}


def source_kind(data: bytes) -> DocumentFormat | None:
    """The format of a document, by its contents; None for any other file.

    >>> source_kind(b"<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    <DocumentFormat.TEI: 'TEI'>
    >>> source_kind(b"a < b")
    """
    root = first_element(data)
    if data.startswith(b"PK\3\4"):
        names = data[:_ENDS] + data[-_ENDS:]
        found = (kind for name, kind in _ENTRIES.items() if name in names)
        return next(found, None)
    if root == "html":
        return DocumentFormat.HTML
    return DocumentFormat.TEI if root in {"TEI", "TEI.2", "teiCorpus"} else None


def read_source(data: bytes, *, name: str = "source", encoding: str | None = None) -> str:
    """The text of a document: a paragraph each paragraph, an empty line between.

    `encoding` is that of HTML or TEI, where they do not name it themselves; `name` is the file's, for messages.

    Raises:
        InputError: it is none of these, is broken, protected, or unpacks to more than 32 MB.
        EncodingError: its bytes are not in its encoding.
    """
    from restore.sources import docx, epub, flow

    kind = source_kind(data)
    if kind is None:
        told = f"{name}: neither HTML nor TEI nor EPUB nor DOCX"
        raise InputError(f"{told}; give a document, and a page to restore.layouts.read_layout")
    if kind is DocumentFormat.EPUB:
        return epub.read(data, name)
    if kind is DocumentFormat.DOCX:
        return docx.read(data, name)
    return flow.read(data, flow.HTML if kind is DocumentFormat.HTML else flow.TEI, name=name, encoding=encoding)
