import signal
import subprocess
import sys

import pytest

from restore.interrupts import end_at_once, held

BEGIN = (
    "import sys\nfrom restore.interrupts import end_at_once\nprint(flush=True)\nsys.stdin.readline()\nend_at_once()\n"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals wait there")


def test_an_interrupt_waits_for_a_process_that_begins_and_then_ends_it_without_a_word():
    with held():
        begun = subprocess.Popen(
            [sys.executable, "-c", f"{BEGIN}sys.stdin.readline()"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
    begun.send_signal(signal.SIGINT)
    assert begun.stdout.readline() == b"\n"
    said = begun.communicate(b"\n")
    assert (begun.returncode, said) == (-signal.SIGINT, (b"", b""))


@pytest.mark.usefixtures("heard")
def test_an_interrupt_of_our_own_comes_when_the_block_is_done():
    done = []

    def interrupted():
        with held():
            signal.raise_signal(signal.SIGINT)
            done.append(True)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert done == [True]


def test_outside_of_the_block_nothing_waits(monkeypatch):
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with held():
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before | {signal.SIGINT}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
    monkeypatch.setattr("restore.interrupts.signal.signal", lambda *_: None)
    end_at_once()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before - {signal.SIGINT}
