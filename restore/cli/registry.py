"""The commands as data, so that `restore --help` need not import them.

A new command is one line here and one module of its name beside this one that has what `command.Command` asks for.
"""

from __future__ import annotations


class CommandEntry:
    """One command: what a user types, the module that carries it out, and what it does in a few words.

    A plain class, since what defines a dataclass or a named tuple takes longer to import than the rest of `--help`.
    """

    __slots__ = ("help", "module", "name")

    def __init__(self, name: str, what: str) -> None:
        self.name, self.module, self.help = name, f"restore.cli.{name}", what


COMMANDS = (
    CommandEntry("demo", "a damaged article and its source, end to end"),
    CommandEntry("align", "show what differs between a copy and its source, typed and rated"),
    CommandEntry("repair", "print the restored copy"),
    CommandEntry("batch", "repair many pairs: resumable, with a report"),
    CommandEntry("review", "decide what is left, in a full screen, at a prompt or in a browser"),
    CommandEntry("find", "which source a copy came from, or that none did"),
    CommandEntry("index", "prepare sources once, to find among them often"),
    CommandEntry("damage", "make a damaged copy of a clean text, with every difference known"),
    CommandEntry("fixture", "golden texts for scrapers: add, check, update, import"),
    CommandEntry("bench", "measure accuracy, calibration and speed against other aligners"),
    CommandEntry("completion", "print a completion script for bash, zsh or fish"),
)
