import pytest

from restore.errors import UsageError
from restore_tui.config import Preferences, read_config
from restore_tui.layout import ScreenLayout


def test_nothing_set_is_what_the_app_does_by_itself(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert read_config() == Preferences()


def test_the_nearest_file_that_speaks_of_reviews_counts(tmp_path, monkeypatch):
    (tmp_path / "restore.toml").write_text('[review]\nlayout = "inline"\n')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "restore.toml").write_text("threshold = 0.9\n")
    monkeypatch.chdir(inner)
    assert read_config().layout is ScreenLayout.INLINE
    (inner / "pyproject.toml").write_text('[tool.restore.review]\nlayout = "stacked"\n')
    assert read_config().layout is ScreenLayout.STACKED


def test_the_users_own_file_comes_last(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "restore").mkdir()
    (tmp_path / "restore" / "config.toml").write_text('[review]\nlayout = "stacked"\n')
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert read_config().layout is ScreenLayout.STACKED
    (here / "restore.toml").write_text('[review]\nlayout = "inline"\n')
    assert read_config().layout is ScreenLayout.INLINE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("context = 0", "context: 0 is no number of words from 1 to 1000"),
        ("context = 'many'", "context: 'many' is no number of words from 1 to 1000"),
        ("context = true", "context: True is no number of words from 1 to 1000"),
        ("layout = 'round'", "layout: 'round' is none; there are beside, stacked, inline, auto"),
        ("layout = ['inline']", "layout: ['inline'] is not text"),
        ("theme = 'nrod'", "theme: 'nrod' is none; did you mean 'nord'?"), ("theme = 3", "theme: 3 is not text"),
        ("advance = 'no'", "advance: 'no' is not true or false"), ("fold = 0", "fold: 0 is not true or false"),
        ("keys = 3", "keys: 3 is not a table"), ("keys = { apply = ['y'] }", "keys.apply: ['y'] is not text"),
        ("colours = 3", "[review]: no such setting: 'colours'; there are keys, theme, layout, advance, fold, context"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_one_line(tmp_path, text, says):
    path = tmp_path / "mine.toml"
    path.write_text(f"[review]\n{text}\n")
    with pytest.raises(UsageError) as told:
        read_config(str(path))
    assert str(told.value) == f"{path}: {says}"
