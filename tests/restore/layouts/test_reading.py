from time import process_time

import pytest

from restore.errors import EncodingError, InputError
from restore.layouts import Box, PageFormat, layout_kind, read_layout, write_layout
from restore.plan import Plan, Splice
from tests.restore.layouts.made import MAKERS

LINES = [["The", "mayor", "left"], ["town", "at", "noon."]]
XHTML = '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">'


def read(text, **settings):
    return read_layout(text.encode(), **settings)


def hocr(body):
    return read(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize("kind", MAKERS)
def test_words_have_their_text_place_and_line(kind):
    layout = read(MAKERS[kind](LINES))
    assert layout.text == "The mayor left\ntown at noon.\n"
    for line in layout.lines:
        for word in line.words:
            assert layout.text[word.start : word.end] == word.text
            assert word.whole or (word.box.right - word.box.left) == 10 * len(word.text)
            assert word.whole or 0.9 <= word.confidence <= 1
    assert [layout.place_at(offset).line for offset in (0, 14, 15, 27)] == [1, 1, 2, 2]


def test_places_are_counted_as_people_do_page_by_page():
    layout = read(MAKERS["alto"]([["one"], ["two", "three"]]))
    assert [str(layout.place_at(layout.text.index(word))) for word in ("one", "two", "three")] == [
        "line 1", "line 2", "line 2",
    ]  # fmt: skip
    pages = "".join(
        f"<div class=ocr_page><span class=ocr_line><span class=ocrx_word>{word}</span></span>"
        f"<span class=ocr_line><span class=ocrx_word>{word}2</span></span></div>"
        for word in ("one", "two")
    )
    layout = hocr(pages)
    assert layout.text == "one\none2\n\ftwo\ntwo2\n"
    assert [str(layout.place_at(at)) for at in (0, layout.text.index("two"), len(layout.text))] == [
        "page 1, line 1", "page 2, line 1", "page 2, line 2",
    ]  # fmt: skip


def test_a_format_is_told_by_what_stands_in_it():
    assert layout_kind(b"\xef\xbb\xbf<?xml version='1.0'?><!-- scan --><a:alto xmlns:a='x'/>") is PageFormat.ALTO
    assert layout_kind("\ufeff<PcGts/>".encode("utf-16-le")) is PageFormat.PAGE
    assert layout_kind(b"<!DOCTYPE html><html><p class=ocr_par>x</p></html>") is PageFormat.HOCR
    for other in (
        b"",
        b"<",
        b"the class='ocr_line' of a text",
        b"<p>web</p>",
        b"<TEI/>",
        b"a < b",
        b"<!-- <alto/> -->",
    ):
        assert layout_kind(other) is None


def test_what_is_passed_over_before_the_first_element_costs_no_time():
    assert layout_kind(b"<!--a-->" * 8000 + b"<!--") is None
    assert layout_kind(b"<!DOCTYPE a [" + b"]" * 60000) is None


@pytest.mark.parametrize("unit", ["class= ", "class=", "class='a ", 'class="a ', "class=a<", "class "])
def test_a_page_of_the_web_is_told_from_hocr_in_one_pass(unit):
    began = process_time()
    assert layout_kind(f"<html><p {unit * 400_000}".encode()) is None
    assert process_time() - began < 10  # gone through for each class anew, it takes hours
    assert layout_kind(f"<html><p {unit * 10}> <p class = ocr_page>".encode()) is PageFormat.HOCR


def test_paragraphs_have_an_empty_line_between_and_pages_a_form_feed():
    words = "<span class='ocr_line'><span class='ocrx_word'>{}</span></span>"
    paragraphs = "<p class='ocr_par'>{}</p>"
    first = "".join(paragraphs.format(words.format(word)) for word in ("one", "two"))
    second = paragraphs.format(words.format("three"))
    assert (
        hocr(f"<div class='ocr_page'>{first}</div><div class='ocr_page'>{second}</div>").text == "one\n\ntwo\n\fthree\n"
    )


def test_hocr_that_is_no_xml_is_read_as_html():
    page = (
        '<!doctype html><html><head><meta charset=utf-8><link rel=x></head><div class="ocr_page"><p class=ocr_par>'
        '<span class="ocr_line" title="bbox 0 0 99 9">R&amp;D<br>caf&eacute;</span></div></body></html>'
    )
    layout = read(page)
    assert layout.text == "R&D café\n"
    assert layout.words[0].whole
    assert write_layout(layout, Plan()) == page.encode()


def test_hocr_in_capitals_is_hocr():
    page = (
        '<HTML><BODY><DIV CLASS=ocr_page><SPAN CLASS="ocr_line" TITLE="bbox 0 0 90 9">'
        '<SPAN CLASS="ocrx_word" TITLE="bbox 0 0 30 9; x_wconf 91" ID=w1>dctail</SPAN></SPAN></DIV></BODY></HTML>'
    )
    layout = read(page)
    (word,) = layout.words
    assert (layout.text, word.box, word.confidence) == ("dctail\n", Box(0, 0, 30, 9), 0.91)
    written = write_layout(layout, Plan([Splice(0, 6, "detail")])).decode()
    assert 'TITLE="bbox 0 0 30 9; x_restored 1" ID=w1>detail</SPAN>' in written
    assert "x_wconf" not in written


def test_references_and_entities_of_xhtml_are_characters():
    layout = read(f"{XHTML}<html><span class='ocrx_word'>a&#8211;b&nbsp;&amp;c&ndash;</span></html>")
    assert layout.text == "a–b &c–\n"


def test_a_word_in_bold_and_one_of_letters_with_boxes_are_words():
    layout = hocr(
        "<span class='ocr_line'><span class='ocrx_word'><strong><em>bold</em></strong></span> "
        "<span class='ocrx_word'><span class='ocrx_cinfo'>i</span><span class='ocrx_cinfo'>t</span></span></span>"
    )
    assert layout.text == "bold it\n"


def test_words_without_a_line_are_in_that_of_their_paragraph():
    layout = hocr("<p class='ocr_par'><span class='ocrx_word'>a</span> <span class='ocrx_word'>b</span></p>")
    assert [len(line.words) for line in layout.lines] == [2]


def test_of_words_in_a_word_the_innermost_are_words():
    inner = "<span class='ocrx_word'>b</span><span class='ocrx_word'>c</span>"
    layout = hocr(f"<span class='ocr_line'><span class='ocrx_word'>a{inner}</span></span>")
    assert layout.text == "b c\n"
    assert hocr("<span class='ocr_line'><span class='ocr_line'>a</span> b</span>").text == "a\n"


@pytest.mark.parametrize("kind", ["ocr_line", "ocrx_word"])
def test_what_is_nested_without_end_costs_no_time(kind):
    deep = 100_000
    began = process_time()
    assert hocr(f"<span class='{kind}'>" * deep + "a" + "</span>" * deep).text == "a\n"
    assert process_time() - began < 10  # what is inside looked through for each, it takes twice as long


def test_empty_words_are_none():
    layout = hocr("<span class='ocr_line'><span class='ocrx_word'> </span><span class='ocrx_word'>b</span></span>")
    assert layout.text == "b\n"
    assert hocr("<span class='ocr_line'></span>").text == ""


def alto(*lines):
    return read("<alto><TextBlock>" + "".join(f"<TextLine>{line}</TextLine>" for line in lines) + "</TextBlock></alto>")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('CONTENT="Kran" SUBS_TYPE="HypPart1" SUBS_CONTENT="Krankenhaus"/><HYP CONTENT="-"', 'SUBS_TYPE="HypPart2"'),
        ('CONTENT="Kran-" SUBS_TYPE="HypPart1" SUBS_CONTENT="Krankenhaus"', ""),
        ('CONTENT="Kran-" SUBS_TYPE="HypPart1" SUBS_CONTENT="Krankenhaus"/><HYP CONTENT="-"', ""),
        ('CONTENT="Kran"/><HYP CONTENT="&#173;"', ""),
    ],
)
def test_a_word_that_alto_says_is_broken_is_whole_in_the_text(first, second):
    layout = alto(
        f'<String CONTENT="das"/><String {first}/>', f'<String CONTENT="kenhaus" {second}/><String CONTENT="ist"/>'
    )
    assert layout.text == "das Krankenhaus\nist\n"
    assert [word.text for word in layout.words] == ["das", "Kran", "kenhaus", "ist"]


