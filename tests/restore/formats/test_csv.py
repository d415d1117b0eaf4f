import csv
import io

import pytest

from restore.formats.csv import COLUMNS, render, row
from restore.formats.view import View
from restore.restoration import restore


def read(restoration, view=None):
    return list(csv.DictReader(io.StringIO("".join(render(restoration, view or View())), newline="")))


def test_a_row_for_each_difference(restoration):
    rows = read(restoration)
    assert [one["code"] for one in rows] == [str(d.code) for d in restoration.differences]
    first = restoration.differences[0]
    assert (rows[0]["copy"], rows[0]["source"], rows[0]["copy_start"]) == ("dctail", "detail", str(first.copy.start))
    assert tuple(rows[0]) == COLUMNS


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  =", "＝", "\n="])
def test_no_cell_is_a_formula(start):
    cells = next(csv.reader(io.StringIO(row([f"{start}HYPERLINK(1)", "safe", -0.5]), newline="")))
    assert cells[0].startswith("'")
    assert cells[1:] == ["safe", "-0.5"]


def test_a_formula_in_a_text_is_no_formula_in_the_table():
    source = "The order lacked any detail about the funds."
    restoration = restore(source.replace("detail", '=cmd|"/c calc"!A1'), source=source)
    for one in read(restoration):
        assert not any(value.startswith(("=", "+", "-", "@")) for value in one.values())


def test_cells_keep_their_commas_quotes_and_lines():
    cells = ["a,b", 'c"d', "e\nf"]
    assert next(csv.reader(io.StringIO(row(cells), newline=""))) == cells


def test_controls_are_visible():
    assert row(["\x1b[31m\u202e"]) == "␛[31m⟨RLO⟩\r\n"


def test_explanations_are_the_last_column(told):
    assert COLUMNS[-1] == "explanations"
    assert [one["explanations"] for one in read(told)] == ["misreading 97%, editor 3%", ""]
