from hypothesis import given
from hypothesis import strategies as st

from restore.ids import Ids


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"])))
def test_no_two_are_alike_and_the_first_keeps_its_name(names):
    ids = Ids()
    made = [ids.unique(name) for name in names]
    assert len(set(made)) == len(made)
    if names:
        assert made[0] == names[0]


def test_an_id_is_of_the_parts_in_their_order():
    assert Ids().of(["a", "b"]) != Ids().of(["b", "a"])
    assert Ids().of(["ab"]) != Ids().of(["a", "b"])
    assert Ids().of(["\ud800"]), "a text may have half a surrogate pair"
