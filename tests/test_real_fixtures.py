"""The real pairs: their gold fits, and they say whose texts they are. What restoring them gives is for the gate."""

import tomllib
from dataclasses import replace

import pytest

from restore.bench.documents import PairKind
from restore.bench.own import undamaged
from restore.bench.real import TRUTH, RealPairs, folder, real_pairs
from restore.damage.matching import Judge
from restore.differences import Op
from restore.text import Text

ROOT = folder()
DOCUMENTS = {document.id.removeprefix("real/"): document.damaged for document in real_pairs().documents}
FOLDERS = [path.parent for path in sorted(ROOT.glob("*/*/copy.txt"))]
WITH_SPANS = [name for name in DOCUMENTS if TRUTH[RealPairs(name.split("/")[0])] is PairKind.PAIR]
LICENCES = {
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY 2.5": "https://creativecommons.org/licenses/by/2.5/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
}


def outside(text, spans):
    """The tokens that no span touches."""
    return [
        form
        for form, start, end in zip(text.forms, text.starts, text.ends, strict=True)
        if not any(start < span.end and span.start < end for span in spans)
    ]


def test_every_folder_is_a_group_of_several_pairs():
    groups = {path.name.removesuffix(".jsonl") for path in ROOT.iterdir()} - {"README.md"}
    assert groups == set(RealPairs)
    for group in groups:
        assert sum(name.startswith(f"{group}/") for name in DOCUMENTS) > 1, group


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_pair_says_whose_it_is_and_under_which_licence(path):
    origin = tomllib.loads((path / "origin.toml").read_text(encoding="utf-8"))
    assert all(origin[key] for key in ("title", "authors", "licence", "licence_url", "changes"))
    assert LICENCES[origin["licence"]] == origin["licence_url"]
    assert ("url" in origin) == (origin["licence"] != "Apache-2.0")
    names = {file.name for file in path.iterdir()}
    spans = {"gold.json"} if TRUTH[RealPairs(path.parent.name)] is PairKind.PAIR else set()
    assert names == {"copy.txt", "source.txt", "origin.toml"} | spans


@pytest.mark.parametrize("path", FOLDERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_readme_gives_the_credit_that_a_licence_asks_for(path):
    origin = tomllib.loads((path / "origin.toml").read_text(encoding="utf-8"))
    if "url" in origin:
        row = f"| `{path.relative_to(ROOT).as_posix()}` | [{origin['title']}](<{origin['url']}>) | "
        row += f"{origin['authors']} | {origin['licence']} |"
        assert row in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WITH_SPANS)
def test_the_texts_agree_outside_the_gold(name):
    damaged = DOCUMENTS[name]
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    assert outside(copy, [g.copy for g in damaged.gold]) == outside(source, [g.source for g in damaged.gold])


@pytest.mark.parametrize("name", WITH_SPANS)
def test_a_difference_of_the_gold_is_one(name):
    damaged = DOCUMENTS[name]
    judge = Judge(Text.of(damaged.copy), Text.of(damaged.source))
    at = 0
    for truth in damaged.gold:
        claim = judge.claim(truth.code, truth.copy, truth.source, damage=truth.damage, confidence=1)
        assert damaged.copy[truth.copy.start : truth.copy.end] == truth.copy.text
        assert truth.code.op is Op.MOVE or truth.copy.start >= at, f"{truth.id} overlaps"
        assert (truth.code.op is Op.INSERT) == (not truth.source.text), truth.id
        assert (truth.code.op is Op.DELETE) == (not truth.copy.text), truth.id
        assert claim.written.copy_start < claim.written.copy_end or truth.code.op is Op.DELETE, truth.id
        at = truth.copy.end


@pytest.mark.parametrize("name", [name for name in WITH_SPANS if not name.startswith("moved/")])
def test_the_gold_applied_to_the_copy_gives_the_ideal(name):
    """All of it gives the source; where all of it is damage, that is the ideal."""
    damaged = DOCUMENTS[name]
    all_undone = replace(damaged, gold=tuple(replace(truth, damage=True) for truth in damaged.gold))
    source = list(Text.of(damaged.source).forms)
    assert undamaged(all_undone) == source
    assert (undamaged(damaged) == source) == (not name.startswith("edition/"))


def test_an_edition_has_changes_by_people_and_damage_over_them():
    for name in WITH_SPANS:
        if name.startswith("edition/"):
            assert {truth.damage for truth in DOCUMENTS[name].gold} == {True, False}, name


def test_misread_pages_are_in_three_languages_and_four_degrees():
    about = [tomllib.loads(path.read_text(encoding="utf-8")) for path in ROOT.glob("misread/*/origin.toml")]
    assert {origin["title"].split(":")[0] for origin in about} == {"English", "German", "Spanish"}
    degrees = {origin["changes"].split(",")[1].strip() for origin in about}
    assert degrees == {"clean", "soiled", "heavily soiled", "hardly legible"}


def test_a_changed_line_is_a_line_and_is_changed():
    lines = [damaged for name, damaged in DOCUMENTS.items() if name.startswith(f"{RealPairs.ONE_LINERS}/")]
    assert len(lines) >= 30
    for line in lines:
        assert line.source != line.copy
        assert "\n" not in line.source + line.copy


def test_the_folder_stays_small():
    assert sum(path.stat().st_size for path in ROOT.rglob("*") if path.is_file()) < 400_000
