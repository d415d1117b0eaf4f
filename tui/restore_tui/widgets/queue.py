"""The queue of differences: a line each, of which only those on the screen are drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from restore.differences import Op
from restore.formats.words import two_places
from restore.session.order import Order
from restore.session.ruling import LEFT, State
from restore.visible import visible
from restore_tui import signs
from restore_tui.messages import Picked, SettledToggled, Toggled
from restore_tui.widgets.lines import LineView, clip, pad, segment

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual import events

    from restore.session.items import Item
    from restore.session.ruling import Ruling
    from restore.session.session import Session

HEADED = 50_000  # differences: beyond, headings would cost more than they tell
STATE_AT = 2  # the column of the state's sign
DECIDED = "decided"
LEAST = 9  # cells: for three letters of either side and the arrow; with fewer the cause's sign stands for its word
VERB = 8  # cells: "replace" and a space


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that stands before the difference on some line of the queue; the fold's can be opened."""

    position: int
    text: str
    fold: bool = False


class QueueView(LineView):
    """All differences that the filter lets through, in their order, under the headings of their groups.

    What is settled stands under the last one, which says how many that are; the key named `opener` shows them.
    """

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

    def __init__(self, session: Session, marked: set[int], opener: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session, self._opener = session, opener
        self._marked = marked
        self._headings: list[Heading] = []
        self._version = -1
        self._shown: tuple[int, int, frozenset[int], int] = (-1, -1, frozenset(), -1)
        self._has_left: dict[int, bool] = {}  # below the heading at a position, until the next answer

    def update(self) -> None:
        """Show the queue as it is now, the cursor in sight."""
        queue = self._session.queue
        if queue.version != self._version:
            self._version = queue.version
            self._arrange()
        self._take_height()
        before, self._shown = self._shown, (queue.version, self._session.step, frozenset(self._marked), queue.position)
        if before[:2] != self._shown[:2]:
            self._has_left.clear()
        self.bring_into_sight()
        if before[:3] == self._shown[:3]:
            self.redraw(self._line_at(position) for position in (before[3], queue.position))
        else:
            self.redraw()

    def _take_height(self) -> None:
        """As many lines as there are; where the text stands below, it gets those that a short queue leaves."""
        lines = len(self._session.queue) + len(self._headings)
        before, self.virtual_size = self.virtual_size.height, Size(self.size.width, lines)
        height = self.styles.height
        if lines != before and height is not None and height.is_auto and min(lines, before) <= self.size.height:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's own
        """All lines; the stylesheet says how many at most."""
        return self.virtual_size.height

    def bring_into_sight(self) -> None:
        """Scroll to the cursor where it is out of sight."""
        if len(self._session.queue):
            self.reveal(self._line_at(self._session.queue.position), margin=2)

    def on_resize(self) -> None:
        """Fewer lines may be too few for the cursor's."""
        self.bring_into_sight()

    def _arrange(self) -> None:
        """Put headings between groups, where there are several, and one over what is settled."""
        queue, session = self._session.queue, self._session
        several = len(session.documents) > 1
        headed = queue.order in {Order.CODE, Order.REPEATS, Order.DOCUMENT} or (
            several and queue.order is Order.POSITION
        )
        self._headings, fold_at = [], queue.fold_at
        last = ""
        for position, index in enumerate(queue.indices if headed and len(queue) <= HEADED else ()):
            if position == fold_at:
                self._headings.append(self._fold(position))
                last = ""
            heading = self._heading(index)
            if heading != last and not (fold_at is not None and position >= fold_at and heading == DECIDED):
                self._headings.append(Heading(position, f" ── {heading} "))
            last = heading
        if fold_at is not None and not any(heading.fold for heading in self._headings):
            self._headings.append(self._fold(fold_at))

    def _fold(self, position: int) -> Heading:
        """What the fold says: how many there are in it, and what opens it."""
        queue, counts = self._session.queue, Counter(map(self._session.state, self._session.queue.settled))
        words = ", ".join(f"{counts[state]:,} {state}" for state in (State.APPLIED, State.KEPT) if counts[state])
        sign, what = ("▸", "shows") if queue.closed else ("▾", "hides")
        return Heading(position, f" {sign} {words} · {self._opener} {what} them ", fold=True)

    def _heading(self, index: int) -> str:
        session, order = self._session, self._session.queue.order
        item = session.items[index]
        if session.state(index) is State.SKIPPED:
            return "skipped"
        if order is Order.CODE:
            return str(item.difference.code)
        if order is Order.REPEATS:
            count = session.waiting(index)
            return f"{count}× to decide" if count else DECIDED
        return visible(item.document.id or item.document.copy.name)

    def _line_at(self, position: int) -> int:
        return position + bisect_right(self._headings, position, key=lambda heading: heading.position)

    def _at(self, y: int) -> int | Heading | None:
        """What a line shows: a place in the queue, a heading, or nothing."""
        before = bisect_left(range(len(self._headings)), y, key=lambda n: self._headings[n].position + n)
        if before < len(self._headings) and self._headings[before].position + before == y:
            return self._headings[before]
        return y - before if 0 <= y - before < len(self._session.queue) else None

    def draw(self, y: int, width: int) -> Strip:
        """One difference, or a heading."""
        found = self._at(y)
        if isinstance(found, Heading):
            return Strip([segment(pad(self._said(found), width), self.style_of("queue--heading"))])
        return Strip.blank(width, self.rich_style) if found is None else self._row(found, width)

    def _said(self, heading: Heading) -> str:
        """A heading's words. Rows stay where they are while they are decided; once all below are, there it says so."""
        queue, session = self._session.queue, self._session
        under_fold = queue.fold_at is not None and heading.position >= queue.fold_at
        if under_fold or queue.order is not Order.REPEATS:
            return heading.text
        left = self._has_left.get(heading.position)
        if left is None:
            following = bisect_right(self._headings, heading.position, key=lambda other: other.position)
            end = self._headings[following].position if following < len(self._headings) else len(queue)
            left = any(session.state(queue.indices[n]) in LEFT for n in range(heading.position, end))
            self._has_left[heading.position] = left
        return heading.text if left else f" ── {DECIDED} "

    def _row(self, position: int, width: int) -> Strip:
        session, queue = self._session, self._session.queue
        index = queue.indices[position]
        item, state, ruling = session.items[index], session.state(index), session.ruling(index)
        here = position == queue.position
        folded = queue.fold_at is not None and position >= queue.fold_at
        base = self.style_of("queue--cursor") if here else Style()
        dim = base + self.style_of("queue--dim")
        plain = dim if folded else base
        of_state = plain if folded else base + self.style_of(f"queue--{state}")
        of_code = plain if folded else base + self.style_of(f"queue--{signs.family(item.difference.code)}")
        mark = "◆" if index in self._marked else "⚑" if ruling.flagged else " "
        verb, cause = _verb(item, ruling).ljust(VERB), signs.cause(item.difference.code)
        confidence = f" {two_places(item.difference.confidence)} "
        room = width - 4 - VERB - 1 - cell_len(cause) - len(confidence)
        if room < LEAST:
            room, cause = room + cell_len(cause) - 1, signs.sign(item.difference.code)
        words = self._words(item, ruling, state, room, plain)
        taken = sum(part.cell_length for part in words)
        return Strip(
            [
                segment("▌" if here else " ", of_state if here else plain),
                segment(mark, base + self.style_of("queue--marked") if mark != " " else plain),
                segment(signs.STATES[state], of_state),
                segment("✎", base + self.style_of("queue--marked")) if ruling.note else segment(" ", plain),
                segment(verb, plain),
                *words,
                segment(" " * max(room - taken, 0) + " ", plain),
                segment(cause, of_code),
                segment(confidence, dim),
            ]
        )

    def _words(self, item: Item, ruling: Ruling, state: State, room: int, style: Style) -> list[Segment]:
        """What goes and what comes; which of them does not stand in the text that is written is struck out."""
        difference = item.difference
        copy, source = visible(difference.copy.text.strip()), visible(difference.source.text.strip())
        if ruling.replacement is not None:
            source = visible(ruling.replacement.strip())
        goes = style + Style(strike=True) if state is State.APPLIED else style
        comes = style + Style(strike=True) if state is State.KEPT else style
        if difference.op is Op.MOVE:
            return [segment(clip(copy, room), style)]
        if not copy or not source:
            return [segment(clip(copy or source, room), goes if copy else comes)]
        before, after = _share(copy, source, room - 3)
        return [segment(before, goes), segment(" → ", style), segment(after, comes)]

    def on_click(self, event: events.Click) -> None:
        """Go to the difference; a click on its state's sign changes its mind, one on the fold opens it."""
        found = self._at(event.y + int(self.scroll_offset.y))
        if isinstance(found, Heading) and found.fold:
            self.post_message(SettledToggled())
        if not isinstance(found, int):
            return
        index = self._session.queue.indices[found]
        self.post_message(Toggled(index) if event.x == STATE_AT else Picked(index))


def _verb(item: Item, ruling: Ruling) -> str:
    """What its repair does to the copy; one that a reviewer wrote may do another thing than what was proposed."""
    difference, words = item.difference, ruling.replacement
    if words is None or not difference.copy.text:
        return signs.verb(difference.op)
    return signs.verb(Op.REPLACE if words else Op.INSERT)


def _share(copy: str, source: str, room: int) -> tuple[str, str]:
    """Both sides in the room there is: what one does not need the other gets."""
    half = room // 2
    wanted = cell_len(copy), cell_len(source)
    if sum(wanted) <= room:
        return copy, source
    first = room - wanted[1] if wanted[1] < half else min(wanted[0], half)
    return clip(copy, first), clip(source, room - min(wanted[0], first))
