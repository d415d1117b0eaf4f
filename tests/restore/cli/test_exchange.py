"""`restore review --plain --json`: a program decides, line by line, in the session that a person goes on with."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from restore.cli.answers import TAKES
from restore.cli.exchange import LOOK, _next_piece
from restore.cli.main import main
from restore.session.journal import read
from tests.restore.cli.conftest import INTACT as SOURCE
from tests.restore.cli.conftest import INTRUDED as COPY

ROOT = Path(__file__).parents[3]
PAIR = ("copy.txt", "--source", "source.txt", "--threshold", "1")


@pytest.fixture
def exchange(here, monkeypatch, capsys):
    """Answer all at once; the exit code, the lines that came out, what was said to a person."""

    def run(*answers, arguments=PAIR, end="\n"):
        lines = [answer if isinstance(answer, str) else json.dumps(answer) for answer in answers]
        data = "".join(line + "\n" for line in lines).removesuffix("\n") + (end if lines else "")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        code = main(["review", *map(str, arguments), "--plain", "--json"])
        captured = capsys.readouterr()
        return code, [json.loads(line) for line in captured.out.splitlines()], captured.err

    return run


def do(verb, **fields):
    return {"do": verb, **fields}


def states(lines):
    return [(line["progress"]["applied"], line["progress"]["kept"], line["progress"]["skipped"]) for line in lines]


def test_a_question_has_all_that_a_decision_needs(exchange):
    _, (first, last), said = exchange()
    question = first["question"]
    assert said == ""
    assert (first["schema"], question["number"], question["of"], question["state"]) == (
        "restore-review/1",
        1,
        2,
        "open",
    )
    assert question["difference"]["code"] == "replace:entity"
    assert (question["difference"]["copy"]["text"], question["difference"]["by"]) == ("Emanuel", "policy")
    assert question["repaired"] == {
        "before": "Mayor Emanuel spoke. The order lacked any ",
        "words": "detail",
        "after": " about funds, he said. Nobody else had any Emanuel to give.",
    }
    assert question["kept"]["words"] == "Emanuel"
    assert question["identical"] == 2
    assert question["proposals"][0]["text"] == "detail"
    assert (last["end"], last["question"]) == ({"session": "copy.txt.session", "written": None}, None)


def test_each_answer_is_followed_by_one_line_and_the_next_question(exchange, here):
    code, lines, said = exchange(do("apply"), do("keep"), do("write"), do("quit"))
    assert (code, said, len(lines)) == (0, "", 5)
    assert states(lines) == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 0), (1, 1, 0)]
    assert [line["question"] and line["question"]["number"] for line in lines] == [1, 2, None, None, None]
    assert [line.get("did") for line in lines[1:4]] == [
        {"do": "apply", "count": 1, "changed": 1},
        {"do": "keep", "count": 1, "changed": 1},
        {"do": "write", "path": "copy.restored.txt"},
    ]
    assert (here / "copy.restored.txt").read_text() == COPY.replace("any Emanuel about", "any detail about")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([do("apply", all="identical")], (2, 0, 0)),
        ([do("keep", all="shown")], (0, 2, 0)),
        ([do("keep"), do("apply", all="shown")], (1, 1, 0)),
        ([do("keep", all="shown"), do("undo")], (0, 0, 0)),
        ([do("keep", all="shown"), do("undo"), do("redo")], (0, 2, 0)),
        ([do("keep"), do("take-back", all="shown")], (0, 0, 0)),
        ([do("skip"), do("skip")], (0, 0, 2)),
        ([do("skip"), do("apply"), do("apply")], (1, 0, 1)),
        ([do("filter", text="Bartleby"), do("keep", all="shown")], (0, 0, 0)),
        ([do("threshold", value=0)], (2, 0, 0)),
        ([do("threshold", value=0), do("threshold", value=None)], (0, 0, 0)),
        ([do("sort", order="position", reverse=True), do("keep"), do("filter", text="state:kept")], (0, 1, 0)),
    ],
)
def test_what_answers_come_to(exchange, answers, expected):
    _, lines, _ = exchange(*answers)
    assert states(lines)[-1] == expected


def test_words_of_ones_own_are_written(exchange, here):
    exchange(do("apply", replacement="particulars"), do("apply", replacement="detail"), do("write"))
    assert (here / "copy.restored.txt").read_text() == COPY.replace(
        "any Emanuel about", "any particulars about"
    ).replace("any Emanuel to", "any detail to")
    decided = [line for line in read("copy.txt.session").lines if line.get("event") == "decide"]
    assert [line.get("replacement") for line in decided] == ["particulars", None], "the proposal is no edit"


def test_answers_find_their_difference_by_its_id(exchange):
    _, (first, *_), _ = exchange()
    (second,) = exchange(do("skip"))[1][1:2]
    ids = [line["question"]["difference"]["id"] for line in (first, second)]
    _, lines, _ = exchange(
        do("keep", id=ids[1]), do("go-to", id=ids[1]), do("note", text="later edition"), do("flag"), do("write")
    )
    assert lines[1]["question"]["difference"]["id"] == ids[0], "what was asked still is"
    assert [lines[k]["question"]["difference"]["id"] for k in (2, 3, 4, 5)] == [ids[1]] * 4
    assert (lines[4]["question"]["difference"]["note"], lines[4]["question"]["difference"]["flagged"]) == (
        "later edition",
        True,
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("nonsense", "no JSON"),
        (do("apply", id="0" * 16), "is of no difference"),
        (do("apply", document="x"), "goes with an id"),
        (do("keep", all="shown", id="0" * 16), "goes without an id"),
        (do("threshold", value=2), "is no probability"),
        (do("filter", text="state:done"), "no such state"),
        ('{"do": "threshold", "value": NaN}', "is no probability"),
    ],
)
def test_a_wrong_answer_is_told_and_the_question_stands(exchange, answer, words):
    code, lines, said = exchange(answer, do("apply"))
    assert words in lines[1]["error"]["message"]
    assert (lines[1]["error"]["exit"], said, code) == (2, "", 1)
    assert lines[1]["question"] == lines[0]["question"]
    assert states(lines)[2] == (1, 0, 0)


def test_the_last_line_needs_no_end(exchange):
    _, lines, _ = exchange(do("keep"), end="")
    assert states(lines)[-1] == (0, 1, 0)


def test_nothing_is_asked_where_nothing_is_left(exchange):
    exchange(do("apply", all="shown"))
    code, lines, _ = exchange(do("apply"), do("undo"))
    assert "nothing is asked" in lines[1]["error"]["message"]
    assert lines[2]["question"]["number"] == 1
    assert code == 1


def test_what_was_skipped_is_not_asked_twice_but_again_next_time(exchange):
    _, lines, _ = exchange(do("skip"), do("skip"))
    assert [line["question"] and line["question"]["state"] for line in lines] == ["open", "open", None, None]
    _, lines, _ = exchange()
    assert lines[0]["question"]["state"] == "skipped"


def test_a_person_goes_on_where_the_program_stopped(exchange, monkeypatch, capsys):
    exchange(do("keep"))
    monkeypatch.setattr("sys.stdin", io.StringIO("u\nA\ny\nq\n"))
    assert main(["review", "copy.txt.session", "--plain"]) == 0
    assert "2 applied, 0 kept, 0 left" in capsys.readouterr().err


def test_a_batch_is_reviewed_document_by_document(exchange, here):
    (here / "out").mkdir()
    records = [{"id": name, "copy": COPY, "source": SOURCE} for name in ("2017-01", "2017-02")]
    (here / "out" / "review.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    batch = ("out", "--threshold", "1")
    _, lines, _ = exchange(do("keep"), do("keep"), do("apply", all="shown"), do("write"), arguments=batch)
    assert [line["question"] and line["question"]["document"] for line in lines[:4]] == [
        "2017-01", "2017-01", "2017-02", None,
    ]  # fmt: skip
    texts = [json.loads(line)["text"] for line in (here / "out" / "reviewed.jsonl").read_text().splitlines()]
    assert texts == [COPY, SOURCE]
    first = lines[0]["question"]["difference"]["id"]
    _, lines, _ = exchange(do("apply", id=first), arguments=("out",))
    assert "documents beside them" in lines[1]["error"]["message"], "both have a difference of that id"
    _, lines, _ = exchange(do("apply", id=first, document="2017-01"), arguments=("out",))
    assert states(lines)[-1] == (3, 1, 0)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("copy.txt",), 2, "what is its source?"),
        (("gone.txt", "--source", "source.txt"), 3, "no such file"),
        ((*PAIR, "--filter", "state:x"), 2, "no such state"),
        ((*PAIR, "--session", "source.txt"), 3, "no review session"),
    ],
)
def test_a_review_that_cannot_begin_is_one_line_too(exchange, arguments, code, words):
    ended, (line,), said = exchange(arguments=arguments)
    assert (ended, line["error"]["exit"], line["question"]) == (code, code, None)
    assert words in line["error"]["message"]
    assert said.count("\n") == 1


def test_changed_texts_need_a_word(exchange, here):
    exchange(do("keep"))
    (here / "copy.txt").write_text(COPY + " And more.")
    code, (line,), _ = exchange()
    assert (code, line["error"]["exit"]) == (4, 4)
    code, lines, _ = exchange(arguments=(*PAIR, "--carry"))
    assert states(lines)[0] == (0, 1, 0)


def test_who_looks_on_decides_nothing(exchange):
    exchange(do("keep"))
    before = Path("copy.txt.session").read_bytes()
    _, lines, _ = exchange(do("apply"), arguments=(*PAIR, "--read-only"))
    assert (lines[1]["error"]["exit"], states(lines)[1]) == (3, (0, 1, 0))
    assert Path("copy.txt.session").read_bytes() == before


def test_json_alone_is_refused(here, capsys):
    assert main(["review", *PAIR, "--json"]) == 2
    assert "--plain" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_what_was_answered_stands_however_it_ends(here, how, code):
    command = [sys.executable, "-m", "restore", "review", *PAIR, "--plain", "--json"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with process:
        assert json.loads(process.stdout.readline())["question"]["number"] == 1
        process.stdin.write('{"do": "keep"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["progress"]["kept"] == 1
        process.stdin.write('{"do": "app')
        process.stdin.flush()
        process.send_signal(how)
        assert process.wait(30) == code
        assert process.stdout.read() == ""
    assert main(["review", "copy.txt.session", "--write", "-o", "out.txt"]) == 1
    decided = [line["answer"] for line in read("copy.txt.session").lines if line.get("event") == "decide"]
    assert decided == ["keep"]


def test_the_manual_names_every_answer_and_its_fields():
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    table = manual.split("### A review between programs")[1].split("\n## ")[0]
    for verb, fields in TAKES.items():
        assert re.search(rf"^\| [^|]*`{verb}`", table, re.MULTILINE), verb
        assert all(f"`{field}`" in table or f'`"{field}": ' in table for field in fields), verb


def test_the_page_shows_what_the_program_does():
    page = (ROOT / "docs" / "howto" / "agents.md").read_text(encoding="utf-8")
    program = (ROOT / "docs" / "examples" / "agent" / "decide.py").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert shown in program


def test_a_wait_for_answers_is_begun_anew_so_that_no_signal_goes_unheard(monkeypatch):
    """One may come after Python last looked for signals, and before the system waits."""
    rounds = iter([[], [], ["there"]])
    waits = []
    monkeypatch.setattr(
        "restore.cli.exchange.select", lambda *asked: (waits.append(asked[-1]), (next(rounds), [], []))[1]
    )
    assert _next_piece(io.BytesIO(b"{}")) == b"{}"
    assert waits == [LOOK] * 3
