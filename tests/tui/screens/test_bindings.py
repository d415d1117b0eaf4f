"""Every binding is pressed, and does what it says."""

from __future__ import annotations

import json
from itertools import product

import pytest
from textual.events import Paste
from textual.widgets import Input, SelectionList

from restore.differences import Cause, Code, Difference, Op, Place, Span
from restore.session import filters
from restore.session.document import ReviewDocument, Side
from restore.session.filters import Filter
from restore.session.opening import open_review
from restore.session.order import Order
from restore.session.ruling import Answer, State
from restore.values import replace
from restore_tui.config import Preferences
from restore_tui.keys import KEYS
from restore_tui.layout import ScreenLayout
from restore_tui.screens import moving
from restore_tui.screens.dialogs import LineDialog, Question
from restore_tui.screens.help import HelpScreen
from tests.restore.session.made import made_document
from tests.tui.driving import MadeOrigin, drive

DRIVEN = {"suspend", "redraw"}  # in a terminal: test_app.py and test_light.py


def last_told(app):
    """The last message in the corner."""
    return list(app.app._notifications)[-1].message


def drives(*ids):
    """Say which bindings a test presses."""
    DRIVEN.update(ids)
    return lambda test: test


@drives("apply", "keep", "skip")
@pytest.mark.parametrize(("key", "answer"), [("a", Answer.APPLY), ("r", Answer.KEEP), ("s", Answer.SKIP)])
def test_one_key_answers_and_goes_on(tmp_path, key, answer):
    async def script(app):
        assert app.session.queue.current == 0
        await app.press(key)
        assert app.session.ruling(0).answer is answer
        assert app.session.queue.current == 3  # the next undecided one

    drive(script, tmp_path)


@drives("undecided")
def test_undecided_only_and_back(tmp_path):
    async def script(app):
        await app.press("s", "U")
        assert app.session.queue.filter.text == "state:open,skipped"
        assert app.session.queue.indices == [3, 6, 9, 0]  # skipped ones come back, last
        await app.press("U")
        assert len(app.session.queue) == 12

    drive(script, tmp_path)


def test_undecided_only_narrows_the_filter_that_holds(tmp_path):
    async def script(app):
        app.session.set_filter(Filter("entity"))
        await app.press("U")
        assert app.session.queue.filter.text == "entity state:open,skipped"
        assert app.session.queue.indices == [0]

    drive(script, tmp_path)


def test_what_is_said_of_an_answer_goes_when_it_is_taken_back(tmp_path):
    async def script(app):
        await app.press("space", "space", "a")
        assert "u takes them back" in last_told(app)
        await app.press("u")
        assert not list(app.app._notifications)

    drive(script, tmp_path)


def test_the_last_question_writes_with_the_key_that_writes_elsewhere(tmp_path):
    async def script(app):
        await app.press("A", "enter", "w")
        assert not (tmp_path / "restored.txt").exists()
        await app.press("ctrl+s")
        assert (tmp_path / "restored.txt").exists()

    drive(script, tmp_path)


def test_a_message_leaves_the_proposals_and_the_keys_in_sight(tmp_path):
    async def script(app):
        await app.press("space", "space", "a")
        await app.until(lambda: "at once" in "".join(app.text.splitlines()[:8]))

    drive(script, tmp_path, notifications=True)


@drives("edit")
def test_edit(tmp_path):
    async def script(app):
        await app.press("e")
        assert app.app.screen.query_one(Input).value == "right0"
        await app.press(*"!", "\\", "n", "x", "enter")
        assert app.session.ruling(0).replacement == "right0!\nx"
        await app.press("k", "k", "k", "e", "Z", "escape")
        assert app.session.ruling(0).replacement == "right0!\nx"

    drive(script, tmp_path)


def test_a_paste_into_an_edit_brings_all_its_lines(tmp_path):
    async def script(app):
        await app.press("e", "ctrl+u")
        app.app.post_message(Paste("one\rtwo\\n\r"))
        await app.press("enter")
        assert app.session.ruling(0).replacement == "one\ntwo\\n"
        await app.press("c")
        app.app.post_message(Paste("three\r\nfour"))
        await app.press("enter")
        assert app.session.ruling(3).note == "three\nfour"

    drive(script, tmp_path)


def test_an_edit_keeps_the_space_around_the_words_but_around_none(tmp_path):
    document = made_document(2)
    first = replace(document.differences[0], replacement="right0 ")
    document = replace(document, differences=[first, *document.differences[1:]])

    async def script(app):
        for typed, becomes in [("x", "x "), ("", ""), ("y", "y ")]:
            await app.press("g", "e", "ctrl+u", *typed, "enter")
            assert app.session.ruling(0).replacement == becomes
            await app.press("escape")

    drive(script, tmp_path, documents=[document])


