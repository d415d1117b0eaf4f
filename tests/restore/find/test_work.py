import signal
import sys

import pytest

from restore.find.work import Workers


def how_interrupts_end(_task):
    return signal.getsignal(signal.SIGINT), frozenset(signal.pthread_sigmask(signal.SIG_BLOCK, ()))


def test_work_is_done_here_where_no_other_process_is_of_use(monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 1)
    here = []
    with Workers(10_000_000) as workers:
        assert list(workers.map(lambda task: here.append(task) or task, [1, 2])) == [1, 2]
    assert here == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals wait there")
def test_an_interrupt_ends_a_process_without_a_word(monkeypatch):
    monkeypatch.setattr("restore.cores.cores", lambda: 2)
    with Workers(2) as workers:
        assert set(workers.map(how_interrupts_end, [1])) == {(signal.SIG_DFL, frozenset())}
