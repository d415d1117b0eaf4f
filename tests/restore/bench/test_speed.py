import json

from restore.bench import speed
from restore.bench.clock import OURS
from restore.bench.documents import shipped
from restore.bench.longtext import ARTICLE, pairs_of
from restore.bench.peers.plain import Difflib
from restore.bench.speed import TimingEnd
from restore.text import Text


def test_texts_of_a_length_are_about_as_long_and_differ():
    pairs = pairs_of(1000, pairs=3)
    assert {len(Text.of(pair.source)) for pair in pairs} <= set(range(990, 1011))
    assert len({pair.source for pair in pairs}) == 3
    assert all(pair.copy != pair.source for pair in pairs)
    assert pairs_of(1000, pairs=3) == pairs


def test_articles_are_those_of_the_repository():
    pairs = pairs_of(ARTICLE, pairs=8)
    assert {pair.source for pair in pairs} < {
        path.read_text("utf-8") for path in shipped() if path.name.startswith("en-")
    }
    assert all(abs(len(Text.of(pair.source)) - ARTICLE) < 100 for pair in pairs)


def test_a_long_text_keeps_bringing_new_words():
    (short,), (long,) = pairs_of(1000, pairs=1), pairs_of(4000, pairs=1)
    kinds = [len(set(Text.of(pair.source).folds)) for pair in (short, long)]
    assert kinds[1] > 2 * kinds[0]


def test_timing_finishes_in_a_process_of_its_own():
    found = speed.measure([Difflib(autojunk=False)], [1000], limit=60)
    assert [(t.aligner, t.outcome, t.tokens) for t in found] == [
        (OURS, TimingEnd.DONE, 1000),
        (speed.BASE, TimingEnd.DONE, 1000),
    ]
    assert all(t.seconds > 0 and t.memory >= 0 for t in found)


def test_an_aligner_that_fails_is_not_asked_again(monkeypatch):
    def refused(name, path, memory):
        return ["python3", "-c", "raise MemoryError" if name == OURS else "import sys; sys.exit(3)"]

    monkeypatch.setattr(speed, "command", refused)
    monkeypatch.setattr(speed, "pairs_of", lambda size, pairs: [])
    found = speed.measure([Difflib(autojunk=True)], [1000, 10_000], limit=60)
    assert [(t.aligner, t.size, t.outcome) for t in found] == [
        (OURS, 1000, TimingEnd.MEMORY),
        ("difflib", 1000, TimingEnd.FAILED),
    ]


def test_an_aligner_that_runs_on_is_stopped(monkeypatch, tmp_path):
    monkeypatch.setattr(speed, "command", lambda *_: ["python3", "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(speed, "PREPARING", 0.2)
    path = tmp_path / "pairs.json"
    path.write_text(json.dumps([]))
    timing = speed._timed("difflib", 100, path, 0.1)
    assert (timing.outcome, timing.seconds) == (TimingEnd.TIME, 0.1)
