"""Why a difference is what it is said to be, how sure that is, and what the copy's words could become."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from restore.differences import Decision, Op
from restore.formats.words import rivals
from restore.visible import visible
from restore_tui import signs
from restore_tui.widgets.lines import clip
from restore_tui.widgets.styled import Styled

if TYPE_CHECKING:
    from restore.session.items import Item
    from restore.session.session import Session

CAUSES = {
    "entity": "a mention of something named elsewhere, standing where it does not belong",
    "duplicate": "the same words again, side by side",
    "spelling": "the same word misread or mistyped, joined or split",
    "hyphen": "a hyphenated word gone or broken",
    "punctuation": "marks and quotes, dashes among them",
    "case": "only capitals differ",
    "spacing": "only white space differs",
    "heading": "a headline, dateline, caption or navigation line",
    "passage": "a sentence or more",
    "wording": "a change of words: an editor's work until shown otherwise",
}
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
        lines = [self._head(index, item), *self._why(item), self._copy_line(item, width)]
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
            self._styled("  ⚑ flagged" if ruling.flagged else "", "note"),
        )

    def _why(self, item: Item) -> list[Text]:
        difference = item.difference
        if difference.op is Op.MOVE and difference.origin is not None:
            words = f"the source has this block at line {self._line(item, difference.origin.start)}"
        elif difference.origin is not None:
            words = f"copied from line {self._line(item, difference.origin.start)}: {self._around(item)}"
        else:
            words = difference.evidence
        lines = [self._styled(f"why  {visible(words)}", "dim")]
        told = rivals(difference.explanations)
        return [*lines, self._styled(f"by   {told}", "dim")] if told else lines

    def _line(self, item: Item, at: int) -> int:
        """The line of the source that an offset is on, from 1."""
        if item.place not in self._starts:
            text = item.document.source.text
            self._starts[item.place] = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
        return bisect_right(self._starts[item.place], at)

    def _around(self, item: Item) -> str:
        """The origin's words with a few before and behind."""
        origin, text = item.difference.origin, item.document.source.text
        if origin is None:
            return ""
        before, after = text[max(origin.start - 24, 0) : origin.start], text[origin.end : origin.end + 32]
        return f"…{before.lstrip()}[{text[origin.start : origin.end]}]{after.rstrip()}…".replace("\n", " ")

    def _copy_line(self, item: Item, width: int) -> Text:
        text = visible(item.difference.copy.text)
        return Text.assemble(self._styled("copy ", "dim"), self._styled(clip(text, width - 5) or "(nothing)", "copy"))

    def _proposals(self, index: int, width: int) -> list[Text]:
        """What the copy's words could become; each can be clicked."""
        ruling = self._session.ruling(index)
        lines: list[Text] = []
        for number, proposal in enumerate(self._session.proposals(index), start=1):
            chosen = ruling.replacement == proposal.text or (ruling.replacement is None and number == 1)
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
        return [*lines, self._styled(f"     {CAUSES[item.difference.cause]}", "dim")]