@drives("edit-outside")
def test_without_an_editor_it_says_so(tmp_path, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    async def script(app):
        await app.press("E")
        assert "set EDITOR" in last_told(app)

    drive(script, tmp_path)


@drives(*(f"choose-{n}" for n in range(1, 10)))
@pytest.mark.parametrize("number", range(1, 10))
def test_choose(tmp_path, number):
    async def script(app):
        found = app.session.proposals(0)
        await app.press(str(number))
        if number <= len(found):
            assert app.session.ruling(0).answer is Answer.APPLY
            assert app.session.ruling(0).replacement == (None if number == 1 else found[number - 1].text)
        else:
            assert app.session.ruling(0).answer is None

    drive(script, tmp_path)


@drives("take-back")
def test_take_back(tmp_path):
    async def script(app):
        await app.press("r", "g")
        assert app.session.state(0) is State.KEPT
        await app.press("backspace")
        assert app.session.ruling(0).answer is None

    drive(script, tmp_path)


@drives("undo", "redo")
def test_undo_and_redo(tmp_path):
    async def script(app):
        await app.press("r", "a")
        await app.press("u")
        assert (app.session.queue.current, app.session.state(3)) == (3, State.OPEN)
        await app.press("u")
        assert (app.session.queue.current, app.session.state(0)) == (0, State.OPEN)
        await app.press("ctrl+r")
        assert app.session.state(0) is State.KEPT

    drive(script, tmp_path)


@drives("flag", "note")
def test_flag_and_note(tmp_path):
    async def script(app):
        await app.press("m", "c", *"ask", "enter")
        assert app.session.ruling(0).flagged
        assert app.session.ruling(0).note == "ask"
        await app.press("m")
        assert not app.session.ruling(0).flagged

    drive(script, tmp_path)


@drives("apply-all", "keep-all", "skip-all")
@pytest.mark.parametrize(("key", "answer"), [("A", Answer.APPLY), ("R", Answer.KEEP), ("S", Answer.SKIP)])
def test_all_shown_after_a_question(tmp_path, key, answer):
    async def script(app):
        app.session.set_filter(Filter("entity"))
        await app.press(key)
        assert isinstance(app.app.screen, Question)
        assert "3 of 3 shown" in app.text
        assert "lowest confidence 0.00" in app.text
        await app.press("escape")
        assert not app.session.ledger.past
        await app.press(key, "enter")
        assert [i for i in range(12) if app.session.ruling(i).answer is answer] == [0, 4, 8]
        assert len(app.session.ledger.past) == 1

    drive(script, tmp_path)


@drives("same")
def test_the_same_for_identical_ones(tmp_path):
    async def script(app):
        await app.press("equals_sign")
        assert "3 identical differences" in app.text
        await app.press("r")
        assert [i for i in range(12) if app.session.ruling(i).answer is Answer.KEEP] == [0, 4, 8]
        await app.press("g", "j", "equals_sign", "enter")
        assert [i for i in range(12) if app.session.ruling(i).answer is Answer.APPLY] == [1, 5, 9]

    drive(script, tmp_path)


def test_one_alone_is_one_difference(tmp_path):
    async def script(app):
        await app.press("equals_sign")
        assert "1 identical difference " in app.text

    drive(script, tmp_path, documents=[made_document(1)])


@drives("mark", "mark-range", "clear")
def test_marks(tmp_path):
    async def script(app):
        await app.press("space", "j", "space")
        assert app.screen.marked == {0, 2}
        await app.press("r")
        assert [i for i in range(12) if app.session.ruling(i).answer is Answer.KEEP] == [0, 2]
        assert not app.screen.marked
        await app.press("g", "v", "j", "j")
        assert app.screen.marked == {0, 1, 2}
        await app.press("escape")
        assert not app.screen.marked

    drive(script, tmp_path)


@drives("threshold")
def test_threshold(tmp_path):
    async def script(app):
        await app.press("t")
        assert isinstance(app.app.screen, LineDialog)
        app.app.screen.query_one(Input).value = "0.5"
        await app.pilot.pause()
        sure = sum(item.difference.confidence >= 0.5 and n % 4 != 3 for n, item in enumerate(app.session.items))
        assert f"applies {sure}, leaves {12 - sure}" in app.text
        assert not app.session.ledger.past
        await app.press("enter")
        assert app.session.progress.applied == sure

    drive(script, tmp_path)


@drives("next", "previous", "next-open", "previous-open", "first", "last")
def test_moving(tmp_path):
    async def script(app):
        queue = app.session.queue
        for keys, position in [
            (["j", "down"], 2),
            (["k"], 1),
            (["up"], 0),
            (["n"], 3),
            (["n", "n", "N"], 6),
            (["G"], 11),
            (["g"], 0),
            (["end"], 11),
            (["home"], 0),
        ]:
            await app.press(*keys)
            assert queue.position == position, keys

    drive(script, tmp_path)


def test_no_silent_wrap_at_the_end(tmp_path):
    async def script(app):
        await app.press("G", "n")
        assert app.session.queue.position == 11
        assert "nothing undecided after this one; 4 left" in last_told(app)

    drive(script, tmp_path)


@drives("next-document", "previous-document")
def test_documents(tmp_path):
    async def script(app):
        app.session.set_order(Order.POSITION)
        await app.press("g", "right_square_bracket")
        assert app.session.current.document.id == "b"
        await app.press("j", "right_square_bracket", "left_square_bracket")
        assert app.session.current.key.difference == "b0000"

    drive(script, tmp_path, documents=[made_document(4, "a"), made_document(4, "b"), made_document(4, "c")])


@drives("go-to")
def test_go_to(tmp_path):
    async def script(app):
        await app.press("ctrl+g", "9", "9", "enter")
        assert "a number from 1 to 12" in app.text
        await app.press("backspace", "enter")
        assert app.session.queue.position == 8
        await app.press("ctrl+g")
        app.app.screen.query_one(Input).value = "9" * 5000
        await app.press("enter")
        assert "a number from 1 to 12" in app.text

    drive(script, tmp_path)


@drives("half-down", "half-up", "page-down", "page-up")
def test_pages(tmp_path):
    async def script(app):
        height = app.screen.queue_view.size.height
        await app.press("g", "ctrl+d")
        assert app.session.queue.position == height // 2
        await app.press("ctrl+u")
        assert app.session.queue.position == 0
        await app.press("pagedown")
        assert app.session.queue.position == height
        await app.press("pageup")
        assert app.session.queue.position == 0
        await app.press("tab", "pagedown")
        assert app.session.queue.position == 0
        assert app.screen.aligned.scroll_offset.y > 0

    drive(script, tmp_path, documents=[made_document(200)])


def test_the_other_end_of_a_mention(tmp_path):
    source = "Ann Lee spoke first of all. " + "Much was said about many things. " * 80 + "Then he left it."
    copy = source.replace("he left", "Ann Lee left")
    at, there = copy.index("Ann Lee left"), source.index("he left")
    difference = Difference(
        "7",
        Code(Op.REPLACE, Cause.ENTITY),
        Span(at, at + 7, "Ann Lee"),
        Span(there, there + 2, "he"),
        "he",
        0.9,
        "",
        Place(0, 7),
    )

    async def script(app):
        await app.press("z")
        assert app.screen.aligned.scroll_offset.y > 0
        assert "copied from line 1: …[Ann Lee] spoke first" in app.text
        await app.press("x")
        assert app.screen.aligned.scroll_offset.y == 0
        assert "◂" in app.text

    drive(script, tmp_path, documents=[ReviewDocument("", Side("c", copy), Side("s", source), [difference])])


drives("other-end", "settled")  # widgets/test_queue.py drives what is settled
drives("documents")  # test_documents.py


@drives("filter")
def test_filter_as_you_type(tmp_path):
    async def script(app):
        await app.press("slash", *"wrong1")
        assert app.session.queue.indices == [1, 5, 9]
        await app.press("escape")
        assert len(app.session.queue) == 12
        await app.press("slash", *"state:done")
        assert "no such state" in app.text
        await app.press("enter")
        assert isinstance(app.app.screen, LineDialog)
        app.app.screen.query_one(Input).value = "entity"
        await app.press("enter")
        assert app.session.queue.indices == [0, 4, 8]
        await app.press("escape")
        assert len(app.session.queue) == 12

    drive(script, tmp_path)


def test_what_is_typed_behind_a_filter_that_holds_is_its_next_word(tmp_path):
    async def script(app):
        await app.press("slash", *"entity", "enter", "slash", *"wrong1", "enter")
        assert app.session.queue.filter.text == "entity wrong1"
        await app.press("slash", "enter")
        assert app.session.queue.filter.text == "entity wrong1"

    drive(script, tmp_path)


def test_a_filter_that_takes_too_long_says_so_and_shows_what_it_did(tmp_path, monkeypatch):
    monkeypatch.setattr(filters, "PATIENCE", 0.05)

    async def script(app):
        app.session.note([3], "a" * 60)
        await app.press("slash")
        app.app.screen.query_one(Input).value = "/(a|aa)+$b/"
        await app.press("enter")
        assert isinstance(app.app.screen, LineDialog)
        assert "takes too long" in app.text
        await app.press("escape")
        monkeypatch.setattr(moving, "LIVE", 0)  # of very many a filter is asked when it is taken
        await app.press("slash")
        app.app.screen.query_one(Input).value = "/(a|aa)+$b/"
        await app.press("enter")
        assert "takes too long" in last_told(app)
        assert len(app.session.queue) == 12

    drive(script, tmp_path)


@drives("filter-form")
def test_filter_form(tmp_path):
    async def script(app):
        await app.press("f")
        app.app.screen.query_one("#codes", SelectionList).select("replace:entity")
        app.app.screen.query_one("#confidence", Input).value = "<0.5"
        await app.pilot.pause()
        assert "2 of 12   code:replace:entity confidence<0.5" in app.text
        assert "[✓] ! replace:entity  3" in app.text
        assert "[ ] ; replace:punctuation  3" in app.text
        await app.press("ctrl+s")
        assert app.session.queue.indices == [0, 4]

    drive(script, tmp_path)


@drives("sort", "reverse")
def test_orders(tmp_path):
    async def script(app):
        await app.press("o")
        assert app.session.queue.order is Order.DOUBT
        first = app.session.queue.indices[0]
        await app.press("O")
        assert app.session.queue.indices[-1] == first

    drive(script, tmp_path)


@drives("layout", "wrap", "fold", "less-context", "more-context", "evidence", "queue", "advance", "panes")
def test_looks(tmp_path):
    async def script(app):
        screen = app.screen
        assert screen.text_layout is ScreenLayout.BESIDE
        seen = []
        for _ in range(4):
            await app.press("d")
            seen.append(screen.layout_chosen)
        assert seen == [*ScreenLayout, None]
        await app.press("w")
        assert not screen.wrap
        await app.press("w", "z")
        assert not screen.folded
        await app.press("z", "right_curly_bracket")
        assert screen.context == 16
        await app.press("left_curly_bracket")
        assert screen.context == 12
        await app.press("i")
        assert not screen.evidence.display
        await app.press("i", "b")
        assert not screen.query_one("#side").display
        await app.press("b", "p", "a")
        assert app.session.queue.current == 0
        await app.press("tab")
        assert app.app.focused is screen.aligned
        assert app.session.queue.current == 0

    drive(script, tmp_path)


@drives("copy-out")
@pytest.mark.parametrize(("key", "text"), [("s", "right0"), ("c", "wrong0"), ("p", "right0"), ("j", '"id": "0000"')])
def test_to_the_clipboard(tmp_path, key, text):
    async def script(app):
        await app.press("y", key)
        assert text in app.app.clipboard
        if key == "j":
            assert json.loads(app.app.clipboard)["code"] == "replace:entity"

    drive(script, tmp_path)


@drives("write")
def test_write(tmp_path):
    async def script(app):
        await app.press("r", "ctrl+s")
        text = (tmp_path / "restored.txt").read_text()
        assert text == app.session.restored(app.session.documents[0])
        assert "wrong0" in text

    drive(script, tmp_path)


def test_a_copy_that_changed_meanwhile_is_named_beside_the_text_that_is_written(tmp_path):
    document = made_document(3)
    path = tmp_path / "copy.txt"
    path.write_text(document.copy.text)

    async def script(app):
        await app.press("ctrl+s")
        assert last_told(app) == f"written to {tmp_path / 'restored.txt'}"
        path.write_text("something else")
        await app.press("ctrl+s")
        assert "; copy.txt changed meanwhile" in last_told(app)

    drive(
        script, tmp_path, documents=[replace(document, copy=replace(document.copy, path=str(path)))], notifications=True
    )


@drives("palette")
def test_everything_is_in_the_palette(tmp_path):
    async def script(app):
        names = {command.title for command in app.app.get_system_commands(app.screen)}
        wanted = {key.text for key in KEYS if key.id not in {"palette", "undo", "redo"}}
        assert wanted <= names
        await app.press("ctrl+p", *"keep copy", "down", "enter")
        await app.pilot.pause(0.3)
        await app.press("enter")

    drive(script, tmp_path)


def test_the_palette_goes_to_a_difference(tmp_path):
    async def script(app):
        await app.press("ctrl+p", *"wrong3")
        await app.until(lambda: "wrong3 → right3" in app.text)
        await app.press("down", "enter")
        await app.pilot.pause()
        assert app.session.current.difference.copy.text == "wrong3"

    drive(script, tmp_path)


@drives("help")
def test_help_has_every_key(tmp_path):
    async def script(app):
        await app.press("question_mark")
        assert isinstance(app.app.screen, HelpScreen)
        await app.press("question_mark", "f1")
        assert isinstance(app.app.screen, HelpScreen)
        await app.press("escape")

    drive(script, tmp_path, size=(120, 120))


def test_help_begins_with_the_signs_and_can_be_searched(tmp_path):
    async def script(app):
        await app.press("question_mark")
        assert app.text.index("Signs") < app.text.index("Decide")
        await app.press("slash", *"UNDECIDED")
        assert "undecided only" in app.text
        assert "previous undecided" in app.text
        assert "the policy decides again" not in app.text
        await app.press(*"zz")
        assert "nothing has 'UNDECIDEDzz'" in app.text
        await app.press("escape")
        assert not isinstance(app.app.screen, HelpScreen)

    drive(script, tmp_path, size=(120, 60))


def test_who_opens_texts_for_the_first_time_is_told_what_to_press(tmp_path):
    told = " y takes the source, r keeps the copy, u undoes; ? all keys, U only what is left"

    async def first(app):
        assert app.text.splitlines()[1] == told
        await app.press("slash", *"entity", "enter")
        assert app.text.splitlines()[1].startswith(" filter: entity")
        await app.press("escape", "r")
        assert told not in app.text

    async def later(app):
        assert told not in app.text

    async def narrow(app):
        assert app.text.splitlines()[1] == told.rpartition(",")[0]

    config = Preferences(keys={"apply": "y"})
    (tmp_path / "narrow").mkdir()
    drive(narrow, tmp_path / "narrow", config=config, size=(60, 20))
    drive(first, tmp_path, config=config)
    drive(later, tmp_path, config=config)


@drives("quit")
@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quit_keeps_how_the_screen_is_set_up(tmp_path, key):
    async def script(app):
        await app.press("d", "o", "j", "j", key)

    left = drive(script, tmp_path)
    assert left.view["layout"] == ScreenLayout.BESIDE

    async def again(app):
        assert app.screen.layout_chosen is ScreenLayout.BESIDE
        assert app.session.queue.order is Order.DOUBT
        assert app.session.queue.current == left.queue.current

    drive(again, tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *product(("layout", "order", "context", "filter", "theme"), ("[]", '{"a": 1}')),
        *product(["context"], ('"x"', "-3", "1e400", "null")),
    ],
)
def test_what_a_session_says_of_the_screen_and_can_mean_nothing_changes_nothing(tmp_path, name, value):
    seen = []

    async def script(app):
        seen.append((app.screen.layout_chosen, app.session.queue.order, app.screen.context, len(app.session.queue)))
        await app.press("q")

    drive(script, tmp_path, documents=[made_document(3)])
    with (tmp_path / "made.session").open("a") as file:
        file.write(f'{{"event": "view", "values": {{"{name}": {value}}}}}\n')
    drive(script, tmp_path, documents=[made_document(3)])
    assert seen[0] == seen[1]


