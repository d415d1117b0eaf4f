from itertools import count, islice

import pytest

from restore.bench.corpus import half_of
from restore.bench.documents import BenchPair, PairKind
from restore.damage import Damaged, GoldDifference
from restore.differences import Cause, Code, Op, Span

SOURCE = "Emanuel spoke. The order lacked any detail about the funds. Aides left early."
COPY = "Emanuel spoke. The order lacked any Emanuel about the funds. Aides departed early."

TAIL = " Nobody in the hall asked where the money had gone, and the meeting was over before ten."


def span(text, words):
    start = text.rindex(words)
    return Span(start, start + len(words), words)


@pytest.fixture
def document():
    """An intruder, and an editor's other word."""
    gold = (
        GoldDifference(
            "g1", Code(Op.REPLACE, Cause.ENTITY), span(COPY, "Emanuel"), span(SOURCE, "detail"), damage=True
        ),
        GoldDifference(
            "g2", Code(Op.REPLACE, Cause.WORDING), span(COPY, "departed"), span(SOURCE, "left"), damage=False
        ),
    )
    return BenchPair("one", PairKind.HOUSE, "mixed", Damaged(COPY, SOURCE, gold))


@pytest.fixture
def certain():
    """The same, with an intruder of more than a word, and a longer text: it shows enough to be told for one."""
    source, copy = (text.replace("Emanuel", "Mayor Rahm Emanuel") + TAIL for text in (SOURCE, COPY))
    gold = (
        GoldDifference(
            "g1", Code(Op.REPLACE, Cause.ENTITY), span(copy, "Mayor Rahm Emanuel"), span(source, "detail"), damage=True
        ),
        GoldDifference(
            "g2", Code(Op.REPLACE, Cause.WORDING), span(copy, "departed"), span(source, "left"), damage=False
        ),
    )
    return BenchPair("one", PairKind.HOUSE, "mixed", Damaged(copy, source, gold))


def names(half, number, start="a"):
    """So many names of texts that are in a half."""
    found = (f"{start}{n}" for n in count())
    return list(islice((name for name in found if half_of(name) == half), number))
