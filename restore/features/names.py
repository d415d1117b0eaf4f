"""The groups of differences that are weighed alike, and the names of their numbers, in order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from operator import itemgetter


class Group(StrEnum):
    """Differences that are weighed alike."""

    MENTION = "mention"  # everything the copy has here stands elsewhere in the source
    NEAR = "near"  # a word stands for a similar one
    FORM = "form"  # marks, capitals, hyphens, white space
    OTHER = "other"  # words come or go


# What one difference shows, by group.
OWN = {
    Group.MENTION: (
        "doubt", "length", "segments", "capitals", "odd_begin", "odd_end", "excess", "excess_many", "single", "often",
        "all_function", "pronoun", "insert_only", "eaten", "eaten_many", "shares_word", "eaten_pronoun",
        "eaten_function", "eaten_name", "eaten_novel", "head_capital_inside", "beside_itself", "possessive",
        "single_lower", "eaten_same_size", "last_shared", "mark_eaten", "marks_inside", "noun_like", "verb_like",
        "again", "again_elsewhere", "again_same", "similar", "one_for_one",
        "names", "says", "modifies", "eaten_names", "eaten_says", "eaten_modifies", "eaten_binds", "same_class",
    ),
    Group.NEAR: (
        "doubt", "share", "length", "known", "source_known", "tail_only", "first_differs", "same_size",
        "odd_characters", "joined", "capitalised", "inner_capital", "short", "case_too", "mark", "edits", "confusable",
        "at_end", "suffix", "strange_letters", "both_known", "listed", "source_listed",
    ),
    Group.FORM: (
        "doubt", "insert", "delete", "case", "hyphen", "spacing", "quote", "dash", "comma", "stop", "between_words",
        "alike",
    ),
    Group.OTHER: (
        "doubt", "insert", "delete", "copy_words", "source_words", "copy_known", "source_known", "odd_characters",
        "similar", "single_each", "duplicate", "heading", "passage", "capitals", "digits", "short_letters",
        "copy_marks", "strange", "capitals_inside", "listed", "source_listed", "glued", "glued_name",
    ),
}  # fmt: skip
# What the whole copy shows.
DOCUMENT = (
    "sure_rate", "weak_rate", "novel_rate", "near_rate", "garble_rate", "form_rate", "passage_rate", "sure_share",
    "garble_share", "size",
)  # fmt: skip
# What one difference shows weighs more or less by what the whole copy shows: products of the one and the other.
_CROSSED = {
    Group.MENTION: (
        "single_lower", "capitals", "eaten_pronoun", "shares_word", "excess", "one_for_one", "insert_only", "noun_like",
    ),
    Group.NEAR: ("tail_only", "known", "share", "short"),
    Group.FORM: ("case", "insert", "delete"),
    Group.OTHER: ("insert", "delete", "copy_known", "odd_characters", "single_each", "similar", "strange"),
}  # fmt: skip
_CROSSING = {
    Group.MENTION: ("sure_rate", "sure_share"),
    Group.NEAR: ("garble_share", "novel_rate"),
    Group.FORM: ("novel_rate", "garble_share"),
    Group.OTHER: ("garble_share", "novel_rate"),
}
NAMES = {
    group: ("bias", *own, *DOCUMENT, *(f"{o}*{d}" for d in _CROSSING[group] for o in _CROSSED[group]))
    for group, own in OWN.items()
}
_OWN = {group: itemgetter(*map(OWN[group].index, names)) for group, names in _CROSSED.items()}
_DOCUMENT = {group: itemgetter(*map(DOCUMENT.index, names)) for group, names in _CROSSING.items()}


def crossed(group: Group, own: Sequence[float], document: Sequence[float]) -> list[float]:
    """The products, in the order of the names."""
    mine = _OWN[group](own)
    return [one * whole for whole in _DOCUMENT[group](document) for one in mine]
