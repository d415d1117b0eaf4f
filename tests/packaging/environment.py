"""A Python environment of its own for a while, and commands in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
NOTHING: Mapping[str, str] = MappingProxyType({})
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Environment:
    """An empty one, in a folder that goes with it."""

    folder: Path

    @property
    def scripts(self) -> Path:
        """Where its commands are."""
        return self.folder / "venv" / ("Scripts" if os.name == "nt" else "bin")

    def python(self, *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] = NOTHING) -> None:
        """Run its Python, by default in a folder that has nothing to import."""
        run([self.scripts / "python", *arguments], cwd=cwd or self.folder, env=env)

    def install(self, *requirements: str | Path, env: Mapping[str, str] = NOTHING) -> None:
        """By pip."""
        self.python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements, env=env)


@contextmanager
def environment() -> Iterator[Environment]:
    """A new one."""
    with TemporaryDirectory(prefix="restore-") as folder:
        venv.create(Path(folder) / "venv", with_pip=True)
        yield Environment(Path(folder))


def run(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] = NOTHING) -> None:
    """Run a command, and end with its code if it fails."""
    print("$", *command, flush=True)
    ended = subprocess.run(command, cwd=cwd, env={**os.environ, **env}, check=False)
    if ended.returncode:
        sys.exit(ended.returncode)


def requirements(group: str, *names: str) -> list[str]:
    """Of a dependency group those with these names, as pyproject.toml has them."""
    return [line for line in PROJECT["dependency-groups"][group] if line.partition(">")[0] in names]
