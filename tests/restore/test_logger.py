import logging
import subprocess
import sys

from restore.batch.pool import Pool
from restore.compiled import _load as load_reading
from tests.restore.batch.workers import act


def test_a_worker_that_dies_or_is_ended_is_told(caplog):
    with Pool(act, jobs=1, timeout=0.5, pack=list) as pool:
        list(pool.map([["die", 1], ["hang"]]))
    assert caplog.record_tuples[0] == (
        "restore", logging.WARNING, "a worker ended with -9; what it was at is tried again on its own",
    )  # fmt: skip
    assert "more than 0.5 seconds" in caplog.messages[-1]


def test_that_there_is_no_compiled_code_is_told(caplog, monkeypatch):
    monkeypatch.setitem(sys.modules, "restore._text", None)
    with caplog.at_level(logging.INFO, "restore"):
        assert load_reading() is None
    assert "no compiled code" in caplog.text


def test_who_asks_for_no_lines_gets_none():
    code = "from restore.logger import logger; logger().warning('told'); logger().warning('again')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")
