"""What a finding is, finer than its `op:cause`: the names that tolerances, messages and reports use.

A finding of fidelity has the code of its difference and, beside it, a kind. Kinds split what one code lumps together
(a lost "not" and a lost "very" are both `delete:wording`) and name what is no difference at all to the aligner, since
both sides have the same normal form: quotes, dashes, white space.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What a finding does to a check."""

    IGNORE = "ignore"  # counted, never shown one by one
    WARN = "warn"  # shown, does not fail
    FAIL = "fail"


class Kind(StrEnum):
    """What happened to the text, as a person who looks after a scraper would call it."""

    WHITESPACE = "whitespace"  # runs of white space, no-break spaces, line ends, at the text's ends too
    INVISIBLE = "invisible"  # characters of no width, byte order marks
    PARAGRAPH = "paragraph"  # a paragraph break gained or lost
    QUOTES = "quotes"  # another style of quote or apostrophe
    DASHES = "dashes"  # another dash
    ELLIPSIS = "ellipsis"  # three dots or one character
    SOFT_HYPHEN = "soft-hyphen"  # gained or lost
    LIGATURE = "ligature"  # one character for two letters
    UNICODE = "unicode"  # other characters that compose, or are compatible, to the same
    MARK_SPACING = "mark-spacing"  # space gained or lost beside a mark
    JOINED = "joined"  # two words glued together
    SPLIT = "split"  # a word split in two
    CASE = "case"  # only capitals differ
    MARKUP = "markup"  # tags, entities or escapes left in the text
    MOJIBAKE = "mojibake"  # text decoded with the wrong encoding
    HYPHEN = "hyphen"  # a hyphenated word gone or broken
    SPELLING = "spelling"  # the same word misread or mistyped
    PUNCTUATION = "punctuation"  # marks changed
    DUPLICATE = "duplicate"  # the same words again, side by side
    WORDING = "wording"  # any other change of words
    NUMBER = "number"  # a number changed, gained or lost
    NEGATION = "negation"  # a "not" gained or lost
    NAME = "name"  # a name changed, gained or lost
    ENTITY = "entity"  # a mention of something named elsewhere, standing where it does not belong
    CAPTION = "caption"  # a picture's caption or credit in the text, or gone
    DATELINE = "dateline"  # the place or time a story was filed from
    BLOCK_ADDED = "block-added"  # a paragraph or more that the golden lacks
    BLOCK_MISSING = "block-missing"  # a paragraph or more gone
    BLOCK_CHANGED = "block-changed"  # a passage in other words
    BLOCK_MOVED = "block-moved"  # a passage elsewhere
    BLOCK_DUPLICATED = "block-duplicated"  # a passage twice


TYPOGRAPHY = frozenset(
    {
        Kind.WHITESPACE, Kind.INVISIBLE, Kind.PARAGRAPH, Kind.QUOTES, Kind.DASHES, Kind.ELLIPSIS,
        Kind.SOFT_HYPHEN, Kind.LIGATURE, Kind.UNICODE, Kind.MARK_SPACING,
    }
)  # fmt: skip
MEANING = frozenset({Kind.NUMBER, Kind.NEGATION, Kind.NAME, Kind.ENTITY})
BLOCKS = frozenset({Kind.BLOCK_ADDED, Kind.BLOCK_MISSING, Kind.BLOCK_CHANGED, Kind.BLOCK_MOVED, Kind.BLOCK_DUPLICATED})
GROUPS = {"typography": TYPOGRAPHY, "meaning": MEANING, "blocks": BLOCKS}

_INSERT, _DELETE, _OTHER = "insert", "delete", "replace"
_LABELS = {
    Kind.JOINED: {_OTHER: "words glued"},
    Kind.SPLIT: {_OTHER: "word split"},
    Kind.CASE: {_OTHER: "capitals changed"},
    Kind.MARKUP: {_OTHER: "markup in the text"},
    Kind.MOJIBAKE: {_OTHER: "wrongly decoded text"},
    Kind.HYPHEN: {_INSERT: "hyphenated word added", _DELETE: "hyphenated word lost", _OTHER: "hyphen changed"},
    Kind.SPELLING: {_OTHER: "spelling changed"},
    Kind.PUNCTUATION: {_INSERT: "mark added", _DELETE: "mark lost", _OTHER: "mark changed"},
    Kind.DUPLICATE: {_OTHER: "words doubled"},
    Kind.WORDING: {_INSERT: "words added", _DELETE: "words lost", _OTHER: "words changed"},
    Kind.NUMBER: {_INSERT: "number added", _DELETE: "number lost", _OTHER: "number changed"},
    Kind.NEGATION: {_INSERT: "negation added", _DELETE: "negation lost", _OTHER: "negation changed"},
    Kind.NAME: {_INSERT: "name added", _DELETE: "name lost", _OTHER: "name changed"},
    Kind.ENTITY: {_INSERT: "entity intruded", _OTHER: "entity over other words"},
    Kind.CAPTION: {_INSERT: "caption in the text", _DELETE: "caption gone", _OTHER: "caption changed"},
    Kind.DATELINE: {_INSERT: "dateline in the text", _DELETE: "dateline gone", _OTHER: "dateline changed"},
    Kind.BLOCK_ADDED: {_OTHER: "block added"},
    Kind.BLOCK_MISSING: {_OTHER: "block missing"},
    Kind.BLOCK_CHANGED: {_OTHER: "block changed"},
    Kind.BLOCK_MOVED: {_OTHER: "block moved"},
    Kind.BLOCK_DUPLICATED: {_OTHER: "block duplicated"},
}


def label(kind: Kind, op: str) -> str:
    """A kind in plain words, by what the received text did.

    >>> label(Kind.NEGATION, "delete"), label(Kind.JOINED, "replace"), label(Kind.QUOTES, "replace")
    ('negation lost', 'words glued', 'quotes')
    """
    words = _LABELS.get(kind, {})
    return words.get(op) or words.get(_OTHER) or kind.value
