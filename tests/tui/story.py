"""A short article with differences of many kinds, written down with the words of both sides."""

# ruff: noqa: E501 - prose

from __future__ import annotations

import re

from restore.differences import Cause, Code, Decision, Difference, Explanation, Place, Share, Span
from restore.session.document import ReviewDocument, Side

_PART = re.compile(r"\[(?P<copy>[^|\]]*)\|(?P<source>[^|\]]*)\|(?P<code>[^|\]]*)\|(?P<confidence>[0-9.]+)\]")
STORY = """\
[|Story highlights|delete:heading|0.61]

[President Donald Trump|Trump|replace:entity|0.97] signed an executive order Wednesday that White House press secretary Sean \
Spicer said will “strip federal grant money from the sanctuary states and cities that harbor illegal immigrants.” \
[President Donald Trump|The President|replace:entity|0.94] reiterated his [President Donald Trump|desire|replace:entity|0.98] \
to target such cities Thursday when he [President Donald Trump|spoke|replace:entity|0.52] to a congressional Republican retreat.

But mayors in cities including Los Angeles, Boston and New York, as well as legal scholars, are saying not so fast. They \
[mayors in cities including Los Angeles, Boston and New York, as well as legal scholars|’re|replace:entity|0.90] confident \
their status as sanctuary cities [|– |delete:punctuation|0.96]jurisdictions that have policies in place designed to limit \
[co operation|cooperation|replace:hyphen|0.93] with or [involvment|involvement|replace:spelling|0.99] in federal \
[Immigration|immigration|replace:case|0.97] enforcement actions is secure, [the the|the|insert:duplicate|0.97] mayors \
[told reporters|said|replace:wording|0.20].

Some are pointing to Supreme Court cases that have made it difficult for Washington to punitively withdraw money from state \
and local governments. “We feel very strongly that the legal case is clear,” Los Angeles Mayor Eric Garcetti told reporters \
after the executive order was announced. He alluded to a 2012 case that challenged aspects of a health care law. In that \
case, the court found that the government could not threaten to withdraw all funding from states that did not expand the \
program. [Read more|Garcetti also spoke of a second case, decided long ago, in which it was held that no condition may be so \
hard that it leaves no choice to those who are to choose.|replace:passage|0.33]
"""


def story(name: str = "") -> ReviewDocument:
    """The article as a document."""
    copy: list[str] = []
    source: list[str] = []
    found: list[Difference] = []
    at, sizes = 0, [0, 0]

    def put(copy_words: str, source_words: str) -> None:
        copy.append(copy_words)
        source.append(source_words)
        sizes[0] += len(copy_words)
        sizes[1] += len(source_words)

    for match in _PART.finditer(STORY):
        plain = STORY[at : match.start()]
        put(plain, plain)
        code, confidence = Code.parse(match["code"]), float(match["confidence"])
        found.append(
            Difference(
                f"{len(found):04x}",
                code,
                Span(sizes[0], sizes[0] + len(match["copy"]), match["copy"]),
                Span(sizes[1], sizes[1] + len(match["source"]), match["source"]),
                match["source"],
                confidence,
                "the two sides have other words",
                Place(18, 23) if code.cause == "entity" else None,
                decision=Decision.APPLY if confidence >= 0.95 else Decision.REVIEW,
                explanations=_rivals(code.cause, confidence),
            )
        )
        put(match["copy"], match["source"])
        at = match.end()
    put(STORY[at:], STORY[at:])
    return ReviewDocument(name, Side("copy.txt", "".join(copy)), Side("source.txt", "".join(source)), found)


def _rivals(cause: Cause, confidence: float) -> tuple[Share, ...]:
    """What made it, as sure as its repair, and beside it an editor."""
    made = {Cause.ENTITY: Explanation.INTRUDER, Cause.SPELLING: Explanation.MISREADING}
    share = Share(made.get(cause, Explanation.TOKENISER), confidence)
    return tuple(sorted((share, Share(Explanation.EDITOR, round(1 - confidence, 2))), key=lambda each: -each.share))
