"""Answers of the search for sources, for programs (JSON Lines) and for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from restore.find.answer import CopiedSpan, Provenance, SourcePart
from restore.find.documents import Id
from restore.visible import visible
from restore.wire import of_excerpt

_ID_WIDTH = 60  # cells: an id, mostly a path, that leaves room for its figures on a line


def jsonl(answers: Iterable[Provenance]) -> Iterator[str]:
    """One line an answer: id, source, score, runner_up and runner_up_score first, then what else is known."""
    for answer in answers:
        yield json.dumps(record(answer), ensure_ascii=False) + "\n"


def record(answer: Provenance) -> dict[str, Any]:
    """An answer as JSON has it. Offsets are code points of the texts as they stand."""
    return {
        "id": answer.id,
        "source": answer.source,
        "score": answer.score,
        "runner_up": answer.runner_up,
        "runner_up_score": answer.runner_up_score,
        "margin": answer.margin,
        "coverage": answer.coverage,
        "level": answer.level.value,
        "twins": list(answer.twins),
        "excerpt": of_excerpt(answer.excerpt) if answer.excerpt else None,
        "sources": [_part(part) for part in answer.parts],
    }


def _part(part: SourcePart) -> dict[str, Any]:
    return {"source": part.source, "score": part.score, "share": part.share, "spans": of_spans(part.spans)}


def of_spans(spans: Iterable[CopiedSpan]) -> list[dict[str, Any]]:
    """Spans as JSON has them."""
    return [
        {
            "copy": {"start": span.copy.start, "end": span.copy.end},
            "source": {"start": span.source.start, "end": span.source.end},
        }
        for span in spans
    ]


def text(answers: Iterable[Provenance]) -> Iterator[str]:
    """A few lines an answer: the copy, its source or that it has none, how sure, and what else it has words from."""
    for answer in answers:
        yield f"{name(answer.id)}\n" + "".join(f"  {line}\n" for line in _lines(answer))


def _lines(answer: Provenance) -> Iterator[str]:
    if answer.source is None:
        yield "none" + (
            f"         likeliest {name(answer.runner_up)}, score {answer.score:.2f}" if answer.runner_up else ""
        )
        return
    misread = ", by its characters" if answer.level.value == "characters" else ""
    first, *more = answer.parts
    source = answer.excerpt.named(name(first.source)) if answer.excerpt else name(first.source)
    yield f"from {source}   score {first.score:.2f}, covers {first.share:.0%} of the copy{misread}"
    for part in more:
        where = ", ".join(f"{span.copy.start}-{span.copy.end}" for span in part.spans[:3])
        rest = " …" if len(part.spans) > 3 else ""
        yield f"and  {name(part.source)}   score {part.score:.2f}, covers {part.share:.0%}: characters {where}{rest}"
    for twin in answer.twins[:3]:
        yield f"same {name(twin)}   has the same words"
    if answer.runner_up is not None:
        yield f"next {name(answer.runner_up)}   score {answer.runner_up_score:.2f}"


def name(key: Id | None) -> str:
    """An id as it may be shown, shortened where it is long."""
    shown = visible(str(key))
    return shown if len(shown) <= _ID_WIDTH else shown[: _ID_WIDTH - 1] + "…"
