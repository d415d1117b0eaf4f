"""Builds the compiled parts where a C compiler is; without one pure Python serves (slower, same answers)."""

from setuptools import Extension, setup

SHARED = ["restore/_hash.h", "restore/_module.h", "restore/_turns.h"]
STAGES = ("anchors", "forest", "lane", "lattice", "near", "pair", "pieces", "posterior")

setup(
    ext_modules=[
        Extension(
            "restore._text",
            ["restore/_text.c"],
            depends=[*SHARED, "restore/_words.h"],
            extra_compile_args=["-O3"],
            optional=True,
        ),
        Extension(
            "restore.aligner._core",
            ["restore/aligner/_core.c"],
            depends=SHARED + [f"restore/aligner/_{stage}.h" for stage in STAGES],
            extra_compile_args=["-O3"],
            optional=True,
        ),
    ]
)
