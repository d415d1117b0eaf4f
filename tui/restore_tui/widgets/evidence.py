"""Why a difference is what it is said to be, how sure that is, and what the copy's words could become."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from restore.differences import Decision, Op
from restore.formats.words import rivals
from restore.session.reading import readings
from restore.visible import visible
from restore_tui import signs
from restore_tui.widgets.lines import clip
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from restore.session.items import Item
    from restore.session.reading import Reading
    from restore.session.session import Session

LABEL, LABEL_CELLS = " {}   ", 5
VERBS = {"a": "apply", "r": "keep"}
BAR = 12  # cells: a confidence to a twelfth, beside its figure


class EvidencePanel(Styled, Static, can_focus=False):
    """The panel under the text."""

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

    def update_for(self, index: int | None) -> None:
        """Show what is known of a difference."""
        if index is None:
            self.update(Text("nothing shown"))
            return
        item = self._session.items[index]
        width = max(self.size.width - 2, 20)
        lines = [self._head(index, item), *self._readings(index, item, width), self._why(item)]
        lines += self._proposals(index, width)
        lines += self._rest(index, item, width)
        whole = Text("\n", no_wrap=True, overflow="ellipsis").join(lines)
        whole.no_wrap, whole.overflow = True, "ellipsis"
        self.update(whole)

    def _styled(self, text: str, name: str) -> Text:
        return Text(text, self.style_of(f"evidence--{name}"), no_wrap=True, overflow="ellipsis")

    def _head(self, index: int, item: Item) -> Text:
        difference, ruling, state = item.difference, self._session.ruling(index), self._session.state(index)
        filled = round(difference.confidence * BAR)
        by = (
            "you"
            if ruling.answer is not None
            else f"threshold {self._session.policy.threshold_of(difference.code):.2f}"
        )
        words = f"{signs.STATES[state]} {signs.STATE_WORDS[state]}"
        return Text.assemble(
            self._styled(f"{signs.sign(difference.code)} {difference.code}  ", "code"),
            self._styled("━" * filled, "sure"),
            self._styled("─" * (BAR - filled), "dim"),
            f" {difference.confidence:.2f}  ",
            words,
            self._styled(
                "" if difference.decision is Decision.REVIEW and ruling.answer is None else f", says {by}", "dim"
            ),
            self._styled(f"  {place}" if (place := item.document.copy.place_at(difference.copy.start)) else "", "dim"),
            self._styled("  ⚑ flagged" if ruling.flagged else "", "note"),
        )

    def _readings(self, index: int, item: Item, width: int) -> Iterator[Text]:
        """How it reads with `a` and with `r`; the words that `a` puts in are never cut."""
        if item.difference.op is Op.MOVE:
            yield from (self._labelled("a", "the block goes where the source has it"), self._labelled("r", "it stays"))
            return
        both = readings(self._session, index)
        room = width - LABEL_CELLS
        source = self._reading(both.repaired, room, "source")
        for number, line in enumerate(source.wrap(self.app.console, room)):
            yield self._labelled("" if number else "a", line)
        copy = self._reading(both.kept, room, "copy")
        copy.truncate(room, overflow="ellipsis")
        yield self._labelled("r", copy)

    def _labelled(self, key: str, line: Text | str) -> Text:
        label = self._styled(LABEL.format(key or " "), "key")
        if key:
            label.stylize(Style(meta={"@click": f"screen.answer('{VERBS[key]}')"}))
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
        gaps = " " * reading.before[-1:].isspace(), " " * (bool(after) and behind)
        return Text.assemble(
            before + gaps[0],
            self._styled("⟦", "dim"),
            self._styled(words, style),
            self._styled("⟧", "dim"),
            gaps[1] + after,
        )

    def _why(self, item: Item) -> Text:
        difference = item.difference
        if difference.op is Op.MOVE and difference.origin is not None:
            words = f"the source has this block at {self._place(item, difference.origin.start)}"
        elif difference.origin is not None:
            words = f"copied from {self._place(item, difference.origin.start)}: {self._around(item)}"
        else:
            words = difference.evidence
        told = rivals(difference.explanations)
        return Text.assemble(
            self._styled("why  ", "dim"), told, self._styled(f"{': ' if told else ''}{visible(words)}", "dim")
        )

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
        """What else the copy's words could become; each can be clicked. The first stands in its sentence already."""
        ruling = self._session.ruling(index)
        lines: list[Text] = []
        for number, proposal in enumerate(self._session.proposals(index)[1:], start=2):
            chosen = ruling.replacement == proposal.text
            why = f"  {proposal.why}"
            room = max(width - 5 - len(why), 12)
            words = visible(proposal.text.strip()) or "(nothing)"
            line = Text.assemble(
                self._styled(f" [{number}] ", "key"),
                self._styled(clip(words, room), "source" if chosen else "dim"),
                self._styled(why, "dim"),
            )
            line.stylize(Style(meta={"@click": f"screen.choose({number})"}))
            lines.append(line)
        return lines

    def _rest(self, index: int, item: Item, width: int) -> list[Text]:
        ruling, alike = self._session.ruling(index), len(self._session.identical(index))
        lines: list[Text] = []
        if ruling.replacement is not None:
            lines.append(
                Text.assemble(self._styled("yours ", "key"), self._styled(visible(ruling.replacement), "source"))
            )
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
    kept = text
    while kept and cell_len(kept) > width - 2:
        _, _, kept = kept.partition(" ")
    return f"… {kept}" if kept else "…"
