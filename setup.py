"""Builds the compiled parts where a C compiler is; without one pure Python serves (slower, same answers).

These are what is written in C, and the modules that `restore/modules.py` lists, which mypyc and Cython make C of.

With RESTORE_REQUIRE_COMPILED=1 a build without a compiler fails: for wheels that are published, and for whoever
rather has none. With RESTORE_COMPILED=0 nothing is compiled, and all runs as it is.
"""

import os
import re
import runpy
import sys
import sysconfig
import time
import tomllib
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import BaseError, CCompilerError

ROOT = Path(__file__).parent
PARTS = ("edits", "hash", "module", "reading", "turns", "values")
OPTIONAL = os.environ.get("RESTORE_REQUIRE_COMPILED", "") in {"", "0"}
AS_IT_IS = OPTIONAL and os.environ.get("RESTORE_COMPILED") == "0"


def readme() -> str:
    """README.md for a package page, where links into the repository have to say where that is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home = project["urls"]["Homepage"]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"(!\[[^\]]*\]\()(?!https?:)", rf"\g<1>{home}/raw/main/", text)
    return re.sub(r"((?<!!)\[[^\]]*\]\()(?!https?:|#)", rf"\g<1>{home}/blob/main/", text)


class Build(build_ext):
    """The C parts, and the modules that are compiled: all of these or, where one cannot be compiled, none."""

    def run(self) -> None:
        """Build what can be built."""
        if self.inplace:
            _clear()
        if not AS_IT_IS:
            super().run()
        folder = ROOT if self.inplace else Path(self.build_lib)
        _pack(folder / "restore" / "data")
        if AS_IT_IS:
            return
        try:
            self._build_modules()
        except (ImportError, SystemExit, BaseError, CCompilerError) as error:  # mypyc exits where it cannot go on
            if not OPTIONAL:
                raise
            self.warn(f"modules are not compiled, and run as they are: {error}")

    def _build_modules(self) -> None:
        # These take seconds, which what only asks for file names need not wait for.
        from mypyc.build import mypycify

        began, native = time.time_ns(), runpy.run_path(str(ROOT / "restore" / "modules.py"))
        sources = [os.path.relpath(native["source_of"](module), ROOT) for module in sorted(native["MODULES"])]
        self.distribution.ext_modules = self._typed(native) + mypycify(
            ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", *sources],
            group_name=native["LIBRARY"],
            target_dir=self.build_temp,
            opt_level="1",  # with more it takes twice as long, and runs no faster
            debug_level="0",
            multi_file=True,  # a file for each module, which all cores compile at once: one alone takes half a minute
        )
        for extension in self.distribution.ext_modules:  # mypyc writes headers into the package, and looks beside it
            extension.include_dirs.append(os.path.join(self.build_temp, "restore"))
            if os.name == "posix":  # nothing calls in by name: else each call looks up where to, as if another might
                extension.extra_compile_args.append("-fvisibility=hidden")
        command = build_ext(self.distribution)
        for option in ("build_lib", "build_temp", "debug", "force", "inplace", "plat_name"):
            setattr(command, option, getattr(self, option))
        command.parallel = os.cpu_count()  # what is of one file each side by side, as the files of the one of many are
        command.ensure_finalized()
        try:
            with _side_by_side():
                command.run()
        except BaseException:
            for path in command.get_outputs():  # a door without what is behind it would shut the source off
                with suppress(FileNotFoundError):
                    os.remove(path)
            raise
        if self.inplace and (library := native["library"]()):
            os.utime(library, ns=(began, began))  # what is changed while it is compiled is newer

    def _typed(self, native: dict[str, Any]) -> list[Extension]:
        from Cython.Build import cythonize

        # Some processors multiply and add in one step, rounded once: other bits than Python's, which are the answer.
        views, options = native["VIEWS"], ["-O3", "-g0", "-ffp-contract=off"]
        sources = {module: os.path.relpath(native["source_of"](module), ROOT) for module in sorted(native["TYPED"])}
        sources[views] = views.replace(".", os.sep) + ".c"  # which Cython makes
        maths = ["m"] if os.name == "posix" else []  # else exp and log are those of the oldest C library, by a detour
        shared = ["-O1", *options[1:]]  # for an array, not for a number of it: with more it takes twice as long
        return cythonize(
            [
                Extension(name, [source], libraries=maths, extra_compile_args=shared if name == views else options)
                for name, source in sources.items()
            ],
            build_dir=self.build_temp,
            compiler_directives=native["RULES"],
            shared_utility_qualified_name=views,
            quiet=True,
            force=True,  # what was made of the same files by other rules is no newer
        )


def _side_by_side() -> AbstractContextManager[Any]:
    """All files of a part at once, where pybind11 is, which does that; else one by one, which takes longer."""
    try:
        from pybind11.setup_helpers import ParallelCompile
    except ImportError:
        return nullcontext()
    return ParallelCompile()


def _pack(folder: Path) -> None:
    """Pack what is read at each start, by the package itself, which runs as it is for that."""
    sys.path.insert(0, str(ROOT))
    from restore.judging.packing import pack

    pack(str(folder))


def _clear() -> None:
    """Remove what was compiled in place for this Python: a module that is no longer there would still be found."""
    for path in (ROOT / "restore").rglob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}"):
        path.unlink()


setup(
    cmdclass={"build_ext": Build},
    long_description=readme(),
    long_description_content_type="text/markdown",
    ext_modules=[
        Extension(
            "restore._text",
            ["restore/_text.c"],
            depends=[f"restore/_{part}.h" for part in PARTS],
            extra_compile_args=["-O3"],
            optional=OPTIONAL,
        )
    ],
)
