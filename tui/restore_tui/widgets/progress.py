"""How far the review has come, in one line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text

from restore.session.ruling import State
from restore.visible import visible
from restore_tui import signs
from restore_tui.widgets.lines import clip
from restore_tui.widgets.styled import StyledLine

if TYPE_CHECKING:
    from rich.style import Style

    from restore.session.session import Session

ROOMY = 80  # cells: on less, half the bar and no counts of nothing, so that a name has room
BAR = 16  # cells: leaves such a line room for the words


class ProgressLine(StyledLine):
    """Names, a bar, and the counts: 41/359 · ✓210 ✗12 ↷4 · 133 left."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--name", "progress--done", "progress--rest", "progress--dim"}

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self.loaded = ""

    def show(self) -> None:
        """Count anew."""
        session, progress = self._session, self._session.progress
        if session.loading and not session.items:
            self.say(Text(clip(" reading and aligning …", self.size.width), self._style("name")))
            return
        position = min(session.queue.position + 1, len(session.queue))
        done = progress.total - progress.left
        narrow = self.size.width < ROOMY
        bar = BAR // 2 if narrow else BAR
        filled = bar * done // progress.total if progress.total else 0
        states = (State.APPLIED, progress.applied), (State.KEPT, progress.kept), (State.SKIPPED, progress.skipped)
        told = " ".join(f"{signs.STATES[state]}{count}" for state, count in states if count or not narrow)
        counts = f" {position}/{len(session.queue)} · {told}"
        left = f" · {progress.left} left"
        extras = [session.queue.order if session.queue.order != "position" else ""]
        extras += ["reversed" if session.queue.reverse else "", "looking on" if session.read_only else "", self.loaded]
        tail = "".join(f" · {extra}" for extra in extras if extra)
        room = self.size.width - bar - len(counts) - len(left) - len(tail) - 3
        name = next((name for name in self._names() if cell_len(name) < room), self._names()[-1])
        self.say(
            Text.assemble(
                (clip(f" {name}", max(room, 0)).ljust(max(room, 0)), self._style("name")),
                ("━" * filled, self._style("done")),
                ("━" * (bar - filled), self._style("rest")),
                counts,
                (left, self._style("done" if not progress.left else "name")),
                (tail, self._style("dim")),
                no_wrap=True,
            )
        )

    def _names(self) -> tuple[str, ...]:
        """What is reviewed, and in short: texts without their folders."""
        item = self._session.current
        document = item.document if item else (self._session.documents[0] if self._session.documents else None)
        if document is None:
            return ("restore",)
        more = len(self._session.documents)
        place = f" ({item.place + 1}/{more})" if item and more > 1 else ""
        if document.id:
            return (visible(document.id) + place,)
        names = document.copy.name, document.source.name
        return tuple(visible(" ⟵ ".join(each)) for each in (names, tuple(map(os.path.basename, names))))

    def _style(self, name: str) -> Style:
        return self.style_of(f"progress--{name}")

    def on_resize(self) -> None:
        """As wide as the screen."""
        self.show()
