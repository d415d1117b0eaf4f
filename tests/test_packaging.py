import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import restore

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_packaged_seeds_are_the_seeds():
    packaged = sorted((ROOT / "restore" / "data" / "seeds").iterdir())
    assert len(packaged) == 2
    for path in packaged:
        assert path.read_bytes() == (ROOT / "seeds" / path.name).read_bytes()


def test_the_version_stands_in_one_place():
    assert PROJECT["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "restore.__version__"}
    assert restore.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_suppressed_rule_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("ignore = [")[1].split("]")[0]
    for line in filter(str.strip, text.splitlines()):
        assert "# " in line, line


def test_what_goes_into_the_wheel_is_there():
    for pattern in PROJECT["tool"]["setuptools"]["package-data"]["restore"]:
        if not pattern.endswith(".json"):
            assert list((ROOT / "restore").glob(pattern)), pattern


def test_nothing_is_installed_under_a_name_that_others_may_want():
    named = distribution(PROJECT["project"]["name"]).read_text("top_level.txt")
    assert set(named.split()) == {"restore", "restore_tui"}


def test_links_of_the_package_page_say_where_the_repository_is():
    page = distribution(PROJECT["project"]["name"]).metadata.get_payload()
    targets = re.findall(r"\]\(([^)]+)\)", page)
    assert targets
    assert all(target.startswith("https://") for target in targets)
    assert f"{PROJECT['project']['urls']['Homepage']}/raw/main/docs/pictures/article.svg" in targets


def test_a_plain_install_asks_for_little():
    """What weighs, or few need, is an extra's; not what answers depend on, which are the same wherever it runs."""
    asked = {re.match(r"[\w-]+", line)[0] for line in PROJECT["project"]["dependencies"]}
    assert asked == {"rapidfuzz", "regex", "simplemma", "textual", "tomlkit"}
