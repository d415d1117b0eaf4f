"""What becomes of a page's elements: each case in a line `The old man / left town` of made pages."""

from pathlib import Path

import pytest

from restore.differences import Decision, Op, Selector
from restore.layouts import Box, read_layout, write_layout
from restore.plan import Plan, Splice, apply_plan
from restore.repair import Policy
from restore.restoration import restore
from tests.printed import faults
from tests.restore.layouts.made import MAKERS, check

FIXTURES = Path(__file__).parents[3] / "fixtures" / "layouts"
REAL = sorted(path for path in FIXTURES.glob("*/*") if path.suffix != ".txt")
LINES = [["The", "qvick", "man"], ["left", "town"]]
WITH_WORDS = ["hocr", "alto", "page"]


def plan_for(text, *changes):
    """A plan that gives the first place of each `old` in the text its `new`."""
    return Plan([Splice(text.index(old), text.index(old) + len(old), new) for old, new in changes])


def rewritten(kind, *changes, lines=LINES, **settings):
    layout = read_layout(MAKERS[kind](lines).encode())
    plan = plan_for(layout.text, *changes)
    data = write_layout(layout, plan)
    return data.decode(), check(data, apply_plan(layout.text, plan).split(), **settings)


def spans(layout):
    return [(word.text, word.box.left, word.box.right) for line in layout.lines for word in line.words]


def changed_lines(kind, text, lines=LINES):
    before = MAKERS[kind](lines).splitlines()
    return [line.strip() for line in text.splitlines() if line not in before]


