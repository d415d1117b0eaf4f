import re
from html.parser import HTMLParser

from restore.pages.page import chip, escape, figures, inline, page, table
from restore.pages.style import STYLE


class Tags(HTMLParser):
    """Every tag that is opened, closed in order or not at all."""

    def __init__(self):
        super().__init__()
        self.seen, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def tags(text):
    parser = Tags()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return parser.seen


def test_a_page_is_whole_and_forbids_scripts_and_the_network():
    text = page("A <title>", "<h1>One</h1>", "", "<p>Two</p>")
    assert tags(text) == ["html", "head", "meta", "meta", "meta", "title", "style", "body", "main", "h1", "p"]
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert "<title>A &lt;title&gt;</title>" in text
    assert "<h1>One</h1>\n<p>Two</p>" in text


def test_every_colour_has_its_dark_twin_and_every_colour_used_is_one_of_them():
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    named = [set(re.findall(r"(--[a-z-]+):", part)) for part in (light, dark)]
    assert named[0] == named[1]
    assert set(re.findall(r"var\((--[a-z-]+)\)", STYLE)) <= named[0]


def test_the_stylesheet_fetches_nothing():
    assert not re.search(r"url\(|@import|https?:", STYLE)


def test_text_keeps_its_lines_and_what_stands_in_one_line_shows_them():
    assert escape("one\ntwo") == "one\ntwo"
    assert inline("one\ntwo") == "one↵two"
    assert inline("\u202e<i> ", space="·") == "⟨RLO⟩&lt;i&gt;·"


def test_numbers_stand_to_the_right_and_rows_may_stand_out():
    text = table(["name", "count"], [["a", "1"], ["b", "2"]], numbers={1}, ours=[1])
    assert '<th class="id">name</th><th class="n">count</th>' in text
    assert '<tr><td class="id">a</td><td class="n">1</td></tr>' in text
    assert '<tr class="ours"><td class="id">b</td>' in text
    tags(text)


def test_figures_and_decisions_are_text():
    assert "<b>&lt;1</b><span>a&amp;b</span>" in figures(("<1", "a&b"))
    assert chip("apply") == '<span class="chip apply">applied</span>'
    assert "&lt;x&gt;" in chip("<x>")
