"""The running text of marked-up documents: which elements are paragraphs, which break a line, and which say nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from restore.markup.elements import Element, MarkupStep
from restore.markup.scanning import read_markup

_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class FlowRules:
    """What the elements of a format are to its text.

    `paragraphs` have an empty line around them and `lines` a line end; `skipped` say nothing of the text, nor do those
    of `choices`, inside of `choice`; what `asides` say comes behind the paragraph they stand in; `marks` stand for
    characters.
    """

    paragraphs: frozenset[str]
    lines: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    choices: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)

    def is_skipped(self, element: Element, parent: Element | None) -> bool:
        """Whether nothing inside of an element is of the text."""
        name = element.name.lower()
        return name in self.skipped or (parent is not None and parent.name == "choice" and name in self.choices)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# `head` is not skipped as a whole: its end tag may be left out, and what is left out ends with the file.
HTML = FlowRules(
    paragraphs=_names(
        "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table ul"
    ),
    lines=_names("caption li option tr"),
    skipped=_names("iframe math noscript object rp rt script style svg template textarea title"),
    marks={"br": "\n", "td": " ", "th": " "},
)
# Of what an editor offers twice, the corrected word, since the source is the clean text, but the printed spelling.
TEI = FlowRules(
    paragraphs=_names(
        "ab argument body byline castlist closer dateline div div1 div2 div3 div4 div5 div6 div7 doctitle epigraph "
        "figure head lg list opener p quote signed sp speaker stage table titlepage titlepart trailer"
    ),
    lines=_names("castitem item l label row"),
    skipped=_names("del facsimile figdesc fw rdg sourcedoc standoff teiheader"),
    choices=_names("sic reg expan"),
    asides=_names("note"),
    marks={"lb": "\n", "cell": " "},
)
# Fields have their code beside what they show, and drawings are there twice, the second time for old programs.
DOCX = FlowRules(
    paragraphs=_names("p"),
    lines=_names("tr"),
    skipped=_names("del deltext fallback instrtext movefrom rt"),
    marks={"br": "\n", "cr": "\n", "tab": " ", "nobreakhyphen": "\u2011"},
)


def read(data: bytes, rules: FlowRules, *, name: str, encoding: str | None = None) -> str:
    """The text of a document's bytes, which end with a line end where they have any.

    Raises:
        InputError: it is too large, not well-formed, or declares entities.
        EncodingError: its bytes are not in its encoding.
    """
    markup = read_markup(data, name=name, encoding=encoding, html=rules is HTML, lenient=True)
    writer = _Writer(rules)
    skipped: Element | None = None
    for step in markup.walk():
        element = step.element
        if skipped is not None:
            skipped = None if step.closes and element is skipped else skipped
            continue
        parent = markup.elements[element.parent] if element is not None and element.parent >= 0 else None
        if element is not None and not step.closes and rules.is_skipped(element, parent):
            skipped = element
        else:
            writer.take(step)
    return writer.text()


class _Writer:
    """Paragraphs as their words come in."""

    def __init__(self, rules: FlowRules) -> None:
        self._rules = rules
        self._done: list[str] = []
        self._line: list[str] = []
        self._break = ""
        self._asides: list[str] = []
        self._inner: _Writer | None = None

    def take(self, step: MarkupStep) -> None:
        """An element that opens or closes, or a text."""
        name = "" if step.element is None else step.element.name.lower()
        if self._inner is not None and not (step.closes and name in self._rules.asides):
            self._inner.take(step)
        elif step.element is None:
            self._line.append(_BLANKS.sub(" ", step.text))
        elif name in self._rules.asides:
            self._aside(closes=step.closes)
        elif name in self._rules.paragraphs:
            self._end("\n\n")
            self._done += (f"\n\n{aside}" for aside in self._asides)
            self._asides = []
        elif name in self._rules.lines:
            self._end("\n")
        elif name in self._rules.marks and not step.closes and step.element.get("break") != "no":
            self._mark(self._rules.marks[name])

    def text(self) -> str:
        """All of it."""
        self._end("\n\n")
        text = "".join([*self._done, *(f"\n\n{aside}" for aside in self._asides)]).strip()
        return f"{text}\n" if text else ""

    def _aside(self, *, closes: bool) -> None:
        if not closes:
            self._inner = _Writer(self._rules)
        elif self._inner is not None:
            if aside := self._inner.text().strip():
                self._asides.append(aside)
            self._inner = None

    def _mark(self, mark: str) -> None:
        if mark == "\n":
            self._end("\n")
        else:
            self._line.append(mark)

    def _end(self, space: str) -> None:
        """End a line. What is between two of them is the longer break that was asked for."""
        line = _BLANKS.sub(" ", "".join(self._line)).strip(" ")
        self._line = []
        if line:
            self._done += (self._break, line)
            self._break = space
        else:
            self._break = max(self._break, space, key=len)