def test_keys_can_be_bound_anew(tmp_path):
    async def script(app):
        await app.press("a")
        assert app.session.ruling(0).answer is None
        await app.press("y")
        assert app.session.ruling(0).answer is Answer.APPLY

    drive(script, tmp_path, config=Preferences(keys={"apply": "y", "copy-out": "Y"}))


def test_every_binding_is_driven():
    assert {key.id for key in KEYS} == DRIVEN


def test_who_looks_on_sees_what_is_decided_meanwhile(tmp_path, monkeypatch):
    monkeypatch.setattr("restore_tui.screens.review.FOLLOWING", 0.05)
    decides = open_review(MadeOrigin([made_document(3)]), str(tmp_path / "made.session")).load()

    async def script(app):
        assert "1 left" in app.text
        decides.decide([0], Answer.KEEP)
        await app.until(lambda: "0 left" in app.text)

    drive(script, tmp_path, documents=[made_document(3)], read_only=True)
    decides.close()


def test_who_looks_on_is_told_why_a_key_that_decides_or_writes_does_nothing(tmp_path):
    async def script(app):
        told = []
        app.screen.notify = lambda message, **_: told.append(message)
        for key in ("a", "equals_sign", "1", "e", "u", "ctrl+s"):
            await app.press(key)
        assert told == ["open for reading only (--read-only); nothing is decided or written here"] * 6
        await app.press("j", "i")
        assert (len(told), app.session.queue.current, app.session.state(0)) == (6, 1, State.OPEN)
        assert not (tmp_path / "restored.txt").exists()

    drive(script, tmp_path, read_only=True)
