"""What holds for every command, those to come included."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from restore.cli.main import load, parser_of
from restore.cli.registry import COMMANDS
from restore.formats.words import EXPLANATIONS

ROOT = Path(__file__).parents[3]
NAMES = [entry.name for entry in COMMANDS]
MANUAL = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_help_of_align_has_every_explanation():
    shown = parser_of("align").format_help()
    for explanation, words in EXPLANATIONS.items():
        assert f"  {explanation.value:<12}{words}\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help_with_examples_of_itself(name):
    assert parser_of(name).description.startswith(next(e.help for e in COMMANDS if e.name == name)[:1].upper())
    assert f"restore {name}" in load(name).EXAMPLES


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_explained_and_its_default_shown(name):
    for action in parser_of(name).arguments():
        assert action.help, action.dest
        if action.option_strings and action.default not in (None, False, argparse.SUPPRESS):
            assert "default" in action.help, action.dest


@pytest.mark.parametrize("name", NAMES)
def test_the_manual_has_a_section_for_every_command_and_every_long_option(name):
    section = re.split(rf"^## restore {name}$", MANUAL, flags=re.MULTILINE)
    assert len(section) == 2, f"docs/cli.md needs one section '## restore {name}'"
    text = section[1].split("\n## ")[0]
    for action in parser_of(name).arguments():
        long = [option for option in action.option_strings if option.startswith("--")]
        assert not long or long[0] in ("--help", "--debug") or f"`{long[0]}" in text, long


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_parse(name):
    for line in load(name).EXAMPLES.splitlines():
        for part in re.split(r"\||\s{3,}|>", line):
            words = shlex.split(part)
            if words[:1] == ["restore"]:
                assert words[1] == name
                parser_of(name).parse_args(words[2:])


@pytest.mark.parametrize(
    "call",
    [
        "repair c --source s --config", "review c --source s --session", "review c --source s --export",
        "damage c --gold", "batch pairs -o", "batch scans -o out --pairs", "batch --apply out --input",
        "index build s -o", "bench --fit", "fixture add a/b --golden", "fixture add a/b --root",
        "fixture check r g --report", "fixture check g --run",
    ],
)  # fmt: skip
def test_a_name_that_is_empty_is_none(restore, call):
    ran = restore(*call.split(), "")
    assert (ran.code, ran.data) == (2, b"")
    assert "names nothing; leave it out or name one" in ran.talk


def test_only_diagnostics_writes_to_standard_error():
    for path in (ROOT / "restore").rglob("*.py"):
        if path.name != "diagnostics.py":
            lines = [re.sub(r"^\s*(>>>|\.\.\.) .*", "", line) for line in path.read_text(encoding="utf-8").splitlines()]
            assert not [line for line in lines if re.search(r"(?<![\w.])print\(", line)], path
            assert not [line for line in lines if "stderr.write" in line], path
