import re
from html.parser import HTMLParser

import pytest

from restore.differences import Selector
from restore.formats.html import render, rows
from restore.formats.view import View
from restore.pages.page import escape, page
from restore.restoration import restore

VOID = {"meta", "rect", "circle", "path", "br"}
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "><svg onload=x> &amp; \u202e\x1b[31m javascript:'


class Strict(HTMLParser):
    """Raises for a tag that is never closed, and collects tags, attributes and text."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(text):
    parser = Strict()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser


def markup(restoration):
    return "".join(render(restoration, View()))


def test_the_page_has_both_texts_and_every_difference(restoration):
    shown = " ".join("".join(parsed(markup(restoration)).text).split())
    assert "Nobody asked him why" in shown
    assert "dctail" in shown
    assert markup(restoration).count("<tr>") == len(View().listed(restoration.differences)) + 1


def test_nothing_hostile_becomes_markup_and_nothing_is_fetched():
    words = "The order lacked any detail about the funds."
    restoration = restore(f"{words} {HOSTILE} {words}", source=f"{words} Something else. {words}", copy_name=HOSTILE)
    text = markup(restoration)
    parser = parsed(text)
    assert not parser.tags & {"script", "img", "iframe", "link", "object"}
    assert not any(name.startswith("on") or name == "src" for name in parser.attributes)
    assert not re.search(r"https?:", text)
    assert not set("\u202e\x1b") & set(text)
    assert "default-src 'none'" in text


def test_rows_cover_both_texts_once(restoration):
    copy, source = restoration.alignment.copy.raw, restoration.alignment.source.raw
    found = list(rows(restoration.alignment))
    assert "".join("".join(copy[row.copy_start : row.copy_end].split()) for row in found) == "".join(copy.split())
    assert "".join("".join(source[row.source_start : row.source_end].split()) for row in found) == "".join(
        source.split()
    )
    assert len(found) >= 2


def test_a_moved_block_is_a_row_of_its_own(moved_block):
    assert [row.moved for row in rows(moved_block.alignment)].count(True) == 1
    text = markup(moved_block)
    assert '<div class="sides moved" id="c1"' in text
    assert '<a href="#c1">1</a>' in text


@pytest.mark.parametrize("text", ["", "same words on both sides"])
def test_pages_without_differences(text):
    assert "No differences." in markup(restore(text, source=text))


def test_texts_that_differ_are_not_said_to_agree_where_nothing_is_listed(restoration):
    text = "".join(render(restoration, View(select=Selector.parse("move"))))
    assert "<p>No differences listed: --select or --ignore leaves out 2.</p>" in text


def test_numbers_link_the_two_sides(restoration):
    text = markup(restoration)
    ids = set(re.findall(r'id="([cs]\d+)"', text))
    assert set(re.findall(r'href="#([cs]\d+)"', text)) <= ids
    assert ids


def test_a_title_is_text():
    assert "<title>&lt;b&gt;</title>" in page("<b>")
    assert escape('"') == "&quot;"


def test_explanations_stand_in_the_list_and_in_the_title_of_a_mark(told):
    text = markup(told)
    first, second = (escape(difference.evidence) for difference in told.differences)
    parsed(text)
    assert f'<td>{first}<br><span class="soft">misreading 97%, editor 3%</span></td>' in text
    assert text.count(f': {first} (misreading 97%, editor 3%)"') == 2
    assert f"<td>{second}</td>" in text
