"""Is what was installed whole? Run by a Python that has it and nothing of this folder: installed.py SEEDS."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

RESTORE = Path(sysconfig.get_path("scripts")) / "restore"


def restore(*arguments: str | Path) -> str:
    """What the command prints; 1 is an answer too, anything else is none."""
    ran = subprocess.run([RESTORE, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode in {0, 1}, f"restore {arguments[0]} ended with {ran.returncode}: {ran.stderr}"
    return ran.stdout


def main(seeds: Path) -> None:
    """Ask it for what every command family needs: compiled parts, data, the screen."""
    assert "(compiled; " in restore("--version"), restore("--version")
    assert "{+desire+}" in restore("demo")
    for copy in sorted(seeds.iterdir()):
        assert restore("repair", copy, "--source", copy) == copy.read_text(encoding="utf-8"), copy
    restore("review", "--help")
    assert find_spec("restore_tui.app"), "the review is not there"
    assert find_spec("tui") is None, "`tui` belongs to others"
    print(restore("--version").strip())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
