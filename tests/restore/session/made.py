"""Documents made for the tests, without aligning anything."""

from __future__ import annotations

from restore.differences import Cause, Code, Decision, Difference, Op, Place, Span
from restore.session.document import ReviewDocument, Side

CAUSES = [Cause.ENTITY, Cause.SPELLING, Cause.PUNCTUATION, Cause.WORDING]


def made_document(count: int, name: str = "", *, words: int = 4) -> ReviewDocument:
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
    return ReviewDocument(
        name, Side(f"{name or 'copy'}.txt", "".join(copy)), Side("source.txt", "".join(source)), found
    )


def moved_document() -> ReviewDocument:
    """Three paragraphs, the last of which the copy has in the middle, with a misreading in it."""
    first, second, third = (f"Paragraph {n} has words that only it has, {n * 7919} of them." for n in (1, 2, 3))
    misread = third.replace("words", "wrods")
    copy, source = f"{first}\n\n{misread}\n\n{second}", f"{first}\n\n{second}\n\n{third}"
    here, there = copy.index(misread), source.index(third)
    move = Difference(
        id="moved",
        code=Code(Op.MOVE, Cause.PASSAGE),
        copy=Span(here, here + len(misread), misread),
        source=Span(there, there + len(third), third),
        replacement="",
        confidence=0.5,
        evidence="made",
        origin=Place(there, there + len(third)),
        target=len(copy),
    )
    at = misread.index("wrods")
    inner = Difference(
        id="inner",
        code=Code(Op.REPLACE, Cause.SPELLING),
        copy=Span(here + at, here + at + 5, "wrods"),
        source=Span(there + at, there + at + 5, "words"),
        replacement="words",
        confidence=0.97,
        evidence="made",
        within="moved",
    )
    return ReviewDocument("", Side("copy.txt", copy), Side("source.txt", source), [move, inner])
