"""Where the tokens of a text stand, whatever its script.

They follow Unicode word boundaries (UAX #29) with the differences a token-by-token repair needs: a hyphenated word is
one token, an English clitic is its own token (so that "can't" and the Penn Treebank's "ca n't" agree), Han, kana, Thai,
Lao, Khmer and Burmese, which write no spaces between words, give one token for each character cluster, and a run of
equal dashes, dots or quotes is one token.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple, cast

SPACELESS = (
    r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}"
    r"\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}"
)
_MARK_RUNS = r"-{2,}|\.{2,}|''|``|,,"
_PTB = (
    r"-(?:[LR][RSC]B|[lr][rsc]b)-|@-@"
    r"|&(?:quot|amp|apos|lt|gt|nbsp|ldquo|rdquo|lsquo|rsquo|ndash|mdash|hellip|#\d{2,5});"
)
_ODD = r"|·°$~^\\§•*+=<>{}#@£©%¬¦"  # marks that stand between two letters only in names (AT&T) and misreadings
_SHORT = r"(?:[sSmMdD]|[rR][eE]|[vV][eE]|[lL][lL])"
_CLITIC = rf"['’]{_SHORT}"
# Plain Latin text has no combining marks and no scripts without spaces, and the standard library's engine reads it
# about three times as fast as the `regex` package; both patterns give the same tokens there
# (tests/restore/test_spans.py). Both are made on first need, which is none where C reads it.
_LATIN: Final = (
    rf"{_PTB}|\w+(?:(?:['’\-‐‑{_ODD}]|&(?!\w+;))\w+|(?<=[0-9])[.,:/][0-9]\w*)*|{_CLITIC}(?!\w)|{_MARK_RUNS}|[^\w\s]"
)
_TAIL: Final = rf"(?<=\w)(?:[nN]['’][tT]|{_CLITIC})"
# References to characters, as pages have them, some twice ("&amp;eacute;"); a copy's own names of letters.
_REFERENCE: Final = r"&(?:amp;)*(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
# Characters of UTF-8 that were read byte by byte, as Windows-1252 or as Latin-1 ("â€™" for "’"), whatever stands around
# them: letters, quotes and dashes, emoji. Not what somebody may have meant: a space that does not break, and the marks
# that stand behind a word in capitals ("HYVÄ”").
_BYTES: Final = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)},
}
_LATER: Final = f"[{''.join(character for character, byte in _BYTES.items() if character and byte < 0xC0)}]"
_FIRST: Final = "ÂÃÄÅÎÏÐÑ×ØÙâð"
_GARBLED: Final = (  # what may be the first byte stands first: such patterns are looked for sooner
    f"[{_FIRST}](?!\xa0)(?:(?<=Â)[¡-¿]|(?<=Ã)(?![’”]){_LATER}|(?<=[ÄÅ])(?![’”»…–—“]){_LATER}|(?<=[ÎÏÐÑ×ØÙ]){_LATER}"
    f"|(?<=â)[€\x80]{_LATER}|(?<=ð)[Ÿ\x9f]{_LATER}{{2}})"
)
KEPT: Final = 64  # patterns: each text may have other references
MOST: Final = 256  # different references at most: scripts of letters have fewer, and each is looked for at each place
_ESCAPED: Final = 3  # times: a program may escape what others have
_SPACE = r"\s\x1c-\x1f"  # what str.isspace() takes for white space, for `regex`, which leaves the separators out
# Two letters of a flag and what goes with them, as \X has them, which counts all the letters before each anew.
_FLAG = r"\p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*"


@cache
def _not_latin() -> re.Pattern[str]:
    return re.compile(r"[^\x00-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]")


@lru_cache(maxsize=KEPT)
def _wide(letters: str = "", marks: str = "", apostrophes: str = "") -> re.Pattern[str]:
    """The pattern for every script; made on first need, since importing `regex` costs more than reading most texts.

    `letters`, `marks` and `apostrophes` are patterns of the references that stand for such.
    """
    letter = rf"[[\p{{L}}\p{{N}}_]--[{SPACELESS}]]"
    inner = rf"[[\p{{L}}\p{{N}}\p{{M}}_\u00ad\u200b-\u200d\u2060\ufeff]--[{SPACELESS}]]"
    others = "|".join(filter(None, (marks[:-1], apostrophes)))
    if others:  # of those that begin with a letter, which is none of a word's
        letter, inner = rf"(?:(?!{others}){letter})", rf"(?:(?!{others}){inner})"
    if letters:
        letter, inner = rf"(?:{letters}|{letter})", rf"(?:{letters}|{inner})"
    word = r"[\p{L}\p{N}\p{M}_]"  # what \w is elsewhere; here it takes ‿ for a letter, and ² for none
    known = rf"(?!{letters})(?:{_PTB})" if letters else _PTB
    if apostrophes:
        marks = rf"(?:{apostrophes}){_SHORT}(?!{word})|{marks}"
        apostrophes = f"|{apostrophes}"
    return _made(
        rf"{marks}{known}|{letter}{inner}*(?:(?:['’\-‐‑{_ODD}]{apostrophes}|&(?!{word}+;)){letter}{inner}*|(?<=\p{{Nd}})[.,:/]\p{{Nd}}{inner}*)*"
        rf"|[{SPACELESS}][\p{{M}}\u200b-\u200d]*|{_CLITIC}(?!{word})|{_MARK_RUNS}|{_FLAG}|(?![{_SPACE}\p{{Cf}}])\X"
    )


@lru_cache(maxsize=KEPT)
def _made(pattern: str) -> re.Pattern[str]:
    # By name: compiled code imports a module as such once, and fails where it is no longer among `sys.modules`.
    from regex import VERSION1
    from regex import compile as made

    return cast("re.Pattern[str]", made(pattern, VERSION1))  # it has the same methods


def spans_of(raw: str) -> list[tuple[int, int]]:
    """Start and end of each token, in order.

    >>> spans_of("He can't")
    [(0, 2), (3, 5), (5, 8)]
    """
    found = references(raw)
    if found:
        apostrophes = "|".join(found.apostrophes)
        pattern = _wide("|".join(found.letters), "".join([f"{mark}|" for mark in found.marks]), apostrophes)
        tail = rf"(?<=\w)(?:[nN](?:['’]|{apostrophes})[tT]|(?:['’]|{apostrophes}){_SHORT})" if apostrophes else _TAIL
    else:
        pattern, tail, apostrophes = re.compile(_LATIN) if is_latin(raw) else _wide(), _TAIL, ""
    spans = [m.span() for m in pattern.finditer(raw)]
    return _split_clitics(raw, spans, tail) if "'" in raw or "’" in raw or apostrophes else spans


class References(NamedTuple):
    """The references of a text to characters, by what they stand for: those that not every text is read with."""

    letters: tuple[str, ...]
    marks: tuple[str, ...]
    apostrophes: tuple[str, ...]


def references(raw: str) -> References | None:
    r"""Those of a text that has some.

    >>> references("&Uuml;ber &quot;R&amp;D&quot;&nbsp;&raquo; &c;")
    References(letters=('&Uuml;',), marks=('&raquo;',), apostrophes=())
    >>> references("â€œÃœberâ€\x9d")
    References(letters=('Ãœ',), marks=('â€\x9d', 'â€œ'), apostrophes=())
    >>> references("R&D;") is None
    True
    """
    found = set(re.findall(_REFERENCE, raw)) if "&" in raw and ";" in raw else set()
    if is_garbled(raw):
        found.update(re.findall(_GARBLED, raw))
    letters: list[str] = []
    marks: list[str] = []
    apostrophes: list[str] = []
    for reference in sorted(found) if len(found) <= MOST else ():
        said = referred(reference)
        if len(said) != 1 or said.isspace():
            continue
        if said in {"'", "’"}:
            apostrophes.append(reference)
        if said.isalpha() and not is_spaceless(said):
            letters.append(reference)
        elif not re.fullmatch(_PTB, reference):
            marks.append(reference)
    if not letters and not marks and not apostrophes:
        return None
    return References(tuple(letters), tuple(marks), tuple(apostrophes))


def referred(text: str) -> str:
    """A text with what its references stand for, be they written twice, and UTF-8 that was read byte by byte.

    >>> referred("R&eacute;sum&amp;eacute;"), referred("cafÃ©")
    ('Résumé', 'café')
    """
    from html import unescape  # few texts have any, so that their names are read on need

    if not text.isascii():
        text = re.sub(_GARBLED, _ungarbled, text)
    for _ in range(_ESCAPED):
        if "&" not in text or ";" not in text:
            break
        text = unescape(text)
    return text


def is_garbled(text: str) -> bool:
    r"""Whether there is UTF-8 in a text that was read byte by byte.

    >>> is_garbled("itâ€™s"), is_garbled("its à la carte – “SÃO” 9\xa0×\xa019")
    (True, False)
    """
    if text.isascii():
        return False
    for first in _FIRST:
        if first in text:
            return re.search(_GARBLED, text) is not None
    return False


def outside_garbled(text: str, written: Callable[[str], str]) -> str:
    """A text in which what stands between garbled letters is written otherwise: none of their bytes is a mark.

    >>> outside_garbled("L’Ã©tude", str.lower)
    'l’Ã©tude'
    """
    pieces = re.split(f"({_GARBLED})", text)
    return "".join([piece if at % 2 else written(piece) for at, piece in enumerate(pieces)])


def _ungarbled(match: re.Match[str]) -> str:
    return bytes([_BYTES[character] for character in match[0]]).decode()


def is_latin(raw: str) -> bool:
    """Whether a text is read without the `regex` package: it has no combining marks, and no script without spaces.

    >>> is_latin("“naïve” – 5 €"), is_latin("нет"), is_latin("中")
    (True, False, False)
    """
    return raw.isascii() or not _not_latin().search(raw)


def _split_clitics(raw: str, spans: list[tuple[int, int]], tail: str) -> list[tuple[int, int]]:
    """Cut "don't" into "do" and "n't", "Trump's" into "Trump" and "'s", as the Penn Treebank does."""
    tails = {m.end(): m.start() for m in re.finditer(tail, raw)}
    if not tails:
        return spans
    split: list[tuple[int, int]] = []
    at = 0
    ends = [end for _, end in spans]
    for end, cut in tails.items():
        k = bisect_left(ends, end, at)
        if k < len(ends) and ends[k] == end and spans[k][0] < cut:
            split += spans[at:k]
            split += _cut_clitics(tails, *spans[k])
            at = k + 1
    return split + spans[at:]


def _cut_clitics(tails: dict[int, int], start: int, end: int) -> list[tuple[int, int]]:
    """One token without its clitics, and they: all of them, so that each, read alone, is what it is here."""
    pieces: list[tuple[int, int]] = []
    while start < tails.get(end, start):
        pieces.append((tails[end], end))
        end = tails[end]
    return [(start, end), *reversed(pieces)]


def is_spaceless(text: str) -> bool:
    """Whether a text has letters of a script that writes no spaces between words, so that each is a token.

    >>> is_spaceless("市长"), is_spaceless("mayor"), is_spaceless("мэр")
    (True, False, False)
    """
    return not text.isascii() and bool(_not_latin().search(text) and _made(f"[{SPACELESS}]").search(text))
