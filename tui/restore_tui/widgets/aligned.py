"""The aligned text: source and copy in the same row, drawn line by line."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from restore.differences import Op
from restore.session.ruling import LEFT, State
from restore_tui import signs
from restore_tui.layout import NO_WRAP, LineKind, ScreenLayout, ScreenLine
from restore_tui.messages import FoldOpened, Picked, Scrolled
from restore_tui.widgets.lines import LineView, clip, segment
from restore_tui.wrapping import Cell, Role

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual import events

    from restore.session.session import Session
    from restore_tui.pages import Made

RULE = " │ "
SIDES = {LineKind.TEXT: " │", LineKind.COPY: "c│", LineKind.SOURCE: "s│"}  # in front of stacked rows: whose they are
_MARGIN = 4  # cells in front of the text: the cursor's bar, a state, what it was, a space


class AlignedView(LineView):
    """A document's page. What goes away is struck out, what comes or stays is not: it reads as it will be written."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "aligned--rule",
        "aligned--side",
        "aligned--fold",
        "aligned--equal",
        "aligned--shadow",
        "aligned--current",
        "aligned--open",
        "aligned--todo",
        "aligned--entity",
        "aligned--form",
        "aligned--editorial",
        "aligned--moved",
        "aligned--gone",
        "aligned--marked",
        "aligned--origin",
    }

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._first = 0
        self._origin: frozenset[int] = frozenset()
        self._shown: tuple[int, int | None] = (-1, None)  # after which step, and which difference was the current one
        self.made: Made | None = None
        self.message = ""

    def show(self, made: Made, first: int) -> None:
        """Show a page; `first` is the number of its document's first difference in the session."""
        if made is not self.made:
            self.made, self._first = made, first
            self._shown = (-1, None)
            self.virtual_size = Size(self._whole_width(made), len(made.page.lines))

    def _whole_width(self, made: Made) -> int:
        """As wide as the view; where lines are not wrapped, wide enough to scroll to the end of the longest."""
        width = self.scrollable_content_region.width
        if made.setting.width < NO_WRAP:
            return width
        longest = max(
            (sum(cell_len(c.text) for c in side) for line in made.page.lines for side in line.sides), default=0
        )
        return width + max(longest - column_width(made.setting.layout, width), 0)

    def say(self, message: str) -> None:
        """Show a message in place of a page."""
        self.made, self.message = None, message
        self.virtual_size = Size(0, 0)
        self.redraw()

    def go_to(self, index: int) -> None:
        """Bring a difference into sight, and mark the lines it was copied from."""
        if self.made is None:
            return
        origin, self._origin = self._origin, self._lines_of_origin(index)
        self.bring_into_sight(index)
        (step, before), self._shown = self._shown, (self._session.step, index)
        if step == self._session.step and before is not None:
            self.redraw([*self._lines_of({before, index}), *(origin ^ self._origin)])
        else:
            self.redraw()

    def bring_into_sight(self, index: int) -> None:
        """Scroll to a difference where it is out of sight."""
        line = self.made.page.places.get(index - self._first) if self.made else None
        if self.made is not None and line is not None:
            self.reveal(line, margin=4)
            if self.made.setting.width >= NO_WRAP:
                self._reveal_across(self.made.page.lines[line], index - self._first)

    def _lines_of(self, indices: set[int]) -> list[int]:
        """The lines in sight that some differences stand on."""
        lines = self.made.page.lines if self.made else []
        items = {index - self._first for index in indices}
        return [y for y in self.in_sight if y < len(lines) and not items.isdisjoint(lines[y].items)]

    def _reveal_across(self, line: ScreenLine, item: int) -> None:
        """Where lines are not wrapped, scroll sideways to where a difference begins."""
        at = 0
        for side in line.sides:
            before = list(takewhile(lambda cell: cell.item != item, side))
            if len(before) < len(side):
                at = sum(cell_len(cell.text) for cell in before)
                break
        width = self.size.width // 2 if line.source else self.size.width
        if not self.scroll_offset.x <= at < self.scroll_offset.x + width * 0.6:
            self.scroll_to(x=max(at - width // 3, 0), animate=False, force=True)

    def line_of_origin(self, index: int) -> int | None:
        """The line where the words of a difference were copied from, or a moved block belongs."""
        return min(self._lines_of_origin(index), default=None)

    def _lines_of_origin(self, index: int) -> frozenset[int]:
        difference, made = self._session.items[index].difference, self.made
        if made is None or difference.origin is None:
            return frozenset()
        at = difference.origin.start
        if difference.op is Op.MOVE and difference.target is not None:
            found = made.in_copy(difference.target)
        else:
            found = made.in_source(at)
        return frozenset() if found is None else frozenset({made.page.line_of(found)})

    # Drawing

    def draw(self, y: int, width: int) -> Strip:
        """One line of the page."""
        if self.made is None:
            return self._message(y, width)
        if not 0 <= y < len(self.made.page.lines):
            return Strip.blank(width, self.rich_style)
        line = self.made.page.lines[y]
        if line.kind is LineKind.BLANK:
            return self._blank(width)
        if line.kind is LineKind.FOLD:
            return self._fold(line, width)
        margin = self._margin(y, line)
        if self.made.setting.layout is not ScreenLayout.BESIDE:
            room = width - margin_width(self.made.setting.layout)
            stacked = self.made.setting.layout is ScreenLayout.STACKED
            role = None if not stacked else Role.SOURCE if line.kind is LineKind.SOURCE else Role.COPY
            return Strip([*margin, *self._cut(line.copy, room, role)])
        column = self._column(width)
        rule = segment(RULE, self.style_of("aligned--rule"))
        rest = width - _MARGIN - column - len(RULE)
        return Strip(
            [*margin, *self._cut(line.copy, column, Role.COPY), rule, *self._cut(line.source, rest, Role.SOURCE)]
        )

    def _message(self, y: int, width: int) -> Strip:
        """A line of the message, in the middle."""
        lines = self.message.splitlines()
        at = y - max((self.size.height - len(lines)) // 2, 0)
        text = clip(lines[at], width) if 0 <= at < len(lines) else ""
        lead = max((width - cell_len(text)) // 2, 0)
        return Strip([segment(" " * lead + text, self.style_of("aligned--fold"))])

    def _column(self, width: int) -> int:
        return column_width(ScreenLayout.BESIDE, width)

    def _cut(self, cells: tuple[Cell, ...], width: int, side: Role | None) -> list[Segment]:
        """One side, scrolled sideways where lines are not wrapped, as wide as its column."""
        scroll = int(self.scroll_offset.x)
        plain = self.style_of("aligned--equal")
        drawn = Strip([segment(cell.text, self._style(cell, side)) for cell in cells])
        return list(drawn.crop_extend(scroll, scroll + width, plain))

    def _blank(self, width: int) -> Strip:
        if self.made is None or self.made.setting.layout is not ScreenLayout.BESIDE:
            return Strip.blank(width, self.rich_style)
        rule = segment(RULE, self.style_of("aligned--rule"))
        return Strip([segment(" " * (_MARGIN + self._column(width))), rule])

    def _fold(self, line: ScreenLine, width: int) -> Strip:
        words = f"╌╌╌╌ {line.hidden} ╌╌╌╌"
        return Strip([segment(" " * max((width - cell_len(words)) // 2, 0) + words, self.style_of("aligned--fold"))])

    def _margin(self, y: int, line: ScreenLine) -> list[Segment]:
        """The cursor's bar, and of the difference that begins here its state and what it was."""
        current = self._session.queue.current
        here = current is not None and current - self._first in line.items
        plain = self.style_of("aligned--equal")  # what is empty is drawn like the words beside it, in one stretch
        state, cause = segment(" ", plain), segment(" ", plain)
        told = self._told_of(y, line)
        if told is not None:
            where, code = self._session.state(told), self._session.items[told].difference.code
            settled = where not in LEFT  # steps back, so that what is left stands out
            dim = self.style_of("aligned--shadow")
            state = segment(signs.STATES[where], self.style_of("aligned--todo") if where is State.OPEN else dim)
            cause = segment(signs.sign(code), dim if settled else self.style_of(f"aligned--{signs.family(code)}"))
        if y in self._origin:
            state = segment("◂", self.style_of("aligned--origin"))
        bar = segment("▌", self.style_of("aligned--origin")) if here else segment(" ", plain)
        side: list[Segment] = []
        if self.made is not None and self.made.setting.layout is ScreenLayout.STACKED:
            side = [segment(SIDES[line.kind], self.style_of("aligned--side"))]
        return [bar, state, cause, segment(" ", plain), *side]

    def _told_of(self, y: int, line: ScreenLine) -> int | None:
        """The difference that a margin tells of: of those that begin there the current one, else the most open."""
        places = self.made.page.places if self.made else {}
        begun = sorted(self._first + item for item in line.items if places.get(item) == y)
        if self._session.queue.current in begun:
            return self._session.queue.current
        return min(begun, key=lambda index: signs.WORST.index(self._session.state(index)), default=None)

    def _style(self, cell: Cell, side: Role | None) -> Style:
        if cell.item is None:
            stacked = self.made is not None and self.made.setting.layout is ScreenLayout.STACKED
            return self.style_of("aligned--shadow" if stacked and side is Role.SOURCE else "aligned--equal")
        index = self._first + cell.item
        state = self._session.state(index)
        style = self.style_of(f"aligned--{signs.family(self._session.items[index].difference.code)}")
        style += self._by_state(cell, side, state, self._session.ruling(index).replacement)
        if cell.marked:
            style += self.style_of("aligned--marked")
        if index == self._session.queue.current:
            style += self.style_of("aligned--current")
        return style

    def _by_state(self, cell: Cell, side: Role | None, state: State, written: str | None) -> Style:
        """Strike out what goes away; the brackets around it are as dim."""
        if cell.role is Role.MOVED:
            return Style()
        if state in LEFT:
            return self.style_of("aligned--open") if cell.role is Role.SOURCE else Style()
        if cell.role is Role.SIGN:
            goes = written == "" or side is (Role.SOURCE if state is State.KEPT else Role.COPY)
            return self.style_of("aligned--gone") + Style(strike=False) if goes else Style()
        stays = Role.COPY if state is State.KEPT else Role.SOURCE if written is None else Role.EDITED
        return Style(bold=True) if cell.role is stays else self.style_of("aligned--gone")

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Go to a difference, or open a fold."""
        y = event.y + int(self.scroll_offset.y)
        if self.made is None or not 0 <= y < len(self.made.page.lines):
            return
        line = self.made.page.lines[y]
        if line.kind is LineKind.FOLD and line.fold is not None:
            self.post_message(FoldOpened(line.fold))
            return
        item = self._item_at(line, event.x)
        if item is not None:
            self.post_message(Picked(self._first + item))

    def _item_at(self, line: ScreenLine, x: int) -> int | None:
        """The difference under a cell; in the margin the first of the line."""
        margin = margin_width(self.made.setting.layout) if self.made else _MARGIN
        at = margin - int(self.scroll_offset.x)
        cells = line.copy
        column = self._column(self.scrollable_content_region.width)
        if line.source and x >= margin + column + len(RULE):
            at, cells = at + column + len(RULE), line.source
        for cell in cells:
            if x < margin and cell.item is not None:
                return cell.item
            if at <= x < at + cell_len(cell.text):
                return cell.item
            at += cell_len(cell.text)
        return None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell the overview."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(Scrolled())


def margin_width(layout: ScreenLayout) -> int:
    """How many cells stand in front of the text."""
    return _MARGIN + len(SIDES[LineKind.TEXT]) * (layout is ScreenLayout.STACKED)


def column_width(layout: ScreenLayout, width: int) -> int:
    """How many cells one column of a layout has on a view of some width."""
    room = width - margin_width(layout)
    return (room - len(RULE) - 1) // 2 if layout is ScreenLayout.BESIDE else room - 1
