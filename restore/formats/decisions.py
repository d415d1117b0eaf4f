"""The decisions of a review as JSON: schema `restore/1`, with who decided, what was edited, noted and flagged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from restore.formats.json import SCHEMA, describe
from restore.session.ruling import Answer, Key
from restore.text import Text
from restore.wire import of_difference, of_excerpt

if TYPE_CHECKING:
    from restore.differences import Difference
    from restore.session.document import ReviewDocument, Side
    from restore.session.session import Session


def exported(session: Session) -> Iterator[dict[str, Any]]:
    """One value for each document."""
    for document in session.documents:
        yield {
            "schema": SCHEMA,
            "id": document.id,
            "copy": _side(document.copy),
            "source": _side(document.source),
            "differences": [of_resolved(session, document, d) for d in document.differences],
        }


def of_resolved(session: Session, document: ReviewDocument, difference: Difference) -> dict[str, Any]:
    """One of a document's differences as it is decided now, and by whom."""
    return of_difference(session.resolved_one(document, difference)) | _said(session, document, difference)


def _side(side: Side) -> dict[str, Any]:
    return describe(Text.of(side.text, side.name)) | ({"range": of_excerpt(side.part)} if side.part else {})


def _said(session: Session, document: ReviewDocument, difference: Difference) -> dict[str, Any]:
    ruling = session.ledger.ruling(Key(document.id, difference.id))
    said: dict[str, Any] = {"by": "policy" if ruling.answer is None else "reviewer"}
    said |= {"skipped": True} if ruling.answer is Answer.SKIP else {}
    said |= {"edited": True} if ruling.replacement is not None else {}
    said |= {"note": ruling.note} if ruling.note else {}
    return said | ({"flagged": True} if ruling.flagged else {})
