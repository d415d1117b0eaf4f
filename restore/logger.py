"""The package's logger, `restore`: silent until the program that uses the package says where its lines go.

Its lines are for who keeps a program running: what went on in another way than was asked. What a caller has to know
is returned or raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger


def logger() -> Logger:
    """The logger; imported when something is to be said, since that is seldom."""
    import logging

    found = logging.getLogger("restore")
    if not found.handlers:
        found.addHandler(logging.NullHandler())  # else Python itself would write warnings to standard error
    return found
