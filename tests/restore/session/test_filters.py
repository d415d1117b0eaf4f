from __future__ import annotations

import pytest

from restore.errors import UsageError
from restore.session import filters
from restore.session.filters import Filter
from restore.session.ruling import Answer
from restore.session.session import Session
from tests.restore.session.made import made_document


@pytest.fixture
def session():
    session = Session()
    session.add([made_document(8), made_document(4, "Düsseldorf")])
    session.decide([1], Answer.KEEP)
    session.decide([2], Answer.APPLY, "own words")
    session.note([3], "ask Ana")
    session.flag([4], on=True)
    return session


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", list(range(12))),
        ("entity", [0, 4, 8]),
        ("code:entity,spelling state:open", [0, 8]),
        ("replace:wording", [3, 7, 11]),
        ("move", []),
        ("state:kept", [1]),
        ("state:yours", [1, 2]),
        ("state:edited", [2]),
        ("state:noted,flagged", [3, 4]),
        ("confidence<0.1", [0, 8]),
        ("confidence:0.3..0.4", [1, 9]),
        ("conf>=0.96", []),
        ("doc:düss", [8, 9, 10, 11]),
        ("doc:düss -entity", [9, 10, 11]),
        ("/wrong[12]/ -doc:düss", [1, 2, 5, 6]),
        ("WRONG3", [3, 7, 11]),
        ('"own words"', [2]),
        ("ana", [3]),
        ("-", []),
    ],
)
def test_what_a_filter_shows(session, text, shown):
    session.set_filter(Filter(text))
    assert session.queue.indices == shown


@pytest.mark.parametrize("text", ["code:entitty", "state:done", "confidence<high", "/(/"])
def test_a_filter_that_cannot_be_read_says_why(text):
    with pytest.raises(UsageError):
        Filter(text)


SLOW, LONG = "/(a|aa)+$b/", "a" * 60  # each letter more takes half as long again


def test_a_pattern_that_takes_too_long_is_refused_and_what_was_shown_still_is(session, monkeypatch):
    monkeypatch.setattr(filters, "PATIENCE", 0.05)
    session.set_filter(Filter("entity"))
    session.note([3], LONG)
    with pytest.raises(UsageError, match="takes too long"):
        session.set_filter(Filter(SLOW))
    assert session.queue.indices == [0, 4, 8]
    assert session.queue.filter == Filter("entity")


def test_what_a_pattern_takes_too_long_for_later_is_shown(session, monkeypatch):
    monkeypatch.setattr(filters, "PATIENCE", 0.05)
    session.set_filter(Filter(SLOW))
    assert session.queue.indices == []
    session.note([3], LONG)
    session.refill()
    assert 3 in session.queue.indices


def test_where_nothing_is_asked_no_difference_is_looked_into(session, monkeypatch):
    monkeypatch.setattr(session, "candidate", None)
    session.set_filter(Filter())
    session.refill()
    assert session.queue.indices == list(range(12))
