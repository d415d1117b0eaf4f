import gc

import pytest

from restore import restore
from restore.collector import held_back


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
        restore("one two", source="one three")
        assert not gc.isenabled()
    finally:
        gc.enable()
