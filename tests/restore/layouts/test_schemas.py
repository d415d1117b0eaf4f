"""Pages that are what their schema asks for are so when they were restored, whatever was changed in them."""

import random
from pathlib import Path

import pytest
from lxml import etree

from restore.differences import Selector
from restore.layouts import PageFormat, read_layout, write_layout
from restore.plan import Plan, Splice, apply_plan
from restore.repair import Policy
from restore.restoration import restore
from tests.restore.layouts.made import check

FIXTURES = Path(__file__).parents[3] / "fixtures"
PAGES = sorted((FIXTURES / "layouts").glob("*/*.xml"))
PRIMA = "http://schema.primaresearch.org/PAGE/gts/pagecontent/"
PLANS = 15


@pytest.fixture(scope="module")
def schemas():
    return {
        PageFormat.ALTO: etree.RelaxNG(etree.parse(FIXTURES / "schemas" / "alto.rng")),
        PageFormat.PAGE: etree.RelaxNG(etree.parse(FIXTURES / "schemas" / "page.rng")),
    }


def valid(data, schemas):
    """Raise unless a page is what its schema asks for; its versions differ in what no page here has."""
    kind = read_layout(data).kind
    data = data.replace(f"{PRIMA}2013-07-15".encode(), f"{PRIMA}2019-07-15".encode())
    data = data.replace(b"standards/alto/ns-v4#", b"standards/alto/ns-v3#")
    schemas[kind].assertValid(etree.fromstring(data))


def some_plan(layout, dice):
    """A plan of what happens to words: others, lost, put in, joined, split, and whole stretches of them."""
    splices, at = [], 0
    words = layout.words
    while at < len(words):
        at += dice.randrange(1, 12)
        first, last = words[min(at, len(words) - 1)], words[min(at + dice.choice((0, 0, 1, 1, 9)), len(words) - 1)]
        if at >= len(words) or (splices and first.start <= splices[-1].end):
            continue
        new = dice.choice(["", "", "word", "two words", 'a<b & "c"\'', "Kran-", last.text, " and more "])
        end = dice.choice((first.start, last.end))
        splices.append(Splice(first.start, end, new))
        at += 10
    return Plan(splices)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("policy", [Policy(), Policy(threshold=0, select=Selector.parse("all"))], ids=["sure", "all"])
def test_a_restored_page_is_what_its_schema_asks_for(schemas, path, policy):
    data, source = path.read_bytes(), path.with_name("source.txt").read_text(encoding="utf-8")
    valid(data, schemas)
    layout = read_layout(data)
    valid(write_layout(layout, restore(layout.text, source=source, policy=policy).plan), schemas)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_whatever_is_done_to_a_pages_words_it_stays_one(schemas, path):
    layout = read_layout(path.read_bytes())
    for seed in range(PLANS):
        plan = some_plan(layout, random.Random(seed))
        data = write_layout(layout, plan)
        valid(data, schemas)
        check(data, apply_plan(layout.text, plan).split(), inside=False)


@pytest.mark.parametrize(
    ("place", "instead"),
    [(b"<SP ", b"<SP/><SP "), (b' CONTENT="', b' CONFIDENCE="'), (b'<String ID="string_1"', b'<String ID="string_0"')],
)
def test_what_is_no_alto_is_refused(schemas, place, instead):
    data = (FIXTURES / "layouts" / "harbour" / "alto.xml").read_bytes()
    with pytest.raises(etree.DocumentInvalid):
        schemas[PageFormat.ALTO].assertValid(etree.fromstring(data.replace(place, instead, 1)))


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        (b"<Unicode>", b"<Text>"),
        (b' id="l1_w1"', b' id="l1_w0"'),
        (b"<TextEquiv index", b"<TextEquiv/><TextEquiv index"),
    ],
)
def test_what_is_no_page_is_refused(schemas, place, instead):
    data = (FIXTURES / "layouts" / "harbour" / "words.page.xml").read_bytes()
    changed = data.replace(place, instead, 1).replace(b"<Text>", b"<Text/><Unicode>", 1)
    assert changed != data
    with pytest.raises(etree.DocumentInvalid):
        schemas[PageFormat.PAGE].assertValid(etree.fromstring(changed))
