import os
import shutil
import sys

import pytest

from restore.cli.columns import columns


@pytest.mark.parametrize("said", ["100", "0", "-3", "wide", "", None])
def test_it_is_what_the_standard_library_says(monkeypatch, said):
    if said is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", said)
    assert columns(71) == shutil.get_terminal_size((71, 24)).columns


@pytest.mark.parametrize("of_terminal", [132, 0])
def test_a_terminal_says_how_wide_it_is(monkeypatch, of_terminal):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "__stdout__", sys.stderr)
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((of_terminal, 24)))
    assert columns() == (of_terminal or 80)


def test_closed_standard_output_has_no_width(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert columns() == 80
