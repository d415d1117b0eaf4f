"""Builds the compiled parts where a C compiler is; without one pure Python serves (slower, same answers)."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "restore._text",
            ["restore/_text.c"],
            depends=["restore/_words.h"],
            extra_compile_args=["-O3"],
            optional=True,
        ),
        Extension(
            "restore.aligner._core",
            ["restore/aligner/_core.c"],
            depends=[f"restore/aligner/_{part}.h" for part in ("anchors", "forest", "lane", "near")],
            extra_compile_args=["-O3"],
            optional=True,
        ),
    ]
)
