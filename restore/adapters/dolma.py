"""dolma: differences as attributes, `[start, end, score]` spans of a document's text, for its mixer and its analyzer.

One object a document, in the documents' order and with their ids, as the mixer wants them; the attributes of
`documents/a.jsonl.gz` belong into `attributes/NAME/a.jsonl.gz`. The score is the confidence that the repair is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from restore.batch import Rejected, restore_records
from restore.differences import Difference

if TYPE_CHECKING:
    from restore.repair import Policy

Span = tuple[int, int, float]


def attributes(
    documents: Iterable[Mapping[str, Any]],
    *,
    name: str = "restore",
    source: str = "source",
    policy: Policy | None = None,
) -> Iterator[dict[str, Any]]:
    """The attributes of documents `{"id", "text", "metadata": {"source": …}}`, ready for `json.dumps`.

    Each code has a list of its own, `restore__replace_entity`; one that nothing differs by is left out. Offsets count
    characters. A document that cannot be compared has one span over all of its text, `restore__rejected_REASON`.
    `source` is the name in `metadata`: dolma's own field `source` says where a document was collected.

    >>> text = "The order lacked any dctail about the funds."
    >>> document = {"id": "a", "text": text, "metadata": {"source": text.replace("dctail", "detail")}}
    >>> (found,) = attributes([document, ])
    >>> [(name, spans[0][:2]) for name, spans in found["attributes"].items()]
    [('restore__replace_spelling', (21, 27))]
    >>> next(attributes([{"id": "b", "text": "No source."}]))
    {'id': 'b', 'attributes': {'restore__rejected_missing_field': [(0, 10, 1.0)]}}
    """
    for document in documents:
        text, metadata = document.get("text"), document.get("metadata")
        clean = metadata.get(source) if isinstance(metadata, Mapping) else None
        (outcome,) = restore_records([{"id": document.get("id"), "copy": text, "source": clean}], policy=policy)
        if isinstance(outcome, Rejected):
            length = len(text) if isinstance(text, str) else 0
            found = {f"{name}__rejected_{outcome.error.value}": [(0, length, 1.0)]}
        else:
            found = _by_code(outcome.differences, name)
        yield {"id": document.get("id"), "attributes": found}


def _by_code(differences: Iterable[Difference], name: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for difference in differences:
        # A colon would have to be quoted in the mixer's paths.
        code = f"{name}__{str(difference.code).replace(':', '_')}"
        found.setdefault(code, []).append((difference.copy.start, difference.copy.end, round(difference.confidence, 4)))
    return found
