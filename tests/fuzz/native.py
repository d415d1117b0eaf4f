"""The compiled parts, built with sanitizers in a folder of their own and loaded from there."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
from contextlib import chdir
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from setuptools import Extension

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "build" / "sanitized"
SOURCES = {"restore._text": "restore/_text.c"}
MODULES = runpy.run_path(str(ROOT / "restore" / "modules.py"))
LATTICE = ("gap", "grams", "near", "joins", "copied", "lattice", "posterior", "pieces", "postings")
TYPED = (  # each needs those before it
    MODULES["VIEWS"], "restore.turning", "restore.counting", "restore.find.cutting",
    *(f"restore.aligner.{name}" for name in LATTICE),
    *(f"restore.judging.{name}" for name in ("forest", "occurrences", "rows", "runs", "triples")),
)  # fmt: skip
FLAGS = "-shared -fPIC -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all".split()
# Python frees little at its end, so that all of it would be told as leaks; and its own allocator hides what is freed.
ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_leaks=0:exitcode=99",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "PYTHONMALLOC": "malloc",
}


class SanitizerError(Exception):
    """There is no compiler here, or it has no sanitizers; the message is one line."""


@dataclass(frozen=True, slots=True)
class Sanitized:
    """Where the compiled parts are, and the environment in which they can be loaded."""

    folder: Path
    environment: dict[str, str]


def built() -> Sanitized:
    """Compile all parts anew: it takes seconds, and what is older than its source would prove nothing.

    Raises:
        SanitizerError: it cannot be done here.
    """
    compiler = shutil.which(os.environ.get("CC", "gcc"))
    if compiler is None:
        raise SanitizerError("no gcc to build with sanitizers; install it, or leave --sanitized out")
    runtime = subprocess.run(
        [compiler, "-print-file-name=libasan.so"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if not os.path.isabs(runtime):
        raise SanitizerError(f"{compiler} has no address sanitizer; install its runtime, or leave --sanitized out")
    BUILT.mkdir(parents=True, exist_ok=True)
    include = sysconfig.get_paths()["include"]
    for name, source in (SOURCES | _written()).items():
        command = [
            compiler,
            *FLAGS,
            f"-I{include}",
            f"-I{BUILT / 'restore'}",
            str(ROOT / source),
            "-o",
            str(BUILT / f"{name}.so"),
            "-lm",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SanitizerError(f"{source} was not compiled: {done.stderr.strip().splitlines()[-1]}")
    return Sanitized(BUILT, {**os.environ, **ENVIRONMENT, "LD_PRELOAD": runtime})


def _written() -> dict[str, str]:
    """The typed modules as C, which looks at the bounds of what it is in, too."""
    from Cython.Build import cythonize

    sources = {name: f"{name.replace('.', '/')}.py" for name in TYPED}
    sources[MODULES["VIEWS"]] = f"{MODULES['VIEWS'].replace('.', '/')}.c"
    with chdir(ROOT):
        cythonize(
            [Extension(name, [source]) for name, source in sources.items()],
            build_dir=str(BUILT),
            compiler_directives=MODULES["RULES"] | {"boundscheck": True},
            shared_utility_qualified_name=MODULES["VIEWS"],
            force=True,
            quiet=True,
        )
    return {name: str(BUILT / Path(source).with_suffix(".c")) for name, source in sources.items()}


def load(folder: Path) -> None:
    """Take the compiled parts from there; to be called before anything of `restore` is imported."""
    for name in (*SOURCES, *TYPED):
        path = str(folder / f"{name}.so")
        spec = spec_from_file_location(name, path, loader=ExtensionFileLoader(name, path))
        if spec is None or spec.loader is None:
            raise ImportError(path)
        sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    for name in TYPED:  # as an import does it, for whoever asks their package for them
        parent, _, own = name.rpartition(".")
        setattr(import_module(parent), own, sys.modules[name])
