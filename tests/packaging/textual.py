"""The review's tests with the lowest and the highest Textual that is allowed.

    python -m tests.packaging.textual

Without the snapshots: those are of one release, which the group `test` pins.
"""

from __future__ import annotations

import re

from tests.packaging.environment import PROJECT, ROOT, environment, requirements

NEEDED = ("hypothesis", "pyte", "pytest", "pytest-xdist", "textual-serve")


def main() -> None:
    """Each in an environment of its own."""
    allowed = next(line for line in PROJECT["project"]["dependencies"] if line.startswith("textual"))
    lowest = re.sub(r">=([\d.]+).*", r"==\1.*", allowed)
    for wanted in (lowest, allowed):
        print(f"{wanted}:", flush=True)
        with environment() as place:
            place.install("--upgrade", wanted, "--editable", ROOT, *requirements("test", *NEEDED))
            place.python(
                *("-m", "pytest", "-q", "-n", "auto", "-p", "no:cacheprovider"),
                *("tests/tui", "--ignore", "tests/tui/test_snapshots.py"),
                cwd=ROOT,
            )


if __name__ == "__main__":
    main()
