"""Data as files hold them, by the ending of their names."""

import gzip
import sys

import pytest


def packed(data, name):
    """The data compressed as the name says."""
    if name.endswith(".gz"):
        return gzip.compress(data)
    if name.endswith(".zst"):
        return pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd").compress(
            data
        )
    return data
