"""Which language a text seems to be in, as far as made damage has to know: to add sentences in it, not to read it."""

# ruff: noqa: SIM905 - word lists read best as running text

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0620-\u06ff]")),
    ("hi", re.compile("[\u0904-\u0939]")),
    ("bn", re.compile("[\u0985-\u09b9]")),
    ("th", re.compile("[\u0e01-\u0e3a]")),
    ("my", re.compile("[\u1000-\u109f]")),
    ("ru", re.compile("[\u0410-\u044f]")),
)
_WORDS = {
    "en": frozenset("the of and to in that is was for with on said".split()),
    "es": frozenset("el de la que en los se las por con una del".split()),
    "de": frozenset("der die und das den von zu mit ist des auf nicht".split()),
    "fr": frozenset("le la les des et du est dans une qui pour au".split()),
    "lv": frozenset("un ir no par ka kas arī ar bija uz".split()),
}
_ENOUGH = 0.1  # share of a script's letters, or of known words, from which a text is taken to be in it


def language_of(raw: str, folds: Sequence[str]) -> str:
    """A language code of editor_words.SENTENCES, or "" when the text gives no sign.

    >>> language_of("The cat sat on the mat", "the cat sat on the mat".split()), language_of("猫がいる", ["猫"])
    ('en', 'ja')
    """
    for code, letters in _SCRIPTS:
        if len(letters.findall(raw)) > _ENOUGH * len(raw):
            return code
    counts = Counter(folds)
    scores = {code: sum(counts[w] for w in words) for code, words in _WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > _ENOUGH * max(len(folds), 1) else ""
