import subprocess
import sys
from pathlib import Path

import pytest

from restore.cli import main as main_module
from restore.cli.registry import COMMANDS
from restore.errors import StaleError

ROOT = str(Path(__file__).parents[3])
HEAVY = {
    "numpy",
    "rapidfuzz",
    "regex",
    "textual",
    "rich",
    "pytest",
    "restore_tui",
    "hashlib",
    "shutil",
    "subprocess",
    "json",
    "tempfile",
    "difflib",
}


def test_help_leads_with_examples_and_lists_every_command(restore):
    ran = restore("--help")
    assert ran.code == 0
    assert ran.talk == ""
    assert ran.text.index("examples:") < ran.text.index("options:")
    assert all(f"  {entry.name} " in ran.text or f"  {entry.name}\n" in ran.text for entry in COMMANDS)
    assert "exit codes: 0 done" in ran.text


def test_without_arguments_the_help_is_talk_and_a_usage_error(restore):
    ran = restore()
    assert (ran.code, ran.data) == (2, b"")
    assert "examples:" in ran.talk


def test_version(restore):
    ran = restore("--version")
    assert ran.code == 0
    assert ran.text.startswith("restore 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["algin", "copy.txt"], "no such command: 'algin'; did you mean 'align'?"),
        (["zzz"], "no such command: 'zzz'; see restore --help"),
        (["align", "c", "--source", "s", "--formt", "json"], "unknown option '--formt'; did you mean '--format'?"),
        (["align", "c"], "the following arguments are required: --source/-s; see restore align --help"),
        (["align", "c", "--sorce", "s"], "unknown option '--sorce'; did you mean '--source'?"),
        (["align", "c", "a b"], "unknown argument 'a b'; is it the source? restore align COPY --source 'a b'"),
        (["review", "c", "s"], "unknown argument 's'; is it the source? restore review COPY --source s"),
        (["repair", "c", "d", "--source", "s"], "unknown argument 'd'; see restore repair --help"),
        (["align", "c", "--source", "s", "--format", "yaml"], "invalid choice: 'yaml'"),
        (["align", "c", "--source", "s", "--context", "-1"], "'-1' is no whole number"),
        (["align", "c", "--source", "s", "--context", "many"], "'many' is no whole number"),
        (["repair", "c", "--source", "s", "-o", ""], "--output: names nothing"),
        (["review", "c", "--source", "s", "-o", ""], "-o: names nothing"),
        (["demo", "-o", ""], "--output: names nothing"),
        (["align", "--", "-x", "-s", "s"], "'-s' stands behind --, where nothing is an option; write -- behind all"),
        (["--verbose"], "unknown option '--verbose'"),
        (["-x", "align"], "restore: unknown option '-x'; those of a command stand behind it, see restore --help"),
        (["--no-config", "align", "c", "--source", "s"], "restore: unknown option '--no-config'; those of a command "),
    ],
)
def test_a_usage_error_is_one_line_that_helps(restore, arguments, said):
    ran = restore(*arguments)
    assert (ran.code, ran.data) == (2, b"")
    assert said in ran.talk
    assert ran.talk.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "restore demo: interrupted\n"),
        (BrokenPipeError(), 141, ""),
        (StaleError("the copy has changed; align again"), 4, "restore demo: the copy has changed; align again\n"),
        (MemoryError(), 3, "restore demo: not enough memory for these texts; cut them into parts\n"),
        (OSError(28, "No space left on device"), 3, "No space left on device\n"),
        (PermissionError(13, "Permission denied", "a/b.txt"), 3, ": a/b.txt: Permission denied\n"),
        (FileNotFoundError(2, "No such file"), 3, ": the working folder is gone; go to another one: No such file\n"),
        (RuntimeError("odd \x1b[31m"), 70, "RuntimeError: odd ␛[31m; --debug shows where\n"),
    ],
)
def test_every_error_ends_in_its_exit_code_and_one_line_at_most(restore, monkeypatch, error, code, said):
    class Failing:
        EXAMPLES = ""

        @staticmethod
        def configure(parser):
            pass

        @staticmethod
        def run(options):
            raise error

    monkeypatch.setattr(main_module, "load", lambda verb: Failing)
    ran = restore("demo")
    assert ran.code == code
    assert ran.talk.endswith(said)
    assert ran.talk.count("\n") == bool(said)


def test_debug_shows_where(restore, copy):
    ran = restore("align", copy, "--source", "missing.txt", "--debug")
    assert ran.code == 3
    assert "Traceback" in ran.talk


def loaded_by(*arguments):
    """The modules that a command line imports, in an interpreter of its own, into which no installation brings any."""
    program = (
        f"import sys; sys.path[:0] = {[ROOT, *sys.path]!r}; from restore.cli.main import main; "
        f"sys.stdout = open('/dev/null', 'w'); main({list(arguments)!r}); print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-S", "-c", program]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_the_help_imports_no_command_and_nothing_heavy():
    modules = loaded_by("--help")
    assert not modules & HEAVY
    assert not modules & {"argparse", "contextlib", "dataclasses", "enum", "functools", "re", "signal", "typing"}
    assert len(modules) <= 60  # the interpreter alone has about 30
    assert not modules & {entry.module for entry in COMMANDS}
    assert {module for module in modules if module.split(".")[0] == "restore"} == {
        "restore",
        "restore.cli",
        "restore.cli.diagnostics",
        "restore.cli.main",
        "restore.cli.overview",
        "restore.cli.registry",
        "restore.collector",
        "restore.errors",
        "restore.modules",
    }


def test_the_help_of_a_command_imports_that_command_only():
    modules = loaded_by("align", "--help")
    assert not modules & HEAVY
    assert modules & {entry.module for entry in COMMANDS} == {"restore.cli.align"}


def test_a_run_imports_nothing_for_what_the_texts_have_not(tmp_path):
    (tmp_path / "copy.txt").write_text("He saw the “oustody” of it – and left.", encoding="utf-8")
    (tmp_path / "source.txt").write_text("He saw the “custody” of it – and left.", encoding="utf-8")
    modules = loaded_by("align", str(tmp_path / "copy.txt"), "--source", str(tmp_path / "source.txt"), "--no-config")
    assert "restore.restoration" in modules
    heavy = {"hashlib", "shutil", "subprocess", "threading", "importlib.resources", "zipfile", "html.entities"}
    others = {"restore.excerpt", "restore.layouts", "tomllib", "regex", "rapidfuzz", "pathlib"} | heavy
    assert not modules & others


def test_python_m_restore_is_the_command():
    ran = subprocess.run([sys.executable, "-m", "restore", "--version"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("restore 0.")
