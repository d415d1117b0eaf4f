"""Typed modules as they are, beside the compiled ones: what these are held to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType, SimpleNamespace
from unittest.mock import patch

import restore.aligner.pieces
import restore.counted
import restore.find.fingerprints  # noqa: F401 - these, before others stand in for them
from restore import modules
from restore.judging.model import model

LATTICE = ("gap", "near", "joins", "copied", "lattice", "posterior", "pieces", "postings")
ORDER = (  # each needs those before it
    "restore.turning",
    "restore.counting",
    "restore.find.cutting",
    "restore.aligner.grams",
    *(f"restore.aligner.{name}" for name in LATTICE),
    *(f"restore.judging.{name}" for name in ("forest", "occurrences", "rows", "runs", "triples")),
)


@cache
def stages() -> SimpleNamespace:
    """The modules by the last part of their names, run from their sources."""
    found, before = SimpleNamespace(), {name: sys.modules[name] for name in ORDER}
    try:
        for name in ORDER:
            package, _, own = name.rpartition(".")
            module = _begun(name)
            setattr(sys.modules[package], own, module)
            setattr(found, own, module)
    finally:
        for name, module in before.items():
            package, _, own = name.rpartition(".")
            sys.modules[name] = module
            setattr(sys.modules[package], own, module)
    return found


def _begun(name: str) -> ModuleType:
    spec = spec_from_file_location(name, modules.source_of(name))
    assert spec
    assert spec.loader
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def typed_as_it_is() -> Iterator[None]:
    """Texts are aligned and judged by these modules meanwhile."""
    found = stages()
    with (
        patch("restore.aligner.pair.spare_gap", found.gap.spare_gap),
        patch("restore.aligner.pair.put_away", found.gap.put_away),
        patch("restore.aligner.pair.cover", found.copied.cover),
        patch("restore.aligner.pair.solve", found.pieces.solve),
        patch("restore.aligner.pair.stays", found.pieces.stays),
        patch("restore.aligner.numbering.Numbers", found.postings.Numbers),
        patch("restore.aligner.numbering.posted", found.postings.posted),
        patch("restore.aligner.anchors.found_runs", found.grams.found_runs),
        patch("restore.counted.count", found.counting.count),
        patch("restore.find.pieces.cut", found.cutting.cut),
        patch("restore.find.fingerprints.hashes", found.cutting.hashes),
        patch("restore.judging.model.Trees", found.forest.Trees),
        patch("restore.judging.word_reader.Occurrences", found.occurrences.Occurrences),
        patch("restore.judging.reader.Runs", found.runs.Runs),
        patch("restore.judging.strangeness.Triples", found.triples.Triples),
        patch("restore.judging.weighing.Packed", found.rows.Packed),
        patch("restore.judging.weighing.Rows", found.rows.Rows),
    ):
        model.cache_clear()
        try:
            yield
        finally:
            model.cache_clear()
