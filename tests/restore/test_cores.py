import os

from restore.cores import cores, useful


def test_no_more_processes_are_of_use_than_there_are_processors(monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 4)
    assert [useful(jobs) for jobs in (0, 1, 4, 5, 10_000_000)] == [1, 1, 4, 4, 4]


def test_the_processors_are_those_this_process_may_use():
    assert 1 <= cores() <= (os.cpu_count() or 1)
