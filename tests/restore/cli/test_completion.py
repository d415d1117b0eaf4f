import os
import shutil
import subprocess

import pytest

from restore.cli.completion import shapes
from restore.cli.registry import COMMANDS


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_every_command_and_option(restore, shell):
    ran = restore("completion", shell)
    assert (ran.code, ran.talk) == (0, "")
    for shape in shapes():
        assert shape.entry.name in ran.text
        for option in shape.options:
            assert all(name.lstrip("-") in ran.text for name in option.names)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_reads_the_script(restore, shell, tmp_path):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_bytes(restore("completion", shell).data)
    checked = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def completed(script, *words):
    """What bash offers for the last of these words."""
    typed = " ".join(f"'{word}'" for word in words)
    program = (
        f'source "{script}"; COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _restore; echo "${{COMPREPLY[@]}}"'
    )
    return subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_commands_options_and_values(restore, tmp_path):
    script = tmp_path / "script"
    script.write_bytes(restore("completion", "bash").data)
    assert completed(script, "restore", "al") == ["align"]
    assert set(completed(script, "restore", "")) >= {entry.name for entry in COMMANDS}
    assert completed(script, "restore", "align", "--sel") == ["--select"]
    assert completed(script, "restore", "align", "--color", "al") == ["always"]
    assert completed(script, "restore", "repair", "--ignore", "sp") == ["spelling", "spacing"]
    assert completed(script, "restore", "repair", "--ignore", "entity,sp") == ["entity,spelling", "entity,spacing"]
    assert completed(script, "restore", "repair", "--color", "auto,al") == []
    assert completed(script, "restore", "completion", "z") == ["zsh"]
    assert completed(script, "restore", "index", "bu") == ["build"]
    assert completed(script, "restore", "index", "build", str(script)[:-1]) == [str(script)]
    assert completed(script, "restore", "fixture", "check", str(script)[:-1]) == [str(script)]
    assert completed(script, "restore", "fixture", "check", "--repo") == ["--report"]
    assert completed(script, "restore", "fixture", "check", "--format", "ju") == ["junit"]
    assert completed(script, "restore", "completion", "bash", "") == ["-h", "--help", "--debug"]
    assert completed(script, "restore", "batch", "--columns", str(script)[:-1]) == []
    assert completed(script, "restore", "repair", "-o", str(script)[:-1]) == [str(script)]
    assert completed(script, "restore", "repair", "x", "--threshold", "") == []


TYPED = {
    ("align", "--select", "sp"): {"spelling", "spacing"},
    ("align", "--select", "entity,sp"): {"entity,spelling", "entity,spacing"},
    ("repair", "--ignore", "entity,case,mo"): {"entity,case,move"},
    ("align", "--color", "al"): {"always"},
    ("index", "bu"): {"build"},
    ("index", "build", "pyproj"): {"pyproject.toml"},
    ("fixture", "check", "--repo"): {"--report"},
}


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_fish_completes_codes_actions_and_files(restore, tmp_path, words):
    script = tmp_path / "script"
    script.write_bytes(restore("completion", "fish").data)
    program = f'source "{script}"; complete -C "restore {" ".join(words)}"'
    shown = subprocess.run(["fish", "-N", "-c", program], capture_output=True, text=True, check=True).stdout
    assert {line.split("\t")[0] for line in shown.splitlines()} == TYPED[words]


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_completes_one_code_after_the_other(restore, tmp_path):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    (tmp_path / "_restore").write_bytes(restore("completion", "zsh").data)
    with terminal_of(["zsh", "-f", "-i"], tmp_path, os.environ) as terminal:
        terminal.press("fpath=($PWD $fpath); autoload -U compinit; compinit -u -d dump; PS1='rea''dy> '; clear\n")
        terminal.wait_for("ready>")
        terminal.press("restore align --select entity,spe\t")
        terminal.wait_for("--select entity,spelling")
        terminal.press("\x15restore align --ignore move,sp\t")
        terminal.wait_for("spacing   spelling")
        terminal.press("\x15restore align --color al\t")
        terminal.wait_for("--color always")
