import pytest

from restore.errors import InputError
from restore.inputs import given, given_source, is_text
from restore.plan import Plan, Splice
from tests.restore.layouts.made import MAKERS
from tests.restore.sources.made import BOOK, packed

PAGE = MAKERS["alto"]([["told"]], declared="ISO-8859-1").encode("latin-1")
HTML = b"<!DOCTYPE html><meta charset=latin-1><p>Caf\xe9"


def test_a_plain_text_is_what_it_decodes_to():
    read = given("\ufefftold".encode("utf-16-le"), name="x")
    assert (read.text, read.encoding, read.layout) == ("\ufefftold", "utf-16-le", None)
    assert read.restored(Plan([Splice(1, 5, "said")])) == "\ufeffsaid"


def test_a_page_is_its_text_and_becomes_a_page():
    read = given(PAGE, name="x")
    assert (read.text, read.encoding.lower()) == ("told\n", "iso-8859-1")
    assert read.restored(Plan()).encode("latin-1") == PAGE


def test_a_document_is_a_source_and_no_copy():
    assert given_source(packed(BOOK), name="x").text.startswith("First\n")
    with pytest.raises(InputError, match="x: is an EPUB file, which is read as a source alone"):
        given(packed(BOOK), name="x")


def test_html_is_a_text_in_its_own_encoding_unless_the_copy_is_marked_up():
    read = given_source(HTML, name="x", copy="Cafe")
    assert (read.text, read.encoding) == ("Café\n", "latin-1")
    assert given_source(HTML, name="x", encoding="latin-1", copy="<html>Cafe").text == HTML.decode("latin-1")


def test_pages_and_archives_say_more_than_their_text():
    assert is_text(b"told")
    assert is_text(HTML)
    assert not is_text(PAGE)
    assert not is_text(packed(BOOK))
