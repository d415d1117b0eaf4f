"""Datelines: from which place, on what day and by what agency a story was filed, on a line or at a paragraph's head."""

from __future__ import annotations

import re

from restore.language.meaning import changes_negation, changes_number

_LINE = re.compile(
    r"^\W*(?:[A-ZÀ-Þ][\w./'’ -]{1,40},?\s*)?\(?[A-Z][A-Za-z .]{1,20}\)?\s*[—–-]+\s*$"
    r"|^\W*(?:updated|published|posted|last modified)\b.{0,60}$"
    r"|^\W*\d{1,2}[:.]\d{2}\b.{0,40}$",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_][\w.'’-]*"
_HEAD = re.compile(
    rf"(?P<place>{_WORD}(?:[ /]{_WORD}){{0,3}})?"
    rf"(?:,[ ]{_WORD}(?:[ ]{_WORD})?)?"  # the region that it is in
    rf"(?P<day>,?[ ](?:\d{{1,2}}\.?[ ]{_WORD}|{_WORD}[ ]\d{{1,2}})(?:,?[ ]\d{{4}})?)?"
    r"(?P<agency>[ ]?\((?P<name>\w+)[^()\n]{0,30}\)|[ ]?/[^/\n]{2,30}/)?"
    r"(?P<end>:|[ ]?[—–―]|(?:(?<=[)/])|[ ])--?(?=\s|$))"
)
_AGENCIES = frozenset(
    {
        "afp", "ani", "ansa", "ap", "apa", "bbc", "belga", "bloomberg", "cnn", "dpa", "efe", "epd", "ians", "interfax",
        "kna", "kyodo", "lusa", "pap", "pti", "reuters", "ritzau", "sda", "sid", "tass", "tt", "upi", "xinhua",
        "yonhap",
    }
)  # fmt: skip
LONGEST = 120  # characters of a line that are looked at
NEAR = 2000  # characters to either side in which others would speak, in a conversation
LETTERS = 3  # of a place in capitals: "Q:" and "A:" are none


def is_dateline(text: str) -> bool:
    """Whether a line is the place and agency, or the time, that a story begins with.

    >>> is_dateline("LOS ANGELES (Reuters) -"), is_dateline("03:48 - Source: CNN"), is_dateline("They left")
    (True, True, False)
    """
    return len(text) < 100 and bool(_LINE.search(text.strip()))


def dateline_of(line: str) -> str:
    """The dateline at a line's head; an empty string where there is none.

    >>> dateline_of("LONDON (AP) — It rained."), dateline_of("Berlin, 3. März (dpa) - Es hat geregnet.")
    ('LONDON (AP) —', 'Berlin, 3. März (dpa) -')
    >>> dateline_of("Not so fast — it rained."), dateline_of("SIX DEAD — It rained.")
    ('', '')
    """
    found = _HEAD.match(line)
    if found is None or not (found["place"] or found["agency"]):
        return ""
    place = found["place"] or ""
    said = place.casefold().split()
    if changes_negation(said, []) or changes_number(said, []):
        return ""
    in_capitals = place.isupper() and sum(map(str.isalpha, place)) >= LETTERS
    filed = (found["name"] or "").casefold() in _AGENCIES or (place.istitle() and found["day"] and found["end"] != ":")
    return found[0] if in_capitals or filed else ""


def begins_dateline(text: str, start: int, end: int) -> bool:
    r"""Whether the characters [start, end) are of a dateline at the head of their line, and none of a conversation.

    >>> text = "ROME: It rained.\nIt poured.\n"
    >>> begins_dateline(text, 0, 5), begins_dateline(text, 0, 8), begins_dateline(text + "ANNA: No.", 0, 5)
    (True, False, False)
    """
    return end <= end_of_dateline(text, start)


def end_of_dateline(text: str, at: int) -> int:
    r"""Where the dateline ends at the head of the line that has a character; -1 where there is none.

    >>> end_of_dateline("It rained.\nROME (AP) — It poured.", 12)
    22
    """
    first = text.rfind("\n", 0, at) + 1
    line = text[first : first + LONGEST].split("\n", 1)[0]
    inner = line.lstrip()
    dateline = dateline_of(inner)
    if not dateline:
        return -1
    if dateline[-1] == ":" and _speakers(text[max(first - NEAR, 0) : first + NEAR]) > 1:
        return -1
    return first + len(line) - len(inner) + len(dateline)


def _speakers(text: str) -> int:
    """How many lines begin with what may be who speaks."""
    return sum(dateline_of(line.lstrip()[:LONGEST]).endswith(":") for line in text.splitlines())