def test_a_hyphen_that_belongs_to_a_broken_word_stays_in_it():
    layout = alto('<String CONTENT="so-" SUBS_TYPE="HypPart1" SUBS_CONTENT="so-called"/>', '<String CONTENT="called"/>')
    assert layout.text == "so-called\n"


def test_a_hyphen_that_nothing_says_more_of_is_a_character():
    assert alto('<String CONTENT="so-"/>', '<String CONTENT="called"/>').text == "so-\ncalled\n"


@pytest.mark.parametrize("mark", ["\u00ad", "¬"])
def test_a_soft_hyphen_or_a_transcribers_mark_breaks_a_word(mark):
    layout = hocr(f"<span class='ocr_line'>a Kran{mark}</span><span class='ocr_line'>kenhaus b</span>")
    assert layout.text == "a Krankenhaus b\n"
    assert [line.words[0].hyphen for line in layout.lines] == [mark, ""]


def test_a_line_of_alto_that_is_one_string_is_a_line():
    layout = alto('<String CONTENT="two words" HPOS="1" VPOS="2" WIDTH="3.5" HEIGHT="4"/>')
    assert layout.words[0].whole
    assert layout.words[0].box == Box(1, 2, 4.5, 6)


def region(name, text):
    return f'<TextRegion id="{name}"><TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>'


