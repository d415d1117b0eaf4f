"""Makes `restore/data/english.json`: English words by their class.

    python -m tests.english_words en-lexicon.txt

The lexicon is Eric Brill's (A simple rule-based part of speech tagger, 1992), a word and its most frequent Penn tag on
each line, as the wheel of textblob carries it. It has what its texts had, so the misspellings and words run together
that were found in it, words that lost their apostrophe, and codes of a few letters, are left out:
`english_misspelt.txt` has them.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

from restore.language.word_class import CLASSES, SCHEMA, WordClass
from restore.stored import BEGINNING, WORDS

PREFIXES = {
    "NN": WordClass.NOUN, "VB": WordClass.VERB, "MD": WordClass.VERB, "JJ": WordClass.MODIFIER,
    "RB": WordClass.MODIFIER, "CD": WordClass.NUMBER,
}  # fmt: skip
FUNCTION = {"IN", "DT", "CC", "TO", "WP", "WRB", "WDT", "WP$", "EX", "PDT", "RP", "PRP", "PRP$", "UH"}
MISSPELT = frozenset(Path(__file__).with_name("english_misspelt.txt").read_text(encoding="utf-8").split())
ORIGIN = (
    "Eric Brill's lexicon of 1993, trained on the Brown corpus and the Penn Treebank (copyright Massachusetts "
    "Institute of Technology and University of Pennsylvania, MIT licence), with words of the CMU Twitter "
    "part-of-speech data (CC BY 3.0), as textblob distributes it"
)


def word_class(tag: str) -> WordClass | None:
    """The class of a Penn tag; none for names and foreign words."""
    if tag.startswith("NNP"):
        return None
    return WordClass.FUNCTION if tag in FUNCTION else PREFIXES.get(tag[:2])


def words_of(lexicon: str) -> dict[str, WordClass]:
    """The lower-case words of the lexicon."""
    found: dict[str, WordClass] = {}
    for line in lexicon.splitlines():
        word, _, tags = line.partition(" ")
        tag = tags.split(" ")[0]
        if not (word.isascii() and word.isalpha() and word.islower()) or "|" in tag:
            continue
        known = word_class(tag)
        if known and word not in MISSPELT:
            found[word] = known
    return found


def stored(words: dict[str, WordClass]) -> dict[str, str]:
    """The words as `restore.language.word_class` looks them up: by how they begin, each with its class's letter."""
    together: dict[str, str] = {}
    letters = {known: letter for letter, known in CLASSES.items()}
    for word, known in sorted(words.items()):
        together[word[:BEGINNING]] = f"{together.get(word[:BEGINNING], '')} {word}:{letters[known]}"
    return together


def main(path: str) -> None:
    """Write the file anew."""
    lexicon = Path(path).read_bytes()
    made = {
        "schema": SCHEMA,
        "origin": ORIGIN,
        "sha256": sha256(lexicon).hexdigest(),
        "words": stored(words_of(lexicon.decode("utf-8"))),
    }
    Path(WORDS).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
