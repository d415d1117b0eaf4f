"""What is shown of a family: the figures of an outcome, as the cells of a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from restore.bench.figures import calibration, percent
from restore.bench.outcomes import PEERS, FamilyOutcome
from restore.damage.measures import Counts, Proportion


@dataclass(frozen=True, slots=True)
class FamilyFigure:
    """One figure of an outcome, 0 and up, or None where there is nothing to measure it on."""

    key: str
    label: str
    of: Callable[[FamilyOutcome], float | None]


def _f1(counts: Counts) -> float | None:
    """None where there is nothing to be found."""
    return counts.f1 if counts.hits + counts.missed else None


def _left(outcome: FamilyOutcome, errors: int) -> float | None:
    return errors / outcome.errors.copy if outcome.errors.copy else None


def _peers() -> Iterator[FamilyFigure]:
    """By the first word of their names; the table of aligners has them whole."""
    for number, peer in enumerate(PEERS):
        yield FamilyFigure(f"all_f1_{peer.name}", f"{peer.name.split()[0]} F1", lambda o, at=number: _f1(o.peers[at]))  # type: ignore[misc]


FAMILY_FIGURES = (
    FamilyFigure("entity_f1", "entity F1", lambda o: _f1(o.entity)),
    FamilyFigure("all_f1", "all F1", lambda o: _f1(o.every)),
    *_peers(),
    FamilyFigure("errors_left", "word errors left", lambda o: _left(o, o.errors.restored)),
    FamilyFigure("errors_left_all_applied", "left if all is applied", lambda o: _left(o, o.errors.source)),
    FamilyFigure("calibration_entity", "calibration error, entity", lambda o: calibration(o.entities)),
    FamilyFigure("calibration_damage", "calibration error, damage", lambda o: calibration(o.damage)),
)
COUNTS: Mapping[str, Callable[[FamilyOutcome], Proportion]] = {
    "applied, wrong": lambda o: o.wrong,
    "words called entity": lambda o: o.called,
}
COLUMNS = ("family", "texts", *(figure.label for figure in FAMILY_FIGURES), *COUNTS, "changed", "refused")


def cells(outcome: FamilyOutcome) -> list[str]:
    """The cells of a family under COLUMNS."""
    shares = (share(outcome) for share in COUNTS.values())
    return [
        outcome.family.value,
        str(outcome.texts),
        *(percent(figure.of(outcome)) for figure in FAMILY_FIGURES),
        *(f"{share.part} of {share.whole:,}" if share.whole else "–" for share in shares),
        str(outcome.changed),
        str(outcome.refused),
    ]


def to_json(outcome: FamilyOutcome) -> dict[str, Any]:
    """The figures, rounded, and the counts behind them."""
    figures = {figure.key: figure.of(outcome) for figure in FAMILY_FIGURES}
    counts = {
        "errors": asdict(outcome.errors),
        "applied": {"wrong": outcome.wrong.part, "all": outcome.wrong.whole},
        "words": {"called_entity": outcome.called.part, "all": outcome.called.whole},
        "changed": outcome.changed,
        "refused": outcome.refused,
    }
    shown = {key: None if value is None else round(value, 6) for key, value in figures.items()}
    return {"family": outcome.family.value, "texts": outcome.texts} | shown | counts
