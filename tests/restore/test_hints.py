import ast
from pathlib import Path

import pytest

import restore
from restore.hints import did_you_mean

PACKAGE = Path(restore.__file__).parent


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lihgt", "; did you mean 'light'?"), ("--formt", "; did you mean '--format'?"),
        ("max_size", "; did you mean 'max-size'?"), ("", "; there are light, --format, max-size"),
    ],
)  # fmt: skip
def test_the_nearest_name_or_all_of_them(name, hint):
    assert did_you_mean(name, iter(["light", "--format", "max-size"])) == hint


def test_there_is_one_such_hint():
    def own(path):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        return any("did you mean" in text for text in texts if isinstance(text, str))

    assert [path.name for path in PACKAGE.rglob("*.py") if own(path)] == ["hints.py"]
