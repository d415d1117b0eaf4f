"""What is applied, by a policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from restore.differences import DAMAGE, Code, Decision, Difference, Op, Selector
from restore.errors import UsageError
from restore.plan import Plan, Splice, apply_plan
from restore.tidying import make_plan
from restore.values import dataclass, field

__all__ = ["THRESHOLD", "Plan", "Policy", "Splice", "apply_plan", "decided", "make_plan"]

# of 100 repairs made unseen at least 95 are to be right; with fewer, a person would read them all
THRESHOLD = 0.95
_APPLY, _KEEP, _REVIEW = Decision.APPLY, Decision.KEEP, Decision.REVIEW
_MOVE = Op.MOVE


@dataclass(frozen=True, slots=True)
class Policy:
    """What is applied by itself: damage by default, above a threshold, for all codes or per code.

    `thresholds` maps a code, an operation or a cause to its own threshold; the most exact name wins. What
    becomes of the mapping later does not matter.

    Raises:
        UsageError: a threshold is no probability, or there is no such code.
        TypeError: a threshold is no number, or `thresholds` no mapping of codes to such; or `select` or `ignore` is no
            Selector, as `Selector.parse("entity,spelling")` is one.
    """

    threshold: float = THRESHOLD  # the confidence from which on a repair is applied
    select: Selector | None = None  # what may be applied, in place of all damage
    ignore: Selector | None = None  # what is kept as the copy has it, and left to nobody
    thresholds: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for name, chosen in (("select", self.select), ("ignore", self.ignore)):
            if not isinstance(chosen, Selector | None):
                raise TypeError(f"{name}: {chosen!r} is no Selector; write Selector.parse('entity,spelling')")
        if not isinstance(self.thresholds, Mapping):
            raise TypeError(f"thresholds: {self.thresholds!r} is no mapping; write {{'entity': 0.9}}")
        _check_threshold("threshold", self.threshold)
        named = {_name_of(name): value for name, value in self.thresholds.items()}
        for name, value in named.items():
            _check_threshold(name, value)
        object.__setattr__(self, "thresholds", named)

    def decide(self, difference: Difference) -> Decision:
        """Apply, keep or leave to a person."""
        code = difference.code
        if self.ignore and self.ignore.matches(code):
            return _KEEP
        chosen = self.select.matches(code) if self.select else code.cause in DAMAGE and code.op is not _MOVE
        least = self.threshold_of(code) if self.thresholds else self.threshold
        return _APPLY if chosen and difference.confidence >= least else _REVIEW

    def threshold_of(self, code: Code) -> float:
        """The threshold that holds for a code."""
        names = (str(code), code.cause.value, code.op.value)
        return next((self.thresholds[name] for name in names if name in self.thresholds), self.threshold)


def _check_threshold(name: str, value: float) -> None:
    try:
        fits = 0.0 <= value <= 1.0
    except TypeError:  # whatever it is that compares with no number
        raise TypeError(f"{name}: {value!r} is no number; give one from 0 to 1") from None
    except ArithmeticError:  # a decimal that is none
        fits = False
    if not fits:
        raise UsageError(f"{name}: {value} is no probability; give a number from 0 to 1")


def is_damage(name: str) -> bool:
    """Whether anything that a code, an operation or a cause names is applied unless a policy selects other codes.

    >>> is_damage("entity"), is_damage("insert"), is_damage("move"), is_damage("wording")
    (True, True, False, False)
    """
    named = Selector.parse(name)
    return any(named.matches(Code(op, cause)) for op in Op if op is not _MOVE for cause in DAMAGE)


def is_one_code(name: str) -> bool:
    """Whether it is a code, an operation or a cause, and not all or several. Raises UsageError where none is called so.

    >>> is_one_code("entity"), is_one_code("delete:heading"), is_one_code("all"), is_one_code("entity,case")
    (True, True, False, False)
    """
    return name != "all" and Selector.parse(name).names == {name}


def _name_of(said: object) -> str:
    """What a code, an operation or a cause is looked up by.

    A name that none is called by is refused: its threshold would hold for nothing, and nobody would know.
    """
    if not isinstance(said, str | Code):
        raise TypeError(f"thresholds: {said!r} is no code; write {{'entity': 0.9}}")
    name = str(said)
    if not is_one_code(name):
        raise UsageError(f"thresholds: {name!r} is not one code; give each its own, and the one for all as threshold")
    return name


def decided(differences: Iterable[Difference], policy: Policy) -> list[Difference]:
    """The differences with the policy's decisions; what stands inside a move goes or stays on its own account."""
    decide = policy.decide
    return [d.decided(decide(d)) for d in differences]
