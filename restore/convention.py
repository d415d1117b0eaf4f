"""How a copy is written, so that repairs are written in its own way: Penn Treebank spacing, quotes, line ends."""

from __future__ import annotations

import re
from typing import Final

from restore.counted import STOPS
from restore.spans import outside_garbled
from restore.text import Text
from restore.values import dataclass

_BRACKETS = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-"}
_BEFORE_WORDS = r"(?:(?<=[\s(\[{—–-])|\A)"
# Texts, which `re` makes patterns of when one is needed first: many copies are written as their sources are.
_STRAIGHT: Final = _BEFORE_WORDS + '"'
_OPENING: Final = _BEFORE_WORDS + r"""["“]|„|“(?=\w)"""  # in German “ closes what „ opens
_CURLY: Final = "[“”„]"
_DOUBLE: Final = '[“”"]'
# They begin with the full stop and look back for the letter: `re` finds one character twenty times sooner than a class.
_PARTED: Final = r"\.(?<=(?<!\w)[^\W\d_] \.)(?=\s)"  # an initial and its full stop, with a space between
_INITIAL: Final = r"\.(?:(?<=(?<!\w)[^\W\d_]\.)|(?<=(?<!\w)[^\W\d_] \.))(?=\s|\w)"  # with or without


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of writing: `spaced` puts spaces around every token, as the Penn Treebank does."""

    spaced: bool
    double_quotes: str  # one of '"', "“”", "``''"; "" where the text has none, and takes what the source has
    apostrophe: str  # "'" or "’"; "" likewise
    brackets: bool  # -LRB- for (
    newline: str  # "\n", "\r\n" or " " where the text has no lines
    initials: bool = True  # they keep their full stops in spaced text too, as "U.S." does in the Penn Treebank

    @classmethod
    def of(cls, text: Text) -> Convention:
        """The convention a text is written in, by what it does most."""
        raw = text.raw
        marks = text.marks
        opening, curly, curled, typed = (marks.count(quotes) for quotes in ("“", "“”„", "’", "'"))
        spaced = _is_spaced(text, marks.count_apart(STOPS), marks.count(","), marks.count("."))
        return cls(
            spaced=spaced,
            double_quotes=_double_quotes(raw, opening, curly, marks.count('"')),
            apostrophe=("’" if curled >= typed else "'") if curled or typed else "",
            brackets="RB-" in raw and ("-LRB-" in raw or "-RRB-" in raw),
            newline="\r\n" if "\r" in raw and "\r\n" in raw else ("\n" if "\n" in raw.strip() else " "),
            initials=not spaced or 2 * len(re.findall(_PARTED, raw)) <= len(re.findall(_INITIAL, raw)),
        )

    def write(self, source: Text, first: int, last: int, *, lines: bool = False) -> str:
        """The source's tokens [first, last) as this convention writes them, and as they are where it would change one.

        A spaced copy often has a line for each sentence, in which the source's line ends would be wrong; `lines` says
        that these are whole lines, and keeps their ends.

        Quotes side by side can become one mark: ’’ would be '', which stands for a double quote.
        """
        if first >= last:
            return ""
        if self.spaced:
            if last - first == 1:  # most are of one
                return self._token(source, first)
            written = [self._token(source, first)]
            for k in range(first + 1, last):
                written += (self._gap(source, k, lines=lines), self._token(source, k))
            return "".join(written)
        raw = source.slice(first, last)
        spelt = self.spell(raw)
        if _says(spelt, raw, source, first, last):
            return spelt
        spaced = self.space(raw)
        if _says(spaced, raw, source, first, last):
            return spaced
        return " ".join([source.token(k) for k in range(first, last)])

    def spell(self, text: str) -> str:
        """Running text with this convention's quotes and line ends."""
        if self.double_quotes == '"':
            if not text.isascii():
                text = re.sub(_CURLY, '"', text)
        elif self.double_quotes == "``''":
            text = re.sub(_DOUBLE, "''", re.sub(_OPENING, "``", text))
        elif self.double_quotes and '"' in text:
            text = re.sub(_STRAIGHT, "“", text).replace('"', "”")
        if self.apostrophe == "'":
            text = text.replace("’", "'")
        elif self.apostrophe and "'" in text:
            text = re.sub(r"(?<=\w)'", "’", text)
        return self.space(text)

    def space(self, text: str) -> str:
        """Line ends of this convention; where the text has no lines, every run of white space is one space."""
        if "\n" not in text and "\r" not in text:
            return text
        if self.newline == " ":
            return re.sub(r"\s*[\r\n]\s*", " ", text)
        return re.sub(r"\r\n|\r|\n", lambda _: self.newline, text)

    def joins(self, source: Text, index: int) -> bool:
        """Whether a token stands right behind the one before it in spaced text too: of "U.S." and "Ph.D.", all others.

        What ends a line ends a sentence, and so may what is one: "so do I."
        """
        if not self.initials or index < 1 or source.ends[index - 1] < source.starts[index]:
            return False
        before, token, end = source.token(index - 1), source.token(index), source.ends[index]
        if token.isalpha():
            return before == "." and self.joins(source, index - 1)
        if token != "." or not before.isalpha():
            return False
        behind = source.raw[end : end + 1]
        return behind.isalpha() or (len(before) == 1 and before not in "Ii" and behind not in {"", "\n", "\r"})

    def _gap(self, source: Text, index: int, *, lines: bool) -> str:
        """What stands before a token in spaced text: line ends alone, as a format character would part no two words."""
        if self.joins(source, index):
            return ""
        if not lines:
            return " "
        gap = source.raw[source.ends[index - 1] : source.starts[index]]
        if "\n" not in gap and "\r" not in gap:
            return " "
        return self.space(re.sub(r"[^\r\n]+", "", gap)) or " "

    def _token(self, source: Text, index: int) -> str:
        raw = source.token(index)
        if source.folds[index] == '"':
            if self.double_quotes == "``''":
                opens = raw == "``" or re.compile(_OPENING).match(source.raw, source.starts[index])
                return "``" if opens else "''"
            return self.double_quotes if self.double_quotes == '"' else raw
        if self.brackets and raw in _BRACKETS:
            return _BRACKETS[raw]
        if self.apostrophe and ("'" in raw or "’" in raw):
            return outside_garbled(raw, self._with_apostrophe)
        return raw

    def _with_apostrophe(self, text: str) -> str:
        return text.replace("'", self.apostrophe).replace("’", self.apostrophe)


