"""Frozen values, defined and built in less time than `dataclasses` takes; without a compiler, as it has them.

`dataclasses` writes the methods of each class as text and compiles it: for the classes of one command that takes as
long as to restore an article. What it writes sets each field by its name, past what keeps it from being set: for a
value of a dozen fields that takes longer than to find out what they hold. Here all classes share a few methods, an
`__init__` in C knows their fields, and `dataclasses` is asked for the rest when somebody wants it.

A class whose values are made by the dozen for each text writes its `__init__` out, a field at a time as they stand:
where it is compiled, machine code then puts them in outright, and asks no descriptor of each. Where it runs as it is, a
frozen value refuses that, and is built as any other. Such classes, and others of which a long text has thousands, say
that they are `acyclic`: no value leads back to itself, so that Python's collector need not go through them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from sys import intern
from typing import TYPE_CHECKING, Any, NoReturn

from restore import compiled
from restore.notes import Notes

__all__ = ["dataclass", "field", "made_at_once", "mypyc_attr", "names_of", "replace"]

_UNUSUAL = ("ClassVar", "InitVar", "KW_ONLY")  # in an annotation: no field, or one that is not given by position
_COMPILED = "__mypyc_attrs__"  # a class has it that is compiled: its slots are there, and it stays the class that it is


class _Field:
    """What `field` says."""

    __slots__ = ("how",)

    def __init__(self, how: Mapping[str, Any]) -> None:
        self.how = how


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace  # what type checkers, and mypyc, take them for

    from mypy_extensions import mypyc_attr
elif compiled.READING is None:
    from dataclasses import field, replace

    def dataclass(**how: bool) -> Any:
        """The decorator of `dataclasses`."""
        return lambda kind: _of_library(kind, **how)

else:

    def field(**how: Any) -> Any:
        """That of `dataclasses`."""
        return _Field(how)

    def replace(value: Any, /, **changes: Any) -> Any:
        """A value of the same class with some fields others, which all are given by position."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False) -> Any:
        """The decorator of `dataclasses`, quick for classes that are frozen and slotted and have no bases.

        >>> @dataclass(frozen=True, slots=True)
        ... class Pace:
        ...     length: float
        ...     unit: str = "feet"
        >>> Pace(2.5), Pace(0.8, unit="metres")
        (Pace(length=2.5, unit='feet'), Pace(length=0.8, unit='metres'))
        """

        def defined(kind: type) -> type:
            if frozen and slots and _is_usual(kind):
                return _defined(kind, eq=eq, order=order)
            return _of_library(kind, frozen=frozen, slots=slots, eq=eq, order=order)

        return defined


if not TYPE_CHECKING:

    def mypyc_attr(**_how: bool) -> Any:
        """What `mypy_extensions` has by this name: a word to the compiler, which is nothing to Python."""
        return lambda kind: kind


def _is_usual(kind: type) -> bool:
    said = [vars(kind).get(name) for name in kind.__annotations__]
    left_out = [isinstance(what, _Field) and not what.how.get("init", True) for what in said]
    notes = " ".join(map(str, kind.__annotations__.values()))
    return (
        kind.__bases__ == (object,)
        and left_out == sorted(left_out)  # what is given by position is put in by it
        and not any(word in notes for word in _UNUSUAL)
        and not any(type(said).__module__ == "dataclasses" for said in vars(kind).values())  # its own `field`
    )


def _of_library(kind: type, **how: bool) -> Any:
    import dataclasses

    if "__init__" in vars(kind):
        type.__delattr__(kind, "__init__")
    for name, said in [(name, said) for name, said in vars(kind).items() if isinstance(said, _Field)]:
        setattr(kind, name, dataclasses.field(**said.how))
    return dataclasses.dataclass(**how)(kind)


