import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.errors import InputError
from restore.markup import first_element
from restore.markup.scanning import declared_encoding, read_markup

NAMES = st.sampled_from(["a", "x:b", "div", "é"])
TEXTS = st.text("aé😀 \n\t'\"", max_size=8)


@st.composite
def documents(draw, depth=3):
    name = draw(NAMES)
    attribute = draw(st.sampled_from(["", ' k="v"', " k = 'é😀\"'", ' x:k=""']))
    if draw(st.booleans()):
        return f"<{name}{attribute}/>"
    inner = draw(st.lists(documents(depth - 1) if depth else TEXTS, max_size=3))
    return f"<{name}{attribute} >{draw(TEXTS)}{'&amp;'.join(inner)}{draw(TEXTS)}</{name}>"


def test_a_text_without_markup_needs_no_pattern(monkeypatch):
    monkeypatch.setattr("restore.markup.re", None)
    assert first_element(b"The mayor lacked any detail about it.") is None


@given(document=documents(), html=st.booleans())
def test_every_element_attribute_and_text_is_where_it_says(document, html):
    raw = f"<r xmlns:x='x'>{document}</r>"
    markup = read_markup(raw.encode(), name="x", html=html)
    for element in markup.elements:
        assert raw.startswith(f"<{element.tag}", element.start)
        assert raw[element.inner - 1] == ">"
        assert element.close == element.end or raw[element.close : element.end] == f"</{element.tag}>"
        assert all(inside.start >= element.inner and inside.end <= element.close for inside in markup.inside(element))
        for attribute in element.attributes:
            assert raw[attribute.start : attribute.end] == attribute.value
            assert raw.startswith(("k", "x:k", "xmlns:x"), attribute.at)
    opened = [step.element for step in markup.walk() if step.element and not step.closes]
    closed = [step.element for step in markup.walk() if step.element and step.closes]
    assert opened == list(markup.elements)
    assert sorted(closed, key=lambda element: element.number) == opened
    assert "".join(step.text for step in markup.walk()) == markup.text(markup.elements[0])


def test_elements_know_what_is_around_and_inside():
    markup = read_markup(b"<a><b><c/></b><d/></a>", name="x")
    a, b, c, _ = markup.elements
    assert [each.name for each in markup.children(a)] == ["b", "d"]
    assert [each.name for each in markup.around(c)] == ["b", "a"]
    assert list(markup.inside(b)) == [c]


def test_html_may_leave_elements_open_where_it_may():
    markup = read_markup(b"<html><p>a<div>b", name="x", html=True, lenient=True)
    assert markup.text(markup.elements[0]) == "ab"
    with pytest.raises(InputError, match="x: is cut short: a <div> is never closed"):
        read_markup(b"<html><p>a<div>b", name="x", html=True)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<a/>", "utf-8"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='latin-1'?>", "utf-8"),
        (b"<?xml version='1.0' encoding='latin-1'?>", "latin-1"),
        (b"<html><META CHARSET=cp1252>", "cp1252"),
        ("<a/>".encode("utf-16-be"), "utf-16-be"),
        (b"<?xml version='1.0' encoding='UTF-16'?>", "utf-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_say_before_what_stands_in_them(data, encoding):
    assert declared_encoding(data) == encoding


def test_the_first_element_is_found_behind_what_may_stand_before_it():
    assert first_element(b"\xef\xbb\xbf <?x?><!-- <b> --><!DOCTYPE a [<!ENTITY c 'd'>]> <n:a>") == "a"
    assert first_element(b"text <a>") is None
