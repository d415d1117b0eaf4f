"""What a compiled class says of its fields is what its source says."""

from __future__ import annotations

from restore.notes import Notes
from restore.values import dataclass

SAID = {"start": "int", "end": "int", "text": "str"}


class Span:
    """As `restore.differences` has it, as a compiler leaves it."""

    start: type
    end: type
    text: type


def notes_of(module):
    Span.__module__ = module
    return Notes(Span)


def test_what_the_source_says_is_read_when_somebody_asks():
    for ask in (dict, list, repr, Notes.copy, Notes.items, Notes.values, lambda notes: notes | {}, lambda n: n == {}):
        notes = notes_of("restore.differences")
        assert dict.__getitem__(notes, "text") == "type"
        ask(notes)
        assert dict.__getitem__(notes, "text") == "str"
        assert notes == SAID
    assert notes_of("restore.differences")["text"] == notes_of("restore.differences").get("text") == "str"


def test_where_sources_are_not_at_hand_the_classes_are_what_there_is():
    assert {**notes_of("restore.nowhere")} == dict.fromkeys(SAID, "type")


def test_a_class_that_is_not_compiled_has_its_own():
    @dataclass(frozen=True, slots=True)
    class Pace:
        length: float

    assert type(Pace.__annotations__) is dict
