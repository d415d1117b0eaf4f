"""What speaks for and against a difference being damage: numbers that the confidence model weighs.

Two kinds: what the difference itself shows (does the source have the intruding words elsewhere, do the words it ate look like a
reviser's work), and what the whole copy shows (how often things of this kind happen in it). The second tells a damaged copy from
a later edition: one sure intruder makes the doubtful ones likelier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from restore.aligner.alignment import Alignment
from restore.aligner.mentions import begins_mention, ends_mention
from restore.aligner.near import NEGATIONS
from restore.causes import Candidate
from restore.differences import Cause, Op
from restore.text import is_word


class Group(StrEnum):
    """Differences that are weighed alike."""

    MENTION = "mention"  # everything the copy has here stands elsewhere in the source
    NEAR = "near"  # a word stands for a similar one
    FORM = "form"  # marks, capitals, hyphens, white space
    OTHER = "other"  # words come or go


@dataclass(frozen=True, slots=True)
class Weighable:
    """A candidate with its group and its numbers (one per name in `NAMES[group]`); `misread` if it may be a misreading: not a changed number or negation, and, where
    words are lost, only in a copy that is misread elsewhere.
    """

    candidate: Candidate
    group: Group
    numbers: tuple[float, ...]
    misread: bool


_PRONOUNS = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "our",
        "ours",
        "your",
        "yours",
        "my",
        "mine",
        "himself",
        "herself",
        "itself",
        "themselves",
    ]
)
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "if",
        "so",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "as",
        "into",
        "about",
        "over",
        "after",
        "before",
        "under",
        "between",
        "through",
        "during",
        "against",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "having",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "not",
        "n't",
        "'s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "no",
        "than",
        "then",
        "there",
        "here",
        "when",
        "where",
        "while",
        "because",
        "also",
        "very",
        "more",
        "most",
        "just",
        "only",
        "even",
        "still",
        "yet",
        "too",
        "now",
        "what",
        "how",
        "why",
        "all",
        "any",
        "some",
        "each",
        "every",
        "both",
        "such",
        "own",
        "same",
        "other",
        "up",
        "down",
        "out",
        "off",
        "again",
        "further",
        "once",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
        "less",
        "well",
        "much",
        "many",
        "few",
        "one",
        "two",
        "three",
        "later",
        "earlier",
        "soon",
        "often",
        "never",
        "ever",
        "always",
        "almost",
        "about",
        "around",
    ]
)
_VERB_SIGNS = _PRONOUNS | {"to"}
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "some",
        "any",
        "no",
        "every",
        "each",
        "of",
        "in",
        "by",
        "with",
    ]
)

PLACES = 64  # places of a word that are looked at, so that cost stays in line with length
MISREAD = 0.5  # garble_share from which a copy counts as misread
_DOCUMENT = (
    "sure_rate",
    "weak_rate",
    "novel_rate",
    "near_rate",
    "garble_rate",
    "form_rate",
    "passage_rate",
    "sure_share",
    "garble_share",
    "size",
)
_OWN = {
    Group.MENTION: (
        "doubt", "length", "segments", "capitals", "odd_begin", "odd_end", "excess", "excess_many", "single", "often", "all_function",
        "pronoun", "insert_only", "eaten", "eaten_many", "shares_word", "eaten_pronoun", "eaten_function", "eaten_name",
        "eaten_novel", "head_capital_inside", "beside_itself", "possessive", "single_lower", "eaten_same_size", "last_shared",
        "mark_eaten", "marks_inside", "noun_like", "verb_like", "again", "again_elsewhere", "again_same", "similar", "one_for_one",
    ),
    Group.NEAR: (
        "doubt", "share", "length", "known", "source_known", "tail_only", "first_differs", "same_size", "odd_characters", "joined",
        "capitalised", "inner_capital", "short", "case_too", "mark", "edits", "confusable", "at_end", "suffix", "strange_letters",
        "both_known",
    ),
    Group.FORM: ("doubt", "insert", "delete", "case", "hyphen", "spacing", "quote", "dash", "comma", "stop", "between_words", "alike"),
    Group.OTHER: (
        "doubt", "insert", "delete", "copy_words", "source_words", "copy_known", "source_known", "odd_characters", "similar",
        "single_each", "duplicate", "heading", "passage", "capitals", "digits", "short_letters", "copy_marks", "strange", "capitals_inside",
    ),
}  # fmt: skip
# What one difference shows weighs more or less by what the whole copy shows.
_CROSSED = {
    Group.MENTION: (
        "single_lower",
        "capitals",
        "eaten_pronoun",
        "shares_word",
        "excess",
        "one_for_one",
        "insert_only",
        "noun_like",
    ),
    Group.NEAR: ("tail_only", "known", "share", "short"),
    Group.FORM: ("case", "insert", "delete"),
    Group.OTHER: ("insert", "delete", "copy_known", "odd_characters", "single_each", "similar", "strange"),
}
_CROSSING = {
    Group.MENTION: ("sure_rate", "sure_share"),
    Group.NEAR: ("garble_share", "novel_rate"),
    Group.FORM: ("novel_rate", "garble_share"),
    Group.OTHER: ("garble_share", "novel_rate"),
}
NAMES = {
    group: ("bias", *own, *_DOCUMENT, *(f"{o}*{d}" for d in _CROSSING[group] for o in _CROSSED[group]))
    for group, own in _OWN.items()
}
_OWN_PLACES = {g: [_OWN[g].index(name) for name in names] for g, names in _CROSSED.items()}
_DOCUMENT_PLACES = {g: [_DOCUMENT.index(name) for name in names] for g, names in _CROSSING.items()}


class _Reader:
    """What the features look up in the two texts."""

    def __init__(self, alignment: Alignment, found: Sequence[Candidate]) -> None:
        self.copy, self.source = alignment.copy, alignment.source
        self.eaten: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for c in found:
            if c.mentions:
                words = tuple(self.copy.folds[c.copy_start : c.copy_end])
                self.eaten.setdefault(words, []).append(tuple(self.source.folds[c.source_start : c.source_end]))
        self.causes = Counter(c.cause for c in found)
        self._triples: set[str] | None = None
        self._parts: dict[str, tuple[float, float]] = {}
        self._in_source = _places(alignment.source.folds)
        self._in_copy = _places(alignment.copy.folds)
        self._repeats: dict[tuple[str, ...], int] = {}

    def in_source(self, fold: str) -> int:
        """How often the source has a token."""
        return len(self._in_source.get(fold, ()))

    def in_copy(self, fold: str) -> int:
        """How often the copy has it."""
        return len(self._in_copy.get(fold, ()))

    def is_habit(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether one word stands for one other throughout, more than once: an editor's "added" for "said"."""
        if len(ours) != 1 or len(theirs) != 1 or theirs[0] in _PRONOUNS or not is_word(theirs[0]):
            return False
        eaten = self.eaten[tuple(ours)]
        return len(eaten) > 1 and len(set(eaten)) == 1

    def part_of_speech(self, word: str) -> tuple[float, float]:
        """How often the source has a word as nouns stand, and as verbs do: the shares of its first places."""
        if word not in self._parts:
            folds = self.source.folds
            before = [folds[at - 1] if at else "" for at in self._in_source.get(word, ())[:PLACES]]
            size = max(len(before), 1)
            nouns, verbs = sum(fold in _DETERMINERS for fold in before), sum(fold in _VERB_SIGNS for fold in before)
            self._parts[word] = nouns / size, verbs / size
        return self._parts[word]

    def strangeness(self, word: str) -> float:
        """The share of a word's letter triples that no word of the source has."""
        if self._triples is None:
            self._triples = {triple for fold in self._in_source for triple in _triples(fold)}
        mine = _triples(word)
        return sum(triple not in self._triples for triple in mine) / max(len(mine), 1)

    def excess(self, words: Sequence[str]) -> int:
        """How much more often the copy has these words than the source."""
        key = tuple(words)
        if key not in self._repeats:
            self._repeats[key] = _count(self.copy.folds, key, self._in_copy) - _count(
                self.source.folds, key, self._in_source
            )
        return self._repeats[key]


