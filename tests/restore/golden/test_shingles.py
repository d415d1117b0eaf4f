"""The benchmark's formula, on cases worked out by hand."""

import pytest

from restore.golden.shingles import mean_shingles, shingles


@pytest.mark.parametrize(
    ("received", "golden", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1, 1),
        ("a b c d e f", "a b c d e", 2 / 3, 1),
        ("a b c d", "a b c d e f", 1, 1 / 3),
        ("x y z w", "a b c d", 0, 0),
        ("", "a b c d", 0, 0),
        ("a b c d", "", 0, 0),
        ("", "", 1, 1),
        ("a b", "a b", 1, 1),
        ("a, b! c-d", "A b c d", 0, 0),
    ],
)
def test_precision_and_recall(received, golden, precision, recall):
    figures = shingles(received, golden)
    assert figures.precision == pytest.approx(precision)
    assert figures.recall == pytest.approx(recall)


def test_repeated_shingles_count_as_often_as_they_stand():
    assert shingles("a b c d a b c d", "a b c d").precision == pytest.approx(1 / 5)


def test_averages_leave_out_pages_that_gave_nothing():
    pages = [shingles("a b c d", "a b c d"), shingles("", "a b c d"), shingles("a b c d", "")]
    mean = mean_shingles(pages)
    assert (mean.pages, mean.precision, mean.recall) == (3, 0.5, 0.5)
    assert mean.f1 == pytest.approx(0.5)


def test_a_lost_not_hardly_shows():
    text = " ".join(f"word{n}" for n in range(500))
    assert shingles(text.replace("word250 ", ""), text).f1 > 0.98
