"""What widgets and workers tell the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from restore.session.document import ReviewDocument
    from restore_tui.pages import Made


@dataclass
class Picked(Message):
    """A difference was clicked, by its number in the session."""

    index: int


@dataclass
class Toggled(Message):
    """The sign of a difference's state was clicked."""

    index: int


@dataclass
class DocumentPicked(Message):
    """A document was clicked in the list of them, by its number in the session."""

    place: int


@dataclass
class SettledToggled(Message):
    """The fold of what is settled was clicked."""


@dataclass
class FoldOpened(Message):
    """A fold was clicked."""

    fold: int


@dataclass
class Arrived(Message):
    """Documents came in."""

    documents: list[ReviewDocument]


@dataclass
class AllArrived(Message):
    """There are no more."""


@dataclass
class Failed(Message):
    """They cannot be had."""

    error: Exception


@dataclass
class PageMade(Message):
    """A page was laid out in the background."""

    made: Made


@dataclass
class Scrolled(Message):
    """Another part of the text is on the screen."""

    def can_replace(self, message: Message) -> bool:
        """Only the last one counts."""
        return isinstance(message, Scrolled)
