import json

from restore.bench import batching
from restore.bench.batching import RunTime, _lines, measure, opcodes


def test_pairs_come_again_under_ids_of_their_own(monkeypatch):
    monkeypatch.setattr(batching, "DISTINCT", 4)
    made = [json.loads(line) for line in _lines(9)]
    assert [record["id"] for record in made] == list(range(9))
    assert made[8]["copy"] == made[4]["copy"] == made[0]["copy"] != made[0]["source"]
    assert len({record["source"] for record in made}) == 4
    assert all(len(record["source"]) >= batching.PASSAGE for record in made)


def test_a_batch_and_the_bare_pool_are_measured_on_the_same_pairs():
    taken = measure(100)
    assert (taken.pairs, taken.batch > 0, taken.bare > 0, taken.busy > 0) == (100, True, True, True)


def test_the_bare_pool_counts_opcodes():
    assert opcodes(b'{"copy": "a b d", "source": "a c d"}') == 3


def test_what_either_takes_to_start_is_left_out(monkeypatch):
    took = {"few.jsonl": RunTime(2.0, 1.5), "many.jsonl": RunTime(5.0, 3.5)}
    monkeypatch.setattr(batching, "cores", lambda: 2)
    monkeypatch.setattr(batching, "_run_batch", lambda path, *_: took[path.name])
    monkeypatch.setattr(batching, "bare", lambda path, _: 1.5 if path.name == "many.jsonl" else 1.0)
    taken = measure(30)
    assert (taken.batch, taken.bare, taken.busy) == (3.0, 0.5, 1.5)


def test_what_is_taken_for_the_start_is_that_of_all_workers(monkeypatch):
    started = []
    monkeypatch.setattr(batching, "cores", lambda: 3)
    monkeypatch.setattr(batching, "bare", lambda *_: 1.0)
    monkeypatch.setattr(batching, "run", lambda command, _: started.append(command))
    measure(5)
    few, many = started
    assert few[-2:] == ["--batch-size", "1"]
    assert "--batch-size" not in many
