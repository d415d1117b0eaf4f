"""Forests as they were stored, and as they are asked."""

from array import array

from restore.judging.forest import Trees
from restore.judging.laying import Forest
from restore.stored import COLUMNS, column_of


def loaded(stored):
    """From what `Forest.stored` gives."""
    return Forest(*(column_of(kind, stored[name]) for name, kind in COLUMNS.items()))


def trees(forest, outcomes):
    """The trees of so many outcomes, to be asked."""
    return Trees(forest.laid_out(outcomes), outcomes)


def behind(rows):
    """Rows one behind the other."""
    return array("d", [number for row in rows for number in row])
