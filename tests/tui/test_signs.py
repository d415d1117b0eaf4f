from restore.differences import Cause, Code, Op
from restore.session.ruling import State
from restore_tui import signs

CODES = [Code(op, cause) for op in Op for cause in Cause]


def test_every_code_has_a_sign_of_its_own_of_two_cells():
    made = [signs.sign(code) for code in CODES]
    assert len(set(made)) == len(CODES)
    assert {len(sign) for sign in made} == {2}


def test_every_state_has_a_sign_and_words_and_a_rank():
    assert set(signs.STATES) == set(signs.STATE_WORDS) == set(signs.WORST) == set(State)
    assert len(set(signs.STATES.values())) == len(State)


def test_a_move_has_its_own_style_whatever_its_cause():
    assert {signs.family(Code(Op.MOVE, cause)) for cause in Cause} == {"moved"}
    assert {signs.family(code) for code in CODES} == {"moved", "entity", "form", "editorial"}
