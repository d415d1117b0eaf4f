"""Text as the aligner sees it: characters, token spans, and normal forms for comparing.

Tokens are character spans into the raw text (`spans.py`) and never change it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from typing import ClassVar, Final

from restore import compiled
from restore.confidences import EngineConfidences
from restore.counted import Marks
from restore.modules import pickled_by_fields, worded
from restore.spans import is_garbled, outside_garbled, references, referred, spans_of
from restore.values import dataclass, field

ENDS: Final = frozenset(".!?…。।؟！？")
FULL_STOPS: Final = frozenset(".!?")
DASHES: Final = frozenset("-–—")
CLOSED_BY: Final = {"(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "《": "》", "〈": "〉", "【": "】", "‹": "›"}
OPENED_BY: Final = {closing: opening for opening, closing in CLOSED_BY.items()}
_CLOSERS: Final = frozenset("\"')]")
_FOLD_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‘’‚‛ʼ`´′＇", "'")
    | dict.fromkeys("―—‒−⸺⸻", "–")
    | dict.fromkeys("‐‑", "-")
)
RAISED: Final = "[⁰¹²³⁴-⁹₀-₉]"  # digits above the line, or below it
_SAME_AS = {
    "''": '"', "``": '"', "-": "–", "...": "…", "….": "…", "@-@": "–",
    "-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}",
}  # fmt: skip


def normal_form(token: str) -> str:
    """The form of a token that is compared: one quote, one dash, NFKC, no invisible characters; capitals stay.

    Raised and lowered digits stay too, since 10⁶ is no 106.

    >>> normal_form("’s"), normal_form("``"), normal_form("—"), normal_form("-LRB-"), normal_form("ﬁne")
    ("'s", '"', '–', '(', 'fine')
    """
    if token.isascii():
        if token.isalnum():
            return token
        form = token.replace("`", "'") if token != "``" else token
    else:
        form = token.translate(_FOLD_MARKS)
        if form.isalpha() and unicodedata.is_normalized("NFKC", form):
            return form  # nothing below changes letters: most words of other scripts, of which there are many
        if is_garbled(token):  # none of its bytes hides: what it stands for is told by all of them
            return outside_garbled(token, _with_folded_marks)
        if not form.isascii() and form not in "–…":
            form = _compatible(form).translate(_FOLD_MARKS)
            if not form.isprintable():
                form = "".join(c for c in form if unicodedata.category(c) != "Cf")
    if len(form) > 1 and not form.strip("-–"):
        return "–"
    if len(form) > 1 and not form.strip("."):
        return "…"
    return _SAME_AS.get(form.lower(), form) if len(form) <= 5 else form


def _with_folded_marks(text: str) -> str:
    return text.translate(_FOLD_MARKS)


def _compatible(form: str) -> str:
    pieces = re.split(f"({RAISED}+)", form)
    return "".join([piece if at % 2 else unicodedata.normalize("NFKC", piece) for at, piece in enumerate(pieces)])


class _Forms(dict[str, str]):
    """Normal forms, remembered: a text has far fewer words than tokens. Bounded, since batches see many texts."""

    LIMIT: ClassVar[int] = 200_000

    def __missing__(self, token: str) -> str:
        if len(self) >= self.LIMIT:
            self.clear()
        form = self[token] = normal_form(token) or token
        return form


class _Folds(dict[str, str]):
    """Normal forms without capitals and character references, remembered in the same way."""

    def __missing__(self, form: str) -> str:
        if len(self) >= _Forms.LIMIT:
            self.clear()
        fold = self[form] = (said(form) if "&" in form and len(form) > 1 else form).casefold()
        return fold


def said(reference: str) -> str:
    """What a token with references to characters stands for ("&quot;", "R&eacute;sum&eacute;")."""
    return normal_form(referred(reference)) or reference


def picked(numbers: Sequence[int], written: list[str], first: int, last: int) -> list[str]:
    """What is written at each of the numbers [first, last).

    >>> picked(array("i", [0, 1, 0]), ["so", "it"], 1, 3)
    ['it', 'so']
    """
    return [written[number] for number in numbers[first:last]]


_PICKED: Final = compiled.READING.picked if compiled.READING else picked
_FORMS: Final = _Forms()
_FOLDS: Final = _Folds()


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded text and its tokens, column by column.

    Token i is `raw[starts[i]:ends[i]]`, which is word `words[i]` of the text, and compared as `folds[i]`. Words are
    numbered as they are met, and `written` are their normal forms. Offsets are Unicode code points of `raw`, byte order
    mark and line ends included. `confidences` are those of the engine that read the text, where it says them. Of the
    characters `lost` a wrong conversion left nothing in it.
    """

    raw: str
    starts: Sequence[int] = field(hash=False)
    ends: Sequence[int] = field(hash=False)
    words: Sequence[int] = field(hash=False)  # 32 bits each
    written: list[str] = field(hash=False)
    folds: list[str] = field(hash=False)
    name: str = "-"
    confidences: EngineConfidences | None = field(default=None, hash=False)
    lost: frozenset[str] = frozenset()
    _marks: list[Marks] = field(default_factory=list, init=False, repr=False, compare=False)  # counted on need

    @classmethod
    def of(cls, raw: str, name: str = "-", confidences: EngineConfidences | None = None) -> Text:
        """Tokenise `raw`.

        >>> text = Text.of("He can't, ‘so-called’ 1,000.5!")
        >>> [text.token(i) for i in range(len(text))]
        ['He', 'ca', "n't", ',', '‘', 'so-called', '’', '1,000.5', '!']
        """
        raw = str.__str__(raw)  # of a parser's own kind of strings what any other has: compiled code takes no others
        is_quick = compiled.READING and references(raw) is None
        read = compiled.READING.tokens(raw, _FORMS, _FOLDS, _Forms.LIMIT) if compiled.READING and is_quick else None
        if not read:
            return cls(raw, *_tokens(raw), name, confidences)
        starts, ends, words, written, folds = read
        return cls(raw, array("i", starts), array("i", ends), array("i", words), written, folds, name, confidences)

    def left_in(self, copy: Text, places: Sequence[int], lost: frozenset[str]) -> Text:
        """The copy with the tokens of this text, each where what is left of it stands; of some, nothing is.

        What is left of each of its characters, and of its end, begins at one of `places` in the copy.
        """
        starts, ends, words, folds = array("i"), array("i"), array("i"), list[str]()
        numbers: dict[tuple[str, str], int] = {}
        for token, fold in enumerate(self.folds):
            start, end = places[self.starts[token]], places[self.ends[token]]
            left = copy.raw[start:end]
            if left.strip():
                starts.append(start)
                ends.append(end)
                words.append(numbers.setdefault((left, fold), len(numbers)))
                folds.append(fold)
        written = [normal_form(left) or left for left, _ in numbers]
        text = Text(copy.raw, starts, ends, words, written, folds, copy.name, copy.confidences, lost)
        text._marks.append(self.marks)
        return text

    def __len__(self) -> int:
        return len(self.starts)

    def __repr__(self) -> str:
        return f"<Text {self.name!r}: {len(self.raw)} characters, {len(self)} tokens>"

    def token(self, index: int) -> str:
        """The raw characters of one token."""
        return self.raw[self.starts[index] : self.ends[index]]

    def form(self, index: int) -> str:
        """The normal form of one token."""
        return self.written[self.words[index]]

    def forms_of(self, first: int, last: int) -> list[str]:
        """Those of tokens [first, last)."""
        return _PICKED(self.words, self.written, first, last)

    @property
    def forms(self) -> list[str]:
        """Those of all of them, made anew."""
        return self.forms_of(0, len(self))

    def slice(self, first: int, last: int) -> str:
        """The raw characters from token `first` up to, without, token `last`; empty when there are none."""
        return self.raw[self.starts[first] : self.ends[last - 1]] if first < last else ""

    @property
    def marks(self) -> Marks:
        """How often marks stand in it: counted once for all that ask, since they go through the whole text."""
        if not self._marks:
            self._marks.append(Marks.of(self.raw))
        return self._marks[0]

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        from hashlib import sha256  # few ask, and it loads OpenSSL

        return sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()


