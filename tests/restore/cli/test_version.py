import platform

import pytest

import restore as package
from restore import compiled, modules


@pytest.fixture
def parts(monkeypatch):
    """Say which of the parts are compiled."""

    def say(*, reading, judging=True, stale=False):
        monkeypatch.setattr(compiled, "READING", (compiled.READING or True) if reading else None)
        monkeypatch.setattr(modules, "runs_compiled", lambda: judging)
        monkeypatch.setattr(modules, "is_stale", lambda: stale)

    return say


def test_a_compiled_build_is_one_line_with_the_version_first(restore, parts):
    parts(reading=True)
    ran = restore("--version")
    assert (ran.code, ran.talk) == (0, "")
    assert ran.text.startswith(f"restore {package.__version__} (compiled; ")
    assert platform.python_version() in ran.text
    assert ran.text.count("\n") == 1


def test_a_batch_says_once_that_it_will_take_longer(restore, parts, tmp_path):
    (tmp_path / "pairs.jsonl").write_text('{"id": 1, "copy": "One two three.", "source": "One two three."}\n')
    parts(reading=True, judging=False)
    ran = restore("batch", tmp_path / "pairs.jsonl", "-o", tmp_path / "out", "--jobs", "1")
    assert ran.talk.startswith("aligning and judging without compiled code here: pure Python gives the same answers")
    assert restore("batch", tmp_path / "pairs.jsonl", "-o", tmp_path / "quiet", "--jobs", "1", "-q").talk == ""


@pytest.mark.parametrize(
    ("reading", "judging", "said"),
    [
        (False, False, "reading, aligning, judging"),
        (False, True, "reading"),
        (True, False, "aligning, judging"),
    ],
)
def test_a_build_without_a_compiler_names_its_parts_and_the_way_out(restore, parts, reading, judging, said):
    parts(reading=reading, judging=judging)
    first, second = restore("--version").text.splitlines()
    assert f"(pure Python: {said}; " in first
    assert "pip install --force-reinstall --no-deps --no-cache-dir restore-text" in second


def test_sources_that_were_changed_since_are_told(restore, parts):
    parts(reading=True, judging=False, stale=True)
    first, second = restore("--version").text.splitlines()
    assert "(pure Python: aligning, judging; " in first
    assert second == "sources were changed since they were compiled, and run as they are; make test compiles them anew"
