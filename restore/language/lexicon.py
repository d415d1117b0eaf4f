"""Which words are written in a text's language: a slip makes none of them, and an editor's word is mostly one.

English is known with its forms and both its spellings. What others write simplemma knows, form by form (by Adrien
Barbaresi, https://github.com/adbar/simplemma; under the MIT licence). Of all others nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from restore.language.spelling import is_spelt
from restore.language.words import FUNCTION, PRONOUNS
from restore.remembered import kept
from restore.text import Text, is_word

# ruff: noqa: SIM905 - word lists read best as running text

ENGLISH: Final = "en"
_GERMAN: Final = "de"
_SHARE: Final = 0.08  # of a text's tokens, that the words of its language that name nothing make up at least
_COVERED: Final = 0.8  # of a text's words, that its lexicon has at least: of these,
_ASKED: Final = 100  # the first so many,
_LENGTH: Final = 4  # of so many letters
_LISTED: Final = 3  # letters of a word that a list is asked of: shorter ones, which lines' ends leave, it has too many
_SHARP: Final = ("ss", "ß")  # what tokens, folded, have for what German words are listed with
_NO_WORD: Final = 0  # what a list says of what could not stand in it,
_UNLISTED: Final = 1  # of a word that could and does not, and one more of one that does
# English words with a capital that are nobody's name. "May", "English" and "King" are somebody's.
_LARGE: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february september october november december
    american americans european europeans british african africans asian asians australian australians brazilian
    canadian canadians chinese indian indians iranian iraqi israeli israelis italian italians japanese korean koreans
    mexican mexicans pakistani palestinian palestinians russian russians spanish turkish ukrainian ukrainians
    christmas
    """.split()
)
_BODIES: Final = frozenset(
    """
    administration agency assembly association authority commission committee company congress constitution
    corporation council department director federal federation foundation government governor hospital institute
    international ministry minister museum national organisation organization parliament president republic secretary
    senate senator society treasury university
    """.split()
)
# By language, letters of an older spelling, and those of a newer one: as narrow as older words let them be, since an
# engine takes single letters for others, too.
_ALIKE: Final = {
    language: tuple([(re.compile(older), newer) for older, newer in pairs])
    for language, pairs in {
        "de": (
            *(("th", "t"), ("ey", "ei"), ("gieb", "gib"), ("gieng", "ging"), ("iren$", "ieren"), ("irt$", "iert")),
            ("(?<!c)c(?=[alort])", "k"),
        ),
        "es": (("^(fu|di)é$", r"\1e"), ("^(fu|di)ó$", r"\1o")),
        "fr": (
            *(("(?<=..)oi(?=(s|t|ent)$)", "ai"), ("connoi", "connai"), (r"(?<=\w[^aeiou])([ae])ns$", r"\1nts")),
            *(("ë", "è"), ("ége", "ège"), ("î", "i"), ("û", "u")),
        ),
        "it": (("j(?=[aeiou])|(?<=[^aeiou])j$", "i"),),
        "pt": (("(?<=[aeióu])pt(?=[aeio])", "t"), ("^húm", "úm")),
    }.items()
}


class Lexicon:
    """The words of a language, by its code (ISO 639-1)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.has_large_nouns = language == _GERMAN
        self._listings: dict[str, int] = {}

    def has(self, fold: str) -> bool:
        """Whether a token is a word of it, or several with hyphens between them.

        >>> Lexicon("en").has("theatre"), Lexicon("de").has("haus"), Lexicon("de").has("huas")
        (True, True, False)
        """
        return self._listing(fold) > _UNLISTED

    def share(self, folds: tuple[str, ...]) -> float:
        """The share of words, numbers aside, that it has; all, where there are none.

        >>> Lexicon("en").share(("the", "xqzt", ",", "1912")), Lexicon("en").share(("1912",))
        (0.5, 1.0)
        """
        listed = words = 0
        for fold in folds:
            listing = self._listing(fold)
            words += listing > _NO_WORD
            listed += listing > _UNLISTED
        return listed / words if words else 1.0

    def covers(self, text: Text) -> bool:
        """Whether it has most words of a text: else it is a near language's, or too small to ask it of slips.

        >>> Lexicon("da").covers(Text.of("Kommunen har vedtatt å selge fyret, og ingen vet hva som skjer nå."))
        False
        """
        return self.share(_some_words(text)) >= _COVERED

    def _listing(self, fold: str) -> int:
        known = self._listings.get(fold)
        return kept(self._listings, fold, self._looked_up(fold)) if known is None else known

    def _looked_up(self, fold: str) -> int:
        if not is_word(fold) or fold[0].isdigit() or "'" in fold:
            return _NO_WORD
        if self.language == ENGLISH:
            return _UNLISTED + is_spelt(fold)
        return _UNLISTED + all(not part or self._is_form(part) for part in fold.split("-"))

    def _is_form(self, word: str) -> bool:
        from simplemma import is_known  # few texts ask, and it takes its time

        if word in FUNCTION[self.language] or word in PRONOUNS[self.language]:
            return True
        if len(word) < _LISTED:
            return False
        if is_known(word, self.language, low_memory=True):
            return True
        return _SHARP[0] in word and is_known(word.replace(*_SHARP), self.language, low_memory=True)


def is_large(fold: str) -> bool:
    """Whether English writes a word with a capital that is hardly somebody's name.

    >>> is_large("british"), is_large("brown")
    (True, False)
    """
    return fold in _LARGE


def names_body(fold: str) -> bool:
    """Whether an English word names a body or an office with a capital, and hardly a person.

    >>> names_body("council"), names_body("brown")
    (True, False)
    """
    return fold in _BODIES


@cache
def lexicon_of(language: str) -> Lexicon:
    """That of a language: one for all texts, so that no word is looked up twice."""
    return Lexicon(language)


def language_of(count: Callable[[str], int], tokens: int) -> str:
    """The language whose words that name nothing a text has oftenest, by its code; empty if it has hardly any.

    Asked by how often it has a token, folded, and how many it has. It may be a near one that has other words: `covers`.

    >>> language_of("der hund und die katze".split().count, 5), language_of("xx yy".split().count, 2)
    ('de', '')
    """
    found, most = "", int(_SHARE * tokens)
    for language, words in FUNCTION.items():
        often = sum(map(count, words))
        if often > most:
            found, most = language, often
    return found


def are_spelt_alike(one: str, other: str, language: str) -> bool:
    """Whether two words are one, in an older and a newer spelling of this language.

    >>> are_spelt_alike("theil", "teil", "de"), are_spelt_alike("tiel", "teil", "de")
    (True, False)
    """
    if one == other:
        return False
    for older, newer in _ALIKE.get(language, ()):
        one, other = older.sub(newer, one), older.sub(newer, other)
    return one == other


def _some_words(text: Text) -> tuple[str, ...]:
    """The first words of some length that a text has with a small letter: no names."""
    found: dict[str, None] = {}
    for token, fold in enumerate(text.folds):
        if len(fold) >= _LENGTH and not text.form(token)[:1].isupper():
            found[fold] = None
            if len(found) == _ASKED:
                break
    return tuple(found)
