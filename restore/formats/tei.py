"""TEI P5: the two texts with a critical apparatus in parallel segmentation (TEI P5 Guidelines, 12.2.3).

Reading witness `#copy` gives the copy; reading `#source` gives the source's words in the copy's white space.
`app/@type` is the decision, `rdg/@type` and `@subtype` are operation and cause, `rdg/@cert` is the confidence, `note`
the evidence, and `note[@type="explanations"]` what may have made the difference. A moved block stands twice: as a
reading of the copy where the copy has it, and as a lemma where the source has it, each pointing at the other by
`@corresp`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category
from xml.sax.saxutils import escape, quoteattr

from restore.differences import Op, Span
from restore.formats.view import source_order
from restore.formats.words import rivals
from restore.visible import visible_lines

if TYPE_CHECKING:
    from restore.differences import Difference
    from restore.formats.view import View
    from restore.restoration import Restoration

_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{copy}, collated with {source}</title></titleStmt>
<publicationStmt><p>Made by restore {version}; not published.</p></publicationStmt>
<sourceDesc>
<listWit>
<witness xml:id="source">{source}</witness>
<witness xml:id="copy">{copy}</witness>
</listWit>
</sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
</teiHeader>
<text>
<body>
"""
_HIDDEN = re.compile(r"[^\x20-\x7e]")
_IN_XML = re.compile(r"[\x7f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOOTER = "</body>\n</text>\n</TEI>\n"


@dataclass(frozen=True, slots=True)
class ApparatusEntry:
    """One entry of the apparatus: at copy characters [start, end) stands the reading, in their place the lemma."""

    start: int
    end: int
    lemma: str
    reading: str
    difference: Difference
    here: str
    there: str | None = None


def render(restoration: Restoration, view: View) -> Iterator[str]:  # noqa: ARG001 - one call for all formats
    """The document, paragraph by paragraph, with all differences: a witness cannot be read with some left out."""
    from restore import __version__

    alignment = restoration.alignment
    names = {side: _text(text.name) for side, text in (("copy", alignment.copy), ("source", alignment.source))}
    yield _HEADER.format(**names, version=__version__)
    paragraph: list[str] = []
    for part in _body(alignment.copy.raw, entries(restoration)):
        if part is None:
            yield from _paragraph(paragraph)
            paragraph = []
        else:
            paragraph.append(part)
    yield from _paragraph(paragraph)
    yield _FOOTER


def entries(restoration: Restoration) -> list[ApparatusEntry]:
    """The apparatus in the copy's order; what stands inside a moved block goes with the block."""
    found: list[ApparatusEntry] = []
    for difference in sorted(restoration.differences, key=source_order):
        if difference.within is not None:
            continue
        name, at = f"d{difference.id}", difference.copy
        if difference.op is not Op.MOVE:
            lemma = _spaced(restoration, difference.source, at.start, at.end)
            found.append(ApparatusEntry(at.start, at.end, lemma, at.text, difference, name))
            continue
        target = at.start if difference.target is None else difference.target
        found.append(ApparatusEntry(at.start, at.end, "", at.text, difference, name, f"{name}-from"))
        lemma = _spaced(restoration, difference.source, target, target)
        found.append(ApparatusEntry(target, target, lemma, "", difference, f"{name}-from", name))
    return _apart(sorted(found, key=lambda entry: (entry.start, entry.end)))


def _spaced(restoration: Restoration, span: Span, start: int, end: int) -> str:
    """A lemma with the white space that parts it from its neighbours, where the copy has none to share."""
    copy, source = restoration.alignment.copy.raw, restoration.alignment.source.raw
    if not span.text:
        return ""
    before = span.start and source[span.start - 1].isspace() and start and not copy[start - 1].isspace()
    behind = source[span.end : span.end + 1].isspace() and end < len(copy) and not copy[end].isspace()
    return " " * bool(before) + span.text + " " * bool(behind)


def _apart(found: Sequence[ApparatusEntry]) -> list[ApparatusEntry]:
    """A moved block's place that falls inside another entry goes behind it."""
    from dataclasses import replace

    kept: list[ApparatusEntry] = []
    at = 0
    for entry in found:
        start = max(entry.start, at)
        moved = entry if start == entry.start else replace(entry, start=start, end=max(start, entry.end))
        kept.append(moved)
        at = moved.end
    return kept


def _body(copy: str, found: Sequence[ApparatusEntry]) -> Iterator[str | None]:
    """Markup in the copy's order; None where a paragraph ends, which is at line ends outside the apparatus."""
    at = len(copy) - len(copy.removeprefix("\ufeff"))  # a mark of the copy's encoding, and none of its words
    for entry in found:
        yield from _shared(copy[at : entry.start])
        yield _app(entry)
        at = max(at, entry.end)
    yield from _shared(copy[at:])


def _shared(text: str) -> Iterator[str | None]:
    lines = re.split(r"[\r\n]+", text)
    for index, line in enumerate(lines):
        if index:
            yield None
        if line:
            yield _printed(line)


def _paragraph(parts: Sequence[str]) -> Iterator[str]:
    if any(part.strip() for part in parts):
        yield f"<p>{''.join(parts)}</p>\n"


def _app(entry: ApparatusEntry) -> str:
    difference = entry.difference
    corresp = f' corresp="#{entry.there}"' if entry.there else ""
    reading = (
        f'<rdg wit="#copy" type="{difference.op}" subtype="{difference.cause}" cert="{difference.confidence:.4g}">'
        f"{_broken(entry.reading)}</rdg>"
    )
    told = rivals(difference.explanations)
    notes = f"<note>{_text(difference.evidence)}</note>"
    notes += f'<note type="explanations">{_text(told)}</note>' if told else ""
    return (
        f'<app xml:id={quoteattr(entry.here)}{corresp} type="{difference.decision}">'
        f'<lem wit="#source">{_broken(entry.lemma)}</lem>{reading}{notes}</app>'
    )


def _broken(text: str) -> str:
    """Text with its line ends as markup."""
    return "<lb/>".join(_printed(line) for line in re.split(r"\r\n|\r|\n", text))


def _printed(line: str) -> str:
    """A line, with the form feeds between pages as markup."""
    return "<pb/>".join(map(_text, line.split("\f")))


def _text(text: str) -> str:
    """The text as XML: what would steer or hide is a reference to its character, or visible where XML has none."""
    return _HIDDEN.sub(_reference, escape(text)) if not text.isprintable() else escape(text)


def _reference(match: re.Match[str]) -> str:
    """Directions of writing, soft hyphens and letters of a private use are an edition's own, and come back by it."""
    character = match[0]
    if character.isprintable() or character in "\t\n\r\u200c\u200d" or category(character) == "Zs":
        return character
    return f"&#x{ord(character):X};" if _IN_XML.match(character) else visible_lines(character)
