import subprocess
import sys

import restore


def loaded_by(program):
    """The modules that a program imports, in an interpreter of its own."""
    program += "; import sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    )


def test_every_public_name_is_there_and_there_are_few():
    assert len(restore.__all__) <= 20
    assert len(set(restore.__all__)) == len(restore.__all__)
    for name in restore.__all__:
        assert getattr(restore, name) is not None
        assert name in dir(restore)


def test_public_names_stay_what_they_are_when_submodules_are_imported():
    assert restore.align("a b", source="a b").matched == 2
    assert restore.restore("a b", source="a b").text == "a b"


def test_completion_offers_names_that_were_not_used_yet():
    rooms = {"": "Policy restore align __version__", ".golden": "Case Faithful", ".language": "tells changes_meaning"}
    offered = " + ".join(f"dir(importlib.import_module('restore{room}'))" for room in rooms)
    program = f"import importlib; print(*{offered})"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {name for names in rooms.values() for name in names.split()} <= {*ran.stdout.split()}


def test_a_name_that_is_not_there_is_an_attribute_error():
    assert not hasattr(restore, "repare")


def test_importing_the_package_imports_nothing_else_of_it():
    assert {name for name in loaded_by("import restore") if name.split(".")[0] == "restore"} == {
        "restore",
        "restore.modules",  # which looks after how others are imported
    }


def test_restoring_needs_no_screen_and_no_test_runner():
    modules = loaded_by("import restore; restore.restore('a b c', source='a b d').summary")
    assert not {name.split(".")[0] for name in modules} & {"restore_tui", "textual", "rich", "pytest", "_pytest"}


def test_every_module_can_be_imported_without_a_screen():
    program = (
        "import importlib, pkgutil, restore\n"
        "for m in pkgutil.walk_packages(restore.__path__, 'restore.'):\n"
        "    if 'pytest' not in m.name and '__main__' not in m.name: importlib.import_module(m.name)\n"
        "import sys; print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {name.split(".")[0] for name in ran.stdout.split()} & {
        "restore_tui",
        "textual",
        "rich",
        "pytest",
        "_pytest",
    }
