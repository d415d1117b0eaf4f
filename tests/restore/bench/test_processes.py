import sys
from shutil import which

import pytest

from restore.bench import processes
from restore.bench.processes import ALIGN, HELP, OURS, PYTHON, ProcessTime


@pytest.fixture(autouse=True)
def once(monkeypatch):
    monkeypatch.setattr(processes, "ROUNDS", 1)


def test_starts_are_those_of_the_interpreter_the_help_and_a_short_pair(monkeypatch):
    ran = []
    spent = processes._spent
    monkeypatch.setattr(processes, "_spent", lambda words, folder: ran.append(words) or spent(words, folder))
    taken = {time.name: time.seconds for time in processes.starts()}
    assert list(taken) == [PYTHON, HELP, ALIGN]
    assert all(seconds > 0 for seconds in taken.values())
    python, help_, align = ran
    assert python == (sys.executable, "-c", "")
    assert help_ == (sys.executable, "-m", "restore", "--help")
    assert align[3] == "align"


def test_whole_processes_are_those_of_programs_that_are_there(monkeypatch):
    monkeypatch.setattr(processes, "which", lambda name: None if name == "dwdiff" else which(name))
    found = list(processes.whole([1000]))
    assert found[0] == ProcessTime(OURS, 1000, found[0].seconds)
    assert "dwdiff" not in [time.name for time in found]
    assert all(time.seconds > 0 for time in found)


def test_the_fastest_counts(monkeypatch):
    taken = iter([3.0, 1.0, 2.0, 9.0])
    monkeypatch.setattr(processes, "ROUNDS", 3)
    monkeypatch.setattr(processes, "_spent", lambda words, folder: next(taken))
    assert processes._least(["x"], ".") == 1.0
    monkeypatch.setattr(processes, "_spent", lambda words, folder: 11.0)
    assert processes._least(["x"], ".") == 11.0


def test_a_command_that_fails_says_which(tmp_path):
    with pytest.raises(RuntimeError, match="no such thing"):
        processes.run(
            [sys.executable, "-c", "import sys; sys.stderr.write('no such thing'); sys.exit(3)"], str(tmp_path)
        )
