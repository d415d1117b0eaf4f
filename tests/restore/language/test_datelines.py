import pytest

from restore.language.datelines import NEAR, end_of_dateline


@pytest.mark.parametrize("others", [0, 1])
def test_a_name_and_a_colon_is_who_speaks_where_others_do(others):
    text = "ROME: It rained.\n" + "ANNA: No.\n" * others
    assert (end_of_dateline(text, 0) < 0) is bool(others)


def test_lines_far_away_are_not_asked():
    assert end_of_dateline("ROME: It rained.\n" + "It poured.\n" * NEAR + "ANNA: No.\n", 0) == len("ROME:")
