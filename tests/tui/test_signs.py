from rich.cells import cell_len

from restore.differences import Cause, Code, Op
from restore.session.ruling import State
from restore_tui import signs

CODES = [Code(op, cause) for op in Op for cause in Cause]


def test_every_cause_and_a_move_have_a_sign_of_their_own_in_one_cell():
    made = {signs.sign(code) for code in CODES}
    assert len(made) == len(Cause) + 1
    assert {cell_len(sign) for sign in made} == {1}


def test_every_state_has_a_sign_and_words_and_a_rank():
    assert set(signs.STATES) == set(signs.STATE_WORDS) == set(signs.WORST) == set(State)
    assert len(set(signs.STATES.values())) == len(State)


def test_a_move_has_its_own_style_whatever_its_cause():
    assert {signs.family(Code(Op.MOVE, cause)) for cause in Cause} == {"moved"}
    assert {signs.family(code) for code in CODES} == {"moved", "entity", "form", "editorial"}
