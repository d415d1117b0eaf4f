"""Measures the gate's figures with one module mutated, in a process of its own: what was imported stays imported.

Reads a line {"module", "text"} from standard input, behind it the pickled data to measure on, and writes
{figure: [value, whether more is better]}.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

from restore.modules import SWITCH, Sources


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
        os.environ[SWITCH] = "0"  # compiled modules call each other, whatever is put in the place of one

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._module:
            return None
        spec = Sources.find_spec(fullname) or PathFinder.find_spec(fullname, path)
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._text)
        return spec


if __name__ == "__main__":
    mutated = json.loads(sys.stdin.buffer.readline())
    sys.meta_path.insert(0, Finder(mutated["module"], mutated["text"]))
    from restore.bench import gate

    now = gate.measured(pickle.load(sys.stdin.buffer))
    json.dump({bound.name: [bound.value, bound.rising] for bound in now.values()}, sys.stdout)
