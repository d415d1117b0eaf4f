"""The fold of what is settled, and the cursor around it."""

import pytest

from restore.session.filters import Filter
from restore.session.order import Order
from restore.session.ruling import Answer
from restore.session.session import Session
from tests.restore.session.made import made_document

OPEN, SETTLED = [0, 3, 6, 9], [1, 2, 4, 5, 7, 8, 10, 11]


@pytest.fixture
def session():
    session = Session()
    session.queue.folds = True
    session.add([made_document(12)])
    return session


def test_what_nobody_has_to_decide_is_in_the_fold(session):
    assert session.queue.indices == OPEN
    assert session.queue.settled == SETTLED
    assert session.queue.everything == OPEN + SETTLED
    session.queue.open(on=True)
    assert session.queue.indices == OPEN + SETTLED
    assert session.queue.fold_at == 4


def test_without_a_fold_all_stands_as_the_texts_run():
    session = Session()
    session.add([made_document(12)])
    assert session.queue.indices == list(range(12))
    assert session.queue.fold_at is None


def test_an_answer_stays_in_sight(session):
    session.decide([0], Answer.APPLY)
    assert session.queue.indices == OPEN
    session.resort()
    assert session.queue.indices == OPEN


def test_a_filter_shows_all_that_it_lets_through(session):
    session.set_filter(Filter("wrong1"))
    assert session.queue.indices == [1, 5, 9]
    session.set_filter(Filter())
    assert session.queue.indices == OPEN


def test_the_cursor_stays_where_it_is_when_documents_come(session):
    session.queue.to(7)
    session.add([made_document(12, "second")])
    assert session.queue.current == 7
    assert session.queue.indices.index(7) == session.queue.position > len(OPEN)


def test_to_go_to_what_is_folded_opens_the_fold(session):
    assert session.queue.to(7)
    assert session.queue.current == 7
    assert session.queue.indices == OPEN + SETTLED


def test_where_all_is_settled_there_is_no_fold(session):
    session.set_threshold(0.0)
    assert len(session.queue) > 0
    alone = Session()
    alone.queue.folds = True
    document = made_document(12)
    alone.add([type(document)("", document.copy, document.source, document.differences[1:3])])
    assert alone.queue.indices == [0, 1]
    assert not alone.queue.closed


def test_another_threshold_folds_what_it_settles_and_undo_brings_it_back(session):
    before = list(session.queue.indices)
    session.set_threshold(1.0)
    assert session.queue.settled == []
    session.undo()
    assert session.queue.indices == before


def test_a_skipped_one_stands_before_the_fold(session):
    session.decide([0], Answer.SKIP)
    assert session.queue.indices == [3, 6, 9, 0]
    assert session.queue.current == 3
    session.queue.open(on=True)
    session.decide([1], Answer.SKIP)
    assert session.queue.indices[:6] == [3, 6, 9, 0, 1, 2]


@pytest.mark.parametrize("order", Order)
def test_no_order_leaves_anything_out(session, order):
    session.set_order(order)
    assert sorted(session.queue.indices) == OPEN
    assert sorted(session.queue.everything) == list(range(12))


def test_the_cursor_stays_when_documents_come_in_and_when_the_fold_opens_or_closes(session):
    session.queue.to(9)
    session.add([made_document(12, "b")])
    assert session.queue.current == 9
    session.queue.open(on=True)
    assert session.queue.current == 9
    session.queue.to(1)
    session.queue.open(on=False)
    assert session.queue.current == session.queue.indices[-1]


@pytest.mark.parametrize("answer", [Answer.APPLY, Answer.SKIP])
def test_an_answer_that_is_given_again_stands_where_it_stood(answer):
    session = Session()
    session.add([made_document(12)])
    session.set_order(Order.REPEATS)
    session.decide([session.queue.current], answer)
    given, current = list(session.queue.indices), session.ledger.past[-1].keys[0]
    session.undo()
    session.redo()
    assert session.queue.indices == given
    assert session.items[session.queue.current].key == current
