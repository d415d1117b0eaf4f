"""Frozen values of which there are many, built in one call where a compiler was; without one, as they were written.

`dataclasses` sets each field of a frozen value by its name, past what keeps it from being set: of a value of a dozen
fields that takes longer than to find out what it holds.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any

from restore import compiled


def built_at_once(*kinds: type[Any]) -> None:
    """Let values of these frozen and slotted dataclasses be built at once; nothing else of them changes.

    Raises:
        TypeError: not all fields of one can be given by position, in order, and no more.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True)
    ... class Pace:
    ...     length: float
    ...     unit: str = "feet"
    >>> built_at_once(Pace)
    >>> Pace(2.5), Pace(0.8, unit="metres")
    (Pace(length=2.5, unit='feet'), Pace(length=0.8, unit='metres'))
    """
    for kind in kinds:
        known = fields(kind)
        if kind.__match_args__ != tuple([field.name for field in known]):
            raise TypeError(f"{kind.__name__}: not all of its fields, or more, are given by position")
        if compiled.READING is None:
            continue
        needed = max((k for k, field in enumerate(known, 1) if field.default is MISSING), default=0)
        kind.__init__ = compiled.READING.builder(
            tuple([getattr(kind, field.name) for field in known]),
            tuple([field.default for field in known[needed:]]),
            "__post_init__" if hasattr(kind, "__post_init__") else None,
            kind.__init__,
        )
        compiled.READING.call_at_once(kind)


def made_at_once(*kinds: type[Any]) -> None:
    """Let `_make` of these named tuples take what it is given as it is: it must be of their length.

    What `namedtuple` writes is Python, and takes several times as long as a tuple to make. It is a class method still,
    so that `_replace`, which asks a value for it, and classes that inherit it have what they had.

    >>> from typing import NamedTuple
    >>> class Place(NamedTuple):
    ...     copy: int
    ...     source: int
    >>> made_at_once(Place)
    >>> Place._make((3, 4))
    Place(copy=3, source=4)
    """
    for kind in kinds:
        kind._make = classmethod(tuple.__new__)