def test_regions_of_page_come_in_their_reading_order():
    order = (
        '<ReadingOrder><OrderedGroup id="g"><RegionRefIndexed index="2" regionRef="a"/><OrderedGroupIndexed index="1">'
        '<RegionRefIndexed index="1" regionRef="c"/><RegionRefIndexed index="0" regionRef="b"/></OrderedGroupIndexed>'
        '<RegionRefIndexed index="0" regionRef="d"/></OrderedGroup></ReadingOrder>'
    )
    regions = "".join(region(name, name.upper()) for name in "xabcd")
    assert read(f"<PcGts><Page>{order}{regions}</Page></PcGts>").text.split() == ["D", "B", "C", "A", "X"]


def test_the_first_of_several_texts_of_page_counts():
    texts = "".join(f'<TextEquiv index="{n}"><Unicode>{text}</Unicode></TextEquiv>' for n, text in ((1, "b"), (0, "a")))
    assert read(f"<PcGts><TextLine>{texts}</TextLine></PcGts>").text == "a\n"


def test_points_of_old_page_files_are_boxes():
    coords = '<Coords><Point x="3" y="4"/><Point x="9" y="8"/></Coords>'
    layout = read(f"<PcGts><TextLine>{coords}<TextEquiv><Unicode>a</Unicode></TextEquiv></TextLine></PcGts>")
    assert layout.lines[0].box == Box(3, 4, 9, 8)


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    ("declared", "codec", "mark"),
    [
        ("UTF-8", "utf-8", ""),
        ("UTF-8", "utf-8", "\ufeff"),
        ("UTF-16", "utf-16-le", "\ufeff"),
        ("UTF-16", "utf-16-be", "\ufeff"),
        ("UTF-16", "utf-16-le", ""),
        ("ISO-8859-1", "latin-1", ""),
        ("windows-1252", "cp1252", ""),
    ],
)
def test_any_encoding_is_read_and_written_back(kind, declared, codec, mark):
    data = (
        mark + MAKERS[kind]([["Bürger", "“left”" if codec.startswith("utf") else "left"]], declared=declared)
    ).encode(codec)
    layout = read_layout(data)
    assert layout.text.startswith("Bürger ")
    assert write_layout(layout, Plan()) == data


def test_the_encoding_named_goes_before_the_one_declared():
    data = MAKERS["alto"]([["Bürger"]], declared="UTF-8").encode("latin-1")
    assert read_layout(data, encoding="latin-1").text == "Bürger\n"
    with pytest.raises(EncodingError, match=r"^p: not UTF-8, which it says it is: byte 0xfc at offset \d+; name its"):
        read_layout(data, name="p")


