"""Measures the gate's figures with one module mutated, in a process of its own: what was imported stays imported.

Reads {"module", "text"} from standard input, and writes {figure: [value, whether more is better]}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType


class _Loader(SourceFileLoader):
    """Loads a module from the text it is given."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self._text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._text, self.path, "exec", dont_inherit=True)


class Finder(MetaPathFinder):
    """Finds one module with another text."""

    def __init__(self, module: str, text: str) -> None:
        self._module, self._text = module, text

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self._module else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._text)
        return spec


def figures() -> dict[str, list[float | bool]]:
    """The gate's figures as they are in this process."""
    from restore.bench import gate

    return {b.name: [b.value, b.rising] for b in gate.measured(gate.gate_data()).values()}


if __name__ == "__main__":
    mutated = json.load(sys.stdin)
    sys.meta_path.insert(0, Finder(mutated["module"], mutated["text"]))
    json.dump(figures(), sys.stdout)
