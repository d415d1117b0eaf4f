"""Builds the compiled parts where a C compiler is; without one pure Python serves (slower, same answers).

With RESTORE_REQUIRE_COMPILED=1 a build without a compiler fails: for wheels that are published, and for whoever
rather has none.
"""

import os
import re
import tomllib
from pathlib import Path

from setuptools import Extension, setup

ROOT = Path(__file__).parent
SHARED = ["restore/_hash.h", "restore/_module.h", "restore/_turns.h"]
STAGES = ("anchors", "forest", "lane", "lattice", "near", "pair", "pieces", "posterior")
OPTIONAL = os.environ.get("RESTORE_REQUIRE_COMPILED", "") in {"", "0"}


def readme() -> str:
    """README.md for a package page, where links into the repository have to say where that is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home = project["urls"]["Homepage"]
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    text = re.sub(r"(!\[[^\]]*\]\()(?!https?:)", rf"\g<1>{home}/raw/main/", text)
    return re.sub(r"((?<!!)\[[^\]]*\]\()(?!https?:|#)", rf"\g<1>{home}/blob/main/", text)


def compiled(name: str, source: str, headers: list[str]) -> Extension:
    """A part that is made where it can be."""
    return Extension(name, [source], depends=SHARED + headers, extra_compile_args=["-O3"], optional=OPTIONAL)


setup(
    long_description=readme(),
    long_description_content_type="text/markdown",
    ext_modules=[
        compiled("restore._text", "restore/_text.c", ["restore/_words.h"]),
        compiled("restore.aligner._core", "restore/aligner/_core.c", [f"restore/aligner/_{s}.h" for s in STAGES]),
    ],
)
