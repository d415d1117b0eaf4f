"""What a user's script may say, as a strict type checker sees it; asked where one is installed."""

import ast
import runpy
from pathlib import Path

import pytest

import restore

ROOT = Path(restore.__file__).parents[1]
SCRIPT = '''\
"""A policy of one's own, a result read, a text refused."""

import restore


def repaired(copy: str, source: str) -> str:
    policy = restore.Policy(
        threshold=0.8,
        select=restore.Selector.parse("entity,spelling"),
        ignore=restore.Selector.parse("case"),
        thresholds={"insert:entity": 0.9},
    )
    try:
        result: restore.Restoration = restore.restore(copy, source=source, policy=policy, copy_name="page.html")
    except restore.NotItsSource as error:
        share: float = error.share
        return f"{share:.0%}: {error}"
    except restore.RestoreError:
        raise
    summary: restore.Summary = result.summary
    for difference in result.differences:
        span: restore.Span = difference.copy
        code: restore.Code = difference.code
        if difference.decision is restore.Decision.APPLY and code.cause is restore.Cause.SPELLING:
            first: restore.Share = difference.explanations[0]
            likeliest: restore.Explanation = first.explanation
            assert likeliest is restore.Explanation.MISREADING and code.op is restore.Op.REPLACE and span.text
    assert summary.applied + summary.review + summary.kept == len(result.differences)
    alignment: restore.Alignment = restore.align(copy, source=source)
    assert restore.apply_plan(copy, result.plan) == result.text and alignment.share > 0
    return result.text


SOURCE = "The order lacked any detail about the funds. The mayor left town at noon."
assert repaired(SOURCE.replace("detail", "dctail"), SOURCE) == SOURCE
forced = restore.restore(SOURCE, source="Prune roses late, and not too far; feed them well, then wait.", force=True)
told = repaired(SOURCE, "Prune roses late, and not too far; feed them well, then wait.")
assert told.startswith("0%: source is not the source of page.html") and forced.differences
'''


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "script.py"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_a_script_needs_the_package_alone(script):
    imports = [node for node in ast.walk(ast.parse(SCRIPT)) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import restore"]
    runpy.run_path(str(script))


@pytest.fixture
def checked(tmp_path, monkeypatch):
    """What a strict type checker says of a script, and the code that it ends with."""
    mypy = pytest.importorskip("mypy.api")
    monkeypatch.setenv("MYPYPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)  # away from the project's own settings

    def run(path):
        told, failed, code = mypy.run(["--strict", "--follow-imports=silent", str(path)])
        assert failed == ""
        return code, told

    return run


def test_a_strict_type_checker_agrees(script, checked):
    code, told = checked(script)
    assert code == 0, told


def test_a_strict_type_checker_knows_a_name_that_is_not_there(tmp_path, checked):
    path = tmp_path / "mistyped.py"
    rooms = {"restore": "Polciy", "restore.golden": "Faithfull", "restore.language": "tell"}
    path.write_text("".join(f"import {room}\n{room}.{name}\n" for room, name in rooms.items()), encoding="utf-8")
    code, told = checked(path)
    assert (code, told.count("[attr-defined]")) == (1, 3), told
