"""English words that name nothing, by what they tell of the words beside them, and letters that print alike."""

from __future__ import annotations

PRONOUNS = frozenset(
    """
    i you he she it we they me him her us them his hers its their theirs our ours your yours my mine himself
    herself itself themselves
    """.split()  # noqa: SIM905 - reads better than a list of quoted words
)
FUNCTION = frozenset(
    """
    a an the and or but nor if so of to in on at by for with from as into about over after before under between
    through during against is are was were be been being has have had having do does did will would can could
    may might shall should must not n't 's 're 've 'll 'd 'm no than then there here when where while because
    also very more most just only even still yet too now what how why all any some each every both such own same
    other up down out off again further once this that these those who which less well much many few one two
    three later earlier soon often never ever always almost around
    """.split()  # noqa: SIM905 - reads better than a list of quoted words
)
# What stands before nouns.
DETERMINERS = frozenset(
    """
    the a an this that these those his her its their our my your some any no every each of in by with
    """.split()  # noqa: SIM905 - reads better than a list of quoted words
)
# What stands before verbs.
VERB_SIGNS = PRONOUNS | {"to"}
SUFFIXES = frozenset({"s", "es", "d", "ed", "r", "er", "ly", "ing", "n", "en", "y", "'s", "al", "st", "est", "e"})
# Characters that stand in prose by misreading only.
ODD = frozenset("|\\^~*<>{}[]=+_%$£#@•■§©®»«")
# An editor rarely changes one of these letters for another of its class; a misreading often does.
_CLASSES = (
    "ceoaq0ds", "iljt1frí!|", "hbkn6l", "nurmvwi", "gyqp9", "s5z8af", "br8", "uvy", "fsſl", "dclo", "mnrui", "wvu",
    "eæ",
)  # fmt: skip
ALIKE = frozenset(frozenset((one, other)) for letters in _CLASSES for one in letters for other in letters)
