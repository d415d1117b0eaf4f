"""Builds the compiled lattice where a C compiler is; without one the pure lattice serves (slower, same answers)."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension("restore.aligner._core", ["restore/aligner/_core.c"], extra_compile_args=["-O3"], optional=True)
    ]
)