def _defined(kind: type, *, eq: bool, order: bool) -> type:
    """The class, defined without `dataclasses`."""
    body, notes = vars(kind), kind.__annotations__
    said = {name: what for name in notes if isinstance(what := body.get(name), _Field)}
    hows = {name: said[name].how if name in said else {"default": body[name]} if name in body else {} for name in notes}
    given = tuple([name for name, how in hows.items() if how.get("init", True)])

    @cache
    def as_written() -> type:
        import dataclasses

        rows = [(name, note, dataclasses.field(**hows[name])) for name, note in made.__annotations__.items()]
        # Written for this module: what is compiled for a module adds to its names, which somebody may be going through.
        own = {"__module__": __name__, "__qualname__": kind.__qualname__}
        if "__post_init__" in body:
            own["__post_init__"] = body["__post_init__"]
        return dataclasses.make_dataclass(kind.__name__, rows, namespace=own, frozen=True, eq=eq, order=order)

    methods = {
        **_METHODS,
        **_compared_by([name for name, how in hows.items() if how.get("compare", True)], eq=eq, order=order),
        **_hashed_by([name for name, how in hows.items() if how.get("hash", how.get("compare", True))], eq=eq),
        "__init__": _builder(lambda: made, hows, given, lambda: vars(as_written())["__init__"]),
        "__repr__": _shown_by([name for name, how in hows.items() if how.get("repr", True)]),
        "__match_args__": given,
        "__dataclass_fields__": _OnDemand(lambda: vars(as_written())["__dataclass_fields__"]),
        "__dataclass_params__": _OnDemand(lambda: vars(as_written())["__dataclass_params__"]),
        "__doc__": f"{kind.__name__}({', '.join(given)})",
    }
    own = body.keys() - (set() if _COMPILED in body else {"__init__"})
    if "__init__" in own:  # of machine code it is not known what it takes
        methods["__signature__"] = _OnDemand(lambda: _signature(as_written()))
    methods = {name: method for name, method in methods.items() if name not in own or body[name] is None}
    if _COMPILED in body:
        methods["__annotations__"] = Notes(kind)
    made = _with(kind, methods) if _COMPILED in body else _slotted(kind, tuple(notes), methods)
    return made


def _with(kind: type, methods: Mapping[str, Any]) -> type:
    for name, method in methods.items():
        setattr(kind, name, method)
    return kind


def _slotted(kind: type, names: Sequence[str], methods: dict[str, Any]) -> type:
    """The class anew, with a slot for each field, which cannot be given to it any later."""
    left = {*names, "__dict__", "__weakref__"}
    body = {name: what for name, what in vars(kind).items() if name not in left}
    return type(kind)(kind.__name__, (), body | methods | {"__slots__": names, "__qualname__": kind.__qualname__})


def _builder(
    kind: Callable[[], type], hows: Mapping[str, Mapping[str, Any]], given: Sequence[str], write: Callable[[], Any]
) -> Callable[..., None]:
    """An `__init__` that puts the fields in by their descriptors, which a compiled class has once it is made."""

    def looked_up() -> tuple[Any, ...]:
        needed = max((k for k, how in enumerate(hows.values(), 1) if how.keys().isdisjoint(_GIVEN)), default=0)
        left, made = list(hows.values())[needed:], kind()
        return (
            tuple([getattr(made, name) for name in hows]),
            tuple(map(intern, given)),
            tuple([how.get("default") for how in left]),
            tuple([how.get("default_factory") for how in left]),
            "__post_init__" if hasattr(made, "__post_init__") else None,
        )

    assert compiled.READING is not None
    return compiled.READING.builder(looked_up, write)


_GIVEN = ("default", "default_factory")


class _OnDemand:
    """What a class has of `dataclasses`, made when it is asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __get__(self, _value: Any, _kind: type) -> Any:
        return self._make()


def _signature(kind: type) -> Any:
    from inspect import signature

    return signature(kind)


def _compared_by(names: Sequence[str], *, eq: bool, order: bool) -> dict[str, Any]:
    """What tells two values of a class apart, and which comes first: their fields."""
    parts = _parts(names)

    def by(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
        return lambda one, other: compare(parts(one), parts(other)) if type(other) is type(one) else NotImplemented

    methods: dict[str, Any] = {"__eq__": by(operator.eq)} if eq else {}
    return methods | (
        {f"__{name}__": by(getattr(operator, name)) for name in ("lt", "le", "gt", "ge")} if order else {}
    )


def _hashed_by(names: Sequence[str], *, eq: bool) -> dict[str, Any]:
    parts = _parts(names)
    return {"__hash__": lambda value: hash(parts(value))} if eq else {}


def _parts(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives these fields of a value, as a tuple however few they are."""

    def few(value: Any) -> tuple[Any, ...]:
        return tuple([getattr(value, name) for name in names])

    return attrgetter(*names) if len(names) > 1 else few


def _shown_by(names: Sequence[str]) -> Callable[[Any], str]:
    @recursive_repr("...")
    def shown(value: Any) -> str:
        return f"{type(value).__qualname__}({', '.join([f'{name}={getattr(value, name)!r}' for name in names])})"

    return shown


def _refused(_value: Any, name: str, *given: Any) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if given else 'delete'} field {name!r}")


def _reduced(value: Any) -> tuple[type, tuple[Any, ...]]:
    return type(value), tuple([getattr(value, name) for name in value.__match_args__])


_METHODS = {"__setattr__": _refused, "__delattr__": _refused, "__reduce__": _reduced, "__replace__": replace}


def names_of(kind: Any) -> tuple[str, ...]:
    """The names of a frozen class's fields that can be given, in their order."""
    names: tuple[str, ...] = kind.__match_args__
    return names


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
