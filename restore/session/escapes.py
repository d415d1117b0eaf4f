"""Texts as they are typed into one line: what cannot be seen or typed stands as an escape, and comes back as it was."""

from __future__ import annotations

import re
import unicodedata

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_ESCAPE = re.compile(r"\\(?:([nrt\\])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_BACK = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def escape(text: str) -> str:
    r"""Line ends, tabs, controls, and characters of no width or direction as escapes; a backslash is doubled.

    >>> print(escape("two\nlines, \u202e and \x1b"))
    two\nlines, \u202e and \x1b
    """
    return "".join(map(_escaped, text))


def unescape(text: str) -> str:
    r"""What `escape` was given. A backslash that begins no escape is a backslash.

    >>> unescape(r"C:\dir \u0041") == "C:\\dir A"
    True
    """
    return _ESCAPE.sub(_character, text)


def edges(words: str) -> tuple[str, str, str]:
    """The white space around words, which stays out of what is edited: a person would lose it without a trace.

    >>> edges("to the ")
    ('', 'to the', ' ')
    """
    text = words.strip()
    if not text:
        return "", words, ""
    at = words.index(text)
    return words[:at], text, words[at + len(text) :]


def framed(words: str, edited: str) -> str:
    """What was written in place of words, with the white space that stood around these; of nothing it is nothing.

    >>> framed("to the ", "for a"), framed("to the ", "")
    ('for a ', '')
    """
    lead, _, trail = edges(words)
    return lead + edited + trail if edited else ""


def _escaped(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    if character == " " or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}:
        return character
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return _BACK[match[1]]
    point = int(match[2] or match[3] or match[4], 16)
    return chr(point) if point < 0x110000 else match[0]
