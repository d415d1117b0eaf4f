"""What a run may write, category by category, and how a person asks for it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from restore.errors import UsageError


class Category(StrEnum):
    """What a run may write. Each is asked for by name."""

    REPORT = "report"  # nothing
    CREATE = "create"  # golden.txt.pending where there is no golden text
    TYPOGRAPHY = "typography"  # golden texts whose differences are all tolerated ones of typography
    ACCEPT = "accept"  # failing differences into golden texts
    KNOWN = "known"  # known.jsonl: out what is gone; in what fails, if a regression is allowed
    REVIEW = "review"  # what a person accepts in the review
    PRUNE = "prune"  # folders that no test used, away


def parse_categories(text: str, *, in_ci: bool, option: str = "--faithful=") -> frozenset[Category]:
    """Categories from a comma-separated list; `option` stands before one that is typed.

    Raises:
        UsageError: there is none of that name, or one would write while CI is set.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in set(Category):
            raise UsageError(f"{option}{name}: no such category; there are {', '.join(Category)}")
    found = frozenset(map(Category, names)) - {Category.REPORT}
    if found and in_ci:
        raise UsageError(
            f"{option}{names[0]}: CI is set, where golden texts are only read; run it where a person can look"
        )
    return found


class Ways(Protocol):
    """How a person asks for an update, as it is typed."""

    @property
    def regression(self) -> str:
        """The option that lets lists of known defects and budgets grow."""

    def option(self, category: Category) -> str:
        """The option of one category."""

    def command(self, *categories: Category, case: str = "", regression: bool = False) -> str:
        """The whole command, for one case where one is named."""


@dataclass(frozen=True, slots=True)
class PytestWays:
    """By options of pytest, for the test that has the case, or for all of them."""

    test: str = ""

    @property
    def regression(self) -> str:
        """The option that lets lists of known defects and budgets grow."""
        return "--faithful-allow-regression"

    def option(self, category: Category) -> str:
        """The option of one category."""
        return f"--faithful={category}"

    def command(self, *categories: Category, case: str = "", regression: bool = False) -> str:  # noqa: ARG002
        """The whole command; a test's cases are all its own.

        >>> PytestWays("t.py::test_it[bbc]").command(Category.ACCEPT, regression=True)
        "pytest --faithful=accept --faithful-allow-regression 't.py::test_it[bbc]'"
        """
        words = ["pytest", f"--faithful={','.join(categories)}", *([self.regression] if regression else [])]
        return " ".join([*words, *([shlex.quote(self.test)] if self.test else [])])
