import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from restore.bench.accuracy import OURS, measure
from restore.bench.documents import CorpusTexts, Data
from restore.bench.page import page
from restore.bench.peers.plain import Difflib
from restore.bench.plots import Axis, Series, line_plot
from restore.bench.report import Aligner, BenchReport, Growth, Ratio, document, growths, ratios
from restore.bench.speed import BASE, Timing, TimingEnd
from restore.bench.tables import FigureTable, lines, tables


def timing(aligner, size, seconds, memory=5_000_000, outcome=TimingEnd.DONE):
    return Timing(aligner, size, size, outcome, seconds, memory)


TIMINGS = [
    timing(OURS, 1000, 0.01),
    timing(BASE, 1000, 0.02),
    timing(OURS, 10_000, 0.1, 50_000_000),
    timing(BASE, 10_000, 60.0, 0, TimingEnd.TIME),
    timing(OURS, 100_000, 1.0, 100_000_000),
]


@pytest.fixture
def report(certain):
    peer = Difflib(autojunk=False)
    data = Data([certain], [CorpusTexts("a\x1b[31m<b>.jsonl", "held-out", 1, "ab" * 32)])
    aligners = [Aligner(OURS, "1", None), Aligner(peer.name, "3", None), Aligner("gone", None, 450)]
    return BenchReport(aligners, data, measure(data.documents, [peer]), TIMINGS)


def test_growth_is_against_growing_in_step():
    found = list(growths(BenchReport((), timings=TIMINGS)))
    assert found == [
        Growth(OURS, 1000, 10_000, pytest.approx(1.0), pytest.approx(1.0)),
        Growth(OURS, 10_000, 100_000, pytest.approx(1.0), pytest.approx(0.2)),
    ]


def test_a_ratio_to_what_did_not_finish_is_a_bound():
    assert list(ratios(BenchReport((), timings=TIMINGS))) == [
        Ratio(OURS, 1000, pytest.approx(0.5), bound=False),
        Ratio(OURS, 10_000, pytest.approx(0.1 / 60), bound=True),
        Ratio(OURS, 100_000, pytest.approx(1 / 60), bound=True),
    ]


def test_the_json_holds_what_the_tables_show(report):
    value = json.loads(json.dumps(document(report)))
    ours, theirs = value["accuracy"]
    assert (ours["aligner"], theirs["aligner"]) == (OURS, BASE)
    assert ours["entity_f1"] == 1.0
    assert value["data"]["texts"][0]["half"] == "held-out"
    assert value["aligners"][2] == {"name": "gone", "version": None, "limit": 450}
    assert value["repairs"]["house"]["by_threshold"][0]["threshold"] == 0.5
    assert [t["outcome"] for t in value["speed"]].count("over the time limit") == 1


def test_the_tables_say_what_is_not_installed_and_what_ran_out_of_time(report):
    text = "\n".join(lines(tables(report)))
    assert re.search(r"gone +not installed +up to 450 tokens", text)
    assert re.search(rf"{BASE} +20\.0 ms +> 60 s", text)
    assert re.search(rf"{OURS} +0\.50 +< 0\.0017 +< 0\.0167", text)


def test_columns_stand_in_line():
    table = FigureTable("Title", ["name", "a long heading", "x"], [["one", "1.0", "–"], ["two", "100", "12.5"]], "note")
    assert list(lines([table])) == [
        "Title  (note)",
        "         a long",
        "  name  heading     x",
        "  one       1.0     –",
        "  two       100  12.5",
        "",
    ]


def test_the_page_is_whole_and_asks_the_network_for_nothing(report):
    text = page(report)
    assert not re.search(r"https?:|src=|url\(|@import|<script|<link", text)
    assert text.startswith("<!doctype html>")
    plots = re.findall(r"<svg.*?</svg>", text)
    assert len(plots) == 6
    for plot in plots:
        ET.fromstring(plot)
    assert "prefers-color-scheme: dark" in text


def test_names_of_files_are_made_harmless(report):
    text = page(report)
    assert "\x1b" not in text
    assert "<b>" not in text
    assert "\x1b" not in "\n".join(lines(tables(report)))


def test_names_of_lines_do_not_stand_over_each_other():
    axis = Axis("share", 0, 1, (0, 1), str)
    series = [Series(f"line {n}", [(0, 0.5), (1, 0.5)]) for n in range(9)]
    found = ET.fromstring(line_plot("plot", axis, axis, series))
    places = sorted(float(e.get("y")) for e in found.iter("text") if e.get("class") == "name")
    assert len(places) == 9
    assert min(b - a for a, b in pairwise(places)) >= 14
    assert places[-1] <= 380
