"""What `restore --help` says: what there is to do. It imports no command, nor what reads a command's options."""

from __future__ import annotations

import sys

from restore.cli.diagnostics import encodable
from restore.cli.registry import COMMANDS

DESCRIPTION = """\
Repairs texts that machines damaged: aligns a damaged copy with its clean source, types every
difference, says how sure it is, repairs what is sure and leaves the rest to you.

examples:
  restore demo                                             see it work
  restore align copy.txt --source source.txt               what differs, and why
  restore repair copy.txt --source source.txt -o out.txt   the restored copy
  restore COMMAND --help                                   options and examples of a command
"""

# What may stand before a command, with what it does; `main` heeds them.
OPTIONS = (
    (("-h", "--help"), "show this help message and exit"),
    (("--version",), "show the version, and whether it is compiled"),
    (("--debug",), "show where an error came from"),
)

EXIT_CODES = """\
exit codes: 0 done, nothing left; 1 differences left or check failed; 2 usage;
            3 input unreadable or not text, or output unwritable;
            4 stale session or output; 130 interrupted, 143 ended by SIGTERM"""


def overview() -> str:
    """Every command and every option that stands before one, with examples."""
    commands = "".join(f"  {entry.name:<12}{entry.help}\n" for entry in COMMANDS)
    options = "".join(f"  {', '.join(names):<12}{what}\n" for names, what in OPTIONS)
    return f"usage: restore COMMAND …\n\n{DESCRIPTION}\ncommands:\n{commands}\noptions:\n{options}\n{EXIT_CODES}\n"


def show(text: str) -> None:
    """Write a help to standard output. Raises OSError where that cannot be done."""
    if sys.stdout is not None:
        sys.stdout.write(encodable(text, sys.stdout))
        sys.stdout.flush()
