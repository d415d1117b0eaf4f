import pickle

import pytest

from restore import errors

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_ends_a_command_with_a_code_that_the_manual_has(kind):
    assert issubclass(kind, errors.RestoreError)
    assert kind.exit_code in {1, 2, 3, 4}
    if kind is not errors.NotItsSource:  # which has words of its own
        assert str(kind("copy.txt: no such file")) == "copy.txt: no such file"


def test_a_source_of_another_text_is_named_with_its_share_and_the_way_out():
    said = str(errors.NotItsSource("copy.txt", "other.txt", 0.123))
    assert said.startswith("other.txt is not the source of copy.txt: only 12% of the tokens align")
    assert said.endswith("or go on with --force, in Python force=True")


def test_a_refusal_is_the_same_behind_a_process_s_edge():
    for error in (errors.NotItsSource("copy.txt", "other.txt", 0.123), errors.NotItsSource("copy.txt", "other.txt")):
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), again.share, again.why) == (str(error), error.share, error.why)


def test_every_error_stands_in_the_tree():
    assert all(kind.__name__ in errors.__doc__ for kind in KINDS)