def _says(written: str, raw: str, source: Text, first: int, last: int) -> bool:
    """Whether what is written for some tokens of the source, `raw` there, is read as they are."""
    return (written == raw and _stand_apart(source, first, last)) or Text.of(written).folds == source.folds[first:last]


def _stand_apart(text: Text, first: int, last: int) -> bool:
    """Whether white space is between any two of these tokens: then they are read alone as they are where they stand."""
    raw, starts, ends = text.raw, text.starts, text.ends
    at = first + 1
    while at < last and raw[ends[at - 1] : starts[at]].isspace():
        at += 1
    return at >= last


def _is_spaced(text: Text, alone: int, commas: int, stops: int) -> bool:
    """Whether most commas and full stops stand alone; of the stops those within a word, as in "1.5", do not count.

    And white space between most tokens: a page of Chinese, whose signs are tokens, has one stop, and that is dirt.
    """
    raw, left = text.raw, 2 * alone - commas
    if left <= 0 or 2 * (raw.count(" ") + raw.count("\n")) < len(text) - 1:
        return False
    return left > stops or left > len(re.findall(r"\.(?=\s|\Z)", raw))


def _double_quotes(raw: str, opening: int, curly: int, straight: int) -> str:
    doubled = raw.count("``") if "`" in raw else 0  # one character is looked for sooner than two
    if doubled and doubled >= opening:
        return "``''"
    return ("“”" if curly > straight else '"') if curly or straight else ""
