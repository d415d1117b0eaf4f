import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.golden.compare import compare
from restore.golden.kinds import FindingKind
from restore.golden.page import element_of, page_text

PAGE = """<html><head><title>T</title><style>p{}</style></head><body>
<nav class="top main"><a href="/">Home sweet home</a></nav>
<article><p>It rained <b>all</b> day in the town.</p>
<figure><img><figcaption>A wet street in the old town</figcaption></figure>
<p>Nobody minded it very much.<br>They stayed in.</p></article>
<script>var x = "Not to be read";</script></body></html>"""


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("A wet street in the old town", "<figcaption>"),
        ("Home sweet home", '<nav class="top">'),
        ("It rained all day", "<p>"),
        ("Not to be read", "<script>"),
        ("Never said", None),
        ("", None),
    ],
)
def test_where_a_stretch_comes_from(text, element):
    assert element_of(text, PAGE) == element


def test_the_text_of_a_page():
    assert page_text(PAGE).split("\n") == [
        "Home sweet home",
        "It rained all day in the town.",
        "A wet street in the old town",
        "Nobody minded it very much.",
        "They stayed in.",
    ]


def test_the_page_tells_a_caption_from_another_block():
    golden = "It rained all day in the town.\n\nNobody minded it very much."
    received = golden.replace("\n\n", "\n\nA wet street in the old town\n\n")
    assert [f.kind for f in compare(received, golden).failing] == [FindingKind.BLOCK_ADDED]
    (found,) = compare(received, golden, html=PAGE).failing
    assert (found.kind, found.element) == (FindingKind.CAPTION, "<figcaption>")


@settings(deadline=None)
@given(st.text(alphabet="<>/abp&; \n\"'=!-", max_size=80))
def test_any_page_can_be_read(html):
    assert isinstance(page_text(html), str)
    element_of("ab", html)
