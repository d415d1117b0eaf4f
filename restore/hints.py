"""Pieces of what is said to people: how many there are, and what was meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable


def several(count: int, one: str, more: str = "") -> str:
    """So many of something, as it is read.

    >>> several(1, "record"), several(2500, "record"), several(2, "copy", "copies")
    ('1 record', '2,500 records', '2 copies')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str | None = None) -> str:
    """The nearest of the known names; where none is near, `otherwise`, or all of them.

    >>> did_you_mean("treshold", ["threshold", "select"])
    "; did you mean 'threshold'?"
    >>> did_you_mean("colour", ["threshold", "select"])
    '; there are threshold, select'
    >>> did_you_mean("colour", ["threshold", "select"], otherwise="see --help")
    '; see --help'
    """
    from difflib import get_close_matches

    names = [str(one) for one in known]  # of an enum's members too
    near = get_close_matches(name, names, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(names)}" if otherwise is None else f"; {otherwise}"
