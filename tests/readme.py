"""The block of README.md that `restore demo` prints; run as a program it writes the block anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- begin: restore demo -->\n", "<!-- end: restore demo -->\n"


def printed() -> str:
    """The demo's first two parts, the damage and the restored text, as 80 columns show them."""
    environment = {"PATH": os.environ.get("PATH", ""), "COLUMNS": "80", "PYTHONPATH": str(README.parent)}
    command = [sys.executable, "-m", "restore", "demo", "--color", "never"]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)
    return ran.stdout.split("\nFound", 1)[0]


def block(readme: str) -> str:
    """What stands between the marks."""
    return readme.split(BEGIN, 1)[1].split(END, 1)[0]


def fenced(text: str) -> str:
    """A block of plain text in Markdown."""
    return f"```text\n{text}```\n"


if __name__ == "__main__":
    whole = README.read_text(encoding="utf-8")
    README.write_text(whole.replace(BEGIN + block(whole), BEGIN + fenced(printed())), encoding="utf-8")
