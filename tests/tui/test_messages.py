from restore_tui.messages import Picked, Scrolled


def test_of_many_scrolls_only_the_last_counts():
    assert Scrolled().can_replace(Scrolled())
    assert not Scrolled().can_replace(Picked(1))
    assert not Picked(1).can_replace(Picked(1))