def _triples(word: str) -> list[str]:
    bounded = f" {word} "
    return [bounded[k : k + 3] for k in range(len(bounded) - 2)]


def _count(folds: Sequence[str], key: tuple[str, ...], places: Mapping[str, Sequence[int]]) -> int:
    """How often a run of tokens stands in a text, at the first places of its rarest token."""
    if len(key) == 1:
        return len(places.get(key[0], ()))
    rare = min(range(len(key)), key=lambda k: len(places.get(key[k], ())))
    size, want = len(key), list(key)
    starts = [at - rare for at in places.get(key[rare], ())[:PLACES]]
    return sum(start >= 0 and list(folds[start : start + size]) == want for start in starts)


def _places(folds: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, fold in enumerate(folds):
        if fold in places:
            places[fold].append(at)
        else:
            places[fold] = [at]
    return places


def weighables(alignment: Alignment, found: Sequence[Candidate]) -> list[Weighable]:
    """The candidates with their groups and numbers, in the same order."""
    reader = _Reader(alignment, found)
    own = [_own(reader, candidate) for candidate in found]
    document = _document(len(alignment.copy), own)
    misread = document[_DOCUMENT.index("garble_share")] > MISREAD
    return [
        Weighable(
            candidate,
            group,
            (1.0, *numbers, *document, *_crossed(group, numbers, document)),
            (misread or candidate.op is not Op.DELETE) and not _changes_sense(reader, candidate, misread=misread),
        )
        for candidate, (group, numbers) in zip(found, own, strict=True)
    ]


def _crossed(group: Group, own: Sequence[float], document: Sequence[float]) -> list[float]:
    return [own[o] * document[d] for d in _DOCUMENT_PLACES[group] for o in _OWN_PLACES[group]]


_Own = tuple[Group, tuple[float, ...]]


def _own(reader: _Reader, candidate: Candidate) -> _Own:
    c = candidate
    ours = reader.copy.folds[c.copy_start : c.copy_end]
    theirs = reader.source.folds[c.source_start : c.source_end]
    if c.near:
        return Group.NEAR, _near(reader, c, ours, theirs)
    if c.cause in {Cause.PUNCTUATION, Cause.CASE, Cause.HYPHEN, Cause.SPACING}:
        return Group.FORM, _form(reader, c, ours, theirs)
    if any(map(is_word, ours)):
        copied = sum(m.end - m.start for m in c.mentions) == len(ours)
        if copied and _can_be_named(ours) and not reader.is_habit(ours, theirs):
            return Group.MENTION, _mention(reader, c, ours, theirs)
    return Group.OTHER, _other(reader, c, ours, theirs)


def _changes_sense(reader: _Reader, c: Candidate, *, misread: bool) -> bool:
    """Whether a number or a negation changes: that is never a misreading, however alike the two look.

    In a misread copy a number may have become letters ("Gd" for "6d"); another number it may not have become.
    """
    ours = reader.copy.folds[c.copy_start : c.copy_end]
    theirs = reader.source.folds[c.source_start : c.source_end]
    numbers, other_numbers = _numbers(ours), _numbers(theirs)
    if numbers != other_numbers and (not misread or (numbers and other_numbers)):
        return True
    return (set(ours) & NEGATIONS) != (set(theirs) & NEGATIONS)


def _numbers(folds: Sequence[str]) -> list[str]:
    """The digits of the tokens that are numbers: at least half of their characters are digits."""
    digits = ["".join(filter(str.isdigit, fold)) for fold in folds]
    return [number for number, fold in zip(digits, folds, strict=True) if number and 2 * len(number) >= len(fold)]


def _can_be_named(words: Sequence[str]) -> bool:
    """Whether there is a word among them that could name something: no number, no function word; or they are a pronoun."""
    return (len(words) == 1 and words[0] in _PRONOUNS) or any(
        fold not in _FUNCTION and fold not in _PRONOUNS and any(map(str.isalpha, fold)) for fold in words
    )


def _doubt(candidate: Candidate) -> float:
    """Minus the logarithm of the odds that the spans are these, cut at odds of a thousand."""
    chance = min(max(candidate.posterior, 0.001), 0.999)
    return log((1 - chance) / chance)


def _mention(reader: _Reader, c: Candidate, ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, ...]:
    mentions = c.mentions
    forms, size = reader.copy.forms[c.copy_start : c.copy_end], len(ours)
    excess = reader.excess(ours)
    capitals = sum(form[0].isupper() for form in forms)
    eaten_words = [fold for fold in theirs if is_word(fold)]
    starts_sentence = c.copy_start == 0 or reader.copy.folds[c.copy_start - 1] in ".!?\"'…:"
    around = (
        *reader.copy.folds[max(c.copy_start - 3, 0) : c.copy_start],
        *reader.copy.folds[c.copy_end : c.copy_end + 3],
    )
    source_forms = reader.source.forms[c.source_start : c.source_end]
    return (
        _doubt(c),
        log(size),
        float(min(len(mentions), 4) - 1),
        capitals / size,
        float(sum(not begins_mention(reader.copy.folds[m.start]) for m in mentions) / len(mentions)),
        float(sum(not ends_mention(reader.copy.folds[m.end - 1]) for m in mentions) / len(mentions)),
        float(excess > 0),
        float(min(max(excess - 1, 0), 4)),
        float(size == 1),
        log(1 + min(reader.in_source(fold) for fold in ours)),
        float(all(fold in _FUNCTION for fold in ours)),
        float(size == 1 and ours[0] in _PRONOUNS),
        float(not theirs),
        log(1 + len(theirs)),
        float(len(theirs) > size + 3),
        float(bool(set(ours) & set(eaten_words))),
        float(bool(theirs) and all(fold in _PRONOUNS for fold in theirs)),
        float(bool(theirs) and all(fold in _FUNCTION or not is_word(fold) for fold in theirs)),
        float(any(form[0].isupper() for form in source_forms)),
        sum(reader.in_copy(fold) == 0 for fold in eaten_words) / max(len(eaten_words), 1),
        float(forms[0][0].isupper() and forms[0][1:].islower() and not starts_sentence and ours[0] in _FUNCTION),
        float(any(fold in around and fold not in _FUNCTION and is_word(fold) for fold in ours)),
        float(ours[-1] == "'s"),
        float(size == 1 and forms[0].islower() and ours[0] not in _PRONOUNS),
        float(len(theirs) == size),
        float(bool(theirs) and ours[-1] == theirs[-1]),
        float(any(not is_word(fold) for fold in theirs)),
        float(any(not is_word(fold) for fold in ours)),
        *(reader.part_of_speech(ours[0]) if size == 1 else (0.0, 0.0)),
        *_again(reader.eaten[tuple(ours)], tuple(theirs)),
        _similarity(ours, theirs),
        float(len(theirs) == size == 1 and theirs[0] not in _PRONOUNS and is_word(theirs[0])),
    )


def _again(eaten: Sequence[tuple[str, ...]], mine: tuple[str, ...]) -> tuple[float, float, float]:
    """Whether these words intrude elsewhere too, over other words, over the same words: an editor changes one word alike."""
    return log(len(eaten)), float(len(set(eaten)) > 1), float(eaten.count(mine) > 1 and bool(mine))


def _similarity(ours: Sequence[str], theirs: Sequence[str]) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(ours[-1], theirs[-1]) if theirs else 0.0


_ODD = frozenset("|\\^~*<>{}[]=+_%$£#@•■§©®»«")


def _near(reader: _Reader, c: Candidate, ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, ...]:
    from rapidfuzz.distance import Levenshtein

    one, other = "".join(ours), "".join(theirs)
    common = _prefix(one, other)
    forms = reader.copy.forms[c.copy_start : c.copy_end]
    together = "".join(forms)
    return (
        _doubt(c),
        Levenshtein.normalized_distance(one, other),
        log(max(len(other), 1)),
        float(all(reader.in_source(fold) for fold in ours)),
        float(all(reader.in_copy(fold) for fold in theirs)),
        float(common >= min(len(one), len(other)) - 2 and common >= 3),
        float(common == 0),
        float(len(one) == len(other)),
        float(not together.replace("-", "").replace("'", "").isalpha()),
        float(len(ours) != len(theirs)),
        float(forms[0][0].isupper()),
        float(any(char.isupper() for char in together[1:]) and not together.isupper()),
        float(len(other) <= 3),
        float(one == other),
        float(any(not is_word(fold) for fold in (*ours, *theirs))),
        *_letters(reader, one, other),
        float(all(reader.in_source(fold) for fold in ours) and all(reader.in_copy(fold) for fold in theirs)),
    )


# Letters that print alike. An editor rarely changes one for the other.
_ALIKE = frozenset(
    frozenset((one, other))
    for letters in (
        "ceoaq0ds",
        "iljt1frí!|",
        "hbkn6l",
        "nurmvwi",
        "gyqp9",
        "s5z8af",
        "br8",
        "uvy",
        "fsſl",
        "dclo",
        "mnrui",
        "wvu",
        "eæ",
    )
    for one in letters
    for other in letters
)
_SUFFIXES = frozenset({"s", "es", "d", "ed", "r", "er", "ly", "ing", "n", "en", "y", "'s", "al", "st", "est", "e"})


def _letters(reader: _Reader, one: str, other: str) -> tuple[float, ...]:
    """How many letters changed, whether they print alike, whether at the word's end, and whether its letters go together at all."""
    from rapidfuzz.distance import Levenshtein

    edits = Levenshtein.editops(other, one)
    alike = sum(
        frozenset((other[op.src_pos], one[op.dest_pos])) in _ALIKE if op.tag == "replace" else 0 for op in edits
    )
    common = _prefix(one, other)
    tails = one[common:], other[common:]
    return (
        log(1 + len(edits)),
        alike / max(len(edits), 1),
        float(bool(edits) and min(op.src_pos for op in edits) >= len(other) - 2),
        float(set(tails) <= _SUFFIXES | {""}),
        reader.strangeness(one),
    )


def _prefix(one: str, other: str) -> int:
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size


def _form(reader: _Reader, c: Candidate, ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, ...]:
    both = (*ours, *theirs)
    before = c.copy_start > 0 and is_word(reader.copy.folds[c.copy_start - 1])
    after = c.copy_end < len(reader.copy) and is_word(reader.copy.folds[c.copy_end])
    return (
        _doubt(c),
        float(c.op is Op.INSERT),
        float(c.op is Op.DELETE),
        float(c.cause is Cause.CASE),
        float(c.cause is Cause.HYPHEN),
        float(c.cause is Cause.SPACING),
        float(any(fold in "\"'" for fold in both)),
        float("–" in both),
        float("," in both),
        float(any(fold in ".!?" for fold in both)),
        float(before and after),
        log(reader.causes[c.cause]),
    )


def _other(reader: _Reader, c: Candidate, ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, ...]:
    from rapidfuzz.distance import Levenshtein

    words = [fold for fold in ours if is_word(fold)]
    lost = [fold for fold in theirs if is_word(fold)]
    raw = reader.copy.slice(c.copy_start, c.copy_end)
    one, other = " ".join(ours)[:200], " ".join(theirs)[:200]
    forms = reader.copy.forms[c.copy_start : c.copy_end]
    return (
        _doubt(c),
        float(c.op is Op.INSERT),
        float(c.op is Op.DELETE),
        log(1 + len(words)),
        log(1 + len(lost)),
        sum(reader.in_source(fold) > 0 for fold in words) / max(len(words), 1),
        sum(reader.in_copy(fold) > 0 for fold in lost) / max(len(lost), 1),
        float(
            any(char in _ODD for char in raw)
            or any(not f.isalnum() and is_word(f) and "-" not in f and "'" not in f for f in ours)
        ),
        Levenshtein.normalized_similarity(one, other) if one and other else 0.0,
        float(len(ours) == len(theirs) == 1),
        float(c.cause is Cause.DUPLICATE),
        float(c.cause is Cause.HEADING),
        float(c.cause is Cause.PASSAGE),
        sum(form[0].isupper() for form in forms) / max(len(forms), 1),
        float(any(char.isdigit() for fold in (*ours, *theirs) for char in fold)),
        float(bool(words) and max(map(len, words)) <= 2),
        float(any(not is_word(fold) for fold in ours)),
        sum(map(reader.strangeness, words[:20])) / max(len(words[:20]), 1),
        float(any(not form.isupper() and any(map(str.isupper, form[1:])) for form in forms)),
    )


def _document(tokens: int, own: Sequence[_Own]) -> tuple[float, ...]:
    """How often each kind of thing happens in the whole copy, as the logarithm of one plus the count per thousand tokens."""
    counts: Counter[str] = Counter()
    for group, numbers in own:
        counts.update(_kinds(group, dict(zip(_OWN[group], numbers, strict=True))))
    per_thousand = 1000 / max(tokens, 200)
    kinds = ("sure", "weak", "novel", "near", "garble", "form", "passage")
    rates = [log(1 + counts[kind] * per_thousand) for kind in kinds]
    sure, garbled = counts["sure"] + 0.5, counts["garble"] + 0.3
    return (
        *rates,
        sure / (sure + counts["weak"] + counts["novel"] + 0.5),
        garbled / (garbled + counts["near"] + counts["novel"] + counts["weak"] + 0.3),
        log(tokens + 20),
    )


def _kinds(group: Group, has: dict[str, float]) -> Iterator[str]:
    if group is Group.MENTION:
        odd = has["odd_begin"] or has["odd_end"] or has["segments"] > 1 or has["eaten_pronoun"] or has["shares_word"]
        named = has["capitals"] > 0 or (has["length"] > 0 and has["again_elsewhere"])
        yield "sure" if named and not odd and not has["again_same"] else "weak"
    elif group is Group.NEAR:
        yield "near" if has["suffix"] or has["known"] else "garble"
    elif group is Group.FORM:
        yield "form"
    elif has["copy_words"] + has["source_words"] > log(9):
        yield "passage"
    elif has["copy_words"] and not has["odd_characters"]:
        yield "novel"
