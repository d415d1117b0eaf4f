"""Pieces of what is said to people: how many there are, of what kind one is, what a name that is none was meant for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def several(count: int, one: str, more: str = "") -> str:
    """So many of something, as it is read.

    >>> several(1, "record"), several(2500, "record"), several(2, "copy", "copies")
    ('1 record', '2,500 records', '2 copies')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def a_kind(value: object) -> str:
    """What a value is that something else was wanted for, as it is read.

    >>> a_kind(3), a_kind([3]), a_kind(b"3"), a_kind(None)
    ('an int', 'a list', 'bytes', 'None')
    """
    name = type(value).__name__
    if value is None or name == "bytes":
        return name.removesuffix("Type")
    return f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str | None = None, parts: str = "") -> str:
    """The nearest of the known names; where none is near, `otherwise`, or all of them.

    Names that have `parts`, as a path has, are near where each of them is: what most have in common says nothing.

    >>> did_you_mean("treshold", ["threshold", "select"])
    "; did you mean 'threshold'?"
    >>> did_you_mean("colour", ["threshold", "select"])
    '; there are threshold, select'
    >>> did_you_mean("colour", ["threshold", "select"], otherwise="see --help")
    '; see --help'
    >>> did_you_mean("bbc/new", ["bbc/bees"], otherwise="it is new", parts="/")
    '; it is new'
    """
    from difflib import get_close_matches

    names = [str(one) for one in known]  # of an enum's members too
    alike = [one for one in names if _alike(name.split(parts), one.split(parts))] if parts else names
    near = get_close_matches(name, alike, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(names)}" if otherwise is None else f"; {otherwise}"


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    from difflib import get_close_matches

    return len(ours) == len(theirs) and all(map(get_close_matches, ours, ([part] for part in theirs)))
