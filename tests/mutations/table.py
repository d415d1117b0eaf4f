"""The table of mutations: each explanation and each part of the profile taken away, each number doubled and halved.

All are found by looking at the modules, so that what is written today is in the table today. A mutation is a module's
text, changed: whoever imports the module gets the change, defaults of parameters and of fields included.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
JUDGING = "restore.judging"
PACKAGES = (JUDGING, "restore.aligner")  # whose numbers are mutated
ARITHMETIC = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop)

# Where nothing else is possible somebody meant it, else nothing would be left to choose from.
OFF = """

def possible(change, reader):
    from restore.judging.explanations import RIVALS
    return NAME == "editor" and not any(r.possible(change, reader) for r in RIVALS if r.NAME != NAME)
"""
NEUTRAL = """

def seen(*_):
    return Seen()
"""
ONE_LOOK = """

_look = _shares
def _shares(weighing, forest, rows, numbers, every):
    from restore.judging.weighing import OWN
    own = Rows(rows.count, OWN)
    for row in range(rows.count):
        own.put(row, 0, rows.row(row)[:OWN])
    return _look(weighing, model().first, own, numbers, every)
"""
EMPTY = """

_read = profile_of
def profile_of(tokens, sights):
    from dataclasses import replace
    whole = _read(tokens, sights)
    full = whole.{field}
    return replace(whole, {field}=[0.0] * len(full) if isinstance(full, list) else type(full)())
"""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A module's text with one thing changed. `explanation` where it is an explanation switched off."""

    name: str
    module: str
    text: str
    explanation: str | None = None


def table(root: Path = ROOT) -> list[Mutation]:
    """All mutations of the packages under a folder."""
    return [*_explanations(root), *_looks(root), *_numbers(root)]


def _explanations(root: Path) -> Iterator[Mutation]:
    """Each explanation impossible, and each deaf to what the copy shows."""
    found = [(m, text) for m, text in _modules(root, f"{JUDGING}.explanations") if "\ndef possible(" in text]
    for module, text in found:
        name = module.rpartition(".")[2]
        yield Mutation(f"{name} off", module, text + OFF, explanation=name)
    for module, text in found:
        if _fields(text, "Seen"):
            yield Mutation(f"{module.rpartition('.')[2]} sees nothing", module, text + NEUTRAL)


def _looks(root: Path) -> Iterator[Mutation]:
    """The second look off, and it with each part of the copy's profile empty."""
    for module, text in _modules(root, JUDGING):
        if module == f"{JUDGING}.verdicts":
            yield Mutation("second look off", module, text + ONE_LOOK)
        if module == f"{JUDGING}.profile":
            for field, kind in _fields(text, "Profile").items():
                if kind not in {"int", "float"}:  # a count alone would contradict what is counted
                    yield Mutation(f"profile.{field} empty", module, text + EMPTY.format(field=field))


def _fields(text: str, name: str) -> dict[str, str]:
    """The fields of a class, and what they hold."""
    classes = (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name == name)
    fields = (each for node in classes for each in node.body if isinstance(each, ast.AnnAssign))
    return {each.target.id: ast.unparse(each.annotation) for each in fields}


def _numbers(root: Path) -> Iterator[Mutation]:
    for package in PACKAGES:
        for module, text in _modules(root, package):
            short = module.removeprefix("restore.").replace(".explanations", "")
            for name, node in named_numbers(ast.parse(text)):
                value = eval(ast.unparse(node))
                for word, other in (("doubled", value * 2), ("halved", type(value)(value / 2))):
                    if other != value:
                        yield Mutation(f"{short}.{name} {word}", module, _put(text, node, repr(other)))


def _modules(root: Path, package: str) -> Iterator[tuple[str, str]]:
    """The modules of a package and those below it, each with its text."""
    for path in sorted(root.joinpath(*package.split(".")).rglob("*.py")):
        if path.name != "__init__.py":
            yield ".".join(path.relative_to(root).with_suffix("").parts), path.read_text(encoding="utf-8")


def named_numbers(tree: ast.Module) -> list[tuple[str, ast.expr]]:
    """The numbers that a module names, outside functions: constants, fields of classes, arguments by name.

    >>> tree = ast.parse("FEW, MANY = 5, 25\\nclass Costs:\\n    open: int = 4 * 10\\nCHEAP = Costs(open=3, name='x')")
    >>> [(name, ast.unparse(node)) for name, node in named_numbers(tree)]
    [('FEW', '5'), ('MANY', '25'), ('Costs.open', '4 * 10'), ('CHEAP.open', '3')]
    """
    return [(name, node) for name, node in _assigned(tree.body, "") if _is_number(node)]


def _assigned(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _assigned(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.AnnAssign) and node.value:
            yield from _values(prefix + ast.unparse(node.target), node.target, node.value)
        elif isinstance(node, ast.Assign):
            yield from _values(prefix + ast.unparse(node.targets[0]), node.targets[0], node.value)


def _values(name: str, target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from ((ast.unparse(each), part) for each, part in zip(target.elts, value.elts, strict=True))
    elif isinstance(value, ast.Call):
        yield from ((f"{name}.{each.arg}", each.value) for each in value.keywords)
    else:
        yield name, value


def _is_number(node: ast.expr) -> bool:
    parts = list(ast.walk(node))
    constants = [part.value for part in parts if isinstance(part, ast.Constant)]
    return all(isinstance(part, ARITHMETIC) for part in parts) and all(type(each) in {int, float} for each in constants)


def _put(text: str, node: ast.expr, new: str) -> str:
    """A text with other words in the place of a node, whose columns count bytes."""
    lines = text.encode().splitlines(keepends=True)
    start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: node.end_lineno - 1])) + node.end_col_offset
    whole = b"".join(lines)
    return (whole[:start] + new.encode() + whole[end:]).decode()
