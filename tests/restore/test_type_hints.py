"""What is public says its types to whoever asks while it runs: checkers, and what builds values of plain data."""

import dataclasses
import inspect
import typing
from collections.abc import Sequence

import pytest

import restore
from restore.aligner.alignment import Again, Block, Mention, Move
from restore.differences import Place
from restore.part import Excerpt
from restore.plan import Splice
from restore.text import Text

CLASSES = [name for name in restore.__all__ if dataclasses.is_dataclass(getattr(restore, name))]


@pytest.mark.parametrize("name", restore.__all__)
def test_every_public_name_has_hints(name):
    typing.get_type_hints(getattr(restore, name))


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_says_of_each_field_what_it_holds(name):
    kind = getattr(restore, name)
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    assert [field.name for field in fields] == list(hints)
    assert all(hint is not type for hint in hints.values())  # nothing holds a class
    assert {field.name: field.type for field in fields} == inspect.get_annotations(kind) == {**kind.__annotations__}
    assert inspect.get_annotations(kind, eval_str=True) == hints


def test_what_may_be_none_says_so_and_what_is_in_a_sequence():
    difference = typing.get_type_hints(restore.Difference)
    assert [difference[name] for name in ("origin", "within", "target")] == [Place | None, str | None, int | None]
    assert difference["explanations"] == tuple[restore.Share, ...]
    assert typing.get_type_hints(restore.Selector)["names"] == frozenset[str]
    restored = typing.get_type_hints(restore.Restoration)
    assert restored["differences"] == Sequence[restore.Difference]
    assert restored["excerpt"] == Excerpt | None


def test_functions_say_what_they_take_and_give():
    assert typing.get_type_hints(restore.restore)["return"] is restore.Restoration
    aligned = typing.get_type_hints(restore.align)
    assert (aligned["source"], aligned["return"]) == (str, restore.Alignment)


def test_a_signature_is_that_of_the_source():
    assert inspect.signature(restore.Difference).parameters["within"].annotation == "str | None"


@pytest.mark.parametrize("kind", [Again, Block, Mention, Move, Place, Splice, Text])
def test_what_a_result_holds_has_hints_too(kind):
    assert type not in typing.get_type_hints(kind).values()
