"""Somebody who never saw the program: from the demo to the written text."""

import json

import pytest

from tests.tasks.tmux import needs_tmux, tmux_in


@pytest.mark.slow
@needs_tmux
def test_from_the_demo_to_the_written_text(tmp_path):
    with tmux_in(tmp_path, columns=80, lines=24) as task:
        task.run("restore demo -o demo >/dev/null")
        task.ends_with(0)

        task.run("cd demo && restore align copy.txt --source source.txt")
        task.wait_for(r"total +65 .*61 apply.*4 review.*\n:")  # the sum first, in a pager
        task.press("q")
        task.ends_with(1)

        task.run("restore review copy.txt --source source.txt")
        task.wait_for(r"4 left")
        task.press("r")  # the heading that the copy lacks
        task.wait_for(r"✗1.*3 left")
        task.press("a")
        task.wait_for(r"2 left")
        task.press("u")
        task.wait_for(r"3 left")
        task.press("A")
        task.wait_for(r"1 answered before stay.*3 change")
        task.press("Enter")
        task.wait_for(r"All 65 decided.*copy\.restored\.txt")
        task.press("C-s")
        task.wait_for(r"written to copy\.restored\.txt")
        task.press("q")
        task.wait_for(r"64 applied, 1 kept, 0 left; kept in copy\.txt\.session")
        task.ends_with(0)

        task.run("restore align copy.restored.txt --source source.txt --no-pager")
        task.wait_for(r"total +1 .*1 review.*delete:heading")
        task.ends_with(1)

    text = (tmp_path / "demo" / "copy.restored.txt").read_text(encoding="utf-8")
    assert "lacked any detail about" in text
    assert "reiterated his desire to target" in text
    lines = (tmp_path / "demo" / "copy.txt.session").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line).get("event") for line in lines]
    assert [event for event in events if event in {"decide", "undo", "written"}] == [
        "decide", "decide", "undo", "decide", "written",
    ]  # fmt: skip
