"""The map in docs/design.md is the tree, and the tests mirror it.

A room is a package, or a module that stands beside the packages of `restore` or `restore_tui`. A package is tested in a
folder of its name or, where it is one of a package's inner ones, in a module of its name; a module in a module of its
name. What a doctest shows does not count: each twin has tests of its own.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = {"restore": "tests/restore", "tui/restore_tui": "tests/tui"}  # of the rooms of each
ENTRANCES = {"__init__", "__main__"}  # test_exports.py and cli/test_main.py go in by them


def rooms(top):
    """The names of the rooms of a package, packages with a slash."""
    for path in (ROOT / top).iterdir():
        if path.is_dir() and (any(path.glob("*.py")) or any(path.glob("*.json"))):
            yield f"{path.name}/"
        elif path.suffix == ".py" and path.stem not in ENTRANCES:
            yield path.name


def on_the_map(top):
    text = (ROOT / "docs/design.md").read_text(encoding="utf-8").partition("## Rooms")[2]
    part = re.search(rf"^    {top}/ +.*\n((?:      .*\n)+)", text, re.MULTILINE)
    return re.findall(r"^      (\w[\w.]*/?) +\w", part.group(1), re.MULTILINE)


@pytest.mark.parametrize("top", TESTS)
def test_the_map_has_every_room_once_and_no_other(top):
    assert sorted(on_the_map(top)) == sorted(rooms(top))


def twins():
    for top, tests in TESTS.items():
        for path in sorted((ROOT / top).rglob("*.py")):
            room = path.relative_to(ROOT / top)
            if path.stem == "__init__" and len(room.parts) > 1:
                yield pytest.param(ROOT / tests / room.parent, len(room.parts) > 2, id=f"{top}/{room.parent}/")
            elif len(room.parts) == 1 and path.stem not in ENTRANCES:
                yield pytest.param(ROOT / tests / room, True, id=f"{top}/{room}")


@pytest.mark.parametrize(("place", "module_will_do"), twins())
def test_every_room_is_tested_where_its_name_says(place, module_will_do):
    tests = [*place.glob("**/test_*.py")] if not place.suffix else []
    if module_will_do:
        tests += place.parent.glob(f"test_{place.stem}.py")
    assert any("\ndef test_" in test.read_text(encoding="utf-8") for test in tests), f"no tests for {place}"
