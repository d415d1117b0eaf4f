"""Markup read, with the places of all that is in it: XML by expat, HTML that is no XML by `html.parser`.

Neither asks a network or a disk for anything, and a document that declares entities of its own is refused before one of
them is replaced.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.entities import name2codepoint
from html.parser import HTMLParser
from xml.parsers import expat

from restore.encodings import encoding_of
from restore.errors import EncodingError, InputError
from restore.markup.elements import Attribute, Element, Markup

MAX_BYTES = 32_000_000  # a newspaper's page in ALTO has five to ten million, a book in hOCR about twenty
MAX_ELEMENTS = 1_000_000  # ten times those of a newspaper's page; each takes half a kilobyte while it is looked at
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_CONTENT = frozenset({"div", "span"})  # what pages are made of: one that is left open was cut short
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_START_TAG = re.compile(r"""<[^\s>/]+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)""")
_CHARSET = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]*)""", re.IGNORECASE)


def read_markup(
    data: bytes, *, name: str, encoding: str | None = None, html: bool = False, lenient: bool = False
) -> Markup:
    """A file's markup, in the encoding named, else that of its byte order mark, else the one it declares, else UTF-8.

    What may be `html` is read as XML where it says that it is. HTML that is `lenient` may leave any element open, as
    the web does; else one that pages are made of and that is left open was cut short.

    Raises:
        InputError: it is too large, not well-formed, cut short, or declares entities.
        EncodingError: its bytes are not in that encoding.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{name}: {len(data)} bytes are more than {MAX_BYTES}, too many for pages; split it by its pages"
        )
    used = encoding or declared_encoding(data)
    try:
        raw = data.decode(used)
        written = raw.encode(used)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{name}: not {used.upper()}, which it says it is: byte 0x{data[error.start]:02x} at offset {error.start}",
            "name its encoding with --encoding",
        ) from None
    except (LookupError, UnicodeError):
        raise InputError(f"{name}: unknown encoding {used!r}; name its encoding with --encoding") from None
    if written != data:
        raise InputError(f"{name}: cannot be written back byte for byte as {used}; name another --encoding")
    is_xml = not html or raw.removeprefix("\ufeff").lstrip().startswith("<?xml")
    draft = _Xml(raw, name) if is_xml else _Html(raw, name, lenient=lenient)
    return Markup(raw, used, draft.finished(), draft.offsets, draft.texts)


def declared_encoding(data: bytes) -> str:
    """The encoding that a byte order mark names, or the document itself, else UTF-8."""
    if (marked := encoding_of(data)) != "utf-8" or data.startswith(BOM_UTF8):
        return marked
    if data[:2] == b"<\0":
        return "utf-16-le"
    if data[:2] == b"\0<":
        return "utf-16-be"
    declared = _DECLARED.match(data) or _CHARSET.search(data[:4096])
    # Bytes that could be read that far are in none of these; a file says so that was converted and not looked at again.
    said = declared[1].decode("ascii") if declared else "utf-8"
    return "utf-8" if said.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")) else said


class _Draft:
    """Elements as they open and close."""

    def __init__(self, raw: str, name: str) -> None:
        self.raw, self.name = raw, name
        self.offsets: list[int] = []
        self.texts: list[str] = []
        self._opened: list[tuple[str, int]] = []  # tag and offset of each element's start
        self._parents: list[int] = []
        self._ends: list[tuple[int, int]] = []  # where the end tag starts, and the last element inside
        self._stack: list[int] = []

    @property
    def stack(self) -> list[str]:
        """The tags of the elements that are open, the outermost first."""
        return [self._opened[number][0] for number in self._stack]

    def open(self, tag: str, at: int) -> None:
        if len(self._opened) >= MAX_ELEMENTS:
            raise InputError(f"{self.name}: has more than {MAX_ELEMENTS} elements, too many for pages; split it")
        if tag.lower() == "br":  # a line that ends in the middle of a text is white space there
            self.say("\n", at)
        self._parents.append(self._stack[-1] if self._stack else -1)
        self._stack.append(len(self._opened))
        self._opened.append((tag, at))
        self._ends.append((-1, -1))

    def shut(self, at: int) -> None:
        self._ends[self._stack.pop()] = (at, len(self._opened) - 1)

    def say(self, text: str, at: int) -> None:
        self.offsets.append(at)
        self.texts.append(text)

    def line(self, at: int) -> int:
        return self.raw.count("\n", 0, at) + 1

    def refuse_declarations(self, *_: object) -> None:
        raise InputError(
            f"{self.name}: its document type declares things, entities perhaps; no page needs that: take it out"
        )

    def finished(self) -> list[Element]:
        return [self._element(number) for number in range(len(self._opened))]

    def _element(self, number: int) -> Element:
        tag, start = self._opened[number]
        close, last = self._ends[number]
        found = _START_TAG.match(self.raw, start)
        if found is None:
            raise InputError(f"{self.name}: <{tag}> of line {self.line(start)} has no end; get the whole file")
        inner = found.end()
        if self.raw[inner - 2] == "/" or close < inner:  # <a/>, and in HTML <br>
            close = end = inner
        else:
            end = self.raw.index(">", close) + 1 if self.raw.startswith("</", close) else close
        attributes = tuple(self._attributes(start + 1 + len(tag), inner))
        return Element(
            number, tag.rpartition(":")[2], tag, self._parents[number], last, start, inner, close, end, attributes
        )

    def _attributes(self, start: int, end: int) -> Iterator[Attribute]:
        for match in _ATTRIBUTE.finditer(self.raw, start, end):
            if match[2] is None:
                continue
            first, last = match.span(2)
            if match[2][0] in "\"'":
                first, last = first + 1, last - 1
            name = self.folded(match[1].rpartition(":")[2])
            yield Attribute(name, unescape(self.raw[first:last]), match.start(), first, last)

    def folded(self, name: str) -> str:
        """An attribute's name as it is looked up."""
        return name


