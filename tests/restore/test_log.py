import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from restore.log import LOCKED_BYTE, Busy, Log, lock, whole_lines


@pytest.fixture
def log(tmp_path):
    log = Log(tmp_path / "log")
    yield log
    log.close()


def test_what_is_appended_is_there_when_it_is_opened_again(log, tmp_path):
    log.append(b"one\n", sync=True)
    log.append(b"two\n")
    log.sync()
    again = Log(tmp_path / "log")
    assert (again.size, again.read()) == (8, b"one\ntwo\n")
    again.append(b"three\n")
    assert log.read() == b"one\ntwo\nthree\n"
    again.close()


def test_a_torn_tail_is_cut_off_and_gone_on_behind(log):
    log.append(b"one\r\none again\ntorn")
    lines = list(whole_lines([b"one\r\n", b"one again\n", b"torn"]))
    log.cut(sum(map(len, lines)))
    log.append(b"two\n")
    assert log.read() == b"one\r\none again\ntwo\n"


def test_a_disk_that_takes_only_some_at_a_time_gets_all(log, monkeypatch):
    whole = log._file
    monkeypatch.setattr(log, "_file", SimpleNamespace(write=lambda view: whole.write(view[:3])))
    log.append(b"more than three\n")
    monkeypatch.setattr(log, "_file", whole)
    assert log.read() == b"more than three\n"


@pytest.mark.parametrize("fails", ["write", "sync"])
def test_what_cannot_be_appended_whole_is_not_there(log, monkeypatch, fails):
    log.append(b"one\n")
    whole = log._file

    def write(view):
        if fails == "write" and len(view) < 8:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole.write(view[:3])

    def no_sync():
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(log, "_file", SimpleNamespace(write=write, truncate=whole.truncate))
    if fails == "sync":
        monkeypatch.setattr(log, "sync", no_sync)
    with pytest.raises(OSError, match=r"No space|Input/output"):
        log.append(b"two of ten\n", sync=True)
    monkeypatch.setattr(log, "_file", whole)
    assert (log.read(), log.size) == (b"one\n", 4)


def test_another_process_is_kept_out_until_the_log_is_closed(tmp_path):
    code = f"from restore.log import Log; Log({str(tmp_path / 'log')!r}).lock()"
    log = Log(tmp_path / "log")
    log.lock()
    assert "Busy" in subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
    log.close()
    assert not subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr


def test_what_another_appended_before_the_lock_was_had_is_nothing_that_came_after(log, tmp_path):
    other = Log(tmp_path / "log")
    other.append(b"one\n")
    other.close()
    assert not log.is_as_left()
    log.lock()
    assert (log.is_as_left(), log.size) == (True, 4)


class FakeWindows:
    """`msvcrt` as far as locks go: a byte of a file is locked from where its handle stands, and read by nobody else."""

    LK_NBLCK = 2

    def __init__(self, number):
        self.number, self.held = number, set()

    def locking(self, handle, mode, count):
        assert (mode, count) == (self.LK_NBLCK, 1)
        byte = os.fstat(handle).st_ino, os.lseek(handle, 0, os.SEEK_CUR)
        if byte in self.held:
            raise OSError(self.number, "refused")
        self.held.add(byte)


@pytest.mark.parametrize(("number", "told"), [(errno.EACCES, Busy), (errno.EDEADLK, Busy), (errno.ENOLCK, OSError)])
def test_windows_locks_a_byte_that_nobody_reads(log, tmp_path, monkeypatch, number, told):
    windows = FakeWindows(number)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    log.append(b"one\n")
    at = log._file.tell()
    log.lock()
    assert windows.held == {(os.stat(tmp_path / "log").st_ino, LOCKED_BYTE)}
    assert log._file.tell() == at, "and the file stands where it stood"
    with open(tmp_path / "log", "rb") as other, pytest.raises(told):
        lock(other)
