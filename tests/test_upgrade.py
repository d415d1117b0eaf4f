"""The recorded texts of an upgrade are those of its pages."""

import sys
from importlib import metadata

import pytest

from tests import upgrade


def test_every_page_has_a_text_by_each_version():
    names = {upgrade.name(page) for page in upgrade.pages()}
    assert names
    for version in upgrade.VERSIONS:
        there = upgrade.folder(version)
        assert {path.relative_to(there).as_posix() for path in there.glob("**/*.txt")} == names


@pytest.mark.parametrize("page", upgrade.pages(), ids=upgrade.name)
def test_what_is_recorded_is_what_the_installed_version_gives(page):
    pytest.importorskip("trafilatura")
    version = metadata.version("trafilatura")
    if version not in upgrade.VERSIONS:
        pytest.skip(f"recorded are {' and '.join(upgrade.VERSIONS)}, installed is {version}")
    recorded = (upgrade.folder(version) / upgrade.name(page)).read_text(encoding="utf-8")
    assert upgrade.extracted([sys.executable, "-m", "trafilatura.cli"], page) == recorded
