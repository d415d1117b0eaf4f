"""What an engine says of its words reaches the judging, by every way in that a page takes."""

import json

import pytest

import restore
from restore.batch import restore_records
from restore.judging.reader import Reader
from restore.judging.verdicts import Look
from restore.layouts import read_layout
from tests.restore.cli.conftest import restore as command  # noqa: F401 - a fixture
from tests.restore.layouts.made import MAKERS

SOURCE = "Mayor Rahm Emanuel spoke in Chicago on Monday. The order lacked any detail about the funds he wants."
LINES = [
    line.split()
    for line in (SOURCE[:47].strip(), SOURCE[47:].replace("detail", "dctail").replace("about the", "about"))
]


@pytest.fixture(params=["hocr", "alto", "page"])
def page(request, tmp_path):
    path = tmp_path / "page.xml"
    path.write_text(MAKERS[request.param](LINES))
    (tmp_path / "source.txt").write_text(SOURCE)
    return path


@pytest.fixture
def judged(monkeypatch):
    """What the judging could read of each change, as copy's words and the engine's confidence in them."""
    found = []
    begun = Look.__init__

    def seen(self, alignment, *arguments, **more):
        begun(self, alignment, *arguments, **more)
        reader = Reader(alignment, self.weighing.changes)
        found.extend((" ".join(c.our_forms), reader.engine_confidence(c)) for c in self.weighing.changes)

    monkeypatch.setattr(Look, "__init__", seen)
    return found


def sure(page):
    layout = read_layout(page.read_bytes())
    return next(word.confidence for word in layout.words if word.text == "dctail")


def test_a_page_says_how_sure_the_engine_was_where_it_does(page):
    layout = read_layout(page.read_bytes())
    at = layout.text.index("dctail")
    assert layout.confidences.lowest(at + 1, at + 2) == pytest.approx(sure(page))
    assert layout.confidences.lowest(at - 1, at) is None
    assert read_layout(MAKERS["page of lines"](LINES).encode()).confidences is None


def test_the_judging_can_read_it(page, judged):
    layout = read_layout(page.read_bytes())
    restore.restore(layout.text, source=SOURCE, confidences=layout.confidences)
    assert judged == [("dctail", pytest.approx(sure(page))), ("", None)]
    judged.clear()
    restore.restore(layout.text, source=SOURCE)
    assert judged == [("dctail", None), ("", None)]


def test_every_command_hands_it_on(page, judged, command, tmp_path):  # noqa: F811 - the fixture
    source = tmp_path / "source.txt"
    record = {"id": 1, "copy_path": "page.xml", "source_path": "source.txt"}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(record))
    calls = [
        lambda: command("align", page, "--source", source),
        lambda: command("review", page, "--source", source, "--plain", stdin=b"q\n"),
        lambda: list(restore_records([record], folder=str(tmp_path))),
    ]
    for call in calls:
        judged.clear()
        call()
        assert ("dctail", pytest.approx(sure(page))) in judged
