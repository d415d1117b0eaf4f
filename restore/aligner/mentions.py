"""Mentions: which stretches of the copy are copied from somewhere in the source.

No model and no word list: a mention is a span that stands elsewhere in the source, token for token. An intruder is such
a span standing where it does not belong, so at each token of a gap the longest stretch that the source also has is
looked up.
"""

from __future__ import annotations

from restore.language.words import NO_BEGIN, NO_END
from restore.text import is_word

LONGEST = 40  # tokens of a mention at most; the longest noun phrases seen in damaged news have about twenty
POSTINGS = 48  # places looked at for one token; a word that stands more often than this begins no rare mention


def begins_mention(fold: str) -> bool:
    """Whether a noun phrase may begin with this token: a word, and none that English noun phrases do not begin with."""
    return fold not in NO_BEGIN and is_word(fold)


def ends_mention(fold: str) -> bool:
    """Whether a noun phrase may end with this token."""
    return fold not in NO_END and is_word(fold)
