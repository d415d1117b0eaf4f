import pytest

from restore.config import Config, find_config, load_config
from restore.errors import InputError, UsageError


@pytest.fixture
def config(tmp_path):
    def write(text, name="restore.toml"):
        (tmp_path / name).write_text(text)
        return str(tmp_path / name)

    return write


def test_what_a_file_says(config):
    path = config(
        'threshold = 0.9\nselect = ["entity", "case"]\n[thresholds]\n"insert:entity" = 0.8\n[batch]\njobs = 2\n'
        'max-rejected = "1%"\ncolumns = { id = "url" }\n'
    )
    batch = {"jobs": 2, "max-rejected": "1%", "columns": {"id": "url"}}
    assert load_config(path) == Config(path, 0.9, {"insert:entity": 0.8}, "entity,case", None, batch)


def test_the_table_of_a_project_file(config):
    assert (
        load_config(config("[tool.restore]\nthreshold = 0.5\n[tool.other]\nx = 1\n", "pyproject.toml")).threshold == 0.5
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("treshold = 1", "no such key: 'treshold'; did you mean 'threshold'"),
        ("[batch]\nmax_size = 3", "no such key: 'batch.max_size'; did you mean 'max-size'"),
        ("colour = 1", "no such key: 'colour'; there are threshold"),
        ('threshold = "high"', "threshold is 'high'; it has to be a number"),
        ("[batch]\njobs = 0", "batch.jobs is 0"),
        (f"[batch]\nmax-size = {10**22}", "it has to be a whole number from 1 to 1000000000000000"),
        ("[thresholds]\nentity = true", "thresholds.entity is True"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(config, text, message):
    with pytest.raises(UsageError, match=message):
        load_config(config(text))


@pytest.mark.parametrize("text", ["threshold =", f"threshold = {'[' * 5000}{']' * 5000}", 'a = "\\ud800"'])
def test_what_is_no_toml(config, text):
    with pytest.raises(InputError, match="not TOML"):
        load_config(config(text))
    with pytest.raises(InputError, match="no such file"):
        load_config("/nowhere/restore.toml")


def test_the_nearest_file_upwards_is_found(config, tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    path = config("threshold = 1\n")
    assert find_config(str(below)) == path
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.restore]\n")
    assert find_config(str(below)) == str(tmp_path / "a" / "pyproject.toml")
