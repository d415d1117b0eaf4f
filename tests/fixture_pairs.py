"""The pairs under fixtures/: what they hold, what restoring them gives, and what of it is known to be wrong.

Run as a program it makes what is not there yet and writes the list of known failures anew:

    python -m tests.fixture_pairs
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from restore.damage.gold import Damaged, GoldDifference
from restore.damage.matching import Judge, match, parted
from restore.damage.recipes import make_damage
from restore.differences import Code, Decision, Difference, Span
from restore.formats.json import dumps
from restore.golden.case import Case
from restore.golden.layout import write_golden, write_meta
from restore.repair import apply_plan, make_plan
from restore.restoration import Restoration, restore
from restore.text import Text

ROOT = Path(__file__).parents[1] / "fixtures"
KNOWN = ROOT / "known-failures.txt"
PAIR = "pair.toml"
GOLD = "gold.json"
MADE = [
    ("entities-light-council", "council", "light", 1),
    ("entities-light-strike", "strike", "light", 2),
    ("entities-heavy-council", "council", "heavy", 3),
    ("entities-foreign-strike", "strike", "foreign-light", 4),
    ("entities-german", "bibliothek", "light", 5),
    ("entities-spanish", "tormenta", "foreign-light", 6),
    ("moved-lighthouse", "lighthouse", "light+move", 7),
    ("mixed-strike", "strike", "mixed", 8),
    ("revised-council", "council", "revised", 9),
    ("misread-lighthouse", "lighthouse", "ocr", 10),
    ("misread-german", "bibliothek", "foreign-ocr", 11),
    ("tokenised-lighthouse", "lighthouse", "tokeniser", 12),
    ("scraped-council", "council", "scraped", 13),
]


def gold_of(truth: GoldDifference) -> Difference:
    """The gold as a prediction that is sure of all damage and doubts all revisions; a perfect tool's answer."""
    confidence = 1.0 if truth.damage else 0.0
    return Difference(
        truth.id, truth.code, truth.copy, truth.source, truth.source.text, confidence, "gold", within=truth.within
    )


@dataclass(frozen=True)
class Pair:
    """A damaged copy and its source, with every difference between them where it is known."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(ROOT).as_posix()

    @cached_property
    def texts(self) -> tuple[str, str]:
        """Copy and source."""
        about = tomllib.loads((self.folder / PAIR).read_text(encoding="utf-8"))
        return _read(self.folder / about["copy"]), _read(self.folder / about["source"])

    @cached_property
    def restoration(self) -> Restoration:
        copy, source = self.texts
        return restore(copy, source=source)

    @cached_property
    def gold(self) -> Sequence[GoldDifference]:
        listed = json.loads((self.folder / GOLD).read_text(encoding="utf-8"))["differences"]
        return [_gold(entry) for entry in listed]

    def failures(self) -> list[str]:
        """Intruders of the gold that are not found with exactly their span."""
        judge = Judge(*map(Text.of, self.texts))
        claims = [judge.claim(g.code, g.copy, g.source, damage=g.damage, confidence=1) for g in self.gold]
        found = [
            judge.claim(d.code, d.copy, d.source, damage=True, confidence=d.confidence)
            for d in self.restoration.differences
        ]
        met = {id(true) for true, claimed in match(parted(claims)[1], parted(found)[1]) if claimed.entity}
        return [
            f"{self.name}: missed {truth.id} {truth.code} {_shown(truth.copy.text)}"
            for truth, claim in zip(self.gold, claims, strict=True)
            if claim.entity and claim.damage and id(claim) not in met
        ]


@dataclass(frozen=True)
class Negative:
    """Two honest texts: nothing of the copy is to be touched."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(ROOT).as_posix()

    @cached_property
    def restoration(self) -> Restoration:
        return restore(_read(self.folder / "copy.txt"), source=_read(self.folder / "source.txt"), force=True)

    def failures(self) -> list[str]:
        """Repairs that were applied."""
        return [
            f"{self.name}: applied {d.code} {_shown(d.copy.text)} -> {_shown(d.replacement)}"
            for d in self.restoration.differences
            if d.decision is Decision.APPLY
        ]


def pairs() -> list[Pair]:
    """All pairs, by name."""
    return [Pair(path.parent) for path in sorted(ROOT.rglob(PAIR))]


def negatives() -> list[Negative]:
    """All honest texts, by name."""
    return [Negative(path.parent) for path in sorted((ROOT / "negative").glob("*/copy.txt"))]


def known_failures() -> list[str]:
    """The list as it stands."""
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def _shown(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _gold(entry: dict[str, Any]) -> GoldDifference:
    spans = [Span(entry[side]["start"], entry[side]["end"], entry[side]["text"]) for side in ("copy", "source")]
    return GoldDifference(entry["id"], Code.parse(entry["code"]), *spans, entry["damage"], entry.get("within"))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def make(name: str, source: str, recipe: str, seed: int) -> None:
    """A pair with made damage: the copy, the gold, and the copy as it was before it was damaged."""
    folder = ROOT / "made" / name
    if folder.exists():
        return
    damaged = make_damage(_read(ROOT / "sources" / f"{source}.txt"), seed=seed, recipe=recipe)
    folder.mkdir(parents=True)
    (folder / "copy.txt").write_bytes(damaged.copy.encode())
    (folder / GOLD).write_text(dumps(damaged.to_json()) + "\n", encoding="utf-8")
    (folder / PAIR).write_text(
        f'copy = "copy.txt"\nsource = "../../sources/{source}.txt"\nrecipe = "{recipe}"\nseed = {seed}\n',
        encoding="utf-8",
    )
    case = Case(ROOT, f"made/{name}")
    write_golden(case, undamaged(damaged))
    write_meta(case, {"origin": "made", "profile": "words", "note": f"{source}.txt, recipe {recipe}, seed {seed}"})


def undamaged(damaged: Damaged) -> str:
    """The copy with all damage undone, and an editor's revisions left in."""
    wanted = [
        replace(gold_of(truth), decision=Decision.APPLY if truth.damage else Decision.KEEP) for truth in damaged.gold
    ]
    if all(truth.damage for truth in damaged.gold):
        return damaged.source.rstrip("\n")
    return apply_plan(damaged.copy, make_plan(damaged.copy, wanted)).rstrip("\n")


def write_known_failures() -> None:
    """The list as things are now."""
    head = "# What is known to go wrong, one a line. Each must still go wrong: take a line out when it is put right.\n"
    lines = [line for one in (*pairs(), *negatives()) for line in one.failures()]
    KNOWN.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    for entry in MADE:
        make(*entry)
    write_known_failures()
