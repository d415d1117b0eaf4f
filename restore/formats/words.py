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
        Cause.ENTITY: "a name that does not belong here",
        Cause.DUPLICATE: "the same words again, side by side",
        Cause.SPELLING: "a word misread, mistyped, joined or split",
        Cause.HYPHEN: "a hyphenated word gone or broken",
        Cause.PUNCTUATION: "marks, quotes and dashes",
        Cause.CASE: "only capitals differ",
        Cause.SPACING: "only white space, or a token cut in two",
        Cause.HEADING: "a headline, dateline or navigation line",
        Cause.PASSAGE: "a sentence or more",
        Cause.WORDING: "an editor's words until shown otherwise",
    }
)
