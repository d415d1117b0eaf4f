import pytest

from restore.session.document import ReviewDocument, Side

COMPOSED, DECOMPOSED = "un résumé\n", "un re\u0301sume\u0301\n"


@pytest.mark.parametrize(
    ("copy", "source", "otherwise"),
    [
        (DECOMPOSED, COMPOSED, True),
        (COMPOSED, DECOMPOSED.replace(" ", "  "), True),
        (COMPOSED, COMPOSED, False),
        (COMPOSED, COMPOSED.replace(" ", "  "), False),
        (COMPOSED, "un resume\n", False),
    ],
)
def test_letters_that_unicode_writes_otherwise_are_told_from_white_space_and_from_other_letters(
    copy, source, otherwise
):
    assert ReviewDocument("", Side("copy", copy), Side("source", source), []).is_written_otherwise is otherwise
