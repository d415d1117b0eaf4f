"""A figure that somebody chose has its reason beside it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(str(path.relative_to(ROOT)) for top in ("restore", "tui") for path in (ROOT / top).rglob("*.py"))


def is_figure(node):
    """Whether a value is numbers alone, one or several, worked out or not."""
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(map(is_figure, node.elts))
    if isinstance(node, ast.BinOp):
        return is_figure(node.left) and is_figure(node.right)
    if isinstance(node, ast.UnaryOp):
        return is_figure(node.operand)
    return isinstance(node, ast.Constant) and type(node.value) in {int, float}


def bare(text):
    """The constants without a comment on their lines, on the line above, or above the block that they stand in."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [name.id for target in targets if target for name in ast.walk(target) if isinstance(name, ast.Name)]
        if not (getattr(node, "value", None) and names and all(re.fullmatch("_?[A-Z][A-Z0-9_]*", n) for n in names)):
            continue
        said = "#" in "\n".join(lines[node.lineno - 1 : node.end_lineno]) or lines[node.lineno - 2].startswith("#")
        if is_figure(node.value) and not said and not lines[node.end_lineno].startswith('"""'):
            yield f"{node.lineno}: {names[0]}"


@pytest.mark.parametrize("module", MODULES)
def test_a_figure_has_its_reason(module):
    assert list(bare((ROOT / module).read_text(encoding="utf-8"))) == []


def test_a_bare_figure_is_seen():
    assert list(bare("# why\nA = 1\nB = 2\nC = 3  # why\nD = -1 << 2\ne = 5\nF = 'f'\n")) == ["3: B", "5: D"]
