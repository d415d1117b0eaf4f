"""Frozen values, defined and built in less time than `dataclasses` takes; without a compiler, as it has them.

`dataclasses` writes the methods of each class as text and compiles it: for the classes of one command that takes as
long as to restore an article. What it writes sets each field by its name, past what keeps it from being set: for a
value of a dozen fields that takes longer than to find out what they hold. Here all classes share a few methods, an
`__init__` in C knows their fields, and `dataclasses` is asked for the rest when somebody wants it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from sys import intern
from typing import TYPE_CHECKING, Any, NoReturn

from restore import compiled

__all__ = ["dataclass", "made_at_once", "replace"]

_UNUSUAL = ("ClassVar", "InitVar", "KW_ONLY")  # in an annotation: no field, or one that is not given by position
_COMPILED = "__mypyc_attrs__"  # a class has it that is compiled: its slots are there, and it stays the class that it is

if TYPE_CHECKING:
    from dataclasses import dataclass, replace  # what type checkers, and mypyc, take them for
else:

    def replace(value: Any, /, **changes: Any) -> Any:
        """A value of the same class with some fields others, which all are given by position."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)

    def dataclass(**how: bool) -> Callable[[type], type]:
        """The decorator of `dataclasses`, quick for frozen and slotted classes without bases, orders and `field()`.

        >>> @dataclass(frozen=True, slots=True)
        ... class Pace:
        ...     length: float
        ...     unit: str = "feet"
        >>> Pace(2.5), Pace(0.8, unit="metres")
        (Pace(length=2.5, unit='feet'), Pace(length=0.8, unit='metres'))
        """
        compares = how.get("eq", True)
        is_usual = how | {"eq": True} == {"frozen": True, "slots": True, "eq": True}

        def defined(kind: type) -> type:
            if compiled.READING is None:
                return _of_library(kind, how)
            return _defined(kind, compares=compares) if is_usual and _is_usual(kind) else _built(kind, how)

        return defined


def _is_usual(kind: type) -> bool:
    notes = " ".join(map(str, kind.__annotations__.values()))
    return (
        kind.__bases__ == (object,)
        and not any(word in notes for word in _UNUSUAL)
        and not any(type(value).__module__ == "dataclasses" for value in vars(kind).values())
    )


def _defined(kind: type, *, compares: bool) -> type:
    """The class, defined without `dataclasses`."""
    body, names = vars(kind), tuple(kind.__annotations__)
    defaults = {name: body[name] for name in names if name in body}

    @cache
    def as_written() -> type:
        from dataclasses import field, make_dataclass

        notes = [(name, kind.__annotations__[name]) for name in names]
        rows = [(name, note, field(default=defaults[name]) if name in defaults else field()) for name, note in notes]
        own = {name: body[name] for name in ("__module__", "__post_init__") if name in body}
        own["__qualname__"] = kind.__qualname__
        return make_dataclass(kind.__name__, rows, namespace=own, frozen=True, eq=compares)

    methods = _METHODS | (_compared_by(names) if compares else {})
    methods |= {
        "__init__": _builder(lambda: made, names, defaults, lambda: vars(as_written())["__init__"]),
        "__match_args__": names,
        "__dataclass_fields__": _OnDemand(as_written, "__dataclass_fields__"),
        "__dataclass_params__": _OnDemand(as_written, "__dataclass_params__"),
        "__doc__": f"{kind.__name__}({', '.join(names)})",
    }
    methods = {name: method for name, method in methods.items() if body.get(name) is None}
    made = _with(kind, methods) if _COMPILED in body else _slotted(kind, names, methods)
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


def _built(kind: type, how: Mapping[str, bool]) -> Any:
    """The class as `dataclasses` defines it, but that its values are built at once where all fields have a place."""
    from dataclasses import MISSING, fields

    is_compiled = _COMPILED in vars(kind)
    made = _of_library(kind, {**how, "slots": False} if is_compiled else how)
    names = tuple([field.name for field in fields(made)])
    if how.get("frozen") and (is_compiled or how.get("slots")) and made.__match_args__ == names:
        defaults = {field.name: field.default for field in fields(made) if field.default is not MISSING}
        written = made.__init__
        made.__init__ = _builder(lambda: made, names, defaults, lambda: written)
    return made


def _of_library(kind: type, how: Mapping[str, bool]) -> Any:
    import dataclasses

    return dataclasses.dataclass(**how)(kind)


def _builder(
    kind: Callable[[], type], names: Sequence[str], defaults: Mapping[str, Any], write: Callable[[], Any]
) -> Callable[..., None]:
    """An `__init__` that puts the fields in by their descriptors, which a compiled class has once it is made."""

    def looked_up() -> tuple[tuple[Any, ...], tuple[str, ...], tuple[Any, ...], str | None]:
        needed = max((k for k, name in enumerate(names, 1) if name not in defaults), default=0)
        made = kind()
        return (
            tuple([getattr(made, name) for name in names]),
            tuple(map(intern, names)),
            tuple([defaults[name] for name in names[needed:]]),
            "__post_init__" if hasattr(made, "__post_init__") else None,
        )

    assert compiled.READING is not None
    return compiled.READING.builder(looked_up, write)


class _OnDemand:
    """What a class has of `dataclasses`, made when it is asked for."""

    def __init__(self, as_written: Callable[[], type], name: str) -> None:
        self._as_written, self._name = as_written, name

    def __get__(self, _value: Any, _kind: type) -> Any:
        return getattr(self._as_written(), self._name)


def _compared_by(names: Sequence[str]) -> dict[str, Any]:
    """What tells two values of a class apart: their fields."""
    parts = attrgetter(*names) if len(names) > 1 else _fields

    def equal(one: Any, other: Any) -> Any:
        return parts(one) == parts(other) if type(other) is type(one) else NotImplemented

    def hashed(value: Any) -> int:
        return hash(parts(value))

    return {"__eq__": equal, "__hash__": hashed}


def _fields(value: Any) -> tuple[Any, ...]:
    return tuple([getattr(value, name) for name in value.__match_args__])


@recursive_repr("...")
def _shown(value: Any) -> str:
    shown = [f"{name}={part!r}" for name, part in zip(value.__match_args__, _fields(value), strict=True)]
    return f"{type(value).__qualname__}({', '.join(shown)})"


def _refused(_value: Any, name: str, *given: Any) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if given else 'delete'} field {name!r}")


def _reduced(value: Any) -> tuple[type, tuple[Any, ...]]:
    return type(value), _fields(value)


_METHODS = {
    "__repr__": _shown,
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__reduce__": _reduced,
    "__replace__": replace,
}


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
