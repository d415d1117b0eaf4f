import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.restore.batch.conftest import Inline, outputs, records, write_jsonl

PAIRS = 1000


def command(path, folder, module="tests.restore.batch.slowly"):
    return [
        sys.executable, "-m", module, "batch", str(path), "-o", str(folder),
        "--threshold", "0.5", "-j", "2", "--no-config", "-q", "--resume", "--batch-size", "4000",
    ]  # fmt: skip


def environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path])}


def batches(folder):
    try:
        return (folder / "journal" / "ledger.jsonl").read_bytes().count(b"\n")
    except OSError:
        return 0


@pytest.mark.slow
def test_killed_ten_times_and_gone_on_with_it_ends_with_the_same_bytes(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [*records(PAIRS), b"{", *records(1)])
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert subprocess.run(command(path, whole, "restore"), check=False, env=environment()).returncode == 1
    chance = random.Random(20)
    for _ in range(10):
        process = subprocess.Popen(command(path, killed), env=environment())
        # Wait until it has got further, then a moment more, so that the kills fall into commits, starts and ends alike.
        before, limit = batches(killed), time.monotonic() + 60
        while process.poll() is None and batches(killed) == before and time.monotonic() < limit:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert subprocess.run(command(path, killed, "restore"), check=False, env=environment()).returncode == 1
    assert outputs(killed) == outputs(whole)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ctrl_c_and_sigterm_drain_and_leave_a_folder_that_goes_on(tmp_path, number, code):
    path = write_jsonl(tmp_path / "a.jsonl", records(PAIRS))
    folder = tmp_path / "out"
    process = subprocess.Popen(command(path, folder), env=environment(), stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not batches(folder):
        time.sleep(0.01)
    process.send_signal(number)
    _, talk = process.communicate(timeout=60)
    assert process.returncode == code, talk
    assert "nothing is lost; go on with --resume" in talk
    assert talk.count("\n") == 1
    assert subprocess.run(command(path, folder, "restore"), check=False, env=environment()).returncode == 0


def test_the_states_between_two_moments_of_finishing_are_finished_on_opening(tmp_path, monkeypatch):
    """A kill while the finished files are put in their places: the next start puts the rest there."""
    from restore.batch.folder import RunFolder
    from restore.batch.journal import FINISHING
    from restore.batch.run import run
    from restore.batch.settings import BatchSettings, Effort

    monkeypatch.setattr("restore.batch.run.Pool", Inline)

    path = write_jsonl(tmp_path / "a.jsonl", records(5))
    folder = RunFolder(str(tmp_path / "out"))
    run(folder, BatchSettings(str(path)), Effort(1, 60.0))
    done = outputs(tmp_path / "out")
    for moved in range(len(done) + 1):
        os.makedirs(folder.journal("work"), exist_ok=True)
        for name in sorted(done)[moved:]:
            os.replace(folder.final(name), folder.work(name))
        half = Path(folder.work(".timings.html.half"))  # killed while it was written
        half.write_bytes(b"<!doctype")
        state = folder.state()
        state.phase = FINISHING
        folder.save(state)
        assert run(folder, BatchSettings(str(path)), Effort(1, 60.0), resume=True).phase == "done"
        assert outputs(tmp_path / "out") == done
        assert not half.exists()
