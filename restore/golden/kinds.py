"""What a finding is, finer than its `op:cause`: the names that tolerances, messages and reports use.

A finding of fidelity has the code of its difference and, beside it, a kind. Kinds split what one code lumps together
(a lost "not" and a lost "very" are both `delete:wording`) and name what is no difference at all to the aligner, since
both sides have the same normal form: quotes, dashes, white space.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to a check."""

    IGNORE = "ignore"  # counted, never shown one by one
    WARN = "warn"  # shown, does not fail
    FAIL = "fail"


class FindingKind(StrEnum):
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
        FindingKind.WHITESPACE, FindingKind.INVISIBLE, FindingKind.PARAGRAPH, FindingKind.QUOTES, FindingKind.DASHES,
        FindingKind.ELLIPSIS, FindingKind.SOFT_HYPHEN, FindingKind.LIGATURE, FindingKind.UNICODE,
        FindingKind.MARK_SPACING,
    }
)  # fmt: skip
MEANING = frozenset({FindingKind.NUMBER, FindingKind.NEGATION, FindingKind.NAME, FindingKind.ENTITY})
BLOCKS = frozenset(
    {
        FindingKind.BLOCK_ADDED,
        FindingKind.BLOCK_MISSING,
        FindingKind.BLOCK_CHANGED,
        FindingKind.BLOCK_MOVED,
        FindingKind.BLOCK_DUPLICATED,
    }
)
GROUPS = {"typography": TYPOGRAPHY, "meaning": MEANING, "blocks": BLOCKS}

_INSERT, _DELETE, _OTHER = "insert", "delete", "replace"
_LABELS = {
    FindingKind.JOINED: {_OTHER: "words glued"},
    FindingKind.SPLIT: {_OTHER: "word split"},
    FindingKind.CASE: {_OTHER: "capitals changed"},
    FindingKind.MARKUP: {_OTHER: "markup in the text"},
    FindingKind.MOJIBAKE: {_OTHER: "wrongly decoded text"},
    FindingKind.HYPHEN: {_INSERT: "hyphenated word added", _DELETE: "hyphenated word lost", _OTHER: "hyphen changed"},
    FindingKind.SPELLING: {_OTHER: "spelling changed"},
    FindingKind.PUNCTUATION: {_INSERT: "mark added", _DELETE: "mark lost", _OTHER: "mark changed"},
    FindingKind.DUPLICATE: {_OTHER: "words doubled"},
    FindingKind.WORDING: {_INSERT: "words added", _DELETE: "words lost", _OTHER: "words changed"},
    FindingKind.NUMBER: {_INSERT: "number added", _DELETE: "number lost", _OTHER: "number changed"},
    FindingKind.NEGATION: {_INSERT: "negation added", _DELETE: "negation lost", _OTHER: "negation changed"},
    FindingKind.NAME: {_INSERT: "name added", _DELETE: "name lost", _OTHER: "name changed"},
    FindingKind.ENTITY: {_INSERT: "entity intruded", _OTHER: "entity over other words"},
    FindingKind.CAPTION: {_INSERT: "caption in the text", _DELETE: "caption gone", _OTHER: "caption changed"},
    FindingKind.DATELINE: {_INSERT: "dateline in the text", _DELETE: "dateline gone", _OTHER: "dateline changed"},
    FindingKind.BLOCK_ADDED: {_OTHER: "block added"},
    FindingKind.BLOCK_MISSING: {_OTHER: "block missing"},
    FindingKind.BLOCK_CHANGED: {_OTHER: "block changed"},
    FindingKind.BLOCK_MOVED: {_OTHER: "block moved"},
    FindingKind.BLOCK_DUPLICATED: {_OTHER: "block duplicated"},
}


def label(kind: FindingKind, op: str) -> str:
    """A kind in plain words, by what the received text did.

    >>> label(FindingKind.NEGATION, "delete"), label(FindingKind.QUOTES, "replace")
    ('negation lost', 'quotes')
    """
    words = _LABELS.get(kind, {})
    return words.get(op) or words.get(_OTHER) or kind.value
