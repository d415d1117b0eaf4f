from restore.session.ruling import Answer
from restore.session.session import Session
from restore.session.standing import standings
from tests.restore.session.made import made_document


def test_the_document_with_most_left_comes_first_with_the_least_sure_of_what_is_left():
    session = Session()
    session.add([made_document(3, "a"), made_document(12, "b"), made_document(6, "c")])
    assert [(each.id, each.total, each.left, each.lowest) for each in standings(session)] == [
        ("b", 12, 4, 0.0),
        ("c", 6, 2, 0.0),
        ("a", 3, 1, 0.0),
    ]
    session.decide([3, 6, 9, 12], Answer.KEEP)
    assert [(each.id, each.left, each.lowest) for each in standings(session)] == [
        ("c", 2, 0.0),
        ("a", 1, 0.0),
        ("b", 0, None),
    ]
