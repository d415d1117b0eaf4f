"""What the fields of a compiled class are, in the words of its source."""

from __future__ import annotations

from restore.modules import definition_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Notes(dict):  # type: ignore[type-arg]
    """The annotations of a compiled class, read in its source when somebody asks what they say.

    The compiler keeps a class of each: `type` of "int | None", which nobody can check a value by, or build one.
    """

    def __init__(self, kind: type) -> None:
        super().__init__(kind.__annotations__)
        self._kind: type | None = kind

    def read(self) -> None:
        """Put in what the source says, once; where it is not at hand, the classes are what there is."""
        kind, self._kind = self._kind, None
        if kind is None:
            return
        from ast import AnnAssign, Name, unparse

        defined = definition_of(kind)
        for node in defined.body if defined else []:
            if isinstance(node, AnnAssign) and isinstance(node.target, Name):
                self[node.target.id] = unparse(node.annotation)


def _once_read(name: str) -> Callable[..., Any]:
    method = getattr(dict, name)

    def read(notes: Notes, *given: Any) -> Any:
        notes.read()
        return method(notes, *given)

    return read


# All by which their values are come by, and `__iter__`: with a way of its own, `dict` and `|` ask for them one by one.
for _name in ("__eq__", "__getitem__", "__iter__", "__or__", "__repr__", "copy", "get", "items", "values"):
    setattr(Notes, _name, _once_read(_name))
