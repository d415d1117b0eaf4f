"""Tolerance by kind of difference, never by similarity: one lost "not" is a thousandth of a page.

A tolerance starts from a profile and is narrowed or widened by name. A name is a kind ("quotes"), a group of kinds
("typography"), or what the rest of the package selects by: a code, a cause or an operation ("delete:heading",
"heading", "move"). The most exact name wins. Numbers, negations, names and entities are only tolerated when they are
named themselves, and never out of a budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from restore.differences import Cause, Code, Op
from restore.errors import UsageError
from restore.golden.kinds import GROUPS, MEANING, TYPOGRAPHY, FindingKind, Severity
from restore.hints import did_you_mean

if TYPE_CHECKING:
    from typing import Any

_TYPOGRAPHIC = dict.fromkeys(TYPOGRAPHY, Severity.IGNORE) | {
    FindingKind.PARAGRAPH: Severity.WARN,
    FindingKind.MARK_SPACING: Severity.WARN,
}
_WORDS = dict.fromkeys(TYPOGRAPHY, Severity.IGNORE) | {
    FindingKind.JOINED: Severity.WARN, FindingKind.SPLIT: Severity.WARN, FindingKind.PUNCTUATION: Severity.WARN,
}  # fmt: skip
PROFILES: Mapping[str, Mapping[FindingKind, Severity]] = MappingProxyType(
    {"exact": {}, "typographic": _TYPOGRAPHIC, "words": _WORDS}
)
DEFAULT_PROFILE = "typographic"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Levels by name, over a profile's levels by kind (a kind that a profile lacks fails), and budgets by name.

    Raises:
        UsageError: a name that does not exist, a budget for what is never budgeted, or a negative budget.
    """

    profile: Mapping[FindingKind, Severity] = field(default_factory=lambda: PROFILES[DEFAULT_PROFILE])
    levels: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    budget: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name in (*self.levels, *self.budget):
            check_name(name)
        for name, most in self.budget.items():
            if type(most) is not int or most < 0:
                raise UsageError(f"budget {name!r}: {most!r} is no number of differences; give 0 or more")
            if name in MEANING or name == "meaning":
                raise UsageError(
                    f"budget {name!r}: numbers, negations, names and entities have no budget; "
                    f"allow {name!r} by name if it does not matter here, or scrub it"
                )

    def level(self, kind: FindingKind, code: Code) -> Severity:
        """What a finding of this kind and code does."""
        base = self.profile.get(kind, Severity.FAIL)
        for name in names_of(kind, code):
            if name in self.levels:
                level = self.levels[name]
                guarded = kind in MEANING and name != kind.value and level is not Severity.FAIL
                if not guarded:
                    return level
        return base

    def budget_name(self, kind: FindingKind, code: Code) -> str | None:
        """The budget that a finding counts against, if there is one."""
        if kind in MEANING:
            return None
        return next((name for name in names_of(kind, code) if name in self.budget), None)

    def with_changes(
        self,
        *,
        allow: Iterable[str] = (),
        warn: Iterable[str] = (),
        deny: Iterable[str] = (),
        budget: Mapping[str, int] | None = None,
    ) -> Tolerance:
        """This tolerance with further names ignored, warned of, failing or budgeted; the stricter level wins.

        >>> from restore.differences import Code
        >>> some = Tolerance().with_changes(allow={"heading"}, deny={"quotes"})
        >>> some.level(FindingKind.BLOCK_ADDED, Code.parse("insert:heading"))
        <Severity.IGNORE: 'ignore'>
        >>> some.level(FindingKind.QUOTES, Code.parse("replace:punctuation"))
        <Severity.FAIL: 'fail'>
        """
        levels = dict(self.levels)
        for names, level in ((allow, Severity.IGNORE), (warn, Severity.WARN), (deny, Severity.FAIL)):
            levels |= dict.fromkeys(as_names(names), level)
        return replace(self, levels=levels, budget={**self.budget, **(budget or {})})


def names_of(kind: FindingKind, code: Code) -> Iterable[str]:
    """The names a finding answers to, the most exact first.

    Typography is no difference to the aligner; its code's parts are shared with real damage, so they do not reach it.
    """
    if kind.value == code.cause.value:
        yield str(code)
    yield kind.value
    if kind not in TYPOGRAPHY:
        yield from (str(code), code.cause.value, code.op.value)
    yield from (name for name, kinds in GROUPS.items() if kind in kinds)
    yield "all"


def as_names(names: Iterable[str] | str) -> list[str]:
    """Names from a list, or from one string with commas."""
    parts = names.split(",") if isinstance(names, str) else names
    return [str(name).strip() for name in parts if str(name).strip()]


def check_name(name: str) -> None:
    """Raise UsageError, with the nearest name, for a name that no finding answers to."""
    if name not in _known():
        hint = did_you_mean(name, sorted(_known()), otherwise=f"kinds are {', '.join(FindingKind)}; a code is op:cause")
        raise UsageError(f"no such kind of difference: {name!r}{hint}")


def _known() -> frozenset[str]:
    codes = {f"{op}:{cause}" for op in Op for cause in Cause}
    return frozenset({*codes, *GROUPS, "all", *(one.value for names in (Op, Cause, FindingKind) for one in names)})


def profile_named(name: str, own: Mapping[str, Any] | None = None) -> Mapping[FindingKind, Severity]:
    """A profile of the three that come with the package, or one of the project's own.

    An own profile is a table `{like = "words", quotes = "fail", …}` of kinds and levels over another profile.

    Raises:
        UsageError: there is no profile of that name, or its table has a kind or level that does not exist.
    """
    if name in PROFILES:
        return PROFILES[name]
    if own is None or name not in own:
        raise UsageError(f"no such profile: {name!r}; there are {', '.join([*PROFILES, *(own or ())])}")
    table = dict(own[name])
    like = table.pop("like", DEFAULT_PROFILE)
    if like == name or like not in (*PROFILES, *own):
        raise UsageError(f"profile {name!r}: like = {like!r} is no other profile")
    base = dict(profile_named(like, {key: value for key, value in own.items() if key != name}))
    for key, level in table.items():
        kinds = GROUPS.get(key) or ({FindingKind(key)} if key in set(FindingKind) else None)
        if kinds is None or level not in set(Severity):
            raise UsageError(f"profile {name!r}: {key} = {level!r}: give a kind and one of {', '.join(Severity)}")
        base |= dict.fromkeys(kinds, Severity(level))
    return base
