"""The pipeline and the monitor, with plain objects, and with Scrapy and Spidermon where they are installed."""

import json
import logging
import re
import subprocess
import sys
from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from restore.errors import UsageError
from restore.golden.options import GoldenSettings
from restore.golden.run import CheckRun
from restore.golden.scrapy import FaithfulPipeline
from restore.golden.spidermon import failures
from tests.recipes import recipe
from tests.restore.golden.samples import GOLDEN, swapped
from tests.shut import shut

URL = "https://example.org/strike"


class Stats(dict):
    def inc_value(self, key):
        self[key] = self.get(key, 0) + 1


@dataclass
class Item:
    url: str
    text: str


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "goldens/bbc/strike"
    folder.mkdir(parents=True)
    (folder / "golden.txt").write_text(GOLDEN, encoding="utf-8")
    (folder / "case.toml").write_text(f'url = "{URL}"\n', encoding="utf-8")
    return folder.parents[1]


@pytest.fixture
def crawler():
    closed = []
    engine = SimpleNamespace(close_spider=lambda spider, reason: closed.append(reason))
    return SimpleNamespace(stats=Stats(), engine=engine, spider="spider", closed=closed)


def pipeline(root, crawler, **options):
    return FaithfulPipeline(CheckRun(GoldenSettings(root=root)), crawler=crawler, **options)


@pytest.mark.parametrize(
    "make", [lambda u, t: {"url": u, "text": t}, Item, lambda u, t: SimpleNamespace(url=u, text=t)]
)
@pytest.mark.parametrize("url", [URL, "http://example.org/strike/", URL + "#top"])
def test_an_item_is_compared_with_its_golden_text(root, crawler, caplog, make, url):
    item = make(url, swapped(" not", ""))
    with caplog.at_level(logging.ERROR, logger="faithful"):
        assert pipeline(root, crawler).process_item(item) is item
    assert crawler.stats == {"faithful/checked": 1, "faithful/failed": 1, "faithful/kind/negation": 1}
    assert "negation lost at golden 3:48" in caplog.text
    assert "restore fixture" not in caplog.text, "an item is not what the last pytest run remembered"


def test_items_without_a_golden_text_and_beyond_the_sample_go_through(root, crawler):
    checker = pipeline(root, crawler, sample=1)
    for item in (
        {"url": "https://example.org/other", "text": "x"},
        {"url": URL},
        {},
        Item(URL, GOLDEN),
        Item(URL, "x"),
    ):
        assert checker.process_item(item, "spider") is item
    assert crawler.stats == {"faithful/checked": 1}


def test_a_failure_may_close_the_spider(root, crawler):
    pipeline(root, crawler, on_failure="close").process_item(Item(URL, "Nothing."))
    assert crawler.closed == ["unfaithful_item"]
    with pytest.raises(UsageError, match="give one of log, drop, close"):
        pipeline(root, crawler, on_failure="explode")


def test_a_failure_may_drop_the_item(root, crawler):
    exceptions = pytest.importorskip("scrapy.exceptions", exc_type=ImportError)
    with pytest.raises(exceptions.DropItem, match="not faithful"):
        pipeline(root, crawler, on_failure="drop").process_item(Item(URL, "Nothing."))


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("case.toml", b"url = ", "case.toml: not TOML"),
        ("case.toml", b'ulr = "x"', "case.toml: no such key: 'ulr'"),
        ("case.toml", b'url = "https://example.org/other"\nprofile = "wrods"', "case.toml: no such profile"),
        ("golden.txt", b"", "golden.txt: no golden text"),
        ("page.html.gz", b"junk", "page.html.gz: damaged"),
    ],
)
def test_a_golden_folder_in_which_a_file_is_wrong_costs_no_item_anything(root, crawler, caplog, file, data, said):
    other = root / "abc/other"
    other.mkdir(parents=True)
    (other / "golden.txt").write_text("Another.", encoding="utf-8")
    (other / "case.toml").write_text('url = "https://example.org/other"', encoding="utf-8")
    (other / file).write_bytes(data)
    checker = pipeline(root, crawler, on_failure="close")
    for _ in range(2):
        for item in (Item("https://example.org/other", "Another one."), Item(URL, GOLDEN)):
            assert checker.process_item(item) is item
    assert crawler.stats == {"faithful/checked": 2, "faithful/faulty": 1}
    assert caplog.text.count("a golden folder is left out: ") == 1
    assert said in caplog.text
    assert not crawler.closed


def test_a_folder_that_may_not_be_entered_costs_the_others_nothing(root, crawler, caplog, monkeypatch):
    says = shut(monkeypatch, root / "abc")
    pipeline(root, crawler).process_item(Item(URL, GOLDEN))
    assert crawler.stats == {"faithful/checked": 1, "faithful/faulty": 1}
    assert says in caplog.text


