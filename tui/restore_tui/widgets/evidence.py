"""Why a difference is what it is said to be, how sure that is, and what the copy's words could become."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.strip import Strip

from restore.differences import Decision, Op
from restore.formats.words import beside_code, rivals, two_places
from restore.session.reading import is_gap, readings
from restore.visible import visible
from restore_tui import signs
from restore_tui.widgets.lines import LineView, clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restore.differences import Difference
    from restore.session.items import Item, Proposal
    from restore.session.reading import Reading
    from restore.session.ruling import Ruling
    from restore.session.session import Session

LABEL, LABEL_CELLS = " {}   ", 5
CLICKS = {"a": "answer('apply')", "r": "answer('keep')", "e": "edit"}
BAR = 12  # cells: a confidence to a twelfth, beside its figure


class EvidencePanel(LineView):
    """The panel under the text. It grows where a proposal needs more lines, and scrolls where that is not enough."""

    FOCUS_ON_CLICK = False  # a click answers, and the keys go on in the queue
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "evidence--code",
        "evidence--dim",
        "evidence--copy",
        "evidence--source",
        "evidence--key",
        "evidence--note",
        "evidence--sure",
    }

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._session = session
        self._starts: dict[int, list[int]] = {}
        self._lines: list[Text] = []
        self._needed = 1

    def update_for(self, index: int | None) -> None:
        """Show what is known of a difference."""
        if index is None:
            self._say([Text("nothing shown")])
            return
        item = self._session.items[index]
        width = max(self.scrollable_content_region.width, 20)
        lines = [self._head(index, item), *self._readings(index, item, width), *self._why(item, width)]
        needed = len(lines)
        lines += self._proposals(index, width)
        lines += self._rest(index, item, width)
        self._say(lines, needed)

    def _say(self, lines: list[Text], needed: int = 1) -> None:
        """Show these lines. All is laid out anew only where those needed take more room than before, or less."""
        least = int(self.styles.min_height.value) - self.gutter.height if self.styles.min_height else 0
        grown = max(needed, least) != max(self._needed, least)
        self._lines, self._needed = lines, needed
        self.virtual_size = Size(self.size.width, max(len(lines), least))  # a change of it is a layout
        self.scroll_to(y=0, animate=False, force=True)
        self.redraw()
        if grown:
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual calls it so
        """As many lines as say how it will read and why; what else it could become scrolls where there is no room."""
        return self._needed

    def draw(self, y: int, width: int) -> Strip:
        """One of the lines, cut where it is longer."""
        if not 0 <= y < len(self._lines):
            return Strip([])
        line = self._lines[y].copy()
        line.truncate(width, overflow="ellipsis")
        return Strip(line.render(self.app.console))

    def on_resize(self) -> None:
        """Break lines for the new width."""
        self.update_for(self._session.queue.current)

    def _styled(self, text: str, name: str) -> Text:
        return Text(text, self.style_of(f"evidence--{name}"), no_wrap=True, overflow="ellipsis")

    def _head(self, index: int, item: Item) -> Text:
        difference, ruling, state = item.difference, self._session.ruling(index), self._session.state(index)
        filled = round(difference.confidence * BAR)
        return Text.assemble(
            self._styled(f"{signs.sign(difference.code)} {difference.code}  ", "code"),
            self._styled("━" * filled, "sure"),
            self._styled("─" * (BAR - filled), "dim"),
            f" {two_places(difference.confidence)}  ",
            f"{signs.STATES[state]} {'edited' if ruling.replacement is not None else signs.STATE_WORDS[state]}",
            self._styled(self._who(difference, ruling), "dim"),
            self._styled(f"  {place}" if (place := item.document.copy.place_at(difference.copy.start)) else "", "dim"),
            self._styled("  ⚑ flagged" if ruling.flagged else "", "note"),
        )

    def _who(self, difference: Difference, ruling: Ruling) -> str:
        """Who decided it."""
        if ruling.answer is not None:
            return ", say you"
        if difference.decision is Decision.REVIEW:
            return ""
        return f", says threshold {self._session.policy.threshold_of(difference.code):g}"

    def _readings(self, index: int, item: Item, width: int) -> Iterator[Text]:
        """How it reads with `a`, with `r`, and as it was edited; words that are put in are never cut."""
        if item.difference.op is Op.MOVE:
            yield from (self._labelled("a", "the block goes where the source has it"), self._labelled("r", "it stays"))
            return
        read = readings(self._session, index)
        room = width - LABEL_CELLS
        yield from self._put_in("a", read.repaired, room)
        copy = self._reading(read.kept, room, "copy")
        copy.truncate(room, overflow="ellipsis")
        yield self._labelled("r", copy)
        if read.edited is not None:
            yield from self._put_in("e", read.edited, room)

    def _put_in(self, key: str, reading: Reading, room: int) -> Iterator[Text]:
        """A reading on as many lines as its words take."""
        for number, line in enumerate(self._reading(reading, room, "source").wrap(self.app.console, room)):
            yield self._labelled("" if number else key, line)

    def _labelled(self, key: str, line: Text | str) -> Text:
        label = self._styled(LABEL.format(key or " "), "key")
        if key:
            label.stylize(Style(meta={"@click": f"screen.{CLICKS[key]}"}))
        return Text.assemble(label, line)

    def _reading(self, reading: Reading, room: int, style: str) -> Text:
        """The words in brackets, with as much around them as makes a line, more of it behind."""
        words = visible(reading.words.strip(), newline="↵")
        left = max(room - cell_len(words) - 2, 0)
        before = _end(visible(" ".join(reading.before.split())), max(left * 2 // 5, min(16, room // 4)))
        after = clip(visible(" ".join(reading.after.split())), max(left - cell_len(before) - 2, 0))
        behind = (
            not (reading.words or reading.before)
            or (reading.words or reading.before)[-1:].isspace()
            or reading.after[:1].isspace()
        )
        leads = bool(words) and reading.words[0].isspace()
        gaps = " " * (reading.before[-1:].isspace() or leads), " " * (bool(after) and behind)
        return Text.assemble(
            before + gaps[0],
            self._styled(f"⟦{words}⟧", style),
            gaps[1] + after,
        )

    def _why(self, item: Item, width: int) -> list[Text]:
        """What may have made it, with its shares, and what speaks for that; on a low screen in one line."""
        difference = item.difference
        if difference.op is Op.MOVE and difference.origin is not None:
            words = f"the source has this block at {self._place(item, difference.origin.start)}"
        elif difference.origin is not None:
            words = f"copied from {self._place(item, difference.origin.start)}: {self._around(item)}"
        else:
            words = beside_code(difference)
        told = rivals(difference.explanations)
        words = f"{': ' if told and words else ''}{visible(words)}"
        line = Text.assemble(told, self._styled(words, "dim"))
        lines = [line] if self._is_low else list(line.wrap(self.app.console, width - LABEL_CELLS))
        label = self._styled("why  ", "dim")
        return [Text.assemble(" " * LABEL_CELLS if number else label, line) for number, line in enumerate(lines)]

    @property
    def _is_low(self) -> bool:
        return not self.screen.has_class("-high")

    def _place(self, item: Item, at: int) -> str:
        """The line of the source that an offset is on, from 1, and of a page also its page."""
        if place := item.document.source.place_at(at):
            return str(place)
        if item.place not in self._starts:
            text = item.document.source.text
            self._starts[item.place] = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
        return f"line {bisect_right(self._starts[item.place], at)}"

    def _around(self, item: Item) -> str:
        """The origin's words with a few before and behind."""
        origin, text = item.difference.origin, item.document.source.text
        if origin is None:
            return ""
        before, after = text[max(origin.start - 24, 0) : origin.start], text[origin.end : origin.end + 32]
        return f"…{before.lstrip()}[{text[origin.start : origin.end]}]{after.rstrip()}…".replace("\n", " ")

    def _proposals(self, index: int, width: int) -> list[Text]:
        """What else the copy's words could become; each can be clicked. The first stands in its sentence already.

        Each has a line of its own with its reason; on a low screen they share one without.
        """
        found = list(enumerate(self._session.proposals(index)[1:], start=2))
        if self._is_low and found:
            room = width // len(found) - LABEL_CELLS
            return [Text.assemble(*(self._proposal(index, number, each, room, "") for number, each in found))]
        whys = [f"  {each.why}" for _, each in found]
        return [
            self._proposal(index, number, each, width - LABEL_CELLS - len(why), why)
            for (number, each), why in zip(found, whys, strict=True)
        ]

    def _proposal(self, index: int, number: int, proposal: Proposal, room: int, why: str) -> Text:
        chosen = self._session.ruling(index).replacement == proposal.text
        words = visible(proposal.text.strip()) or "(nothing)"
        line = Text.assemble(
            self._styled(f" [{number}] ", "key"),
            self._styled(clip(words, max(room, 8)), "source" if chosen else "dim"),
            self._styled(why, "dim"),
        )
        line.stylize(Style(meta={"@click": f"screen.choose({number})"}))
        return line

    def _rest(self, index: int, item: Item, width: int) -> list[Text]:
        ruling, alike = self._session.ruling(index), len(self._session.identical(index))
        lines: list[Text] = []
        if ruling.note:
            lines.append(self._styled(clip(f"note: {visible(ruling.note)}", width), "note"))
        if alike > 1:
            lines.append(self._styled(f"   {alike} identical ones: = gives them all this answer", "dim"))
        if item.difference.within is not None:
            lines.append(self._styled("   stands in a moved block", "dim"))
        return lines


def _end(text: str, width: int) -> str:
    """The last words of a text, with an ellipsis where some were cut."""
    if cell_len(text) <= width:
        return text
    tails = (text[at:] for at in range(len(text)) if is_gap(text, at) and not text[at].isspace())
    kept = next((tail for tail in tails if cell_len(tail) <= width - 2), "")
    return f"… {kept}" if kept else "…"
