"""Word files (DOCX): the paragraphs of a document as it is with all changes accepted, then its notes."""

from __future__ import annotations

from restore.sources import flow
from restore.sources.packed import Archive

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def read(data: bytes, name: str) -> str:
    """The text of a document.

    Raises:
        InputError: it is damaged or too large.
    """
    with Archive(data, name) as archive:
        parts = [part for part in _PARTS if part == _PARTS[0] or archive.has(part)]
        texts = [flow.read(archive.read(part), flow.DOCX, name=f"{name}: {part}") for part in parts]
    return "\n".join(text for text in texts if text)