class _Xml(_Draft):
    """XML, by expat."""

    def __init__(self, raw: str, name: str) -> None:
        super().__init__(raw, name)
        data = raw.encode("utf-8", "surrogatepass")
        byte = character = 0
        parser = expat.ParserCreate("utf-8")

        def at() -> int:
            """Where it is, in characters: expat counts bytes, and only ever goes on."""
            nonlocal byte, character
            now = parser.CurrentByteIndex
            character += len(data[byte:now].decode("utf-8", "surrogatepass"))
            byte = now
            return character

        parser.StartElementHandler = lambda tag, _: self.open(tag, at())
        parser.EndElementHandler = lambda _: self.shut(at())
        parser.CharacterDataHandler = lambda text: self.say(text, at())
        parser.SkippedEntityHandler = lambda entity, _: self.say(chr(name2codepoint.get(entity, 0xFFFD)), at())
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self.refuse_declarations
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            words = expat.errors.messages[error.code].removeprefix("not well-formed ").strip("()")
            raise InputError(
                f"{name}: not well-formed: {words} at line {error.lineno}, column {error.offset + 1}; "
                "get the file again, or write it anew with the program it is from"
            ) from None

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
        if has_declarations:
            self.refuse_declarations()


_Said = list[tuple[str, str | None]]  # attributes as `html.parser` hands them over


class _Html(_Draft):
    """HTML, by `html.parser`: tags that may be left out are left out, but a page may not end in the middle of one."""

    def __init__(self, raw: str, name: str, *, lenient: bool) -> None:
        super().__init__(raw, name)
        self._open: Counter[str] = Counter()
        starts = [0, *(match.end() for match in re.finditer("\n", raw))]
        draft = self

        class TagParser(HTMLParser):
            def at(self) -> int:
                line, column = self.getpos()
                return starts[line - 1] + column

            def handle_starttag(self, tag: str, attrs: _Said) -> None:  # noqa: ARG002 - as the parser calls it
                start = self.at()
                draft.open(raw[start + 1 : start + 1 + len(tag)], start)
                if tag in _VOID:
                    draft.shut(start)

            def handle_startendtag(self, tag: str, attrs: _Said) -> None:
                self.handle_starttag(tag, attrs)
                if tag not in _VOID:
                    draft.shut(self.at())

            def handle_endtag(self, tag: str) -> None:
                draft.shut_tag(tag, self.at())

            def handle_decl(self, decl: str) -> None:
                if "[" in decl:
                    draft.refuse_declarations()

            def handle_data(self, data: str) -> None:
                draft.say(data, self.at())

        self._refuse_cut()
        parser = TagParser()
        try:
            parser.feed(raw)
            parser.close()
        except AssertionError as error:  # which is how it says that a declaration is none
            raise InputError(f"{name}: not HTML that can be read: {str(error)[:60]}; get the file again") from None
        tag = next((tag for tag in self.stack if tag.lower() in _CONTENT), None)
        if tag is not None and not lenient:
            raise InputError(f"{name}: is cut short: a <{tag}> is never closed; get the whole file")
        while self._stack:
            self.shut(len(raw))

    def _refuse_cut(self) -> None:
        """A comment or a tag without an end has `html.parser` look for one again and again, up to the file's end."""
        for begin, end, what in (("<!--", "-->", "comment"), ("<", ">", "tag")):
            if self.raw.rfind(begin) > self.raw.rfind(end):
                line = self.line(self.raw.rfind(begin))
                raise InputError(f"{self.name}: is cut short: the {what} of line {line} has no end; get the whole file")

    def open(self, tag: str, at: int) -> None:
        super().open(tag, at)
        self._open[tag.lower()] += 1

    def folded(self, name: str) -> str:
        return name.lower()  # HTML has CLASS for class

    def shut(self, at: int) -> None:
        self._open[self._opened[self._stack[-1]][0].lower()] -= 1
        super().shut(at)

    def shut_tag(self, tag: str, at: int) -> None:
        """Close the nearest open element of this name, and what is open inside; a tag that closes nothing is passed."""
        while self._open[tag]:
            found = self._opened[self._stack[-1]][0].lower() == tag
            self.shut(at)
            if found:
                break
