"""The lattice's modules as they are, beside the compiled ones: what these are held to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

import restore.aligner.pieces  # noqa: F401 - before others stand in for it
from restore import modules

ORDER = ("gap", "near", "joins", "copied", "lattice", "posterior", "pieces")  # each needs those before it


@cache
def stages() -> SimpleNamespace:
    """The modules by name, run from their sources."""
    package, found = sys.modules["restore.aligner"], SimpleNamespace()
    before = {name: (sys.modules[f"restore.aligner.{name}"], getattr(package, name)) for name in ORDER}
    try:
        for name in ORDER:
            module = _begun(f"restore.aligner.{name}")
            setattr(package, name, module)
            setattr(found, name, module)
    finally:
        for name, (module, attribute) in before.items():
            sys.modules[f"restore.aligner.{name}"] = module
            setattr(package, name, attribute)
    return found


def _begun(name: str) -> ModuleType:
    spec = spec_from_file_location(name, modules.source_of(name))
    assert spec
    assert spec.loader
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def lattice_as_it_is() -> Iterator[None]:
    """Texts are aligned by these modules meanwhile."""
    found = stages()
    with (
        patch("restore.aligner.pair.spare_gap", found.gap.spare_gap),
        patch("restore.aligner.pair.put_away", found.gap.put_away),
        patch("restore.aligner.pair.cover", found.copied.cover),
        patch("restore.aligner.gaps.solve", found.pieces.solve),
    ):
        yield
