"""What a person may have meant by a name that there is not: the end of an error's line."""

from __future__ import annotations

from collections.abc import Iterable


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
