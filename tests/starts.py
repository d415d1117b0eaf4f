"""What a command imports of some modules, in a process of its own."""

import subprocess
import sys

ASK = """
import sys
from restore.cli.main import main
main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


def loaded_by_align(folder) -> set[str]:
    """The modules that are there when two short texts, put into this folder, were aligned."""
    (folder / "copy.txt").write_text("The mayor lacked any dctail about it.", encoding="utf-8")
    (folder / "source.txt").write_text("The mayor lacked any detail about it.", encoding="utf-8")
    command = [sys.executable, "-c", ASK, "align", "copy.txt", "--source", "source.txt", "--no-config"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.split())
