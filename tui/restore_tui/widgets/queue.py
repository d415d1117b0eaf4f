"""The queue of differences: a line each, of which only those on the screen are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from restore.session.order import Order
from restore.session.ruling import State
from restore.visible import visible
from restore_tui import signs
from restore_tui.messages import Picked, Toggled
from restore_tui.widgets.lines import LineView, clip, pad, segment

if TYPE_CHECKING:
    from textual import events

    from restore.session.session import Session

HEADED = 50_000  # differences: beyond, headings would cost more than they tell
NOTHING = "∅"
STATE_AT = 2  # the column of the state's sign


class QueueView(LineView):
    """All differences that the filter lets through, in their order, under the headings of their groups."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "queue--cursor",
        "queue--heading",
        "queue--dim",
        "queue--open",
        "queue--applied",
        "queue--kept",
        "queue--skipped",
        "queue--entity",
        "queue--form",
        "queue--editorial",
        "queue--moved",
        "queue--marked",
    }

    def __init__(self, session: Session, marked: set[int], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._marked = marked
        self._rows: list[int | str] | None = None
        self._lines: dict[int, int] = {}
        self._version = -1

    def update(self) -> None:
        """Show the queue as it is now, the cursor in sight."""
        queue = self._session.queue
        if queue.version != self._version:
            self._version = queue.version
            self._arrange()
        rows = len(self._rows) if self._rows is not None else len(queue)
        self.virtual_size = Size(self.size.width, rows)
        self.redraw()
        if len(queue):
            self.call_after_refresh(self.reveal, self._line_at(queue.position), margin=2)

    def _arrange(self) -> None:
        """Put headings between groups, where there are several."""
        queue, session = self._session.queue, self._session
        several = len(session.documents) > 1
        headed = queue.order in {Order.CODE, Order.REPEATS, Order.DOCUMENT} or (
            several and queue.order is Order.POSITION
        )
        self._rows, self._lines = None, {}
        if not headed or not 0 < len(queue) <= HEADED:
            return
        rows: list[int | str] = []
        last = None
        for position, index in enumerate(queue.indices):
            heading = self._heading(index)
            if heading != last:
                rows.append(heading)
                last = heading
            self._lines[position] = len(rows)
            rows.append(position)
        self._rows = rows

    def _heading(self, index: int) -> str:
        session, order = self._session, self._session.queue.order
        item = session.items[index]
        if session.state(index) is State.SKIPPED:
            return "skipped"
        if order is Order.CODE:
            return str(item.difference.code)
        if order is Order.REPEATS:
            count = session.waiting(index)
            return f"{count}× to decide" if count else "decided"
        return visible(item.document.id or item.document.copy.name)

    def _line_at(self, position: int) -> int:
        return self._lines.get(position, position) if self._rows is not None else position

    def _position_at(self, y: int) -> int | None:
        if self._rows is None:
            return y if 0 <= y < len(self._session.queue) else None
        row = self._rows[y] if 0 <= y < len(self._rows) else None
        return row if isinstance(row, int) else None

    def draw(self, y: int, width: int) -> Strip:
        """One difference, or a heading."""
        position = self._position_at(y)
        if position is not None:
            return self._row(position, width)
        if self._rows is not None and 0 <= y < len(self._rows):
            text = pad(f" ── {self._rows[y]} ", width)
            return Strip([segment(text, self.style_of("queue--heading"))])
        return Strip.blank(width, self.rich_style)

    def _row(self, position: int, width: int) -> Strip:
        session, queue = self._session, self._session.queue
        index = queue.indices[position]
        item, state, ruling = session.items[index], session.state(index), session.ruling(index)
        difference = item.difference
        here = position == queue.position
        base = self.style_of("queue--cursor") if here else Style()
        dim = base + self.style_of("queue--dim")
        of_state = base + self.style_of(f"queue--{state}")
        of_code = base + self.style_of(f"queue--{signs.family(difference.code)}")
        mark = "◆" if index in self._marked else "⚑" if ruling.flagged else "✎" if ruling.note else " "
        tail = f" {difference.confidence:.2f}"
        room = width - 7 - len(tail)
        copy, source = visible(difference.copy.text.strip()), visible(difference.source.text.strip())
        if ruling.replacement is not None:
            source = visible(ruling.replacement.strip())
        before, after = _share(copy or NOTHING, source or NOTHING, room - 3)
        said = Style(strike=True) if state is State.APPLIED else Style()
        unsaid = Style(strike=True) if state is State.KEPT else Style()
        words = [segment(before, base + said), segment(" → ", dim), segment(after, base + unsaid)]
        taken = sum(part.cell_length for part in words)
        return Strip(
            [
                segment("▌" if here else " ", of_state),
                segment(mark, base + self.style_of("queue--marked")),
                segment(signs.STATES[state] + " ", of_state),
                segment(signs.sign(difference.code) + " ", of_code),
                *words,
                segment(" " * max(room - taken, 0), base),
                segment(tail, dim),
                segment(" ", base),
            ]
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the difference; a click on its state's sign changes its mind."""
        position = self._position_at(event.y + int(self.scroll_offset.y))
        if position is None:
            return
        index = self._session.queue.indices[position]
        self.post_message(Toggled(index) if event.x == STATE_AT else Picked(index))


def _share(copy: str, source: str, room: int) -> tuple[str, str]:
    """Both sides in the room there is: what one does not need the other gets."""
    half = room // 2
    wanted = cell_len(copy), cell_len(source)
    if sum(wanted) <= room:
        return copy, source
    first = room - wanted[1] if wanted[1] < half else min(wanted[0], half)
    return clip(copy, first), clip(source, room - min(wanted[0], first))
