import gc
import subprocess
import sys

import pytest

from restore import restoration, restore
from restore.batch.api import restore_records
from restore.batch.pool import Pool
from restore.cli.main import main
from restore.collector import MANY, held_back, quiet
from tests.restore.batch.workers import is_collecting


@held_back
def is_running(*, fails=False):
    if fails:
        raise ValueError(fails)
    return gc.isenabled()


def test_the_collector_is_held_back_and_goes_on():
    assert gc.isenabled()
    assert not is_running()
    assert gc.isenabled()


def test_it_goes_on_after_a_failure():
    with pytest.raises(ValueError, match="True"):
        is_running(fails=True)
    assert gc.isenabled()


def test_what_did_not_run_before_does_not_run_after():
    gc.disable()
    try:
        is_running()
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.fixture
def seen(monkeypatch):
    """Whether the collector ran, each time that a restoration came to its plan."""
    made, seen = restoration.make_plan, []

    def make_plan(*arguments):
        seen.append(gc.isenabled())
        return made(*arguments)

    monkeypatch.setattr(restoration, "make_plan", make_plan)
    return seen


def test_a_call_leaves_the_collector_to_whose_process_it_is(seen):
    restore("one two", source="one three")
    list(restore_records([{"id": 1, "copy": "one two", "source": "one three"}]))
    assert seen == [True, True]


def test_a_command_holds_it_back(seen, tmp_path):
    (tmp_path / "text").write_text("one two")
    main(["repair", str(tmp_path / "text"), "--source", str(tmp_path / "text"), "-q", "--no-config"])
    assert seen == [False]
    assert gc.isenabled()


def test_a_worker_holds_it_back():
    with Pool(is_collecting, jobs=1, timeout=30.0, pack=list) as pool:
        assert list(pool.map([[1]])) == [[[False]]]


@pytest.fixture
def settings():
    before = gc.get_threshold()
    yield before
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_whole_command_collects_seldom_and_leaves_nothing_to_walk_over(settings):
    assert quiet(gc.get_threshold)() == (MANY, *settings[1:])
    assert gc.get_freeze_count() > 1000


def test_a_command_on_short_texts_is_over_before_anything_is_collected(tmp_path):
    (tmp_path / "copy").write_text("He saw the oustody of it and left.")
    (tmp_path / "source").write_text("He saw the custody of it and left.")
    program = (
        "import gc, sys; from restore.cli import main; ran = []; gc.callbacks.append(lambda *_: ran.append(_)); "
        "leave = main.abandon_stdout; main.abandon_stdout = lambda: (leave(), print(len(ran), file=sys.stderr)); "
        "main.run()"
    )
    command = ["align", str(tmp_path / "copy"), "--source", str(tmp_path / "source"), "--no-config"]
    ran = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "0\n")
