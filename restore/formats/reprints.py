"""Groups of reprints and shared passages, for programs (JSON Lines) and for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from restore.find.groups import CopyGroup, CopyLink, Reprints
from restore.find.shared import Occurrence, SharedPassage
from restore.formats.found import name, of_spans
from restore.visible import visible

_SHOWN = 100  # characters of a wording


def jsonl(reprints: Reprints) -> Iterator[str]:
    """One line a group (`"kind": "copies"`), then one a shared passage (`"kind": "passage"`)."""
    for group in reprints.groups:
        record = {"kind": "copies", "members": list(group.members), "links": [_link(link) for link in group.links]}
        yield json.dumps(record, ensure_ascii=False) + "\n"
    for passage in reprints.passages:
        texts = [_occurrence(each) for each in passage.occurrences]
        yield json.dumps({"kind": "passage", "texts": texts}, ensure_ascii=False) + "\n"


def _link(link: CopyLink) -> dict[str, Any]:
    return {
        "copy": link.contained,
        "source": link.container,
        "score": link.score,
        "mutual": link.mutual,
        "spans": of_spans(link.spans),
    }


def _occurrence(each: Occurrence) -> dict[str, Any]:
    differences = [
        {"code": str(d.code), "copy": d.copy.text, "source": d.source.text, "start": d.copy.start + each.at.start}
        for d in each.differences
    ]
    return {
        "id": each.id,
        "start": each.at.start,
        "end": each.at.end,
        "text": each.text,
        "differences": differences,
    }


def text(reprints: Reprints) -> Iterator[str]:
    """Groups first, then passages with the differences of each wording from the first."""
    for number, group in enumerate(reprints.groups, 1):
        yield f"group {number}: {len(group.members)} texts\n" + "".join(f"  {line}\n" for line in _members(group))
    if reprints.groups and reprints.passages:
        yield "\n"
    for number, passage in enumerate(reprints.passages, 1):
        yield f"passage {number}, in {len(passage.occurrences)} texts\n" + "".join(
            f"  {line}\n" for line in _wordings(passage)
        )


def _members(group: CopyGroup) -> Iterator[str]:
    for link in group.links:
        how = "and" if link.mutual else "is in"
        spans = f"{len(link.spans)} passage{'s' if len(link.spans) > 1 else ''}"
        yield f"{name(link.contained)} {how} {name(link.container)}   score {link.score:.2f}, {spans}"


def _wordings(passage: SharedPassage) -> Iterator[str]:
    for each in passage.occurrences:
        shown = visible(" ".join(each.text.split()))
        yield f"{name(each.id)} {each.at.start}-{each.at.end}"
        yield f"    {shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}"
        for difference in each.differences:
            yield f"    {difference.code}: {visible(difference.source.text)!s} -> {visible(difference.copy.text)}"
