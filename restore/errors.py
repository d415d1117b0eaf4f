"""What can go wrong, as a small tree.

    RestoreError                 every error this package raises on purpose
    ├── InputError               an input cannot be read, or is not text
    │   └── EncodingError        its bytes are not in the encoding asked for
    ├── UsageError               the call cannot mean anything (unknown code, output equal to input, …)
    ├── OutputError              an output cannot be written
    ├── NotItsSource             the copy was not made from this source
    └── StaleError               a session or output belongs to other inputs

Each message says what, where and what to do next, in one line; `exit_code` is what a command ends with.
"""

from __future__ import annotations


class RestoreError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 1


class UsageError(RestoreError):
    """The call itself cannot be carried out."""

    exit_code = 2


class InputError(RestoreError):
    """An input is missing, unreadable or not text."""

    exit_code = 3


class EncodingError(InputError):
    """The bytes of an input do not decode: `said` is where, without what a command that takes an encoding can do."""

    def __init__(self, said: str, *remedy: str) -> None:
        super().__init__(said, *remedy)
        self.said = said

    def __str__(self) -> str:
        return "; ".join(self.args)


class OutputError(RestoreError):
    """A file, or standard output, cannot be written."""

    exit_code = 3


class NotItsSource(RestoreError):  # noqa: N818 - what it says is the error
    """Too little of the copy is found in the source: `share` of the shorter text's tokens, from 0 to 1.

    Without one the copy was to be of a part of the source, and none was found that could be aligned: `share` is 0.
    """

    exit_code = 1

    def __init__(self, copy_name: str, source_name: str, share: float | None = None) -> None:
        super().__init__(copy_name, source_name, share)  # what it is built of again behind a process's edge
        self.copy_name, self.source_name, self.share = copy_name, source_name, share or 0.0
        self.why = "no part of it reads so" if share is None else f"only {share:.0%} of the tokens align"

    def __str__(self) -> str:
        return (
            f"{self.source_name} is not the source of {self.copy_name}: {self.why}; "
            "give the source the copy was made from, or go on with --force, in Python force=True"
        )


class StaleError(RestoreError):
    """A session, journal or output was made from other inputs."""

    exit_code = 4
