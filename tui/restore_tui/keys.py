"""Every key of the app, as data: bindings, help, palette, configuration file and docs/review.md are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Section(StrEnum):
    """What keys have to do with."""

    DECIDE = "Decide"
    MANY = "Many at once"
    MOVE = "Move"
    FIND = "Find"
    LOOK = "Look"
    REST = "The rest"


@dataclass(frozen=True, slots=True)
class KeyAction:
    """One action: `id` names it in the configuration file, `keys` are Textual's names, separated by commas.

    `rank` is its place in the line of keys at the bottom: 1 is shown on the narrowest screen, 0 on none. `short` is
    what it is called there, where that is not `text`.
    """

    id: str
    keys: str
    action: str
    text: str
    section: Section
    help: str = ""
    rank: int = 0
    short: str = ""

    @property
    def brief(self) -> str:
        """Its words in the line of keys."""
        return self.short or self.text

    @property
    def shown(self) -> str:
        """The keys as a person reads them."""
        return show_keys(self.keys)


KEYS = (
    KeyAction(
        "apply",
        "a",
        "answer('apply')",
        "use source",
        Section.DECIDE,
        "the copy's words become the source's",
        rank=1,
    ),
    KeyAction("keep", "r", "answer('keep')", "keep copy", Section.DECIDE, "the copy stays as it is", rank=2),
    KeyAction("skip", "s", "answer('skip')", "skip", Section.DECIDE, "ask again, after all the others", rank=9),
    KeyAction("edit", "e", "edit", "edit", Section.DECIDE, "write the replacement yourself", rank=8),
    KeyAction("edit-outside", "E", "edit_outside", "edit in $EDITOR", Section.DECIDE, "the same in your own editor"),
    *(
        KeyAction(
            f"choose-{n}",
            str(n),
            f"choose({n})",
            f"choose {n}",
            Section.DECIDE,
            f"use proposal {n} of the evidence panel",
        )
        for n in range(1, 10)
    ),
    KeyAction(
        "take-back",
        "backspace,delete",
        "answer('none')",
        "take the answer back",
        Section.DECIDE,
        "the policy decides again",
    ),
    KeyAction(
        "undo", "u", "undo", "undo", Section.DECIDE, "any number of steps, those of earlier sittings too", rank=5
    ),
    KeyAction("redo", "ctrl+r", "redo", "redo", Section.DECIDE),
    KeyAction("flag", "m", "flag", "flag", Section.DECIDE, "point it out to a colleague"),
    KeyAction("note", "c", "note", "note", Section.DECIDE, "leave a remark"),
    KeyAction(
        "apply-all",
        "A",
        "answer_all('apply')",
        "use source in all shown",
        Section.MANY,
        "counted first; one step for undo",
    ),
    KeyAction("keep-all", "R", "answer_all('keep')", "keep copy in all shown", Section.MANY, "likewise"),
    KeyAction("skip-all", "S", "answer_all('skip')", "skip all shown", Section.MANY, "likewise"),
    KeyAction(
        "same",
        "equals_sign",
        "same",
        "the same for identical ones",
        Section.MANY,
        "this answer for all with the same words",
    ),
    KeyAction("mark", "space", "mark", "mark", Section.MANY, "the next answer goes to all that are marked"),
    KeyAction("mark-range", "v", "mark_range", "mark a range", Section.MANY, "from here to where you move"),
    KeyAction(
        "threshold", "t", "threshold", "threshold", Section.MANY, "what another threshold would apply, before it does"
    ),
    KeyAction("next", "j,down", "step(1)", "next", Section.MOVE),
    KeyAction("previous", "k,up", "step(-1)", "previous", Section.MOVE),
    KeyAction(
        "next-open",
        "n",
        "seek(1)",
        "next undecided",
        Section.MOVE,
        "tells you when there is none",
        rank=7,
        short="next",
    ),
    KeyAction("previous-open", "N", "seek(-1)", "previous undecided", Section.MOVE),
    KeyAction("next-document", "right_square_bracket", "document(1)", "next document", Section.MOVE),
    KeyAction("previous-document", "left_square_bracket", "document(-1)", "previous document", Section.MOVE),
    KeyAction(
        "documents",
        "D",
        "documents",
        "documents",
        Section.MOVE,
        "all of a batch, with what is left and the least sure of it",
    ),
    KeyAction("first", "g,home", "first", "first", Section.MOVE),
    KeyAction("last", "G,end", "last", "last", Section.MOVE),
    KeyAction("go-to", "ctrl+g", "go_to", "go to number", Section.MOVE),
    KeyAction("half-down", "ctrl+d", "page(0.5)", "half a page down", Section.MOVE),
    KeyAction("half-up", "ctrl+u", "page(-0.5)", "half a page up", Section.MOVE),
    KeyAction("page-down", "pagedown", "page(1.0)", "a page down", Section.MOVE),
    KeyAction("page-up", "pageup", "page(-1.0)", "a page up", Section.MOVE),
    KeyAction(
        "other-end", "x", "other_end", "other end", Section.MOVE, "where a mention was copied from, or a block belongs"
    ),
    KeyAction(
        "filter",
        "slash",
        "filter",
        "filter",
        Section.FIND,
        "words, /regex/, entity, state:open, confidence<0.9",
        rank=10,
    ),
    KeyAction("undecided", "U", "undecided", "undecided only", Section.FIND, "and back; within the filter that holds"),
    KeyAction("filter-form", "f", "filter_form", "filter by code and state", Section.FIND),
    KeyAction("clear", "escape", "clear", "one step back", Section.FIND, "marks, then the filter"),
    KeyAction("settled", "Z", "settled", "settled ones", Section.FIND, "those under the fold of the queue, or not"),
    KeyAction("sort", "o", "sort", "sort", Section.FIND, "position, doubt, confidence, repeats, code, document"),
    KeyAction("reverse", "O", "reverse", "reverse the order", Section.FIND),
    KeyAction("layout", "d", "layout", "layout", Section.LOOK, "side by side, stacked, inline, or as the width asks"),
    KeyAction("wrap", "w", "wrap", "wrap", Section.LOOK),
    KeyAction("fold", "z", "fold", "fold equal text", Section.LOOK),
    KeyAction("less-context", "left_curly_bracket", "context(-4)", "less context", Section.LOOK),
    KeyAction("more-context", "right_curly_bracket", "context(4)", "more context", Section.LOOK),
    KeyAction("evidence", "i", "evidence", "evidence", Section.LOOK, "why, how sure, and the proposals"),
    KeyAction("queue", "b", "queue", "queue", Section.LOOK),
    KeyAction("advance", "p", "advance", "go on after an answer", Section.LOOK, "or stay"),
    KeyAction("panes", "tab", "app.focus_next", "next pane", Section.LOOK),
    KeyAction(
        "copy-out",
        "y",
        "copy_out",
        "copy to the clipboard",
        Section.REST,
        "the selection; else source, copy, proposal or JSON",
    ),
    KeyAction("write", "ctrl+s", "write", "write the restored text", Section.REST, rank=6, short="write"),
    KeyAction("palette", "ctrl+p", "app.command_palette", "all commands", Section.REST),
    KeyAction("redraw", "ctrl+l", "app.redraw", "draw the screen anew", Section.REST, "when something wrote on it"),
    KeyAction("suspend", "ctrl+z", "app.suspend_process", "to the shell", Section.REST, "fg comes back"),
    KeyAction("help", "question_mark,f1", "help", "help", Section.REST, rank=3),
    KeyAction("quit", "q,ctrl+q", "leave", "quit", Section.REST, "every answer is kept already", rank=4),
)

_SIGNS = {
    "equals_sign": "=", "slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "down": "↓", "up": "↑", "pagedown": "PgDn", "pageup": "PgUp",
    "escape": "Esc", "backspace": "⌫", "delete": "Del", "space": "Space", "tab": "Tab", "home": "Home", "end": "End",
}  # fmt: skip


def show_keys(keys: str) -> str:
    """Textual's names of keys as a person reads them.

    >>> show_keys("j,down"), show_keys("ctrl+r"), show_keys("question_mark,f1")
    ('j ↓', 'Ctrl+R', '? F1')
    """
    return " ".join(_show(key.strip()) for key in keys.split(","))


def _show(key: str) -> str:
    if key in _SIGNS:
        return _SIGNS[key]
    if "+" in key:
        return "+".join(part.capitalize() for part in key.split("+"))
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def bindings() -> list[Binding]:
    """The keys as Textual's bindings, each with the id that the configuration file names it by."""
    return [
        Binding(key.keys, key.action, key.text, show=False, id=key.id, tooltip=key.help or key.text) for key in KEYS
    ]


def by_section(keymap: Mapping[str, str] | None = None) -> Iterator[tuple[Section, list[tuple[str, KeyAction]]]]:
    """The keys that hold with a keymap, section by section, each with its action; the nine choices are one line."""
    keymap = keymap or {}
    for section in Section:
        rows: list[tuple[str, KeyAction]] = []
        for key in KEYS:
            if key.section is not section or (key.id.startswith("choose-") and key.id != "choose-1"):
                continue
            if key.id == "choose-1" and not any(f"choose-{n}" in keymap for n in range(1, 10)):
                rows.append(
                    (
                        "1 … 9",
                        KeyAction(key.id, key.keys, key.action, "choose", section, "a proposal of the evidence panel"),
                    )
                )
                continue
            rows.append((show_keys(keymap.get(key.id, key.keys)), key))
        yield section, rows


def as_toml() -> str:
    """The keys as a configuration file that changes nothing."""
    lines = ["[review.keys]", *(f'{key.id} = "{key.keys}"  # {key.text}' for key in KEYS)]
    return "\n".join(lines) + "\n"
