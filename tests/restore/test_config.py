import pytest

from restore.config import Config, config_in, find_config, load_config
from restore.differences import Selector
from restore.errors import InputError, UsageError
from restore.repair import Policy


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


def test_no_record_may_be_rejected_where_the_limit_is_nought(config):
    assert load_config(config("[batch]\nmax-rejected = 0\n")).batch == {"max-rejected": 0}


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
        ("[thresholds]\nentity = true", "thresholds.entity is true"),
        ("[batch]\ncolumns = {id = 3}", "batch.columns.id is 3; it has to be text"),
        ("[batch]\nmax-rejected = false", "batch.max-rejected is false"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(config, text, message):
    with pytest.raises(UsageError, match=message):
        load_config(config(text))


def test_a_project_file_that_does_not_name_us_is_not_parsed(config, tmp_path):
    path = config("[tool.other\n", "pyproject.toml")
    assert config_in(str(tmp_path)) is None
    with pytest.raises(UsageError, match=r"has no \[tool.restore\]"):
        load_config(path)
    config("[tool.other\n# restore\n", "pyproject.toml")
    with pytest.raises(InputError, match="not TOML"):
        config_in(str(tmp_path))


@pytest.mark.parametrize(("text", "name"), [("tool = 'restore'", "tool"), ("[tool]\nrestore = 3", "tool.restore")])
def test_a_project_file_has_tables_for_tools(config, text, name):
    path = config(text, "pyproject.toml")
    with pytest.raises(UsageError, match=f"{name} is .*; it has to be a table"):
        load_config(path)


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


def test_a_file_counts_for_a_table_only_if_it_has_it(config, tmp_path):
    below = tmp_path / "a"
    below.mkdir()
    (below / "restore.toml").write_text("threshold = 1\n")
    (below / "pyproject.toml").write_text("[tool.restore.faithful]\n")
    path = config("[review]\n", "restore.toml")
    assert find_config(str(below)) == str(below / "restore.toml")
    assert find_config(str(below), "faithful") == str(below / "pyproject.toml")
    assert find_config(str(below), "review") == path
    assert config_in(str(below), "review") is None


def test_a_file_says_what_is_applied(config):
    path = config('threshold = 0.9\nselect = "entity, case"\nignore = ["move"]\n[thresholds]\ncase = 1\n')
    codes = Selector.parse("entity,case"), Selector.parse("move")
    assert load_config(path).policy() == Policy(0.9, *codes, {"case": 1})
    assert Config().policy() == Policy()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("threshold = 7", "threshold: 7 is no probability"), ('select = ["entiy"]', "did you mean 'entity'"),
        ("[thresholds]\ncse = 1", "did you mean 'case'"), ("select = []", "select: names no code"),
    ],
)  # fmt: skip
def test_a_policy_that_is_none_is_refused_with_its_file(config, text, message):
    path = config(text)
    with pytest.raises(UsageError, match=message) as told:
        load_config(path).policy()
    assert str(told.value).startswith(f"{path}: ")


def test_a_table_is_named_as_it_stands_in_its_file(config):
    assert load_config(path := config("[faithful]\n")).where("faithful") == f"{path} [faithful]"
    path = config("[tool.restore]\n", "pyproject.toml")
    assert load_config(path).where("faithful") == f"{path} [tool.restore.faithful]"
