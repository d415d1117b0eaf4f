"""Pages with bytes cut, doubled, changed and put in: each is read and written back, or refused in one line."""

import random
from pathlib import Path

import pytest

from restore.errors import InputError
from restore.layouts import layout_kind, read_layout, write_layout
from restore.plan import Plan, Splice, apply_plan

LAYOUTS = Path(__file__).parents[3] / "fixtures" / "layouts"
PAGES = sorted(path for path in LAYOUTS.glob("*/*") if path.suffix != ".txt")
ODD = [
    b"<", b">", b"&", b"'", b'"', b"]]>", b"<![CDATA[", b"&amp;", b"&#0;", b"&#xD800;", b"\0", b"\xff\xfe", b"<!--",
    b"-->", b"<?xml version='1.1'?>", b"<?", b"<br/>", b"</span>", b"<HYP/>", b"<SP/>", b"<TextLine>", b"<Page>",
    b"<span class='ocrx_word' title='bbox 1e999 nan -1 0; x_wconf 1e999'>", b"<String CONTENT='' HPOS='nan'/>",
    b"<Word id='x'>", b"\xed\xa0\x80", b"encoding='utf-7'", b"<!DOCTYPE x [", b"points='1,1'", b"conf='-3'",
    b"WC='inf'", b"\x0c", b"\xc2\x85", b"\xc2\xad", b"<span class='ocr_line'>", b"<p class='ocr_par'>",
    b"\r", b"\xef\xbb\xbf",
]  # fmt: skip


def broken(data, dice):
    """A page to which one thing or several happened."""
    for _ in range(dice.choice((1, 1, 2, 5))):
        first = dice.randrange(len(data))
        last = min(len(data), first + dice.choice((1, 1, 3, 30, 500, 5000)))
        data = dice.choice(
            (
                data[:first] + data[last:],
                data[:first] + dice.choice(ODD) + data[first:],
                data[:first] + data[first:last] * 2 + data[last:],
                data[:first],
                data[:first] + bytes([dice.randrange(256)]) + data[first + 1 :],
            )
        )
        data = data or b"<"
    return data


def as_html(data):
    """An hOCR page as programs write it that know no XML: what closes an element may be lost."""
    return data[data.index(b"<html") :].replace(b"</p>", b"")


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        pytest.param(path, shape, id=f"{path.parent.name}/{path.name}-{shape.__name__}")
        for path in PAGES
        for shape in ((bytes, as_html) if path.suffix == ".hocr" else (bytes,))
    ],
)
def test_a_broken_page_is_read_or_refused_in_one_line(path, shape):
    whole = shape(path.read_bytes())
    lines = set()
    for seed in range(30):
        dice = random.Random(f"{path.parent.name}/{path.name} {seed}")
        data = broken(whole, dice)
        if layout_kind(data) is None:
            continue
        try:
            layout = read_layout(data, name="page")
        except InputError as refused:
            lines.update(str(refused).splitlines()[1:])
            continue
        assert write_layout(layout, Plan()) == data
        if layout.words:
            word = dice.choice(layout.words)
            plan = Plan([Splice(word.start, word.end, dice.choice(("x", "two words", "", "a<&\"'b")))])
            assert read_layout(write_layout(layout, plan)).text.split() == apply_plan(layout.text, plan).split()
    assert not lines
