import json
from dataclasses import replace

import pytest

from restore.bench import gate
from restore.bench.documents import BenchPair, Data, PairKind, Request, gather
from restore.bench.gate import Bound, Breach, Pinned
from restore.bench.real import NEGATIVE, RealPairs
from restore.bench.shown import SHOWN
from restore.cli.exits import ExitCode
from restore.cli.main import main
from restore.damage import Damaged
from restore.differences import Explanation
from restore.errors import InputError, StaleError, UsageError


@pytest.fixture
def small(monkeypatch, document):
    """The gate on one pair of two sentences, so that it takes no time."""
    data = Data([document], [])
    monkeypatch.setattr(gate, "gate_data", lambda: data)
    return data


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gate.json"


def run(path, *options):
    return main(["bench", "--gate-file", str(path), *options])


def loosened(path, key, name, value):
    pinned = json.loads(path.read_text())
    pinned[key][name] = value
    path.write_text(json.dumps(pinned))


def test_a_floor_holds_from_its_value_up_and_a_ceiling_down():
    floor, ceiling = Bound("f1", 0.9, rising=True), Bound("error", 0.1, rising=False)
    assert floor.holds(0.95)
    assert floor.holds(0.8985)
    assert not floor.holds(0.89)
    assert ceiling.holds(0.05)
    assert not ceiling.holds(0.11)


def test_a_figure_that_is_gone_is_a_breach():
    bound = Bound("f1", 0.9, rising=True)
    assert gate.breaches(Pinned("", {"f1": bound}), {}) == [Breach(bound, None)]


def test_what_is_pinned_holds(small, path, capsys):
    assert run(path, "--update-gate") == ExitCode.DONE
    assert run(path, "--gate") == ExitCode.DONE
    out, err = capsys.readouterr()
    assert not out
    assert "gate: 0 of" in err


def test_a_figure_that_got_worse_is_named(small, path, capsys):
    run(path, "--update-gate")
    loosened(path, "ceilings", "house/calibration_error_all", -0.5)
    loosened(path, "floors", "house/mixed/all_f1", 1.5)
    assert run(path, "--gate") == ExitCode.LEFT
    out = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in out] == ["house/mixed/all_f1", "house/calibration_error_all"]
    assert "pinned at least 1.5000" in out[0]
    assert "pinned at most -0.5000" in out[1]


def test_a_floor_is_lowered_only_when_asked(small, path, capsys):
    run(path, "--update-gate")
    loosened(path, "floors", "house/mixed/all_f1", 1.5)
    before = path.read_text()
    assert run(path, "--update-gate") == ExitCode.USAGE
    assert "--allow-regression" in capsys.readouterr().err
    assert path.read_text() == before
    assert run(path, "--update-gate", "--allow-regression") == ExitCode.DONE
    assert run(path, "--gate") == ExitCode.DONE


def test_other_data_is_an_error_that_says_so(small, path, capsys):
    run(path, "--update-gate")
    value = json.loads(path.read_text()) | {"data_sha256": "0" * 64}
    path.write_text(json.dumps(value))
    capsys.readouterr()
    assert run(path, "--gate") == ExitCode.STALE
    assert "measured on other data (SHA-256 000000000000" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "restore-gate/0"}', '{"schema": "restore-gate/1"}'])
def test_what_is_no_gate_is_an_input_error(path, text):
    path.write_text(text)
    with pytest.raises(InputError, match="no gate of schema"):
        gate.read(path)


def test_a_gate_that_is_missing_is_an_input_error(small, path):
    assert run(path, "--gate") == ExitCode.INPUT


def test_the_pinned_gate_has_floors_and_ceilings_of_all_families_and_of_every_group_of_real_pairs():
    pinned = gate.read(gate.default_path())
    assert {name.split("/")[0] for name in pinned.bounds} == {
        "house",
        "foreign",
        "plain",
        "real",
        "negative",
        "shown",
        "explained",
    }
    assert {name.split("/")[1] for name in pinned.bounds if name.startswith("real/")} == set(RealPairs)
    explained = {name.split("/")[1] for name in pinned.bounds if name.startswith("explained/")}
    assert explained == set(Explanation)
    assert {bound.rising for bound in pinned.bounds.values()} == {True, False}
    assert not [name for name in pinned.bounds if "time" in name or "second" in name]


def test_the_data_are_checked_against_the_digest(path):
    data = gather(Request(recipes=["light"], limit=1))
    gate.check_data(Pinned(data.digest, {}), data, path)
    with pytest.raises(StaleError):
        gate.check_data(Pinned("f" * 64, {}), data, path)


def test_real_pairs_with_spans_are_pinned_by_spans_and_by_what_goes_wrong(document):
    pair = replace(document, kind=PairKind.PAIR, group=RealPairs.EDITION)
    now = gate.measured(Data([pair], []))
    shares = {"all_f1", "entity_f1", "entity_whole_f1"}
    counts = {"entities_missed", "entities_made_up", "repairs_wrong", "errors_left"}
    honest = {"words_called_entity", "edited_words_undone"}
    here = {name: bound for name, bound in now.items() if not name.startswith("explained/")}
    assert {name.removeprefix("real/edition/") for name in here} == shares | counts | honest
    assert {bound.name.split("/")[2] for bound in here.values() if bound.rising} == shares


def test_real_texts_without_damage_are_pinned_by_what_is_done_to_them():
    line = Damaged("Those results stand.", "These results stand.", ())
    now = gate.measured(Data([BenchPair("one", PairKind.REWRITTEN, RealPairs.ONE_LINERS, line)], []))
    here = {name for name in now if not name.startswith("explained/")}
    assert {name.removeprefix("real/one-liners/") for name in here} == {
        "words_called_entity", "edited_words_undone", "texts_changed",
    }  # fmt: skip
    assert not any(now[name].rising for name in here)


def test_honest_pairs_have_a_place_of_their_own():
    line = Damaged("Those results stand.", "These results stand.", ())
    now = gate.measured(Data([BenchPair("one", PairKind.REVISED, NEGATIVE, line)], []))
    assert {name.split("/")[0] for name in now} == {"negative", "explained"}


def test_a_text_left_otherwise_than_it_is_undamaged_is_counted_where_that_is_known():
    pair = Damaged("Those results stand.", "These results stand.", ())
    now = [
        gate.measured(Data([BenchPair("one", PairKind.PAIR, SHOWN, pair, restored)], []))
        for restored in (None, "Those results stand.", "Those results  stand.")
    ]
    assert "shown/texts_unlike" not in now[0]
    assert [one["shown/texts_unlike"] for one in now[1:]] == [
        Bound("shown/texts_unlike", count, rising=False) for count in (0, 1)
    ]


def test_an_explanation_is_pinned_by_what_it_is_of(document):
    now = gate.measured(Data([document], []))
    explained = {
        name.removeprefix("explained/"): bound.rising for name, bound in now.items() if name.startswith("expl")
    }
    assert explained == {
        "intruder/named": True,
        "intruder/repaired": True,
        "editor/named": True,
        "editor/undone": False,
    }


def test_one_more_error_in_real_pairs_is_no_matter_of_slack():
    pinned = Bound("real/misread/errors_left", 100, rising=False)
    assert pinned.holds(100)
    assert not pinned.holds(101)


def test_lowering_names_the_first_few():
    found = [Breach(Bound(f"f{n}", 0.9, rising=True), 0.5) for n in range(5)]
    with pytest.raises(UsageError, match="5 of the floors would be lowered: f0, f1, f2 and others"):
        gate.refuse_lower(found)
    gate.refuse_lower([])
