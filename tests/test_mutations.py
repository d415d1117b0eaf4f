"""The table of mutations holds what there is, a mutation reaches whoever imports it, and what is unseen is told."""

import json
import pickle
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from restore import modules
from restore.bench import gate
from restore.bench.documents import Data
from restore.bench.gate import Bound
from restore.cli.exits import ExitCode
from restore.errors import InputError, StaleError, UsageError
from restore.judging.explanations import RIVALS
from restore.judging.profile import Profile
from tests.mutations import __main__ as program
from tests.mutations.__main__ import Measured
from tests.mutations.table import ROOT, Mutation, table

TABLE = {mutation.name: mutation for mutation in table()}
FLOOR, COUNT = Bound("f1", 0.9, rising=True), Bound("errors", 4.0, rising=False)
SHOW = """
import json, sys
from tests.mutations.child import Finder
sys.meta_path.insert(0, Finder(*json.load(sys.stdin)))
from importlib import import_module
{}
"""


def source_of(module):
    return Path(modules.source_of(module)).read_text(encoding="utf-8")


def inside(mutation, code):
    """What a process prints in which a module is mutated."""
    given = json.dumps([mutation.module, mutation.text])
    ran = subprocess.run(
        [sys.executable, "-c", SHOW.format(code)],
        input=given,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return ran.stdout.strip()


def test_every_explanation_is_switched_off():
    assert {m.explanation for m in TABLE.values() if m.explanation} == {rival.NAME for rival in RIVALS}


def test_every_constant_of_the_judging_is_doubled_or_halved():
    for module in {m.module for m in TABLE.values() if m.module.startswith("restore.judging")}:
        text = source_of(module)
        for name, value in vars(import_module(module)).items():
            if name.isupper() and type(value) in {int, float} and re.search(rf"^{name} = -?\d", text, re.MULTILINE):
                short = module.removeprefix("restore.").replace(".explanations", "")
                assert f"{short}.{name} doubled" in TABLE, name


def test_every_part_of_the_profile_that_holds_more_than_a_count_is_emptied():
    parts = {name for name, kind in Profile.__annotations__.items() if kind not in {"int", "float", int, float}}
    assert {m.removeprefix("profile.").removesuffix(" empty") for m in TABLE if m.endswith(" empty")} == parts


@pytest.mark.parametrize("mutation", TABLE.values(), ids=TABLE)
def test_a_mutation_is_a_module_with_another_text(mutation):
    assert mutation.text != source_of(mutation.module)
    compile(mutation.text, mutation.name, "exec")


@pytest.mark.parametrize("name", [name for name in TABLE if name.endswith((" off", " sees nothing", " empty"))])
def test_what_is_switched_off_leaves_a_restoration_that_goes_on(name):
    pair = "'He saw Ana Ruiz spoke , there', source='He saw him speak there', force=True"
    code = f"from restore import restore; print(len(restore({pair}).differences))"
    assert int(inside(TABLE[name], code)) > 0


def test_a_number_is_another_for_the_module_and_for_those_that_import_it():
    code = "print(*(import_module(f'restore.judging.{m}').SENTENCE for m in ('shape', 'cutting')))"
    sentence = import_module("restore.aligner.settle").SENTENCE
    assert inside(TABLE["aligner.settle.SENTENCE doubled"], code) == f"{2 * sentence} {2 * sentence}"


def test_a_default_of_a_field_is_another_and_what_bears_it_too():
    price = import_module("restore.aligner.costs").DEFAULT.mention
    code = "print(*(getattr(import_module('restore.aligner.costs'), n).mention for n in ('DEFAULT', 'MISREAD_COSTS')))"
    assert inside(TABLE["aligner.costs.Costs.mention halved"], code) == f"{price // 2} {price // 2}"


def test_an_explanation_switched_off_is_possible_nowhere_and_the_editor_only_where_nothing_else_is():
    code = """
from restore.judging import explanations
class Rival:
    NAME = "style"
    possible = staticmethod(lambda change, reader: change)
explanations.RIVALS = (Rival,)
print([explanations.{}.possible(change, None) for change in (True, False)])
"""
    assert inside(TABLE["style off"], code.format("style")) == "[False, False]"
    assert inside(TABLE["editor off"], code.format("editor")) == "[False, True]"


@pytest.mark.parametrize("field", ["places", "written"])
def test_a_part_of_the_profile_is_empty_and_the_others_are_not(field):
    code = """
from restore.judging.profile import Shares, Sight
from restore.judging.weighing import profile_of
from types import SimpleNamespace
change = SimpleNamespace(ours=("a",), theirs=("b",))
profile = profile_of(9, [Sight(change, Shares(intruder=1.0), (1.0, 0.0, 0.0, 0.0), (), ())])
print(sum(profile.places), len(profile.written), len(profile.heads))
"""
    full = {"places": "1.0", "written": "1"} | {field: "0.0" if field == "places" else "0"}
    assert inside(TABLE[f"profile.{field} empty"], code) == f"{full['places']} {full['written']} 1"


@pytest.fixture
def run(monkeypatch):
    """The program with some mutations whose figures are known, and its exit code."""

    def start(*options, found, pinned=(FLOOR, COUNT), explanation=None):
        results = {"unchanged": Measured({FLOOR.name: FLOOR, COUNT.name: COUNT})} | found
        mutations = [Mutation(name, "m", "", explanation) for name in found if name != "unchanged"]
        monkeypatch.setattr(sys, "argv", ["mutations", *options])
        monkeypatch.setattr(program, "table", lambda: mutations)
        monkeypatch.setattr(program, "measured", lambda mutation, given: results[mutation.name])
        monkeypatch.setattr(gate, "gate_data", lambda: Data([], []))
        monkeypatch.setattr(gate, "read", lambda path: gate.Pinned(Data([], []).digest, {b.name: b for b in pinned}))
        return program.main()

    return start


def figures(f1, errors):
    return Measured({"f1": Bound("f1", f1, rising=True), "errors": Bound("errors", errors, rising=False)})


def test_of_what_gets_worse_three_are_told_the_worst_first(run, capsys):
    assert run(found={"one": figures(0.8, 8.0), "none": figures(0.95, 3.0)}) == ExitCode.DONE
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "one     2  errors 4 -> 8; f1 0.9 -> 0.8"
    assert out[1] == "none    0"
    assert out[-2:] == ["of 2 mutations, nothing sees 1", "  none"]


def test_an_explanation_that_nothing_sees_is_a_failure(run):
    assert run(found={"style off": figures(0.9, 4.0)}, explanation="style") == ExitCode.LEFT
    assert run(found={"style off": figures(0.8, 4.0)}, explanation="style") == ExitCode.DONE


def test_a_mutation_that_does_not_run_is_seen_and_says_why(run, capsys):
    assert run(found={"style off": Measured({}, "ValueError: no")}, explanation="style") == ExitCode.DONE
    assert "style off  fails: ValueError: no" in capsys.readouterr().out


def test_a_figure_that_is_worse_than_pinned_anyway_says_nothing_of_a_mutation(run, capsys):
    pinned = (Bound("f1", 0.99, rising=True), COUNT)
    assert run(found={"one": figures(0.5, 4.0)}, pinned=pinned) == ExitCode.DONE
    out = capsys.readouterr().out
    assert out.startswith("unchanged, 1 of 2 figures are worse than pinned")
    assert "one    0" in out


def test_against_what_is_measured_now_nothing_pinned_counts(run, capsys):
    assert run("--now", found={"one": figures(0.8, 4.0)}, pinned=(Bound("f1", 0.5, rising=True),)) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("one    1  f1 0.9 -> 0.8")


def test_only_those_with_the_name_are_measured(run, capsys):
    run("--only", "two", found={"one": figures(0.8, 4.0), "two": figures(0.8, 4.0)})
    assert "one" not in capsys.readouterr().out
    with pytest.raises(UsageError, match="no mutation has 'three' in its name"):
        run("--only", "three", found={"one": figures(0.8, 4.0)})


def test_a_gate_that_does_not_run_unchanged_says_nothing(run):
    with pytest.raises(InputError, match="unchanged, the gate measures nothing: RuntimeError: fit"):
        run(found={"unchanged": Measured({}, "RuntimeError: fit"), "one": figures(0.8, 4.0)})


def test_floors_of_other_data_are_stale(run, monkeypatch):
    found = {"one": figures(0.8, 4.0)}
    run(found=found)
    monkeypatch.setattr(gate, "read", lambda path: gate.Pinned("0" * 64, {}))
    with pytest.raises(StaleError):
        program.main()


def test_a_process_measures_with_the_mutation_and_says_what_stops_it():
    broken = Mutation("broken", "restore.judging.cutting", "raise ValueError('not so')")
    assert program.measured(broken, pickle.dumps(Data([], []))).failure == "ValueError: not so"
