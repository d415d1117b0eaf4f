"""A command run in this process, and a small damaged pair to run it on."""

import io
import sys
from dataclasses import dataclass

import pytest

from restore.cli.main import main
from tests.restore.golden.samples import GOLDEN, swapped

SOURCE = """Mayor Rahm Emanuel spoke in Chicago on Monday.

The executive order lacked any detail about what funds would be taken away.
Emanuel decided to highlight the positive – and thanked the so-called sanctuary cities.
"""
COPY = """Mayor Rahm Emanuel spoke in Chicago on Monday.

The executive order lacked any dctail about what funds would be taken away.
Emanuel decided to highlight the positive – and thanked the so-called sanctuary cities.
"""
INTACT = "Mayor Emanuel spoke. The order lacked any detail about funds, he said. Nobody else had any detail to give."
INTRUDED = INTACT.replace("any detail about", "any Emanuel about").replace("any detail to", "any Emanuel to")


@dataclass(frozen=True)
class Ran:
    code: int
    data: bytes
    talk: str

    @property
    def text(self):
        return self.data.decode()


@pytest.fixture
def restore(capsysbinary, monkeypatch):
    """Run `restore` with these arguments: its exit code, standard output and standard error."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(code, out, err.decode())

    return call


@pytest.fixture
def copy(tmp_path):
    path = tmp_path / "copy.txt"
    path.write_bytes(COPY.encode())
    return path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.txt"
    path.write_bytes(SOURCE.encode())
    return path


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder to work in, with a pair that has two things to decide."""
    (tmp_path / "copy.txt").write_text(INTRUDED)
    (tmp_path / "source.txt").write_text(INTACT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path, text):
    """A file and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to work in, with one golden folder and a text that is not faithful to it."""
    for name in ("CI", "FAITHFUL_ROOT", "FAITHFUL_PROFILE", "FAITHFUL_UPDATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "goldens/bbc/strike/golden.txt", GOLDEN + "\n")
    write(tmp_path / "received.txt", swapped(" not", ""))
    return tmp_path