pickled_by_fields(Text)
worded(Text)


def _tokens(raw: str) -> tuple[array[int], array[int], array[int], list[str], list[str]]:
    """Starts, ends and words of any text's tokens, the words' forms, and folds."""
    spans = spans_of(raw)
    known, folded = _FORMS, _FOLDS
    numbers: dict[str, int] = {}
    words = array("i", [numbers.setdefault(raw[s:e], len(numbers)) for s, e in spans])
    starts, ends = array("i", [s for s, _ in spans]), array("i", [e for _, e in spans])
    written = [known[word] for word in numbers]
    folds = [folded[form] for form in written]
    if is_garbled(raw):  # of which the forms no longer tell what it stands for
        folds = [fold if word.isascii() else said(word).casefold() for word, fold in zip(numbers, folds, strict=True)]
    return starts, ends, words, written, [folds[word] for word in words]


def is_word(fold: str) -> bool:
    """Whether a token has a letter or a digit, and so is not a mark.

    >>> is_word("so-called"), is_word("'s"), is_word(","), is_word("中")
    (True, True, False, True)
    """
    if fold.isalnum():
        return True
    return any(character.isalnum() for character in fold)


def has_hyphen(fold: str) -> bool:
    """Whether a token is a word with a hyphen in it, which tokenisers tend to lose.

    >>> has_hyphen("so-called"), has_hyphen("-"), has_hyphen("called")
    (True, False, False)
    """
    return "-" in fold and is_word(fold)


def starts_sentence(text: Text, at: int) -> bool:
    """Whether a sentence, or a line, starts with this token."""
    if at == 0 or at >= len(text):
        return True
    if "\n" in text.raw[text.ends[at - 1] : text.starts[at]]:
        return True
    back = at - 1
    while back and text.folds[back] in _CLOSERS and back > at - 3:
        back -= 1
    return text.folds[back] in ENDS and (text.folds[back] != "." or not text.form(at)[:1].islower())


def are_lost(copy: Text, source: Text, first: int, last: int) -> bool:
    """Whether the copy has nothing left of the source's tokens [first, last) because it was converted wrongly."""
    if not copy.lost or first == last:
        return False
    return copy.lost.issuperset("".join(source.slice(first, last).split()))


def blank_before(text: Text, at: int) -> str:
    """The white space before a token, or behind the last one."""
    return text.raw[text.ends[at - 1] if at else 0 : text.starts[at] if at < len(text) else len(text.raw)]


def starts_line(text: Text, at: int) -> bool:
    """Whether a line starts with this token, or behind the last one."""
    return at in {0, len(text)} or "\n" in blank_before(text, at)


def is_heading(text: Text, first: int, last: int) -> bool:
    """Whether tokens are whole lines, most of which do not end as a sentence does.

    The rest of a word on a line of its own ("’m") heads nothing.
    """
    if not (starts_line(text, first) and starts_line(text, last)) or text.folds[first].startswith("'"):
        return False
    lines = [line.strip() for line in text.slice(first, last).splitlines() if line.strip()]
    plain = [line for line in lines if line[-1] not in '.!?…"”。।؟' and len(line) < 120]
    return 2 * len(plain) > len(lines)
