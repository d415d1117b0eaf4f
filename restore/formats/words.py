"""The codes in plain words, for help, views and reports."""

from __future__ import annotations

from types import MappingProxyType

from restore.differences import Cause, Op

OPERATIONS = MappingProxyType(
    {
        Op.INSERT: "the copy has what the source lacks",
        Op.DELETE: "the copy lacks what the source has",
        Op.REPLACE: "the copy has other words",
        Op.MOVE: "the copy has it elsewhere",
    }
)
CAUSES = MappingProxyType(
    {
        Cause.ENTITY: "a name from elsewhere that does not belong here",
        Cause.DUPLICATE: "the same words again, side by side",
        Cause.SPELLING: "a word misread or mistyped, joined or split",
        Cause.HYPHEN: "a hyphenated word gone or broken",
        Cause.PUNCTUATION: "marks, quotes and dashes",
        Cause.CASE: "only capitals differ",
        Cause.SPACING: "only white space differs, or a token is split in two",
        Cause.HEADING: "a headline, dateline, caption or navigation line",
        Cause.PASSAGE: "a sentence or more",
        Cause.WORDING: "other words: an editor's work until shown otherwise",
    }
)