def test_a_repaired_word_is_marked_and_the_engines_confidence_gone():
    repair = ("qvick", "quick")
    box = "bbox 138 40 188 60"
    assert changed_lines("hocr", rewritten("hocr", repair)[0]) == [
        f"<span class='ocrx_word' id='word_1_1' title='{box}; x_restored 1'>quick</span>"
    ]
    place = 'HPOS="138" VPOS="40" WIDTH="50" HEIGHT="20"'
    assert changed_lines("alto", rewritten("alto", repair)[0]) == [
        f'<String ID="s1_1" {place} CONTENT="quick" CS="true"/><SP/>'
    ]
    points = '<pc:Coords points="138,40 188,40 188,60 138,60"/>'
    said = "<pc:TextEquiv><pc:Unicode>quick</pc:Unicode></pc:TextEquiv>"
    assert changed_lines("page", rewritten("page", repair)[0]) == [
        f'<pc:Word id="w1_1" custom="restored {{by:restore;}}">{points}{said}</pc:Word>',
        "<pc:TextEquiv><pc:Unicode>The quick man</pc:Unicode></pc:TextEquiv></pc:TextLine>",
        "<pc:TextEquiv><pc:Unicode>The quick man",
    ]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_a_word_that_is_split_has_its_box_divided_by_letters(kind):
    _, layout = rewritten(kind, ("qvick", "qu ick"))
    assert spans(layout)[:4] == [("The", 100, 130), ("qu", 138, 158), ("ick", 158, 188), ("man", 196, 226)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_words_that_are_joined_have_the_box_around_them(kind):
    _, layout = rewritten(kind, ("qvick man", "quickman"))
    assert spans(layout)[:2] == [("The", 100, 130), ("quickman", 138, 226)]
    _, layout = rewritten(kind, (" man", "man"))
    assert spans(layout)[1] == ("qvickman", 138, 226)


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_a_word_that_is_put_in_stands_between_its_neighbours(kind):
    _, layout = rewritten(kind, ("qvick", "a qvick"))
    assert spans(layout)[:3] == [("The", 100, 130), ("a", 130, 138), ("qvick", 138, 188)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_a_word_put_in_where_a_line_ends_goes_where_the_room_is(kind):
    layout = read_layout(MAKERS[kind](LINES).encode())
    at = layout.text.index("left")
    written = read_layout(write_layout(layout, Plan([Splice(at, at, "has ")])))
    assert [word.text for word in written.lines[0].words] == [*LINES[0], "has"]


def test_a_word_put_in_before_an_indented_line_stands_in_the_indent():
    word = "<span class='ocrx_word' title='bbox {2} {0} 95 {1}'>{3}</span>"
    line = f"<span class='ocr_line' title='bbox 0 {{0}} 99 {{1}}'>{word}</span>"
    page = f"<html>{line.format(0, 9, 0, 'one')}{line.format(10, 19, 40, 'three')}</html>"
    layout = read_layout(page.encode())
    written = read_layout(write_layout(layout, Plan([Splice(4, 4, "two ")])))
    assert spans(written) == [("one", 0, 95), ("two", 0, 40), ("three", 40, 95)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_as_many_words_as_before_stand_for_one_another(kind):
    _, layout = rewritten(kind, ("qvick man", "desirable x"))
    assert spans(layout)[1:3] == [("desirable", 138, 188), ("x", 196, 226)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_words_joined_and_words_split_beside_each_other_have_their_own_boxes(kind):
    _, layout = rewritten(kind, ("de tail", "detail"), ("aboutthe", "about the"), lines=[["de", "tail", "aboutthe"]])
    assert spans(layout) == [("detail", 100, 168), ("about", 176, 226), ("the", 226, 256)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_a_word_that_stands_for_one_that_is_gone_has_its_box(kind):
    _, layout = rewritten(kind, ("qvick", ""), ("man", "old one"))
    assert spans(layout)[1:3] == [("old", 138, 188), ("one", 196, 226)]


@pytest.mark.parametrize("kind", WITH_WORDS)
def test_words_that_are_gone_leave_no_element(kind):
    text, layout = rewritten(kind, (" qvick", ""))
    assert spans(layout)[:2] == [("The", 100, 130), ("man", 196, 226)]
    assert text.count("<SP/>") == MAKERS[kind](LINES).count("<SP/>") - (kind == "alto")


def test_a_line_of_alto_keeps_an_empty_word_since_it_has_to_have_one():
    text, layout = rewritten("alto", ("left town\n", ""))
    assert len(layout.lines) == 1
    assert changed_lines("alto", text)[0].startswith('<String ID="s2_0" ')
    assert 'CONTENT="" CS="true"/>' in text
    assert "<SP/>" not in text.partition('ID="l2"')[2]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_may_lose_all_its_words(kind):
    layout = read_layout(MAKERS[kind](LINES).encode())
    check(write_layout(layout, Plan([Splice(0, len(layout.text), "")])), [])


HYPHENATED = [["Das", "Kran-"], ["kenhaus", "ist", "neu"]]


def test_a_broken_word_is_broken_there_again():
    repair = ("Kran-\nkenhaus", "Krankenhaus")
    text, layout = rewritten("hocr", repair, lines=HYPHENATED)
    assert [word.text for word in layout.words] == ["Das", "Kran", "kenhaus", "ist", "neu"]
    assert changed_lines("hocr", text, HYPHENATED) == [
        "<span class='ocrx_word' id='word_1_1' title='bbox 138 40 188 60; x_wconf 91'>Kran\u00ad</span>"
    ]
    text, _ = rewritten("alto", repair, lines=HYPHENATED)
    subs = [
        (e.get("CONTENT"), e.get("SUBS_TYPE"), e.get("SUBS_CONTENT"))
        for e in read_layout(text.encode()).markup.elements
    ]
    assert ("Kran-", "HypPart1", "Krankenhaus") in subs
    assert ("kenhaus", "HypPart2", "Krankenhaus") in subs
    text, _ = rewritten("page", repair, lines=HYPHENATED)
    assert "<pc:Unicode>Das Kran¬</pc:Unicode>" in text
    text, _ = rewritten("page of lines", repair, lines=HYPHENATED)
    assert "<pc:Unicode>Das Kran¬</pc:Unicode>" in text


@pytest.mark.parametrize("kind", MAKERS)
def test_a_hyphen_that_is_the_words_own_is_not_doubled(kind):
    lines = [["the", "so-"], ["called", "man"]]
    layout = read_layout(MAKERS[kind](lines).encode())
    data = write_layout(layout, plan_for(layout.text, ("so-\ncalled", "so-called")))
    assert "".join(read_layout(data).text.split()) == "theso-calledman"


BROKEN = """<alto><TextBlock><TextLine>
<String ID="a" CONTENT="Das"/><SP/>
<String ID="b" CONTENT="Kian" SUBS_TYPE="HypPart1" SUBS_CONTENT="Kiankenhaus" WC="0.5"/>
<HYP CONTENT="-"/></TextLine><TextLine>
<String ID="c" CONTENT="kenhaus" SUBS_TYPE="HypPart2" SUBS_CONTENT="Kiankenhaus" WC="0.9"/>
</TextLine></TextBlock></alto>"""


def test_both_parts_of_a_broken_word_are_kept_in_step():
    layout = read_layout(BROKEN.encode())
    assert write_layout(layout, plan_for(layout.text, ("Kian", "Kran"))).decode() == BROKEN.replace(
        'CONTENT="Kian"', 'CONTENT="Kran"'
    ).replace("Kiankenhaus", "Krankenhaus").replace(' WC="0.5"/>', ' CS="true"/>')


def test_a_word_that_is_no_longer_broken_has_no_hyphen():
    layout = read_layout(BROKEN.encode())
    written = write_layout(
        layout, Plan([Splice(layout.text.index("kenhaus"), layout.text.index("kenhaus") + 7, "")])
    ).decode()
    assert "HYP" not in written.replace("HypPart", "")
    assert "SUBS" not in written
    assert read_layout(written.encode()).text.split() == ["Das", "Kian"]


def test_right_to_left_words_are_divided_from_the_right():
    page = (
        "<html><span class='ocr_line' title='bbox 0 0 100 10'>"
        "<span class='ocrx_word' title='bbox 20 0 80 10'>שלוםעל</span></span></html>"
    )
    layout = read_layout(page.encode())
    assert spans(read_layout(write_layout(layout, plan_for(layout.text, ("שלוםעל", "שלום על"))))) == [
        ("שלום", 40, 80),
        ("על", 20, 40),
    ]


def test_glyphs_of_what_is_not_there_any_more_are_gone():
    inside = '<Glyph CONTENT="a"/><ALTERNATIVE>x</ALTERNATIVE>'
    alto = f'<alto><TextLine><String CONTENT="ab">{inside}</String></TextLine></alto>'
    layout = read_layout(alto.encode())
    written = write_layout(layout, plan_for(layout.text, ("ab", "cd"))).decode()
    assert written == alto.replace('"ab"', '"cd" CS="true"').replace('<Glyph CONTENT="a"/>', "")


def test_letters_with_boxes_become_a_word():
    page = (
        "<html><span class='ocr_line'><span class='ocrx_word' title='bbox 0 0 9 9; x_confs 90 80'>"
        "<span class='ocrx_cinfo'>t</span><span class='ocrx_cinfo'>o</span></span> <span class='ocrx_word' title=''>"
        "<strong><em>do</em></strong></span></span></html>"
    )
    layout = read_layout(page.encode())
    assert write_layout(layout, plan_for(layout.text, ("to do", "no go"))).decode() == (
        "<html><span class='ocr_line'><span class='ocrx_word' title='bbox 0 0 9 9; x_restored 1'>no</span> "
        "<span class='ocrx_word' title='x_restored 1'><strong><em>go</em></strong></span></span></html>"
    )


def test_corners_that_are_elements_stay_elements():
    page = MAKERS["page"]([["oldman", "left"]])
    corners = "".join(f'<pc:Point x="{x}" y="{y}"/>' for x, y in ((100, 40), (160, 40), (160, 60), (100, 60)))
    page = page.replace('<pc:Coords points="100,40 160,40 160,60 100,60"/>', f"<pc:Coords>{corners}</pc:Coords>")
    layout = read_layout(page.encode())
    text = write_layout(layout, plan_for(layout.text, ("oldman", "old man"))).decode()
    assert text.count("<pc:Coords points=") == page.count("<pc:Coords points=")
    assert [word.box for word in read_layout(text.encode()).words[:2]] == [Box(100, 40, 130, 60), Box(130, 40, 160, 60)]


def test_an_attribute_without_quotes_gets_them_where_it_has_to():
    page = "<p class=ocr_par><span class=ocr_line><span class=ocrx_word title=x_size&nbsp;9>qvick</span> man</span></p>"
    layout = read_layout(page.encode())
    text = write_layout(layout, plan_for(layout.text, ("qvick", "quick"))).decode()
    assert '<span class=ocrx_word title="x_size\xa09; x_restored 1">quick</span>' in text


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_keeps_its_line_ends(kind):
    written = []
    for end in ("\n", "\r\n"):
        layout = read_layout(MAKERS[kind](LINES).replace("\n", end).encode())
        written.append(write_layout(layout, plan_for(layout.text, ("qvick", "quick"))).decode())
    assert written[1] == written[0].replace("\n", "\r\n")


def test_regions_around_regions_say_what_their_lines_do():
    around = '<pc:TextRegion id="r0"><pc:TextEquiv><pc:Unicode>The qvick man</pc:Unicode></pc:TextEquiv>'
    page = MAKERS["page"](LINES).replace("<pc:TextRegion ", f"{around}<pc:TextRegion ")
    layout = read_layout(page.replace("</pc:Page>", "</pc:TextRegion></pc:Page>").encode())
    text = write_layout(layout, plan_for(layout.text, ("qvick", "quick"))).decode()
    assert text.count("<pc:Unicode>The quick man\nleft town</pc:Unicode>") == 2
    assert "qvick" not in text


def test_what_an_encoding_lacks_is_written_as_a_reference():
    layout = read_layout(MAKERS["alto"]([["cafe"]], declared="ISO-8859-1").encode("latin-1"))
    written = write_layout(layout, plan_for(layout.text, ("cafe", "café–")))
    assert 'CONTENT="caf\xe9&#8211;"'.encode("latin-1") in written
    assert read_layout(written).text == "café–\n"


def test_markup_in_a_repair_is_text():
    for kind in MAKERS:
        rewritten(kind, ("qvick", "<b>&\"'"))


def test_an_id_that_is_taken_is_not_given_again():
    lines = MAKERS["alto"]([["ab", "cd"]]).replace('ID="l1"', 'ID="s1_0_r1"')
    layout = read_layout(lines.encode())
    check(write_layout(layout, plan_for(layout.text, ("ab", "a b"))), ["a", "b", "cd"])


def test_a_very_long_stretch_is_divided_in_proportion(monkeypatch):
    monkeypatch.setattr("restore.layouts.rewriting._MOST", 10)
    _, layout = rewritten("hocr", ("qvick", "qu ick"))
    assert spans(layout)[1:3] == [("qu", 138, 155), ("ick", 155, 188)]


def test_a_plan_for_another_text_is_refused():
    layout = read_layout(MAKERS["hocr"](LINES).encode())
    with pytest.raises(ValueError, match="the plan reaches to offset 999"):
        write_layout(layout, Plan([Splice(0, 999, "")]))


def test_the_outline_of_a_word_that_is_divided_is_gone_and_that_of_another_stays():
    shape = '<Shape><Polygon POINTS="0,0 90,0 90,9 0,9"/></Shape>'
    strings = "".join(
        f'<String HPOS="{left}" VPOS="0" WIDTH="90" HEIGHT="9" CONTENT="{word}">{shape}</String>'
        for left, word in ((0, "oldman"), (100, "lcft"))
    )
    layout = read_layout(
        f'<alto><TextLine HPOS="0" VPOS="0" WIDTH="190" HEIGHT="9">{strings}</TextLine></alto>'.encode()
    )
    data = write_layout(layout, plan_for(layout.text, ("oldman", "old man"), ("lcft", "left"))).decode()
    assert data.count("<Shape>") == 1
    assert f'CONTENT="left" CS="true">{shape}' in data
    word = "<span class='ocrx_word' title='bbox 0 0 90 9; poly 0 0 90 0 90 9'>oldman</span>"
    layout = read_layout(f"<html><span class='ocr_line' title='bbox 0 0 190 9'>{word}</span></html>".encode())
    assert "poly" not in write_layout(layout, plan_for(layout.text, ("oldman", "old man"))).decode()
    assert "poly" in write_layout(layout, plan_for(layout.text, ("oldman", "oldmen"))).decode()


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_pages_are_restored_and_come_back_byte_for_byte_where_nothing_is(path):
    data = path.read_bytes()
    layout = read_layout(data)
    source = path.with_name("source.txt").read_text(encoding="utf-8")
    before = {word.box for word in layout.words}
    for policy in (Policy(threshold=0.5), Policy(threshold=0, select=Selector.parse("all"))):
        restoration = restore(layout.text, source=source, policy=policy)
        assert restoration.plan.splices
        assert not list(faults(data, restoration))
        kept = [word for word in read_layout(write_layout(layout, restoration.plan)).words if word.box in before]
        moved = any(d.op is Op.MOVE and d.decision is Decision.APPLY for d in restoration.differences)
        assert moved or len(kept) > 0.7 * len(layout.words)


def test_the_formats_of_a_real_page_have_the_same_text():
    for folder in {path.parent for path in REAL}:
        assert len({read_layout(path.read_bytes()).text for path in REAL if path.parent == folder}) == 1


def test_boxes_of_a_word_that_stays_are_not_touched_though_they_leave_their_line():
    word = "<span class='ocrx_word' title='bbox 0 0 60 12'>a</span>"
    page = f"<html><span class='ocr_line' title='bbox 10 0 50 9'>{word}</span></html>"
    layout = read_layout(page.encode())
    written = read_layout(write_layout(layout, plan_for(layout.text, ("a", "b"))))
    assert written.words[0].box == Box(0, 0, 60, 12)


@pytest.mark.parametrize("name", ["page.hocr", "alto.xml", "lines.page.xml", "words.page.xml"])
@pytest.mark.parametrize("threshold", [0.95, 0.5])
def test_a_page_that_was_written_reads_as_the_restored_text(name, threshold):
    layout = read_layout((FIXTURES / "harbour" / name).read_bytes())
    found = restore(
        layout.text,
        source=(FIXTURES.parent / "articles" / "en-harbour.txt").read_text(encoding="utf-8"),
        policy=Policy(threshold=threshold),
        excerpt=True,
        confidences=layout.confidences,
    )
    assert "March. 3" in layout.text
    assert read_layout(write_layout(layout, found.plan)).text == found.text
