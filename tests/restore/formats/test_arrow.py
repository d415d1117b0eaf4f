import json

from restore.formats.arrow import ArrowRow, repaired
from restore.restoration import restore

SOURCE = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
COPY = SOURCE.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
OTHER = "Quite unlike in every respect, this page tells gardeners when to prune roses, how far, and with what."


def test_a_record_is_repaired_as_by_a_call():
    row = repaired("a", COPY, SOURCE)
    result = restore(COPY, source=SOURCE)
    assert (row.id, row.text, row.error) == ("a", result.text, None)
    assert [found["id"] for found in json.loads(row.differences or "")] == [d.id for d in result.differences]


def test_a_record_that_cannot_be_repaired_says_why():
    assert repaired("a", COPY, OTHER) == ArrowRow(
        "a", error="only 0% of the tokens align: give the source the copy was made from"
    )
    assert repaired("a", COPY, None) == ArrowRow("a", error="a record needs a copy and a source")
