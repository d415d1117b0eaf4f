"""What a file says, be it plain text, a page with its layout or a document: the one place where bytes become a text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from restore.encodings import decode, encoding_of
from restore.errors import EncodingError, InputError
from restore.markup import first_element
from restore.plan import Plan, apply_plan
from restore.values import dataclass

if TYPE_CHECKING:
    from restore.confidences import EngineConfidences
    from restore.layouts import Layout, PageFormat


@dataclass(frozen=True, slots=True)
class Given:
    """A text as it was read. Without a layout, `text.encode(encoding)` gives the file's bytes again."""

    text: str
    encoding: str
    layout: Layout | None = None

    @property
    def confidences(self) -> EngineConfidences | None:
        """How sure an engine was of the words, where the file is a page that says so."""
        return self.layout.confidences if self.layout else None

    def restored(self, plan: Plan) -> str:
        """What the file becomes when a plan for its text is carried out: a page stays one."""
        if self.layout is None:
            return apply_plan(self.text, plan)
        from restore.layouts import rewrite

        return rewrite(self.layout, plan)


def read_utf8(path: str | os.PathLike[str]) -> str:
    """The text of a file that is UTF-8 in any case, or says otherwise by its byte order mark.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    from restore.files import read_bytes

    return decode_utf8(read_bytes(path), os.fspath(path))


def decode_utf8(data: bytes, name: str) -> str:
    """The text of bytes as `read_utf8` takes them; `name` is the file's. Raises InputError where they are no text."""
    try:
        return decode(data, name=name)
    except EncodingError as error:
        raise InputError(f"{error.said}; save it as UTF-8") from None


def is_text(data: bytes) -> bool:
    """Whether a file, or its first 64 kB, is a text as it stands, and neither a page with its layout nor an archive."""
    from restore.sources import source_kind

    kind = source_kind(data)
    return _page_kind(data) is None and not (kind and kind.is_packed)


def given(data: bytes, *, name: str, encoding: str | None = None) -> Given:
    r"""The text of a file's bytes; `name` is the file's, for messages.

    Without `encoding` it is what a byte order mark says, or, of a page, the page itself, else UTF-8.

    >>> given("<alto><TextLine><String CONTENT='told'/></TextLine></alto>".encode(), name="page.xml").text
    'told\n'

    Raises:
        InputError: it is not text, a page that cannot be read, or `encoding` is unknown.
        EncodingError: the bytes are not in that encoding.
    """
    from restore.sources import source_kind

    kind = source_kind(data)
    if kind is not None and kind.is_packed:
        raise InputError(f"{name}: is {kind.words}, which is read as a source alone; save its text as a file")
    if _page_kind(data) is None:
        used = encoding or encoding_of(data)
        return Given(decode(data, name=name, encoding=used), used)
    from restore.layouts import read_layout

    layout = read_layout(data, name=name, encoding=encoding)
    return Given(layout.text, layout.markup.encoding, layout)


def given_source(data: bytes, *, name: str, encoding: str | None = None, copy: str = "") -> Given:
    """The text of a source's bytes, which may be a document besides: HTML, TEI, EPUB or DOCX.

    HTML and TEI are taken as they stand where the copy is marked up itself, for then that is what it was made from.

    Raises:
        InputError: as `given`; or it is a document that is broken, protected, or too large.
        EncodingError: the bytes are not in that encoding.
    """
    from restore.sources import read_source, source_kind

    kind = source_kind(data)
    if kind is None or _page_kind(data) is not None:
        return given(data, name=name, encoding=encoding)
    if not kind.is_packed and source_kind(copy[:65536].encode("utf-8", "surrogatepass")) is not None:
        return given(data, name=name, encoding=encoding)
    from restore.markup.scanning import declared_encoding

    used = "utf-8" if kind.is_packed else encoding or declared_encoding(data)
    return Given(read_source(data, name=name, encoding=used), used)


def _page_kind(data: bytes) -> PageFormat | None:
    """The format of pages that a file is in. Only what begins with an element is looked at: few texts are pages."""
    if first_element(data) is None:
        return None
    from restore.layouts import layout_kind

    return layout_kind(data)