def test_where_nothing_can_be_compared_it_is_logged(root, crawler, caplog):
    assert pipeline(root / "no-such", crawler).process_item(Item(URL, GOLDEN)) == Item(URL, GOLDEN)
    assert "FAITHFUL_ROOT: " in caplog.text
    caplog.clear()
    (root / "bbc/strike/case.toml").unlink()
    pipeline(root, crawler).process_item(Item(URL, GOLDEN))
    assert "no case.toml under" in caplog.text


class Settings(dict):
    def getdict(self, name):
        return self.get(name, {})

    getint = dict.get


def test_a_wrong_profile_is_told_when_the_spider_starts(root, crawler, monkeypatch):
    monkeypatch.chdir(root.parent)
    crawler.settings = Settings(FAITHFUL_PROFILE="wrods")
    with pytest.raises(UsageError, match=r"^FAITHFUL_PROFILE: no such profile: 'wrods'"):
        FaithfulPipeline.from_crawler(crawler)
    crawler.settings = Settings(FAITHFUL_PROFILE="words")
    FaithfulPipeline.from_crawler(crawler).process_item(Item(URL, swapped("weeks.", "weeks")))
    assert crawler.stats == {"faithful/checked": 1}


def test_it_is_built_from_scrapys_settings(root, crawler):
    settings = pytest.importorskip("scrapy.settings", exc_type=ImportError)
    crawler.settings = settings.Settings({"FAITHFUL_ROOT": str(root), "FAITHFUL_FIELDS": {"text": "body"}})
    checker = FaithfulPipeline.from_crawler(crawler)
    checker.process_item({"url": URL, "body": swapped("1,200", "1,208")})
    assert crawler.stats["faithful/kind/number"] == 1


def test_the_monitor_says_what_failed():
    assert failures({"faithful/checked": 3}) == ""
    stats = {"faithful/checked": 3, "faithful/failed": 2, "faithful/kind/number": 1, "faithful/kind/block-added": 4}
    assert failures(stats) == "2 of 3 items not faithful: block-added 4, number 1"
    stats = {"faithful/checked": 3, "faithful/failed": 1, "faithful/faulty": 1}
    said = "1 golden folder left out: the log says what is wrong with them"
    assert failures(stats) == f"1 of 3 items not faithful; {said}"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("stats", "passed"),
    [
        ({"faithful/checked": 1}, True),
        ({"faithful/failed": 1}, False),
        ({}, False),
    ],
)
def test_the_monitor_under_spidermon(stats, passed):
    pytest.importorskip("spidermon", exc_type=ImportError)
    from spidermon.runners import TextMonitorRunner

    from restore.golden.spidermon import FaithfulMonitorSuite

    result = TextMonitorRunner().run(FaithfulMonitorSuite(), stats=stats)
    assert len(result.monitor_results) == 2
    assert result.all_monitors_passed == passed


SPIDER = """
import json
import scrapy


class StrikeSpider(scrapy.Spider):
    name = "strike"
    start_urls = ["data:,page"]

    def parse(self, response):
        with open("items.json", encoding="utf-8") as file:
            yield from json.load(file)
"""


@pytest.fixture
def crawl(root):
    """Run a spider, with the settings that the page prints and those given; what it logs."""
    pytest.importorskip("scrapy", exc_type=ImportError)
    pytest.importorskip("spidermon", exc_type=ImportError)
    project = root.parent
    (project / "scrapy.cfg").write_text("[settings]\ndefault = settings\n")
    (project / "spiders.py").write_text(SPIDER)

    def crawled(texts, **settings):
        (project / "items.json").write_text(json.dumps([{"url": URL, "body": text} for text in texts]))
        printed = recipe("fixtures.md", "## While a spider runs").text
        own = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        (project / "settings.py").write_text(f'SPIDER_MODULES = ["spiders"]\n{printed}{own}')
        call = [sys.executable, "-W", "always::DeprecationWarning", "-m", "scrapy", "crawl", "strike"]
        ran = subprocess.run(call, cwd=project, capture_output=True, text=True, timeout=120, check=False)
        assert ran.returncode == 0, ran.stderr[-3000:]
        return ran.stderr

    return crawled


def test_a_spider_with_the_settings_of_the_page_is_told_by_its_monitor(crawl):
    told = crawl([GOLDEN, swapped(" not", "")])
    assert "negation lost at golden 3:48" in told
    assert re.search(r"Items are faithful to their golden texts\.\.\. FAIL", told)
    assert "1 of 2 items not faithful: negation 1" in told
    assert re.search(r"Some items were compared\.\.\. OK", told)


def test_a_spider_is_closed_without_a_word_of_what_is_deprecated(crawl):
    told = crawl(["Nothing."] + [GOLDEN] * 3, FAITHFUL_ON_FAILURE="close")
    assert "Closing spider (unfaithful_item)" in told
    assert not re.findall(
        r"^.*restore.*ScrapyDeprecationWarning.*$|^.*close_spider\(\).*deprecated.*$", told, re.MULTILINE
    )
