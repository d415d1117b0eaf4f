"""Bytes to characters, and what is told of bytes that are none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.encodings import decode, encoding_of
from restore.errors import EncodingError, InputError


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"plain", "utf-8"),
        (b"\xef\xbb\xbfmarked", "utf-8"),
        ("\ufeffa".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffa".encode("utf-16-be"), "utf-16-be"),
        ("\ufeffa".encode("utf-32-le"), "utf-32-le"),
        ("\ufeffa".encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_comes_back(data, encoding):
    assert encoding_of(data) == encoding
    assert decode(data).encode(encoding) == data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_decoding_drops_nothing(text):
    assert decode(text.encode()).encode() == text.encode()


def test_bytes_of_another_encoding_are_located():
    with pytest.raises(EncodingError, match=re.escape("x.txt: not UTF-8: byte 0xe9 at offset 6 (line 2)")):
        decode(b"a\nb caf\xe9"[0:6] + b"\xe9", name="x.txt")


@pytest.mark.parametrize(
    ("data", "encoding", "said"), [(b"a\0b", None, "NUL"), (b"a", "klingon", "unknown encoding 'klingon'")]
)
def test_what_is_not_text_is_told(data, encoding, said):
    with pytest.raises(InputError, match=said):
        decode(data, encoding=encoding)


@pytest.mark.parametrize("encoding", [None, "latin-1"])
def test_what_no_encoding_makes_a_text_of_is_told_by_its_kind(encoding):
    with pytest.raises(InputError, match="x: not text: it is a PDF"):
        decode(b"%PDF-1.7\n\xe2", name="x", encoding=encoding)


@pytest.mark.parametrize(
    ("begin", "said"),
    [
        (b"PK\3\4\x14", "an archive, as an office document may be; save its text as a file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an office document of an old kind; save its text as a file"),
        (b"\x1f\x8b\x08", "packed by gzip; unpack it"),
        (b"\x28\xb5\x2f\xfd\x04", "packed by zstd; unpack it"),
        (b"\xff\xd8\xff\xe0", "a picture; let an OCR engine read it"),
        (b"\x89PNG\r\n", "a picture; let an OCR engine read it"),
        (b"II*\0\x08", "a picture; let an OCR engine read it"),
        (b"MM\0*\0", "a picture; let an OCR engine read it"),
    ],
)
def test_what_is_no_text_in_any_encoding_is_told_by_its_kind(begin, said):
    for encoding in (None, "latin-1"):
        with pytest.raises(InputError, match=f"x: not text: it is {said}"):
            decode(begin, name="x", encoding=encoding)
