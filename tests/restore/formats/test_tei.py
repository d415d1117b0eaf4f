import gzip
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.formats.tei import render
from restore.formats.view import View
from restore.restoration import restore
from restore.text import Text

HERE = Path(__file__).parent
SEEDS = Path("seeds")
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def document(restoration):
    return "".join(render(restoration, View()))


def reading(text, witness):
    """The words of one witness, as an editor's stylesheet would take them out of the apparatus."""
    parts = []

    def walk(element):
        if element.tag == f"{TEI}note":
            return
        if element.tag in {f"{TEI}lem", f"{TEI}rdg"} and element.get("wit") != f"#{witness}":
            return
        parts.append(element.text or "")
        if element.tag == f"{TEI}lb":
            parts.append("\n")
        for child in element:
            walk(child)
            parts.append(child.tail or "")

    for paragraph in ET.fromstring(text).iter(f"{TEI}p"):
        walk(paragraph)
        parts.append("\n")
    return "".join(parts).split("not published.\n", 1)[1]


EDITED = "\u200fDie Stadt\u00adver\uf158waltung hat\u00a0im Januar\u2028 \u202eund ke\u200ctab be\ufdd0schlossen"


def test_characters_of_an_edition_come_back_and_steer_nothing():
    told = document(restore(f"{EDITED}, zu kaufen.", source=f"{EDITED}, zu kaufon."))
    assert reading(told, "copy").strip() == f"{EDITED}, zu kaufen."
    assert not set(told) & set("\u200f\u00ad\uf158\u2028\u202e\ufdd0")


@pytest.mark.parametrize("copy", ["He lett town.", "left town."])
def test_a_byte_order_mark_is_no_character_of_the_edition(copy):
    source = "He left town. The council voted."
    copy = f"{copy} The council voted."
    assert document(restore(f"\ufeff{copy}", source=source)) == document(restore(copy, source=source))


def test_a_form_feed_is_where_a_page_begins():
    told = document(
        restore("The council voted.\n\fHe lett town\fat noon.", source="The council voted.\n\fHe left town\fat noon.")
    )
    assert "<p><pb/>He <app" in told
    assert "town<pb/>at noon.</p>" in told
    assert "␌" not in told


def test_what_xml_has_no_way_to_hold_is_shown():
    told = document(restore("The red\x1b[31m council voted \ufffe.", source="The red\x1b[31m council vote \ufffe."))
    assert reading(told, "copy").strip() == "The red␛[31m council voted ⟨U+FFFE⟩."


@pytest.fixture
def seed_pair():
    copy, source = (next(SEEDS.glob(f"{name}_*.txt")).read_text() for name in ("001", "000"))
    return restore(copy, source=source, copy_name="copy & <1>.txt", source_name="source.txt")


def test_each_witness_can_be_read_out_of_the_apparatus(seed_pair):
    text = document(seed_pair)
    copy, source = seed_pair.alignment.copy, seed_pair.alignment.source
    assert Text.of(reading(text, "copy")).folds == copy.folds
    assert Text.of(reading(text, "source")).folds == source.folds


def test_a_moved_block_stands_where_each_witness_has_it_and_points_at_itself(moved_block):
    assert moved_block.alignment.moves
    text = document(moved_block)
    assert Text.of(reading(text, "copy")).folds == moved_block.alignment.copy.folds
    assert Text.of(reading(text, "source")).folds == moved_block.alignment.source.folds
    apps = {app.get(XML_ID): app for app in ET.fromstring(text).iter(f"{TEI}app")}
    pointing = {name: app.get("corresp") for name, app in apps.items() if app.get("corresp")}
    assert pointing
    assert all(pointing[there.removeprefix("#")] == f"#{here}" for here, there in pointing.items())


def test_a_moved_block_goes_before_the_words_that_are_missing_behind_it(moved_beside_a_gap):
    text = document(moved_beside_a_gap)
    assert Text.of(reading(text, "source")).folds == moved_beside_a_gap.alignment.source.folds


def test_explanations_are_a_note_of_their_own(told):
    apps = list(ET.fromstring(document(told)).iter(f"{TEI}app"))
    notes = [[(note.get("type"), note.text) for note in app.iter(f"{TEI}note")] for app in apps]
    first, second = told.differences
    assert notes[0] == [(None, first.evidence), ("explanations", "misreading 97%, editor 3%")]
    assert notes[1] == [(None, second.evidence)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("the mayor Emanuel & <left> “on” 1,000 \n \x0c can't".split(" ")), min_size=1),
    st.randoms(),
)
def test_any_texts_give_well_formed_xml_that_reads_back(words, chance):
    other = [word for word in words if chance.random() > 0.2] + [chance.choice(words)]
    restoration = restore(" ".join(words), source=" ".join(other), force=True)
    text = document(restoration)
    shown = [token for token in restoration.alignment.copy.folds if token != "\x0c"]
    assert [token for token in Text.of(reading(text, "copy")).folds if token != "␌"] == shown


@pytest.mark.slow
def test_the_document_is_valid_tei_p5(seed_pair, moved_block):
    """Against tei_all.rng of TEI P5 4.3.0, which the TEI Consortium licenses under BSD-2 and CC BY."""
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.fromstring(gzip.decompress((HERE / "tei_all.rng.gz").read_bytes())))
    for restoration in (seed_pair, moved_block, restore("one\x0b\x1b", source="two")):
        schema.assertValid(etree.fromstring(document(restoration).encode()))
    broken = document(seed_pair).replace("<lem ", "<lemma ").replace("</lem>", "</lemma>")
    assert not schema.validate(etree.fromstring(broken.encode()))
