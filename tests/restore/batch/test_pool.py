import multiprocessing
import os
import random
import signal
import sys
import time

import pytest

from restore.batch.pool import Lost, Pool
from restore.errors import UsageError
from tests.restore.batch.workers import act


def flat(parts):
    return [result for part in parts for result in (part if isinstance(part, list) else [part])]


def through(batches, jobs=2, timeout=30.0):
    with Pool(act, jobs=jobs, timeout=timeout, pack=list) as pool:
        return [flat(parts) for parts in pool.map(batches)]


def test_results_come_in_the_order_of_the_batches():
    batches = [list(range(i, i + i % 4)) for i in range(40)]
    assert through(batches) == [[item * 2 for item in batch] for batch in batches]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals wait there")
def test_an_interrupt_that_comes_as_a_worker_begins_is_not_the_worker_s(monkeypatch, caplog):
    start = Pool._start

    def interrupted(pool):
        worker = start(pool)
        os.kill(worker.process.pid, signal.SIGINT)
        return worker

    monkeypatch.setattr(Pool, "_start", interrupted)
    with Pool(act, jobs=1, timeout=30, pack=list) as pool:
        assert list(pool.map([[1, 2]])) == [[[2, 4]]]
        assert pool._failed_starts == 0
    assert caplog.records == []


def test_what_comes_back_of_a_batch_is_one_value_and_of_one_cut_by_a_loss_one_on_either_side():
    with Pool(act, jobs=1, timeout=30, pack=sum) as pool:
        assert list(pool.map([[1, 2, 3], [], [1, 2, "die", 3, 4]])) == [[12], [], [6, Lost(False, 9), 14]]


def test_as_many_batches_are_worked_on_at_once_as_there_are_workers(tmp_path, monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 2)
    meetings = [("meet", str(tmp_path / one), str(tmp_path / other)) for one, other in ("ab", "ba")]
    assert through([[meeting] for meeting in meetings]) == [["met"], ["met"]]


@pytest.mark.parametrize("where", [0, 3, 6])
def test_a_worker_that_dies_costs_one_item(where):
    batch = list(range(7))
    batch[where] = "die"
    expected = [Lost(timeout=False, signal=9) if item == "die" else item * 2 for item in batch]
    assert through([batch, [1]], jobs=1) == [expected, [2]]


def test_several_that_die_in_one_batch_cost_themselves_alone():
    assert through([["exit", 1, "exit", "die", 2]]) == [
        [Lost(timeout=False), 2, Lost(timeout=False), Lost(timeout=False, signal=9), 4]
    ]


def test_an_item_whose_worker_was_killed_from_outside_is_tried_again(tmp_path):
    assert through([[1, ("again", str(tmp_path / "seen")), 2]], jobs=1) == [[2, "again", 4]]


def test_an_item_that_takes_too_long_is_given_up_and_the_others_are_not():
    began = time.monotonic()
    assert through([[1, "hang", 2], [3]], timeout=2.0) == [[2, Lost(timeout=True), 4], [6]]
    assert time.monotonic() - began < 60


def test_no_more_is_read_than_the_window_allows():
    read = []

    def source():
        for number in range(1000):
            read.append(number)
            yield [number]

    with Pool(act, jobs=1, timeout=30, pack=list) as pool:
        results = pool.map(source())
        for _ in range(5):
            next(results)
        assert len(read) < 20


def test_stopping_finishes_what_was_begun_and_reads_no_more():
    asked = []

    def stopping():
        return len(asked) > 3

    with Pool(act, jobs=2, timeout=30, pack=list) as pool:
        for results in pool.map(([number] for number in range(1000)), stopping=stopping):
            asked += [flat(results)]
    assert asked == [[number * 2] for number in range(len(asked))]
    assert 3 < len(asked) < 30


def test_no_more_processes_are_started_than_are_of_use(monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 2)
    with Pool(act, jobs=10_000_000, timeout=30, pack=list) as pool:
        assert list(pool.map([number] for number in range(8))) == [[[number * 2]] for number in range(8)]
        assert len(pool._workers) <= 2


def test_a_daemonic_process_which_may_start_none_says_so(monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    with pytest.raises(UsageError, match=r"a daemonic process may start no workers; .* \(jobs=0\)"):
        through([[1]])


def test_no_process_outlives_the_pool():
    with Pool(act, jobs=2, timeout=30, pack=list) as pool:
        next(results := pool.map([[1], [2], ["hang"]]))
        pids = [worker.process.pid for worker in pool._workers]
        del results
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_any_mix_of_items_comes_back_whole():
    chance = random.Random(7)
    batches = [[chance.choice(["exit", 1, 2, 3, 4, 5]) for _ in range(chance.randrange(6))] for _ in range(4)]
    expected = [[Lost(timeout=False) if item == "exit" else item * 2 for item in batch] for batch in batches]
    assert through(batches) == expected
