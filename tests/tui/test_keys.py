from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from restore.cli.main import main
from restore.errors import InputError, UsageError
from restore_tui.config import read_config
from restore_tui.keys import KEYS, as_toml, by_section
from restore_tui.layout import ScreenLayout

MANUAL = Path(__file__).parents[2] / "docs" / "review.md"


def as_markdown() -> str:
    """The keys as tables for the documentation."""
    lines: list[str] = []
    for section, rows in by_section():
        lines += [f"### {section}", "", "| Key | Id | What it does |", "|---|---|---|"]
        for shown, key in rows:
            name = "choose-1 … choose-9" if key.id == "choose-1" else key.id
            keys = (
                " ".join(f"`{part}`" for part in shown.split(" ") if part != "…") if "…" not in shown else "`1` … `9`"
            )
            lines.append(f"| {keys} | `{name}` | {key.text}{f': {key.help}' if key.help else ''} |")
        lines.append("")
    return "\n".join(lines)


def test_no_key_and_no_id_is_given_twice():
    keys = [name.strip() for key in KEYS for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert len({key.id for key in KEYS}) == len(KEYS)


def test_each_place_in_the_line_of_keys_is_taken_once():
    ranks = sorted(key.rank for key in KEYS if key.rank)
    assert ranks == list(range(1, len(ranks) + 1))


def test_the_manual_has_all_keys_as_they_are():
    match = re.search(r"<!-- begin: keys -->\n(.*)<!-- end: keys -->", MANUAL.read_text("utf-8"), re.DOTALL)
    assert match
    assert match[1] == as_markdown(), "write what `as_markdown` gives between the marks"


def test_the_printed_keys_change_nothing(tmp_path, capsys):
    assert main(["review", "--keys"]) == 0
    printed = capsys.readouterr().out
    assert printed == as_toml()
    (tmp_path / "keys.toml").write_text(printed)
    assert read_config(str(tmp_path / "keys.toml")).keys == {key.id: key.keys for key in KEYS}


def test_settings_are_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert read_config().theme is None
    folder = tmp_path / "settings" / "restore"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[review]\ntheme = "nord"\nadvance = false\n')
    assert (read_config().theme, read_config().advance) == ("nord", False)
    (tmp_path / "restore.toml").write_text('[review]\nlayout = "inline"\ncontext = 20\n')
    assert (read_config().layout, read_config().context) == (ScreenLayout.INLINE, 20)
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    assert read_config().layout is ScreenLayout.INLINE
    (inner / "pyproject.toml").write_text("[tool.restore.review]\ncontext = 30\n")
    assert read_config().context == 30


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[review]\nthem = 'nord'\n", "did you mean 'theme'?"),
        ("[review.keys]\naply = 'y'\n", "did you mean 'apply'?"),
        ("[review]\nlayout = 'round'\n", "there are beside, stacked"),
        ("[review]\ncontext = 'much'\n", "no number of words"),
    ],
)
def test_a_setting_that_there_is_not_is_named(tmp_path, text, words):
    path = tmp_path / "restore.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=re.escape(words)):
        read_config(str(path))
    assert tomllib.loads(text)


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "restore.toml"
    path.write_text("[review\n")
    with pytest.raises(InputError, match="not TOML"):
        read_config(str(path))


def test_one_file_serves_all_commands(tmp_path):
    from restore.config import load_config

    path = tmp_path / "restore.toml"
    path.write_text('threshold = 0.9\n[batch]\njobs = 2\n[review]\ntheme = "nord"\n')
    assert load_config(str(path)).threshold == 0.9
    assert read_config(str(path)).theme == "nord"
