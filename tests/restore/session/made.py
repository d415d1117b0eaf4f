"""Documents made for the tests, without aligning anything."""

from __future__ import annotations

from restore.differences import Cause, Code, Decision, Difference, Op, Span
from restore.session.document import Document, Side

CAUSES = [Cause.ENTITY, Cause.SPELLING, Cause.PUNCTUATION, Cause.WORDING]


def made_document(count: int, name: str = "", *, words: int = 4) -> Document:
    """A document with `count` replacements; every third is left to a person, every fourth has the same words."""
    copy: list[str] = []
    source: list[str] = []
    found: list[Difference] = []
    at = 0
    for number in range(count):
        plain = " ".join(f"w{number}.{k}" for k in range(words)) + " "
        wrong, right = f"wrong{number % 4}", f"right{number % 4}"
        copy += [plain, wrong, " "]
        source += [plain, right, " "]
        start = at + len(plain)
        found.append(
            Difference(
                id=f"{name}{number:04x}",
                code=Code(Op.REPLACE, CAUSES[number % len(CAUSES)]),
                copy=Span(start, start + len(wrong), wrong),
                source=Span(start, start + len(right), right),
                replacement=right,
                confidence=round((number * 37 % 100) / 100, 2),
                evidence="made",
                decision=Decision.REVIEW if number % 3 == 0 else Decision.APPLY,
            )
        )
        at = start + len(wrong) + 1
    return Document(name, Side(f"{name or 'copy'}.txt", "".join(copy)), Side("source.txt", "".join(source)), found)
