"""What an engine would say of its words, for texts that come without it."""

from restore.bench.engines import CLEAN, HEAVILY, PRINTS, said_of
from restore.bench.families import misread
from restore.text import Text

LINE = "in the custody of it all that day "


def said(wrong, right=30):
    sample = misread("1", LINE.replace("custody", "oustody") * wrong + LINE * right, LINE * (wrong + right))
    copy, told = Text.of(sample.copy), said_of(sample)
    values = [told.lowest(start, end) for start, end in zip(copy.starts, copy.ends, strict=True)]
    by = {fold: [v for v, f in zip(values, copy.folds, strict=True) if f == fold] for fold in ("oustody", "it")}
    return {fold: sum(values) / len(values) for fold, values in by.items()}


def test_words_that_were_misread_were_read_with_less_confidence():
    values = said(wrong=20)
    assert values["oustody"] < 0.75 < values["it"]


def test_on_a_page_that_reads_badly_nothing_was_read_with_much():
    assert said(wrong=40, right=0)["it"] < said(wrong=2)["it"]


def test_the_same_text_is_read_alike_again():
    sample = misread("1", "in the oustody of it", "in the custody of it")
    assert list(said_of(sample).values) == list(said_of(sample).values)


def test_quantiles_rise_and_the_worst_pages_come_last():
    for each in PRINTS:
        for quantiles in (each.misread, each.others):
            assert len(quantiles) == 9
            assert list(quantiles) == sorted(quantiles)
    assert CLEAN.most < HEAVILY.most == 1
