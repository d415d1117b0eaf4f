import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from restore.cli.program import path_word, program, typed
from restore.visible import visible

SCRIPT = f"#!{sys.executable}\nfrom restore.cli.main import run\nrun()\n"


@pytest.fixture
def command(tmp_path):
    made = tmp_path / "an env" / "bin" / "restore"
    made.parent.mkdir(parents=True)
    made.write_text(SCRIPT)
    made.chmod(0o755)
    return made


def test_a_command_that_the_shell_finds_has_its_name(command, monkeypatch):
    monkeypatch.setenv("PATH", str(command.parent))
    monkeypatch.setattr(sys, "argv", [str(command), "demo"])
    assert program() == "restore"


def test_one_that_the_shell_does_not_find_has_its_path(command, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(command), "demo"])
    assert program() == shlex.quote(str(command))


@pytest.mark.parametrize("called", ["restore", "/x/pytest", "/x/restore/__main__.py", "-c"])
def test_what_is_no_path_to_it_is_never_shown(monkeypatch, called):
    monkeypatch.setattr(sys, "argv", [called])
    assert program() == "restore"


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    "word", ["a b", "it's\x1b[31m", "two\nlines\t\\1", "\udcff.txt", "\u202egpj.txt", "ü\x7f1", "$'a'"]
)
def test_words_that_are_typed_are_the_words_that_were_meant(word):
    said = typed("printf", "%s", word)
    assert visible(said) == said
    assert subprocess.run(["bash", "-c", said], capture_output=True, check=True).stdout == os.fsencode(word)


def test_a_path_is_never_taken_for_an_option():
    assert [path_word(path) for path in ("-x", "-", "a-b", "./-x")] == ["./-x", "./-", "a-b", "./-x"]


@pytest.mark.skipif(sys.platform == "win32", reason="scripts are no commands there")
def test_what_the_demo_says_to_type_next_works_as_it_stands(command, tmp_path):
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[3]), "COLUMNS": "80"}
    relative = os.path.relpath(command, tmp_path)

    def run(*line, code):
        ran = subprocess.run(
            line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert ran.returncode == code, ran.stderr
        return ran

    page = run(relative, "demo", code=0).stdout
    commands = [line.strip().split("  ")[0] for line in page[page.index("\nNext\n") :].splitlines() if "demo" in line]
    assert len(commands) == 3
    run("/bin/sh", "-c", commands[0], code=0)
    assert "total" in run("/bin/sh", "-c", commands[1], code=1).stdout
    assert "needs a terminal" in run("/bin/sh", "-c", commands[2], code=2).stderr
