"""What a key costs: counted, not timed."""

import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from tests.restore.session.made import made_document
from tests.tui.driving import drive
from tests.tui.story import story

ROOT = Path(__file__).parents[2]
BUDGET = 4096  # bytes at 120x40: a key is there at once over a line of 9600 baud and half a second


@pytest.fixture
def counted(monkeypatch):
    """How often Textual applies styles, writes, and lays out."""
    counts = Counter()

    def count(cls, name, what):
        done = getattr(cls, name)

        def counting(self, *arguments, **named):
            counts[what] += 1
            return done(self, *arguments, **named)

        monkeypatch.setattr(cls, name, counting)

    count(Stylesheet, "apply", "styles")
    count(Compositor, "render_update", "writes")
    count(Compositor, "reflow", "layouts")
    return counts


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_a_step_draws_two_rows_the_words_on_either_side_and_the_evidence(tmp_path, counted, size):
    async def script(app):
        await app.press("j")
        views = [app.screen.queue_view, app.screen.aligned, app.screen.evidence]
        for _ in range(4):
            counted.clear()
            top, queue_top = app.screen.aligned.scroll_offset.y, app.screen.queue_view.scroll_offset.y
            for view in views:
                view.drawn_count = 0
            await app.press("j")
            drawn = [view.drawn_count for view in views]
            assert drawn[0] == 2 or app.screen.queue_view.scroll_offset.y != queue_top
            assert drawn[2] <= views[2].size.height
            assert counted["styles"] == 0
            if app.screen.aligned.scroll_offset.y == top:
                assert counted["writes"] <= 1
                assert counted["layouts"] == 0
                assert drawn[1] <= 9  # those of the one left and of the one come to

    drive(script, tmp_path, documents=[story()], size=size)


def test_an_answer_writes_only_lines_that_come_out_otherwise(tmp_path):
    async def script(app):
        refreshed = []
        view = app.screen.aligned
        real = view.refresh_line
        view.refresh_line = lambda y: (refreshed.append(y), real(y))
        await app.press("r")
        changed = [y for y in refreshed if y in view.in_sight]
        assert changed
        assert len(set(changed)) <= 4

    drive(script, tmp_path)


def test_a_key_that_changes_nothing_writes_nothing(tmp_path, counted):
    async def script(app):
        await app.press("g")
        counted.clear()
        await app.press("g")
        assert not counted["layouts"]
        assert app.screen._compositor._dirty_regions == set()

    drive(script, tmp_path)


def test_a_page_at_a_time_is_scrolled(tmp_path):
    async def script(app):
        view, tops = app.screen.queue_view, []
        for _ in range(60):
            await app.press("j")
            tops.append(view.scroll_offset.y)
            assert app.session.queue.position in view.in_sight
        assert len(set(tops)) <= 3

    drive(script, tmp_path, documents=[made_document(100)])


def test_the_first_page_is_laid_out_once(tmp_path, monkeypatch):
    from restore_tui.pages import Pages

    made = []
    real = Pages.make
    monkeypatch.setattr(Pages, "make", lambda *values: (made.append(values[-1]), real(*values))[1])

    async def script(app):
        assert len(made) == 1

    drive(script, tmp_path)


def test_each_step_of_a_walk_is_few_bytes_on_the_terminal(tmp_path):
    pytest.importorskip("fcntl", reason="needs a terminal as Unix has them")
    from tests.tui.terminal import terminal_of

    seeds = ROOT / "restore" / "data" / "seeds"
    source, copy = sorted(seeds.glob("*.txt"))
    review = [sys.executable, "-m", "restore", "review", str(copy), "--source", str(source)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLORTERM": "truecolor"}
    with terminal_of([*review, "--session", "s"], tmp_path, environment) as terminal:
        terminal.wait_for(" 1/4 ")
        terminal.press("Z")
        terminal.wait_for(" 1/65 ")
        terminal.settle()
        taken = []
        for number in range(2, 66):
            before = terminal.received
            terminal.press("j")
            terminal.wait_for(f" {number}/65 ")
            terminal.settle(0.1)
            taken.append(terminal.received - before)
        shown = terminal.text
        terminal.draw_over("nonsense")
        assert terminal.text != shown
        terminal.press("\x0c")  # Ctrl-L
        terminal.wait_until_gone("nonsense")
        terminal.settle()
        assert terminal.text == shown
        terminal.press("q")
        terminal.wait_for_end()
    *others, most = sorted(taken)
    assert max(others) < BUDGET, taken  # those that scroll the text too, of which each line is another
    assert most < 2 * BUDGET, taken  # or the list as well, by a page
    assert sum(taken) / len(taken) < BUDGET / 2, taken


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
def test_what_stands_on_the_screen_is_what_would_be_drawn_now(tmp_path, size):
    keys = "jjjjjjjjkkkkGgZjjjjjjkkkarusuj" + "spacejaunNmGkg}{zjjzZnapajdjjddjkd"

    async def script(app):
        views = [app.screen.queue_view, app.screen.aligned]
        for key in re.findall("space|.", keys):
            await app.press({"}": "right_curly_bracket", "{": "left_curly_bracket"}.get(key, key))
            for view in views:
                for line in view.in_sight:
                    kept, view._drawn = view._drawn, type(view._drawn)(64)
                    fresh, view._drawn = view._strip(line), kept
                    assert view._strip(line) == fresh, (key, line)

    drive(script, tmp_path, documents=[made_document(60)], size=size, fold=True)
