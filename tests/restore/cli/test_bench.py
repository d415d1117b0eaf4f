import json
import sys

import pytest

from restore.bench.documents import shipped
from restore.cli.exits import ExitCode
from restore.cli.main import main


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.jsonl"
    rows = [{"id": p.stem, "text": p.read_text(encoding="utf-8")[:1500]} for p in shipped()[:2]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(*options):
    return main(["bench", *map(str, options)])


def test_accuracy_is_printed_and_written(articles, tmp_path, capsys):
    out = tmp_path / "made" / "here"
    assert (
        run("--articles", articles, "--only", "accuracy", "--quick", "--recipes", "mixed", "-o", out) == ExitCode.DONE
    )
    printed = capsys.readouterr().out
    assert "difflib autojunk=False" in printed
    assert "articles.jsonl" in printed
    assert "Time of one pair" not in printed
    value = json.loads((out / "bench.json").read_text())
    assert value["schema"] == "restore-bench/1"
    assert {row["group"] for row in value["accuracy"]} == {"mixed"}
    assert (out / "bench.html").read_text().startswith("<!doctype html>")


def test_calibration_alone_asks_no_other_aligner(articles, capsys):
    assert run("--articles", articles, "--only", "calibration", "--recipes", "light") == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "Calibration error" in printed
    assert printed.count("kaldialign") == 1, "in the list of aligners, and nowhere else"


def test_a_pair_with_gold(tmp_path, capsys):
    clean = shipped()[1]
    copy, gold = tmp_path / "copy.txt", tmp_path / "gold.json"
    assert main(["damage", str(clean), "-o", str(copy), "--gold", str(gold), "-q"]) == ExitCode.DONE
    assert run("--pair", copy, clean, gold, "--only", "calibration", "--recipes", ",", "-q") == ExitCode.DONE
    assert "pairs with gold of their own" in capsys.readouterr().out


def test_data_is_found_in_a_folder(articles, capsys):
    assert run("--data", articles.parent, "--only", "calibration", "--recipes", "light") == ExitCode.DONE
    assert "articles.jsonl" in capsys.readouterr().out


def test_each_family_is_a_row_beside_the_digests_of_its_files(articles, tmp_path, capsys):
    lines = tmp_path / "rewrites.jsonl"
    row = {"copy": "When did Ana leave?", "source": "When did she leave?"}
    lines.write_text("".join(json.dumps(row | {"id": f"line{n}"}) + "\n" for n in range(8)))
    out = tmp_path / "out"
    asked = ["--only", "families", "--families", "house,rewritten,misread", "--half", "both", "--limit", "2", "-j", "1"]
    assert run("--data", tmp_path, *asked, "-o", out) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "Families  (per cent" in printed
    value = json.loads((out / "bench.json").read_text())
    assert [row["family"] for row in value["families"]] == ["house", "rewritten"], "there is no file of the third"
    assert [file["name"] for file in value["files"]] == ["articles.jsonl", "rewrites.jsonl"]
    assert all(file["sha256"] in printed for file in value["files"])
    assert "Families" in (out / "bench.html").read_text()


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--data", "/nowhere"], ExitCode.USAGE, "no such folder"),
        (["--allow-regression"], ExitCode.USAGE, "goes with --update-gate"),
        (["--only", "families", "--families", "house,nonsense"], ExitCode.USAGE, "no such family: 'nonsense'"),
        (["--limit", "3"], ExitCode.USAGE, "--only families"),
        (["--gate", "--only", "speed"], ExitCode.USAGE, "leave out --only"),
        (["--seeds", "0"], ExitCode.USAGE, "too few"),
        (["--recipes", "ligth"], ExitCode.USAGE, "did you mean 'light'"),
        (["--articles", "/nowhere.jsonl"], ExitCode.INPUT, "no such file"),
        (["--fit", "model.json"], ExitCode.USAGE, "--articles"),
        (["-o", "/dev/null/x"], ExitCode.USAGE, "no folder can be made there"),
        (["--pair", "/no/copy", "/no/source", "/no/gold", "--recipes", ","], ExitCode.INPUT, "/no/copy: no such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(options, code, words, capsys):
    assert run(*options) == code
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModuleNotFoundError("no", name="lightgbm"), "lightgbm is not installed; pip install"),
        (OSError("libgomp.so.1: cannot open shared object file"), "libgomp1"),
    ],
)
def test_a_fit_says_what_it_lacks_before_it_reads_texts(error, words, articles, tmp_path, capsys, monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "lightgbm":
                raise error

    monkeypatch.delitem(sys.modules, "lightgbm", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.setattr("restore.bench.fit.main", lambda *_, **__: pytest.fail("texts were read"))
    out = tmp_path / "model.json"
    assert run("--articles", articles, "--fit", out) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_an_empty_folder_is_no_data(tmp_path, capsys):
    assert run("--data", tmp_path) == ExitCode.USAGE
    assert "articles*.jsonl" in capsys.readouterr().err
