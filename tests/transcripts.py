"""Shell sessions in the documents: what stands below a command is what it prints. Run as a program, writes them anew.

A session is a block of Markdown fenced as `console`. A line that begins with `$ ` is a command, the lines up to the
next one are its output, standard error among it. The commands of a page run one after the other in a folder of the
page's own, with the repository's texts in it as they stand in a checkout, in a terminal of 80 columns without colour.
`cd` holds to the end of a block.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
TEXTS = ("docs/examples", "fixtures", "seeds")  # copied, so that no command writes into the checkout
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Shell:
    """Where the commands of a page run. `state` keeps the working folder from one to the next."""

    folder: Path
    state: Path
    environment: dict[str, str]

    def output(self, command: str) -> str:
        """What a command prints, without spaces at the ends of lines and without empty lines at its end."""
        script = f'cd "$(cat "$STATE")" || exit\n{command}\npwd >"$STATE"'
        ran = subprocess.run(
            ["bash", "-c", script],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=self.environment,
            check=False,
        )
        return "".join(f"{line.rstrip()}\n" for line in ran.stdout.rstrip().split("\n") if ran.stdout.strip())


@contextmanager
def shell() -> Iterator[Shell]:
    """A shell in a fresh folder, with `restore` and `python` as this Python has them."""
    with TemporaryDirectory() as name:
        base = Path(name)
        folder, programs, state = base / "checkout", base / "bin", base / "state"
        for texts in TEXTS:
            shutil.copytree(ROOT / texts, folder / texts, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
        programs.mkdir()
        for program, words in {"restore": "-m restore", "python": ""}.items():
            (programs / program).write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
            (programs / program).chmod(0o755)
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(base),
            "STATE": str(state),
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
        }
        yield Shell(folder, state, environment)


def pages() -> list[Path]:
    """The documents that have a session."""
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
    return [page for page in documents if BLOCK.search(page.read_text(encoding="utf-8"))]


def renewed(text: str) -> str:
    """A page with what its commands print now."""
    with shell() as here:
        return BLOCK.sub(lambda block: _session(block.group(), here), text)


def _session(block: str, here: Shell) -> str:
    here.state.write_text(f"{here.folder}\n", encoding="utf-8")
    commands = [line.removeprefix(PROMPT) for line in block.splitlines() if line.startswith(PROMPT)]
    return "".join(f"{PROMPT}{command}\n{here.output(command)}" for command in commands)


if __name__ == "__main__":
    for page in pages():
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
