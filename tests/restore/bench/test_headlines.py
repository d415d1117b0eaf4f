from dataclasses import replace

import pytest

from restore.bench.accuracy import OURS
from restore.bench.batching import BatchTime
from restore.bench.headlines import Headline, headlines
from restore.bench.longtext import ARTICLE
from restore.bench.processes import ALIGN, HELP, PYTHON, ProcessTime
from restore.bench.processes import OURS as REPAIR
from restore.bench.report import BenchReport
from restore.bench.speed import BASE, Timing, TimingEnd
from restore.bench.tables import lines, tables


def timing(aligner, size, seconds, memory=0):
    return Timing(aligner, size, size, TimingEnd.DONE, seconds, memory)


REPORT = BenchReport(
    (),
    timings=[
        timing(OURS, ARTICLE, 0.01), timing(BASE, ARTICLE, 0.02),
        timing(OURS, 1000, 0.02), timing(BASE, 1000, 0.01),
        timing(OURS, 10_000, 0.1), timing(OURS, 100_000, 1.0), timing(OURS, 1_000_000, 15.0, 80_000_000),
    ],
    processes=[
        ProcessTime(REPAIR, 100_000, 2.0), ProcessTime("dwdiff", 100_000, 0.5),
        ProcessTime(PYTHON, 0, 0.02), ProcessTime(HELP, 0, 0.03), ProcessTime(ALIGN, 0, 0.2),
    ],
    batch=BatchTime(10, 6.0, 2.0, 1.9),
)  # fmt: skip


def test_each_is_beside_what_it_is_compared_with():
    assert list(headlines(REPORT)) == [
        Headline(f"articles: whole restoration, times {BASE}", 0.5),
        Headline(f"pages of 1,000 tokens: whole restoration, times {BASE}", 2.0),
        Headline("100,000 tokens: whole process, times dwdiff", 4.0),
        Headline("growth from 10,000 to 1,000,000 tokens, times linear", pytest.approx(1.5)),
        Headline("memory at 1,000,000 tokens, for each", 80.0, "bytes"),
        Headline("batch, times a bare pool", 3.0),
        Headline(ALIGN, 200.0, "ms"),
        Headline(f"{HELP}, over the interpreter alone", pytest.approx(10.0), "ms"),
    ]


def test_what_was_not_measured_is_left_out():
    assert list(headlines(BenchReport(()))) == []
    without = replace(REPORT, timings=REPORT.timings[:1], processes=REPORT.processes[:1], batch=None)
    assert list(headlines(without)) == []


def test_tables_have_them_first_and_all_that_they_are_made_of():
    text = "\n".join(lines(tables(REPORT)))
    assert text.index("Speed in short") < text.index("Time of one pair")
    assert "memory at 1,000,000 tokens, for each" in text
    assert "80.00 bytes" in text
    assert "kept 1.9 cores busy" in text
    assert "Whole processes" in text
    assert "articles" in text
