"""What a first look says changes what a second alignment's steps cost."""

from contextlib import nullcontext

import pytest

from restore.aligner.alignment import Relation
from restore.aligner.costs import DEFAULT, MISREAD_COSTS, NEUTRAL, Prices
from restore.aligner.engine import align_texts
from restore.text import Text
from tests.interpreted import typed_as_it_is

SOURCE = "Ruiz spoke to the council. Later the mayor went home, and the council waited for an answer that she had."
COPY = SOURCE.replace("she had", "Her Honour Ana Ruiz had").replace("the mayor went", "the Her Honour Ana Ruiz went")
KNOWN = ("her", "honour", "ana", "ruiz")


@pytest.fixture(params=["compiled", "as it is"])
def lattice(request):
    with typed_as_it_is() if request.param == "as it is" else nullcontext():
        yield


def mentions(prices):
    copy = Text.of(COPY)
    alignment = align_texts(copy, Text.of(SOURCE), prices)
    assert alignment.prices == prices
    return [tuple(copy.folds[m.start : m.end]) for b in alignment if b.relation is Relation.CHANGED for m in b.mentions]


@pytest.mark.usefixtures("lattice")
def test_what_is_known_to_intrude_is_a_mention_though_the_source_has_it_not():
    assert KNOWN not in mentions(NEUTRAL)
    assert mentions(Prices(intruders=(KNOWN,))).count(KNOWN) == 2


@pytest.mark.usefixtures("lattice")
def test_a_known_intruder_comes_from_nowhere_in_the_source():
    source = Text.of(SOURCE)
    alignment = align_texts(Text.of(COPY), source, Prices(intruders=(KNOWN,)))
    assert all(m.origin >= len(source) for b in alignment for m in b.mentions if m.end - m.start == len(KNOWN))


def test_a_misread_copy_has_costs_of_its_own():
    assert Prices(misread=True).costs is MISREAD_COSTS
    assert NEUTRAL.costs is DEFAULT
