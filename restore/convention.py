"""How a copy is written, so that repairs are written in its own way: Penn Treebank spacing, quotes, line ends."""

from __future__ import annotations

import re

from restore.text import Text
from restore.values import dataclass

_BRACKETS = {"(": "-LRB-", ")": "-RRB-", "[": "-LSB-", "]": "-RSB-", "{": "-LCB-", "}": "-RCB-"}
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"})
_OPENING = re.compile(r"""(?:(?<=[\s(\[{—–-])|\A)["“]""")


@dataclass(frozen=True, slots=True)
class Convention:
    """A way of writing: `spaced` puts spaces around every token, as the Penn Treebank does."""

    spaced: bool
    double_quotes: str  # one of '"', "“”", "``''"
    apostrophe: str  # "'" or "’"
    brackets: bool  # -LRB- for (
    newline: str  # "\n", "\r\n" or " " where the text has no lines

    @classmethod
    def of(cls, text: Text) -> Convention:
        """The convention a text is written in, by what it does most."""
        raw = text.raw
        return cls(
            spaced=_is_spaced(text),
            double_quotes=_double_quotes(raw),
            apostrophe="’" if raw.count("’") >= raw.count("'") and "’" in raw else "'",
            brackets="-LRB-" in raw or "-RRB-" in raw,
            newline="\r\n" if "\r\n" in raw else ("\n" if "\n" in raw.strip() else " "),
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
            return "".join(
                (self._gap(source, k, lines=lines) if k > first else "") + self._token(source, k)
                for k in range(first, last)
            )
        folds, raw = list(source.folds[first:last]), source.slice(first, last)
        for way in (self.spell(raw), self.space(raw)):
            if (way == raw and _stand_apart(source, first, last)) or Text.of(way).folds == folds:
                return way
        return " ".join(source.token(k) for k in range(first, last))

    def spell(self, text: str) -> str:
        """Running text with this convention's quotes and line ends."""
        if self.double_quotes == '"':
            text = text.replace("“", '"').replace("”", '"')
        elif self.double_quotes == "``''":
            text = _OPENING.sub("``", text).replace("”", "''").replace('"', "''")
        elif '"' in text:
            text = _OPENING.sub("“", text).replace('"', "”")
        text = text.replace("’", "'") if self.apostrophe == "'" else re.sub(r"(?<=\w)'", "’", text)
        return self.space(text)

    def space(self, text: str) -> str:
        """Line ends of this convention; where the text has no lines, every run of white space is one space."""
        if "\n" not in text and "\r" not in text:
            return text
        if self.newline == " ":
            return re.sub(r"\s*[\r\n]\s*", " ", text)
        return re.sub(r"\r\n|\r|\n", lambda _: self.newline, text)

    def _gap(self, source: Text, index: int, *, lines: bool) -> str:
        """What stands before a token in spaced text: line ends alone, as a format character would part no two words."""
        gap = source.raw[source.ends[index - 1] : source.starts[index]] if lines else ""
        return self.space(re.sub(r"[^\r\n]+", "", gap)) or " "

    def _token(self, source: Text, index: int) -> str:
        raw = source.token(index)
        if source.folds[index] == '"':
            if self.double_quotes == "``''":
                opens = raw in "“``" or (raw == '"' and bool(_OPENING.match(source.raw, source.starts[index])))
                return "``" if opens else "''"
            return '"' if self.double_quotes == '"' else raw
        if self.brackets and raw in _BRACKETS:
            return _BRACKETS[raw]
        return raw.replace("’", "'") if self.apostrophe == "'" else raw.replace("'", "’")


def _stand_apart(text: Text, first: int, last: int) -> bool:
    """Whether white space is between any two of these tokens: then they are read alone as they are where they stand."""
    return all(text.raw[text.ends[at - 1] : text.starts[at]].isspace() for at in range(first + 1, last))


def _is_spaced(text: Text) -> bool:
    """Whether most commas and full stops stand alone."""
    raw = text.raw
    alone = raw.count(" ,") + raw.count(" .")
    return alone > 0 and 2 * alone > raw.count(",") + len(re.findall(r"\.(?=\s|\Z)", raw))


def _double_quotes(raw: str) -> str:
    if "``" in raw and raw.count("``") >= raw.count("“"):
        return "``''"
    return "“”" if raw.count("“") + raw.count("”") > raw.count('"') else '"'
