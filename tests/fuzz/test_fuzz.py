"""The search for pairs finds what is broken, tells it in small, and makes the same pairs everywhere."""

import shutil
import sys
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest

from restore.repair import Plan, make_plan
from tests.fuzz import __main__ as fuzz
from tests.fuzz import invariants, native
from tests.fuzz.invariants import CHECKED, Invariant, check
from tests.fuzz.pairs import Kind, Relation, pair_of
from tests.interpreted import stages

PAIRS = [pair_of(seed) for seed in range(400)]


def test_every_kind_and_relation_comes_up():
    assert set(Counter(pair.kind for pair in PAIRS)) == set(Kind)
    assert set(Counter(pair.relation for pair in PAIRS)) == set(Relation)


def test_a_number_is_one_pair_everywhere():
    digest = sha256(repr([(pair.copy, pair.source) for pair in PAIRS[:20]]).encode()).hexdigest()
    assert digest == "8a8261488952df3765bbd5ef6355244f75e87d9b6a05d52d3ef08f5f96550ffe"
    assert pair_of(7) == pair_of(7)


def test_a_short_search_finds_nothing():
    lines = []
    assert fuzz.run(1, 60, 60, lines.append) == 0
    assert lines[-1].startswith("60 pairs, ")
    assert lines[-1].endswith(": nothing found")


@pytest.mark.parametrize("broken", sorted(CHECKED - {Invariant.NO_ERROR}))
def test_what_is_broken_is_told_in_small(broken, monkeypatch):
    """With a check that asks for no "the" in the copy."""
    monkeypatch.setitem(invariants.CHECKS, broken, lambda case: "the" not in case.copy)
    lines = []
    assert fuzz.run(1, 60, 60, lines.append) == 1
    assert f": not so: {broken}" in lines[0]
    assert lines[1].split("\n")[:2] == ["  copy   'the'", "  source ''"]
    assert "--count 1" in lines[1]


def test_an_error_is_what_is_looked_for(monkeypatch):
    def fail(*_texts, native):
        raise ValueError("no such thing")

    monkeypatch.setattr(invariants, "restored", fail)
    checked = check("a", "b")
    assert checked.broken == {Invariant.NO_ERROR}
    assert checked.error == "ValueError: no such thing"


@pytest.mark.skipif(not invariants.IS_COMPILED, reason="nothing is compiled here")
def test_twins_that_differ_are_found(monkeypatch):
    monkeypatch.setattr(stages().near, "LONGEST_WORD", 4)
    assert check("so custody it is", "so oustody it is").broken == {Invariant.TWINS}


def test_repairs_that_run_together_are_found(monkeypatch):
    def glued(copy, differences):
        return Plan([replace(splice, text=splice.text.strip()) for splice in make_plan(copy, differences).splices])

    monkeypatch.setattr(invariants, "make_plan", glued)
    assert check("a b1./5 c", "a b1. 5 c").broken == {Invariant.WHOLE}


def test_it_stops_in_time_and_at_many_faults(monkeypatch):
    lines = []
    assert fuzz.run(1, 10**9, 0, lines.append) == 0
    monkeypatch.setitem(invariants.CHECKS, Invariant.OFFSETS, lambda _case: False)
    assert fuzz.run(1, 10**9, 60, lines.append) == 1
    assert lines[-1].endswith(f": {fuzz.FEW} found")


def test_without_sanitizers_it_says_so(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert fuzz.main(["--sanitized"]) == 2
    assert capsys.readouterr().err.startswith("fuzz: no gcc")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("gcc") is None or sys.platform != "linux", reason="no gcc with sanitizers")
def test_the_sanitizers_are_there_and_a_death_is_told(monkeypatch, tmp_path, capfd):
    monkeypatch.setattr(native, "BUILT", tmp_path)
    assert fuzz.main(["--sanitized", "--count", "20"]) == 0
    assert ": nothing found" in capfd.readouterr().out
    whole, part = ((native.ROOT / "restore" / name).read_text(encoding="utf-8") for name in ("_text.c", "_reading.h"))
    faulty, at = tmp_path / "_text.c", "    free(r.starts);\n"
    assert at in part
    (tmp_path / "_reading.h").write_text(
        part.replace(at, f"    volatile size_t size = 1; char *gone = malloc(size); gone[size] = 0;\n{at}"),
        encoding="utf-8",
    )
    faulty.write_text(whole, encoding="utf-8")  # which looks for its headers beside itself first
    monkeypatch.setitem(native.SOURCES, "restore._text", str(faulty))
    monkeypatch.setattr(native, "FLAGS", [*native.FLAGS, f"-I{native.ROOT / 'restore'}"])
    assert fuzz.main(["--sanitized", "--count", "20", "--seed", "0"]) == 1
    said = capfd.readouterr()
    assert "heap-buffer-overflow" in said.err
    assert "the process died at pair 0\n" in said.out
