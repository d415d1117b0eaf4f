"""Modules that are compiled give the answers of their sources, and none runs whose source was changed since."""

import copy
import os
import pickle
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import restore
from restore import compiled, modules
from restore.aligner.alignment import Block, Relation
from restore.text import Text

ROOT = Path(__file__).parents[2]
PAIRS = 150  # of all kinds
needs_compiled = pytest.mark.skipif(not modules.runs_compiled(), reason="no modules are compiled, or not these")


def ran(program, **environment):
    """What a program prints, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, *program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=300,
    )
    return done.stdout


@pytest.mark.parametrize("kind", [Text, restore.Alignment, restore.Difference, Block, Relation])
def test_a_class_has_its_words_compiled_or_not(kind):
    source = Path(modules.source_of(kind.__module__)).read_text(encoding="utf-8")
    assert kind.__doc__.splitlines()[0] in source
    assert kind.__doc__.rstrip().endswith(".")


def test_each_is_there_and_is_what_its_name_says():
    assert all(os.path.isfile(modules.source_of(name)) for name in modules.MODULES | modules.TYPED)
    assert modules.source_of("restore.text") == restore.text.__file__ or modules.runs_compiled()


@needs_compiled
def test_they_run_as_they_are_where_that_is_asked_for():
    program = ("-c", "import restore.judging.change as change; print(type(change.common).__name__)")
    assert ran(program, RESTORE_COMPILED="") == "builtin_function_or_method\n"
    assert ran(program, RESTORE_COMPILED="0") == "function\n"


@needs_compiled
def test_compiled_or_not_they_say_the_same():
    program = ("-m", "tests.fuzz.answers", "--count", str(PAIRS))
    said = ran(program, RESTORE_COMPILED="")
    assert said.count("\n") >= PAIRS
    assert ran(program, RESTORE_COMPILED="0") == said


INTERPRETERS = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"
NOT_ISOLATED = '"legacy"' if sys.version_info >= (3, 13) else "isolated=False"
BESIDE = f"""
import {INTERPRETERS} as interpreters
for _ in range(2):
    beside = interpreters.create({NOT_ISOLATED})
    interpreters.run_string(beside, "from restore import compiled; assert compiled.READING is None")
    interpreters.run_string(beside, "from tests.fuzz.answers import answers")
    interpreters.run_string(beside, "for line in answers(1, 5): print(line, flush=True)")
    interpreters.destroy(beside)
"""


@needs_compiled
@pytest.mark.skipif(not getattr(sys, "_is_gil_enabled", lambda: True)(), reason="regex serves the first alone there")
def test_an_interpreter_beside_the_first_gives_the_same_answers():
    """Servers have one for each application. There compiled code waited for ever for a lock of the first."""
    pytest.importorskip(INTERPRETERS)
    said = ran(("-m", "tests.fuzz.answers", "--count", "5"))
    assert ran(("-c", BESIDE), PYTHONPATH=str(ROOT)) == 2 * said


SOURCES = ["text.py", "modules.py", "aligner/gap.py", "aligner/gap.pxd", "natives.pxd", "_text.c", "_reading.h"]


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A tree with one module, compiled, as far as its files say so."""
    monkeypatch.setattr(modules, "_ROOT", str(tmp_path))
    monkeypatch.setattr(modules, "MODULES", {"restore.text"})
    monkeypatch.setattr(modules, "TYPED", {"restore.aligner.gap"})
    (tmp_path / "restore" / "aligner").mkdir(parents=True)
    for name in SOURCES:
        (tmp_path / "restore" / name).touch()
        os.utime(tmp_path / "restore" / name, ns=(10**18, 10**18))
    library = tmp_path / "restore" / f"_modules__mypyc{modules.EXTENSION_SUFFIXES[0]}"
    library.touch()
    os.utime(library, ns=(10**18, 10**18))
    return tmp_path


@pytest.mark.parametrize("changed", SOURCES)
def test_a_source_that_was_changed_since_runs_as_it_is(built, changed):
    (built / "setup.py").touch()
    assert not modules.is_stale()
    os.utime(built / "restore" / changed)
    assert modules.is_stale()
    assert not modules._find_out()
    assert compiled._load() is None


def test_installed_files_are_of_one_build_whatever_their_times(built):
    os.utime(built / "restore" / "text.py")
    assert not modules.is_stale()


def test_a_build_leaves_what_another_python_runs(built, monkeypatch):
    setuptools = pytest.importorskip("setuptools")
    monkeypatch.setattr(setuptools, "setup", lambda **_: None)
    of_another = built / "restore" / "text.cpython-399-x86_64-linux-gnu.so"
    of_another.touch()
    clear = runpy.run_path(str(ROOT / "setup.py"))["_clear"]
    clear.__globals__["ROOT"] = built
    clear()
    assert set(built.rglob("*.so")) == {of_another}


def test_a_build_without_what_only_makes_it_faster_compiles(monkeypatch):
    setuptools = pytest.importorskip("setuptools")
    monkeypatch.setattr(setuptools, "setup", lambda **_: None)
    side_by_side = runpy.run_path(str(ROOT / "setup.py"))["_side_by_side"]
    monkeypatch.setitem(sys.modules, "pybind11.setup_helpers", None)
    with side_by_side():
        pass


def test_what_python_cannot_load_is_not_run(built):
    assert modules.library()
    assert modules._find_out() == ("restore._modules__mypyc" in sys.modules)


def test_sources_are_found_only_when_they_are_to_run(monkeypatch):
    monkeypatch.setattr(modules, "runs_compiled", lambda: False)
    assert modules.Sources.find_spec("restore.text").origin == modules.source_of("restore.text")
    for name in ("restore._text", "restore.errors", "restore.judging", "json"):
        assert modules.Sources.find_spec(name) is None
    monkeypatch.setattr(
        modules, "runs_compiled", lambda: modules.Sources.find_spec(f"{modules.LIBRARY}__mypyc") is None
    )
    assert modules.Sources.find_spec("restore.text") is None


def test_what_stands_compiled_beside_a_source_that_the_list_no_longer_has_is_not_run(monkeypatch, tmp_path):
    source = tmp_path / "gone.py"
    source.touch()
    monkeypatch.setattr(modules, "source_of", lambda _module: str(source))
    monkeypatch.setattr(modules, "runs_compiled", lambda: True)
    assert modules.Sources.find_spec("restore.gone") is None
    source.with_name(f"gone{modules.EXTENSION_SUFFIXES[0]}").touch()
    assert modules.Sources.find_spec("restore.gone").origin == str(source)


def test_values_that_are_compiled_are_copied_and_pickled():
    found = restore.restore("a b c d e f g", source="a b c x e f g")
    again = pickle.loads(pickle.dumps(found))
    assert (again.differences, again.plan, again.alignment.blocks) == (
        found.differences, found.plan, found.alignment.blocks,
    )  # fmt: skip
    assert copy.deepcopy(found.alignment).copy.folds == found.alignment.copy.folds
    assert pickle.loads(pickle.dumps(Text.of("a b"))).forms == ["a", "b"]
    assert copy.copy(Block(Relation.EQUAL, 0, 1, 0, 1)) == Block(Relation.EQUAL, 0, 1, 0, 1)
