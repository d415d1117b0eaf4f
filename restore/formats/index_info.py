"""What is in an index, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from restore.find.index.info import IndexInfo
from restore.visible import visible


def json_text(info: IndexInfo) -> str:
    """One JSON object."""
    return json.dumps(asdict(info), ensure_ascii=False) + "\n"


def text(info: IndexInfo) -> str:
    """A few lines."""
    lines = [
        visible(info.folder),
        f"  {info.documents} sources in {info.files} files, {info.shards} shards, {_bytes(info.size)}",
        *(
            f"  {each.level}: {each.postings} postings, {_bytes(each.size)}; {each.common} n-grams in more than 1000"
            for each in info.levels
        ),
        "  stale: " + visible(info.stale) if info.stale else "  the sources are what they were",
    ]
    return "\n".join(lines) + "\n"


def _bytes(size: int) -> str:
    """A size for people.

    >>> _bytes(999), _bytes(17_400_000)
    ('999 B', '17.4 MB')
    """
    value = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError
