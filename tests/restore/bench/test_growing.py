import re
from xml.etree import ElementTree as ET

from restore.bench.accuracy import OURS
from restore.bench.documents import repository
from restore.bench.growing import memory_plot, picture, time_plot
from restore.bench.longtext import ARTICLE
from restore.bench.report import BenchReport
from restore.bench.speed import BASE, Timing, TimingEnd

REPORT = BenchReport(
    (),
    timings=[
        Timing(name, size, size, TimingEnd.DONE, size / 1e5, 50 * size)
        for name in (OURS, BASE)
        for size in (ARTICLE, 1000, 10_000)
    ],
)


def test_a_picture_stands_by_itself_for_day_and_night_and_fetches_nothing():
    for plot in (time_plot(REPORT), memory_plot(REPORT)):
        text = picture(plot)
        assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
        assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
        assert "prefers-color-scheme: dark" in text
        assert {OURS, BASE} <= set(re.findall(r'class="name[^>]*>([^<]+)<', text))


def test_the_manual_shows_one_that_was_drawn_so():
    text = (repository() / "docs" / "growth.svg").read_text(encoding="utf-8")
    assert text.startswith(picture(time_plot(REPORT)).partition("<rect")[0])
    assert {OURS, "dwdiff", "cydifflib", "patiencediff", "wdiff"} <= set(re.findall(r'class="name[^>]*>([^<]+)<', text))
    assert "](growth.svg)" in (repository() / "docs" / "bench.md").read_text(encoding="utf-8")


def test_articles_are_no_point_of_a_line_that_shows_how_cost_grows():
    assert time_plot(REPORT).count("<circle") == 4
