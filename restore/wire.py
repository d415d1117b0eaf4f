"""Differences and policies as plain values of JSON, and back: the one edge that files, sessions and batches share.

What was written before a field was known is read as having none; what is damaged is refused in one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, Any, Final, cast

from restore.differences import Code, Decision, Difference, Explanation, Op, Place, Selector, Share, Span
from restore.errors import InputError, UsageError
from restore.repair import Policy, is_one_code

if TYPE_CHECKING:
    from restore.excerpt import Excerpt

# An enum says its name by a method, which a text put together of many takes for each.
_NAMES: Final = {name: name.value for kind in (Decision, Explanation) for name in kind}
_MOVE: Final = Op.MOVE


def of_difference(difference: Difference) -> dict[str, Any]:
    """One difference, keys in the schema's order: what `difference_text` says, for whoever puts more beside it."""
    return cast("dict[str, Any]", json.loads(difference_text(difference)))


def difference_text(difference: Difference) -> str:
    """One difference as JSON on one line; `within` stands only inside a move, `target` only in a move.

    It is put together from its parts: a batch writes so many that a dictionary of each takes twice as long.
    """
    copy, source, origin = difference.copy, difference.source, difference.origin
    place = "null" if origin is None else f'{{"start": {origin.start}, "end": {origin.end}}}'
    shares = ", ".join([f'"{_NAMES[each.explanation]}": {_number(each.share)}' for each in difference.explanations])
    more = "" if difference.within is None else f', "within": {_quoted(difference.within)}'
    if difference.target is not None and difference.code.op is _MOVE:
        more += f', "target": {difference.target}'
    return (
        f'{{"id": {_quoted(difference.id)}, "code": "{difference.code}", '
        f'"copy": {{"start": {copy.start}, "end": {copy.end}, "text": {_quoted(copy.text)}}}, '
        f'"source": {{"start": {source.start}, "end": {source.end}, "text": {_quoted(source.text)}}}, '
        f'"replacement": {_quoted(difference.replacement)}, "confidence": {_rounded(difference.confidence)}, '
        f'"origin": {place}, "evidence": {_quoted(difference.evidence)}, '
        f'"explanations": {{{shares}}}, "decision": "{_NAMES[difference.decision]}"{more}}}'
    )


# Of four digits there are ten thousand numbers; to find those of one takes several times as long as to look them up.
# As floats that are not less than nothing: 1 and 1.0, 0.0 and -0.0 are equal, and would be written as what came first.
@lru_cache(1 << 14)
def _number(share: float) -> str:
    return repr(float(share) + 0.0)


@lru_cache(1 << 14)
def _rounded(confidence: float) -> str:
    return repr(round(float(confidence), 4) + 0.0)


def to_difference(values: Mapping[str, Any], where: str) -> Difference:
    """A difference of schema `restore/1`.

    Raises:
        InputError: a field is missing or cannot be what it is; `where` says in which file and record.
    """
    try:
        return Difference(
            id=str(values["id"]),
            code=Code.parse(str(values["code"])),
            copy=_to_span(values["copy"]),
            source=_to_span(values["source"]),
            replacement=str(values["replacement"]),
            confidence=float(values["confidence"]),
            evidence=str(values.get("evidence", "")),
            origin=_to_place(values.get("origin")),
            within=None if (within := values.get("within")) is None else str(within),
            target=None if (target := values.get("target")) is None else int(target),
            decision=Decision(values.get("decision", "review")),
            explanations=to_shares(values.get("explanations")),
        )
    except (KeyError, TypeError, ValueError, UsageError) as error:
        raise InputError(f"{where}: no difference of schema restore/1: {type(error).__name__}: {error}") from None


def of_excerpt(excerpt: Excerpt | Place) -> dict[str, int]:
    """Where in its source a part begins and ends; its text is in the source."""
    return {"start": excerpt.start, "end": excerpt.end}


def to_excerpt(values: Mapping[str, Any] | None, where: str) -> Place | None:
    """The place of a part as `of_excerpt` wrote it; None where a whole source was compared.

    Raises:
        InputError: it is none; `where` says in which file and record.
    """
    try:
        return _to_place(values)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}: no excerpt: {type(error).__name__}: {error}") from None


def of_shares(shares: Iterable[Share]) -> dict[str, float]:
    """The rivals' shares by name, the winner first."""
    return {each.explanation.value: each.share for each in shares}


def to_shares(values: Mapping[str, Any] | None) -> tuple[Share, ...]:
    """Shares as `of_shares` wrote them; the winner comes first though a program in between sorted them otherwise.

    Raises:
        TypeError, ValueError: they are no shares by name.

    >>> [each.explanation.value for each in to_shares({"editor": 0.03, "intruder": 0.97})]
    ['intruder', 'editor']
    """
    shares = (Share(Explanation(name), float(share)) for name, share in dict(values or {}).items())
    return tuple(sorted(shares, key=lambda each: -each.share))


def of_policy(policy: Policy) -> dict[str, Any]:
    """What is applied by itself."""
    return {
        "threshold": policy.threshold,
        "thresholds": dict(sorted(policy.thresholds.items())),
        "select": None if policy.select is None else sorted(policy.select.names),
        "ignore": None if policy.ignore is None else sorted(policy.ignore.names),
    }


def to_policy(values: Mapping[str, Any]) -> Policy:
    """A policy as `of_policy` wrote it; other fields beside it do not matter.

    Raises:
        KeyError, TypeError, ValueError: it is damaged, a threshold is no probability, or there is no such code.
    """
    thresholds = {str(name): float(value) for name, value in dict(values["thresholds"]).items()}
    try:  # a threshold for "all" was taken once, and held for nothing
        thresholds = {name: value for name, value in thresholds.items() if is_one_code(name)}
        said = [values.get(name) for name in ("select", "ignore")]
        select, ignore = [None if names is None else Selector(names) for names in said]
        return Policy(float(values["threshold"]), select, ignore, thresholds)
    except UsageError as error:
        raise ValueError(str(error)) from None


def _to_span(values: Mapping[str, Any]) -> Span:
    return Span(int(values["start"]), int(values["end"]), str(values["text"]))


def _to_place(values: Mapping[str, Any] | None) -> Place | None:
    return None if values is None else Place(int(values["start"]), int(values["end"]))
