"""The codes and explanations in plain words, for help, views and reports."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from restore.differences import Cause, Difference, Explanation, Op, Share

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
EXPLANATIONS = MappingProxyType(
    {
        Explanation.INTRUDER: "a mention written over other words",
        Explanation.MISREADING: "words misread by an engine, or made of stains",
        Explanation.TOKENISER: "tokens, lines or passages that a program lost or cut",
        Explanation.STYLE: "marks, capitals and hyphens as another house has them",
        Explanation.REPETITION: "the same words twice",
        Explanation.MOVE: "a block that a program put elsewhere",
        Explanation.EDITOR: "somebody's own words, and meant",
    }
)


def beside_code(difference: Difference) -> str:
    """What speaks for a difference, without what its code says already; empty where that is all.

    >>> from restore.differences import Code, Span
    >>> evidence = "the copy lacks what the source has here, as in 2 other places"
    >>> lost = Difference("0", Code.parse("delete:punctuation"), Span(4, 4, ""), Span(4, 5, ","), ",", 0.9, evidence)
    >>> beside_code(lost)
    'as in 2 other places'
    """
    said, evidence = OPERATIONS[difference.op], difference.evidence
    return evidence[len(said) :].removeprefix(" here").lstrip(", ") if evidence.startswith(said) else evidence


def two_places(confidence: float) -> str:
    """A confidence for a person, rounded down: one that is below a threshold does not look as if it had reached it.

    >>> two_places(0.9465), two_places(0.95), two_places(0.29), two_places(1.0)
    ('0.94', '0.95', '0.29', '1.00')
    """
    nearest = round(confidence, 2)
    return f"{nearest - 0.01 if nearest > confidence else nearest:.2f}"


def rivals(shares: Iterable[Share]) -> str:
    """What may have made a difference, in the order given; empty when nothing is known.

    >>> rivals([Share(Explanation.INTRUDER, 0.97), Share(Explanation.EDITOR, 0.03)])
    'intruder 97%, editor 3%'
    """
    return ", ".join(f"{each.explanation.value} {_percent(each.share)}" for each in shares)


def otherwise_written(count: int) -> str:
    """How many words agree whose letters Unicode writes otherwise.

    >>> otherwise_written(2)
    '2 words differ only in how Unicode writes the letters (NFC, NFD): nothing is changed there'
    """
    words = "1 word differs" if count == 1 else f"{count} words differ"
    return f"{words} only in how Unicode writes the letters (NFC, NFD): nothing is changed there"


def nothing_listed(left_out: int) -> str:
    """What is said in place of a list: texts of which all differences are left out of it do differ.

    >>> nothing_listed(0), nothing_listed(65)
    ('no differences', 'no differences listed: --select or --ignore leaves out 65')
    """
    return f"no differences listed: --select or --ignore leaves out {left_out:,}" if left_out else "no differences"


def _percent(share: float) -> str:
    """A share in whole per cent; all but all of it is not all: 100% would say that nothing else is possible.

    >>> _percent(0.996), _percent(1.0)
    ('>99%', '100%')
    """
    return ">99%" if 0.995 <= share < 1.0 else f"{share:.0%}"
