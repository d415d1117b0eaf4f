"""What a span says beyond its words: names, captions, and damage that a scraper's machinery leaves."""

from __future__ import annotations

import re
from collections import Counter

from restore.text import Text, is_word

_MARKUP = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,6});|</?[a-zA-Z][^<>]{0,200}>|\\u[0-9a-fA-F]{4}|\\[nrt](?![a-z])"
)
_MOJIBAKE = re.compile("[ÂÃâÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
_CAPTION = re.compile(
    r"^\W*(?:photo(?:graph)?s?|image|picture|illustration|figure|caption|video|credit|foto|bild|quelle)\b"
    r"[^.]{0,20}[:/|©]"
    r"|\b(?:getty images|afp|reuters|associated press|shutterstock|alamy|epa|istock)\b\W*$"
    r"|(?<!copyright )©(?!\s*(?:copyright\b|\d{4}\b))[^\n]{1,60}$",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\b", re.IGNORECASE)


def names(text: Text, first: int, last: int) -> Counter[str]:
    """Words among tokens [first, last) that are names by their capital: not merely the first of a sentence."""
    return Counter(
        text.folds[k]
        for k in range(first, last)
        if _capital(text, k) and (not _begins(text, k) or text.folds[k] in _inner_capitals(text, k))
    )


def _capital(text: Text, token: int) -> bool:
    form = text.form(token)
    return is_word(text.folds[token]) and form[0].isupper() and text.folds[token] not in {"i", "i'm"}


def _begins(text: Text, token: int) -> bool:
    """Whether a sentence or line begins here."""
    before = token - 1
    while before >= 0 and text.folds[before] in {'"', "'", "(", "["}:
        before -= 1
    if before < 0 or text.folds[before] in {".", "!", "?", "…", ":"}:
        return True
    return "\n" in text.raw[text.ends[before] : text.starts[token]]


def _inner_capitals(text: Text, token: int) -> frozenset[str]:
    """The token's own fold, if it stands with a capital within a sentence somewhere else; else nothing."""
    fold = text.folds[token]
    for k, other in enumerate(text.folds):
        if other == fold and k != token and _capital(text, k) and not _begins(text, k):
            return frozenset({fold})
    return frozenset()


def has_markup(text: str) -> bool:
    r"""Whether tags, entities or escapes are left.

    >>> has_markup("AT&amp;T"), has_markup("it\\u2019s"), has_markup("a < b & c > d")
    (True, True, False)
    """
    return bool(_MARKUP.search(text))


def has_mojibake(text: str) -> bool:
    """Whether it was decoded as cp1252 what was UTF-8, or lost characters on the way.

    >>> has_mojibake("donâ€™t"), has_mojibake("château")
    (True, False)
    """
    return bool(_MOJIBAKE.search(text))


def is_caption(text: str) -> bool:
    """Whether a line reads as a picture's caption or credit, and not as the notice at a page's foot.

    >>> is_caption("Photo: Jane Doe"), is_caption("The mayor. Getty Images"), is_caption("The photo was taken.")
    (True, True, False)
    >>> is_caption("The mayor. © Jane Doe"), is_caption("© 2026 Post Media"), is_caption("© Post. All rights reserved.")
    (True, False, False)
    """
    return len(text) < 400 and bool(_CAPTION.search(text.strip())) and not _NOTICE.search(text)
