"""Somebody with a long batch: filter, an answer for many, undo, and on with it after a restart."""

import json

import pytest

from restore.damage import make_damage
from restore.session.journal import read
from tests.tasks.tmux import ROOT, needs_tmux, tmux_in

ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("en-*.txt"))
COPIES = 4  # of each article, each damaged in another way


def records():
    for number in range(COPIES):
        for article in ARTICLES:
            source = article.read_text(encoding="utf-8")
            damaged = make_damage(source, recipe="mixed", seed=number)
            yield {"id": f"{number}/{article.stem}", "copy": damaged.copy, "source": source}


def number(found):
    return int(found[1].replace(",", ""))


def count(value):
    """A number as it may be written."""
    return rf"\b{value:,}\b".replace(",", ",?")


@pytest.mark.slow
@needs_tmux
def test_filter_bulk_undo_restart(tmp_path):
    pairs = list(records())
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    with tmux_in(tmp_path) as task:
        task.run("restore batch pairs.jsonl -o out --jobs 1 --quiet")
        task.ends_with(1)

        task.run("restore review out")
        left = number(task.wait_for(r"· ([\d,]+) left · repeats"))  # all are there, those that one answer decides first
        task.press("/")
        task.wait_for("Enter keeps it")
        task.write("wording state:open")
        here = number(task.wait_for(r"wording state:open.* ([\d,]+) left here"))
        some, rest = count(here), count(left - here)
        assert 0 < here < left
        task.press("R")
        task.wait_for(rf"Keep the copy in {some} of {some} shown\?.*{some} change")
        task.press("Enter")
        task.wait_for(rf"✗{some} .*{rest} left")
        task.press("u")
        task.wait_for(rf"✗0 .*{count(left)} left")
        task.press("C-r")
        task.wait_for(rf"✗{some} .*{rest} left")
        task.press("q")
        task.wait_for(rf"{some} kept, {rest} left; kept in out/review\.session")
        task.ends_with(1)

        task.run("restore review out")
        task.wait_for(rf"✗{some} .*{rest} left")
        task.wait_for("wording state:open")  # the filter is that of before, too
        task.press("u")  # what was done before the restart
        task.wait_for(rf"✗0 .*{count(left)} left")
        task.press("C-r")
        task.wait_for(rf"✗{some} .*{rest} left")
        task.press("Escape")
        task.wait_until_gone("filter: ")
        task.press("U", "A")
        task.wait_for(rf"Use the source in {rest} of {rest} shown\?")
        task.press("Enter")
        task.wait_for(r"All \d+ decided.*out/reviewed\.jsonl")
        task.press("C-s")
        task.wait_for(r"written to out/reviewed\.jsonl")
        task.press("q")
        task.ends_with(0)

    lines = (tmp_path / "out" / "reviewed.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} <= {pair["id"] for pair in pairs}
    events = [line.get("event") for line in read(str(tmp_path / "out" / "review.session")).lines]
    assert [event for event in events if event in {"opened", "decide", "undo", "redo", "written"}] == [
        "opened", "decide", "undo", "redo", "opened", "undo", "redo", "decide", "written",
    ]  # fmt: skip
