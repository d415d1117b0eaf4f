"""Pairs nobody would think of: random, adversarial and odd ones, each made of one number."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

LONGEST = 4_000  # words of a long text: several lattices, and gaps that are too large for one


class Kind(StrEnum):
    """What a text is made of."""

    EMPTY = "empty"
    ONE_WORD = "one word"
    TWO_WORDS = "two words"
    PERIOD = "a period"
    BYTES = "bytes"
    MARKS = "marks"
    CHARACTERS = "characters"
    ODD_WORDS = "odd words"
    LONG_WORDS = "long words"
    NEAR_WORDS = "near words"
    SENTENCES = "sentences"
    LONG = "long"


class Relation(StrEnum):
    """How the copy came of the source."""

    SAME = "the same"
    UNRELATED = "unrelated"
    EDITED = "edited"
    INTRUDED = "intruded"
    MISREAD = "misread"
    REJOINED = "rejoined"
    MOVED = "moved"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True)
class Pair:
    """A copy and its source, and what they were made as."""

    seed: int
    copy: str
    source: str
    kind: Kind
    relation: Relation


# Clitics, Treebank signs, character references, marks that join and that do not; numbers at the edges of 31 to 64 bits;
# letters that fold to more than one, combine, or are read from right to left; characters that are not seen.
ODD = (
    "n't N’T 's ’ll 'd ' '' `` \" “ ” ’ ‘ - -- – — … ... . .. , ,, ; : ! ? ( ) [ ] -LRB- -rsb- @-@ &amp; &#39; &#1; "
    "cafÃ© nâ€™t â€œ 9×\xa01 "
    "&#123456; & ; &quot AT&T a&b; so-called e‐mail so‑so 1,000.5 3:30/4 2147483647 4294967296 18446744073709551616 "
    "½ ² İ ß ẞ ﬁ ŉ ǅ ſ Straße STRASSE é e\u0301 ｆｕｌｌ 中 日本 かな ไทย ខ្មែរ नि 한글 שלום مرحبا нет не 🇩🇪 👩‍👩‍👧 "
    "\u0301 \u00ad soft\u00adware \u200b \u202e \ufeff \u2060 _ __ a_b x|y rock'n'roll "
    "not no never cannot the of and The OF"
).split(" ")
MARKS = "'’\"`-–—‐.,:;&#@$%^*+=<>{}|\\/~·°§©£¬¦•_…¡¿ \t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u200b\u0301\ufe0faAsStTnN019"
NOUNS = "mayor council court harbour club museum bank order detail president committee river school letter".split()
NAMES = "President Donald Trump|Mayor Rahm Emanuel|the City of Chicago|Los Angeles|the Supreme Court".split("|")
VERBS = "said found reiterated lacked left repaired confirmed did not see ca n't keep sold".split()
GAPS = [" "] * 16 + ["", "\n", "\r\n", "\n\n", "  ", "\t", "\xa0", "\u2028", "\x85", "\x1c"]


def letters(rng: Random, alphabet: str, least: int, most: int) -> str:
    """So many of these letters."""
    return "".join(rng.choices(alphabet, k=rng.randint(least, most)))


def code_point(rng: Random) -> str:
    """Any character: unassigned ones and lone surrogates too, each plane as likely as the next."""
    return chr(rng.randint(*rng.choice([(0, 0x7F), (0, 0x2FF), (0x300, 0xD7FF), (0xD800, 0xDFFF), (0x2000, 0x206F),
                                        (0xE000, 0xFFFF), (0x10000, 0x10FFFF)])))  # fmt: skip


def odd_word(rng: Random) -> str:
    """A token that is read in a way of its own, or one of few letters and marks."""
    made = rng.choice([lambda: rng.choice(ODD), lambda: letters(rng, "abAB'’-1.,", 1, 8), lambda: code_point(rng),
                       lambda: letters(rng, "etaoin", 1, 9)])  # fmt: skip
    return made()


def long_word(rng: Random) -> str:
    """About as long as words may be to be compared letter by letter, and far longer."""
    size = rng.choice([30, 31, 32, 33, 62, 63, 64, 65, 66, 127, 128, 129, 300])
    return rng.choice([lambda: letters(rng, "abcdefgh", size, size), lambda: rng.choice("a中-1'") * size])()


def sentence(rng: Random) -> str:
    """Like a line of news; few words, so that they come again."""
    words = [rng.choice(NAMES), rng.choice(VERBS), "the", rng.choice(NOUNS), "of", rng.choice([*NAMES, *NOUNS])]
    return " ".join(words) + rng.choice([".", " .", "!", ","])


def joined(rng: Random, words: Sequence[str]) -> str:
    """Words with what may stand between them."""
    return "".join(word + rng.choice(GAPS) for word in words)


def many(make: Callable[[Random], str], most: int) -> Callable[[Random], str]:
    """A text of up to so many words of a kind; short ones as likely as long ones."""
    return lambda rng: joined(rng, [make(rng) for _ in range(rng.randint(1, rng.choice([2, 5, 12, most])))])


TEXTS: dict[Kind, tuple[int, Callable[[Random], str]]] = {
    Kind.EMPTY: (1, lambda _rng: ""),
    Kind.ONE_WORD: (4, lambda rng: " ".join([rng.choice(["a", "'s", "-", "中"])] * rng.randint(1, 200))),
    Kind.TWO_WORDS: (6, lambda rng: " ".join(rng.choices("ab", k=rng.randint(1, 150)))),
    Kind.PERIOD: (5, lambda rng: (letters(rng, "ab' .-", 2, 6) * 80)[: rng.randint(1, 300)]),
    Kind.BYTES: (3, lambda rng: rng.randbytes(rng.randint(0, 80)).decode("latin-1")),
    Kind.MARKS: (8, lambda rng: letters(rng, MARKS, 0, 90)),
    Kind.CHARACTERS: (5, lambda rng: "".join(code_point(rng) for _ in range(rng.randint(0, 40)))),
    Kind.ODD_WORDS: (30, many(odd_word, 60)),
    Kind.LONG_WORDS: (6, many(lambda rng: rng.choice([long_word, odd_word])(rng), 14)),
    Kind.NEAR_WORDS: (8, many(lambda rng: letters(rng, "ab1", 3, 7), 40)),
    Kind.SENTENCES: (20, many(sentence, 12)),
    Kind.LONG: (4, lambda rng: joined(rng, [rng.choice([sentence, odd_word])(rng) for _ in range(LONGEST // 6)])),
}
"""Each kind with its weight."""


def _text(rng: Random) -> tuple[Kind, str]:
    kind = rng.choices(list(TEXTS), [weight for weight, _ in TEXTS.values()])[0]
    return kind, TEXTS[kind][1](rng)


def _places(rng: Random, words: Sequence[str], share: int) -> list[int]:
    """Some places of a text, the last first, so that what is done at one leaves the others where they are."""
    size = rng.randint(1, max(1, len(words) // share))
    return sorted({rng.randrange(len(words)) for _ in range(size)} if words else (), reverse=True)


def _edited(rng: Random, words: list[str]) -> None:
    for at in _places(rng, words, 6):
        words[at : at + rng.randint(0, 2)] = [odd_word(rng) for _ in range(rng.randint(0, 2))]


def _intruded(rng: Random, words: list[str]) -> None:
    for at in _places(rng, words, 8):
        first = rng.randrange(len(words))
        words[at : at + rng.randint(0, 1)] = words[first : first + rng.choice([1, 2, 3, 5, 39, 40, 41])]


def _misread(rng: Random, words: list[str]) -> None:
    for at in _places(rng, words, 3):
        word, place = words[at], rng.randint(0, len(words[at]))
        words[at] = word[:place] + rng.choice(["", *"abce1'-\u0301"]) + word[place + rng.randint(0, 1) :]


def _rejoined(rng: Random, words: list[str]) -> None:
    for at in _places(rng, words, 4):
        word, place = words[at], rng.randint(0, len(words[at]))
        if rng.random() < 0.5:
            words[at : at + 2] = [rng.choice(["", "-", " | "]).join(words[at : at + 2])]
        else:
            words[at : at + 1] = [word[:place], *rng.choice([(), ("-",), ("!",)]), word[place:]]


def _moved(rng: Random, words: list[str]) -> None:
    for at in _places(rng, words, 30)[:3]:
        block = words[at : at + rng.randint(1, 40)]
        del words[at : at + len(block)]
        to = rng.randint(0, len(words))
        words[to:to] = block


def _converted(rng: Random, words: list[str]) -> None:
    """Moved or edited too; each character that ASCII has not is a mark, nothing, or what its bytes are elsewhere."""
    rng.choice([_moved, _edited, _misread, lambda _rng, _words: None])(rng, words)
    mark = rng.choice(["?", "", " ", "\ufffd", "\ufffd\ufffd", "u{:04x}", "\\x{:02x}"])
    said = [lambda c: mark.format(ord(c)), lambda c: c.encode("utf-8", "surrogatepass").decode("latin-1")]
    convert = rng.choice(said)
    words[:] = ["".join(c if c.isascii() else convert(c) for c in word) for word in words]


CHANGES: dict[Relation, tuple[int, Callable[[Random, list[str]], None]]] = {
    Relation.SAME: (1, lambda _rng, _words: None),
    Relation.UNRELATED: (4, lambda rng, words: words.__setitem__(slice(None), _text(rng)[1].split(" "))),
    Relation.EDITED: (6, _edited),
    Relation.INTRUDED: (5, _intruded),
    Relation.MISREAD: (5, _misread),
    Relation.REJOINED: (4, _rejoined),
    Relation.MOVED: (2, _moved),
    Relation.CONVERTED: (4, _converted),
}
"""How the source's words, parted at spaces, become the copy's; each with its weight."""


def pair_of(seed: int) -> Pair:
    """The pair of a number: the same on every machine."""
    rng = random.Random(seed)
    kind, source = _text(rng)
    relation = rng.choices(list(CHANGES), [weight for weight, _ in CHANGES.values()])[0]
    words = source.split(" ")
    for _ in range(rng.choice([1, 1, 2])):
        CHANGES[relation][1](rng, words)
    return Pair(seed, " ".join(words), source, kind, relation)
