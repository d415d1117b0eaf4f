"""The lines of a batch's files are one document each, though the differences in them are written down once for two."""

import pytest

from restore.batch import lines
from restore.batch.kernel import Kernel
from restore.batch.lines import found_lines, line_of
from restore.batch.records import Record
from restore.repair import Policy
from restore.wire import of_difference

SOURCE = "The order lacked any detail about the funds. The mayor – “Ana” – left town at noon."
COPY = SOURCE.replace("detail", "dctail\u202e").replace("The mayor", "Yesterday the old mayor")


@pytest.mark.parametrize("truth", [None, SOURCE])
@pytest.mark.parametrize("name", ["a\x9b", 7])
def test_two_lines_have_what_was_found(name, truth):
    record = Record(1, name, COPY, SOURCE, truth=truth)
    outcome = Kernel(Policy()).outcome(record)
    told = [of_difference(difference) for difference in outcome.differences]
    right = {"right": list(outcome.right)} if truth else {}
    assert found_lines(outcome, record) == (
        line_of({"id": name, "differences": told, "fidelity": outcome.fidelity, **right}),
        line_of({"id": name, "copy": COPY, "source": SOURCE, "differences": told}),
    )


def test_nothing_left_to_a_person_is_no_line_for_one():
    record = Record(1, "same", SOURCE, SOURCE)
    found = found_lines(Kernel(Policy()).outcome(record), record)
    assert found == (b'{"id": "same", "differences": [], "fidelity": 1.0}\n', b"")


def test_a_difference_is_written_down_once(monkeypatch):
    written = []
    monkeypatch.setattr(lines, "difference_text", lambda difference: written.append(difference) or "{}")
    record = Record(1, 1, COPY, SOURCE)
    outcome = Kernel(Policy()).outcome(record)
    assert found_lines(outcome, record)[1]
    assert written == list(outcome.differences)
