"""The recipes of the documents, as their pages print them."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = "```"


@dataclass(frozen=True, slots=True)
class Recipe:
    """The first block of Python below a heading, and where it stands."""

    path: Path
    line: int
    text: str

    def run(self, **names: object) -> dict[str, object]:
        """What the names are after it ran. A traceback names the page and its line."""
        code = compile("\n" * (self.line - 1) + self.text, str(self.path), "exec")
        exec(code, names)
        return names


def recipe(page: str, heading: str) -> Recipe:
    """The recipe below a heading of `docs/PAGE`; raises where the page has none."""
    path = ROOT / "docs" / page
    lines = path.read_text(encoding="utf-8").splitlines()
    begin = lines.index(f"{FENCE}python", lines.index(heading)) + 1
    return Recipe(path, begin + 1, "\n".join(lines[begin : lines.index(FENCE, begin)]) + "\n")
