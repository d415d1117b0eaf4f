import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.restore.cli.conftest import COPY, SOURCE


def test_differences_are_data_and_the_exit_code_says_that_there_are_some(restore, copy, source):
    ran = restore("align", copy, "--source", source)
    assert (ran.code, ran.talk) == (1, "")
    assert "replace:spelling" in ran.text
    assert "[-dctail-]{+detail+}" in ran.text


def test_equal_texts_have_no_differences(restore, source, tmp_path):
    same = tmp_path / "same.txt"
    same.write_bytes(source.read_bytes())
    ran = restore("align", same, "--source", source)
    assert (ran.code, ran.text.splitlines()[0], ran.talk) == (0, "no differences", "")


def test_a_file_has_no_differences_from_itself(restore, source):
    assert restore("align", source, "--source", source).code == 0


def test_json_is_the_document_of_the_schema(restore, copy, source):
    ran = restore("align", copy, "--source", source, "--format", "json")
    document = json.loads(ran.data)
    assert document["schema"] == "restore/1"
    assert document["copy"]["name"] == str(copy)
    (difference,) = document["differences"]
    assert (difference["copy"]["text"], difference["source"]["text"]) == ("dctail", "detail")
    assert ran.code == 1


@pytest.mark.parametrize("side", ["copy", "source"])
def test_a_dash_is_standard_input_on_either_side(restore, copy, source, side):
    paths = {"copy": copy, "source": source}
    data = paths[side].read_bytes()
    paths[side] = "-"
    ran = restore("align", paths["copy"], "--source", paths["source"], stdin=data)
    assert ran.code == 1
    assert "[-dctail-]{+detail+}" in ran.text


def test_a_dash_on_both_sides_is_refused(restore):
    ran = restore("align", "-", "--source", "-")
    assert (ran.code, ran.data) == (2, b"")
    assert "cannot both be standard input" in ran.talk


def test_output_in_a_file_is_what_a_redirect_would_hold(restore, copy, source, tmp_path):
    printed = restore("align", copy, "--source", source, "--format", "json")
    saved = restore("align", copy, "--source", source, "--format", "json", "-o", tmp_path / "out.json")
    assert (saved.code, saved.data) == (1, b"")
    assert (tmp_path / "out.json").read_bytes() == printed.data


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--select", "spelling"], 1),
        (["--select", "entity,move"], 0),
        (["--ignore", "replace:spelling"], 0),
        (["--ignore", "insert"], 1),
    ],
)
def test_select_and_ignore_pick_what_is_listed(restore, copy, source, options, code):
    ran = restore("align", copy, "--source", source, *options)
    assert (ran.code, "dctail-]" in ran.text) == (code, bool(code))


def test_a_code_that_does_not_exist_gets_a_suggestion(restore, copy, source):
    ran = restore("align", copy, "--source", source, "--select", "entty")
    assert (ran.code, ran.data) == (2, b"")
    assert "did you mean 'entity'?" in ran.talk


def test_context_is_counted_in_words(restore, copy, source):
    wide = restore("align", copy, "--source", source, "--context", "3").text
    assert "… order lacked any [-dctail-]{+detail+} about what funds …" in wide
    assert "\n   [-dctail-]{+detail+}\n" in restore("align", copy, "--source", source, "--context", "0").text


@pytest.mark.parametrize(
    ("environment", "option", "coloured"),
    [
        ({}, "auto", False),
        ({}, "always", True),
        ({"FORCE_COLOR": "1"}, "auto", True),
        ({"FORCE_COLOR": "1"}, "never", False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
        ({"NO_COLOR": "1"}, "always", True),
        ({"NO_COLOR": ""}, "always", True),
    ],
)
def test_colour(restore, copy, source, monkeypatch, environment, option, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ran = restore("align", copy, "--source", source, "--color", option)
    assert (b"\x1b[" in ran.data) == coloured


def test_texts_that_do_not_belong_together_are_named_with_their_share(restore, copy, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Quite unlike in every respect, this page tells gardeners when to prune roses, and how far.\n" * 3)
    ran = restore("align", copy, "--source", other)
    assert (ran.code, ran.data) == (1, b"")
    assert "is not the source of" in ran.talk
    assert "% of the tokens align" in ran.talk
    forced = restore("align", copy, "--source", other, "--force")
    assert forced.code == 1
    assert forced.data


def test_lines_keep_to_the_width(restore, copy, source, monkeypatch):
    monkeypatch.setenv("COLUMNS", "44")
    ran = restore("align", copy, "--source", source, "--context", "30")
    assert max(map(len, ran.text.splitlines())) <= 44


def test_hostile_texts_steer_no_terminal(restore, source, tmp_path):
    copy = tmp_path / "hostile.txt"
    copy.write_text(source.read_text().replace("detail", "\x1b[31m\x9b5m\u202edet\u200bail\x07"), encoding="utf-8")
    for form in ("text", "json"):
        ran = restore("align", copy, "--source", source, "--format", form)
        assert not set(ran.text) & set("\x1b\x9b\u202e\u200b\x07"), form


def test_a_hostile_file_name_steers_no_terminal(restore, source):
    ran = restore("align", f"no{os.sep}such\x1b[31m\u202e.txt", "--source", source)
    assert ran.code == 3
    assert not set(ran.talk) & set("\x1b\u202e")


def test_spacing_is_counted_and_listed_on_request(restore, copy, source):
    copy.write_text(source.read_text().replace(" ", "  "))
    ran = restore("align", copy, "--source", source)
    assert ran.code == 0
    assert "only white space differs in" in ran.text
    assert json.loads(restore("align", copy, "--source", source, "--format", "json").data)["summary"]["spacing"] > 20
    listed = restore("align", copy, "--source", source, "--select", "spacing")
    assert listed.code == 1
    assert "replace:spacing" in listed.text
    assert "[-··-]{+·+}" in listed.text


def test_a_diff_is_in_the_bytes_of_the_copy(restore, copy, source):
    for path in (copy, source):
        path.write_bytes(path.read_bytes().decode().encode("cp1252"))
    options = ("--source", source, "--encoding", "cp1252", "--threshold", "0")
    ran = restore("align", copy, *options, "--format", "diff")
    assert "–".encode("cp1252") in ran.data
    assert ran.data == restore("repair", copy, *options, "--diff").data


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
@pytest.mark.parametrize("name", ["копия.txt", "café – copie.txt"])
def test_the_name_in_a_diff_is_the_files_whatever_the_texts_encoding(restore, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("source.txt").write_text(SOURCE, encoding="cp1252")
    Path(name).write_text(COPY, encoding="cp1252")
    ran = restore("align", name, "--source", "source.txt", "--encoding", "cp1252", "--threshold", "0", "-f", "diff")
    subprocess.run(["patch", "-p0"], input=ran.data, check=True, capture_output=True)
    assert Path(name).read_text(encoding="cp1252") == SOURCE
