"""Text that is safe to show: what would steer a terminal, or hide, becomes a visible symbol.

Damaged texts are hostile: they may hold escape sequences, bidirectional controls (Unicode Technical Report #36,
CVE-2021-42574) and characters of no width. Everything of a text, a file name or an error message that is shown to a
person goes through `visible`.
"""

from __future__ import annotations

import re
import unicodedata

_NAMES = {
    0x00AD: "SHY", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM",
    0x200F: "RLM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0x034F: "CGJ", 0x115F: "HCF", 0x1160: "HJF",
    0x3164: "HF", 0xFFA0: "HHF", 0xFEFF: "BOM",
}  # fmt: skip
# Hangul fillers and the grapheme joiner are letters and marks by category, yet leave no trace on a screen.
_TRACELESS = frozenset({0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0})
_JOINERS = "\u200c\u200d"
# Line ends aside: letters of Latin scripts, and the dashes, quotes and dots between them. Each takes a cell.
SHOWN_AS_THEY_ARE = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]*")
# Marks beyond this many on one letter are no writing system's; they would climb over the lines above.
MARKS_AT_MOST = 4


def visible(text: str, *, newline: str = "↵", tab: str = "→", space: str = " ") -> str:
    r"""The text on one line, with a symbol for each character that steers, hides or breaks the line.

    >>> visible("red \x1b[31m, right to left \u202e, two\r\nlines, a\u200bb")
    'red ␛[31m, right to left ⟨RLO⟩, two␍↵lines, a⟨ZWSP⟩b'
    >>> visible("a b", space="·")
    'a·b'
    """
    if space == " " and SHOWN_AS_THEY_ARE.fullmatch(text):
        return text.replace("\n", newline)
    special = {"\n": newline, "\t": tab, " ": space, "\u2028": newline, "\u2029": newline}
    shown: list[str] = []
    marks, before = 0, ""
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MARKS_AT_MOST:
            shown.append(_name(ord(character)))
        else:
            shown.append(special.get(character) or _symbol(character, before))
        before = character
    return "".join(shown)


def visible_lines(text: str) -> str:
    r"""Like `visible`, but line ends and tabs stay what they are.

    >>> visible_lines("a\tb\r\nc\x07")
    'a\tb\r\nc␇'
    """
    return "\r\n".join(visible(part, newline="\n", tab="\t") for part in text.split("\r\n"))


def _symbol(character: str, before: str) -> str:
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "␡"
    if character in _JOINERS and _joins(before):
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} or point in _TRACELESS:
        return _name(point)
    return character


def _joins(before: str) -> bool:
    """Joiners are spelling in Indic and Arabic scripts, and build emoji; after anything else they only hide."""
    return before > "\u0300" and unicodedata.category(before)[0] in "LMS"


def _name(point: int) -> str:
    return f"⟨{_NAMES.get(point) or f'U+{point:04X}'}⟩"
