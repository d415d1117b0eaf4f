from __future__ import annotations

import pytest

from restore.errors import UsageError
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
