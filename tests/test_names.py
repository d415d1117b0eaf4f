"""A class name has one home, so that it says what a value is wherever it is read."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Each explanation has its numbers for each look, and is read as a module: `explanation.Numbers`, `explanation.Seen`.
OF_EACH_EXPLANATION = {"Numbers", "Seen"}
EXPLANATIONS = ROOT / "restore/judging/explanations"


def test_a_class_name_has_one_home():
    homes = defaultdict(list)
    for path in sorted([*ROOT.glob("restore/**/*.py"), *ROOT.glob("tui/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not (
                path.parent == EXPLANATIONS and node.name in OF_EACH_EXPLANATION
            ):
                homes[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert homes
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