BOMB = '<!DOCTYPE alto [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "bomb": (
        f'{BOMB}<alto><TextLine><String CONTENT="&b;"/></TextLine></alto>',
        "p: its document type declares things",
    ),
    "external": ('<!DOCTYPE alto [<!ENTITY a SYSTEM "file:///etc/passwd">]><alto>&a;</alto>', "p: its document type"),
    "parameter": ('<!DOCTYPE alto [<!ENTITY % a SYSTEM "http://localhost/x"> %a;]><alto/>', "p: its document type"),
    "cut": ("<alto><TextLine>", "p: not well-formed: no element found at line 1, column 17; get the file again"),
    "wrong": ("<alto>\n<a></b></alto>", "p: not well-formed: mismatched tag at line 2"),
    "stray": ("<alto><</alto>", "p: not well-formed: invalid token at line 1, column 8"),
    "undefined": ("<alto>&a;</alto>", "p: not well-formed: undefined entity at line 1"),
    "html cut": ("<html><p class='ocr_par'>\n<span>a", "p: is cut short: a <span> is never closed; get the whole file"),
    "html tag": ("<html><p class='ocr_par'>\n<span titl", "p: is cut short: the tag of line 2 has no end"),
    "html comment": ("<html><p class='ocr_par'><!-- a>", "p: is cut short: the comment of line 1 has no end"),
    "html entities": (
        "<!DOCTYPE html [<!ENTITY a 'b'>]>\n<p class='ocr_par'>&a;</p>",
        "p: its document type declares things, entities perhaps",
    ),
    "html declaration": ("<html><p class='ocr_par'><![<![ ]>", "p: not HTML that can be read: "),
    "codec": ("<?xml version='1.0' encoding='rot13'?><alto/>", "p: unknown encoding 'rot13'"),
    "escape": (
        "<?xml version='1.0' encoding='unicode_escape'?><alto><a b='\\x41'/></alto>",
        "p: cannot be written back byte for byte as unicode_escape",
    ),
}


@pytest.mark.parametrize("number", ["nan", "1e999", "9" * 400])
@pytest.mark.parametrize("kind", ["hocr", "alto", "page"])
def test_a_coordinate_that_is_on_no_page_is_none(kind, number):
    page = MAKERS[kind]([["oldman", "left"]])
    start = {"hocr": "bbox 100 40", "alto": 'HPOS="100" VPOS="40"', "page": 'points="100,40'}[kind]
    layout = read_layout(page.replace(start, start.replace("100", number)).encode())
    assert layout.words[0].box is None
    written = write_layout(layout, Plan([Splice(0, 6, "old man")])).decode()
    assert "nan" not in written.replace(number, "")


@pytest.mark.parametrize(("kind", "said"), [("hocr", "x_wconf 101"), ("alto", 'WC="nan"'), ("page", 'conf="91"')])
def test_a_confidence_that_is_no_share_is_none(kind, said):
    page = MAKERS[kind]([["man"]])
    for usual in ("x_wconf 90", 'WC="0.90"', 'conf="0.90"'):
        page = page.replace(usual, said)
    assert said in page
    assert read_layout(page.encode()).words[0].confidence is None


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_broken_or_hostile_is_one_line(name):
    text, message = HOSTILE[name]
    with pytest.raises(InputError) as raised:
        read_layout(text.encode(), name="p")
    assert str(raised.value).startswith(message)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_too_large_is_not_read():
    with pytest.raises(InputError, match=r"^p: 32000010 bytes are more than 32000000, too many for pages"):
        read_layout(b"<alto>".ljust(32_000_010), name="p")


@pytest.mark.parametrize("head", ["<?xml version='1.0'?>", ""])
def test_deep_nesting_is_read(head):
    deep = 50_000
    line = "<span class='ocr_line'>a</span>"
    layout = read(f"{head}<html>{'<div>' * deep}{line}{'</div>' * deep}</html>")
    assert layout.text == "a\n"


def test_tags_that_close_nothing_cost_no_time():
    layout = read(f"<html>{'<b>' * 30_000}{'</i>' * 30_000}<p class='ocr_line'>a</p></html>")
    assert layout.text == "a\n"


def test_more_elements_than_pages_have_are_too_many(monkeypatch):
    monkeypatch.setattr("restore.markup.scanning.MAX_ELEMENTS", 3)
    with pytest.raises(InputError, match="p: has more than 3 elements, too many for pages; split it"):
        read_layout(b"<alto><a/><a/><a/></alto>", name="p")


def test_another_file_is_refused():
    with pytest.raises(InputError, match="p: neither hOCR nor ALTO nor PAGE-XML"):
        read_layout(b"told", name="p")
