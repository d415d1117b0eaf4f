from __future__ import annotations

import json
import os
import shutil
import sys

import pytest

from restore.differences import Selector
from restore.errors import InputError, OutputError, UsageError
from restore.repair import Policy, apply_plan, make_plan
from restore.session.document import ReviewDocument, Side
from restore.session.filters import Filter
from restore.session.journal import BusyError, Journal
from restore.session.opening import is_session, open_batch, open_review, open_session, session_path
from restore.session.order import Order
from restore.session.origin import PairOrigin
from restore.session.ruling import Answer, State
from restore.session.session import Session
from restore.values import replace
from tests.restore.session.made import made_document, moved_document

SOURCE = "Mayor Emanuel spoke. The order lacked any detail about funds, he said. Nobody else had any detail to give."
COPY = "Mayor Emanuel spoke. The order lacked any Emanuel about funds, he said. Nobody else had any Emanuel to give."


@pytest.fixture
def pair(tmp_path):
    (tmp_path / "copy.txt").write_text(COPY)
    (tmp_path / "source.txt").write_text(SOURCE)
    return tmp_path


def origin(folder):
    sides = (Side(n, (folder / n).read_text(), "utf-8", str(folder / n)) for n in ("copy.txt", "source.txt"))
    return PairOrigin(*sides)


def begin(folder, **settings):
    return open_review(origin(folder), str(folder / "copy.txt.session"), **settings)


def session_of(*documents: ReviewDocument) -> Session:
    session = Session()
    session.add(documents)
    return session


def test_the_policy_decides_until_a_person_does():
    session = session_of(made_document(9))
    assert [session.state(i) for i in range(3)] == [State.OPEN, State.APPLIED, State.APPLIED]
    session.decide([1], Answer.KEEP)
    assert session.state(1) is State.KEPT
    assert (session.progress.applied, session.progress.kept, session.progress.left) == (5, 1, 3)
    session.decide([1], None)
    assert session.state(1) is State.APPLIED


def test_words_that_would_make_the_text_none_are_refused():
    session = session_of(made_document(4))
    with pytest.raises(UsageError, match="NUL"):
        session.decide([0], Answer.APPLY, "a\0b")
    with pytest.raises(UsageError, match="half a character"):
        session.decide([0], Answer.APPLY, "a\udcff")
    assert session.state(0) is State.OPEN


def test_half_a_character_that_the_text_has_may_stay():
    document = made_document(1)
    half = replace(document.differences[0], replacement="right\ud83d")
    session = session_of(replace(document, differences=[half]))
    session.decide([0], Answer.APPLY, "rights\ud83d")
    assert session.state(0) is State.APPLIED


def test_other_proposals_have_the_space_that_the_first_has_around_it():
    document = made_document(1)
    spaced = replace(document.differences[0], replacement=" right0 ")
    texts = [proposal.text for proposal in session_of(replace(document, differences=[spaced])).proposals(0)]
    assert texts == [" right0 ", " wrong0 right0 ", " right0 wrong0 ", ""]


def test_the_restored_text_has_what_was_decided():
    document = made_document(4)
    session = session_of(document)
    session.decide([0], Answer.APPLY, "edited")
    session.decide([1], Answer.KEEP)
    text = session.restored(document)
    assert "edited" in text
    assert "right0" not in text
    assert "wrong1" in text
    assert "right2" in text
    assert "wrong3" in text
    assert text == apply_plan(document.copy.text, make_plan(document.copy.text, session.resolved(document)))


def test_a_skipped_difference_goes_behind_the_others_and_comes_back():
    session = session_of(made_document(9))
    session.decide([0], Answer.SKIP)
    assert session.queue.indices[-1] == 0
    assert session.queue.current == 1
    session.queue.to(6)
    position = session.next_open()
    assert position is not None
    assert session.queue.indices[position] == 0
    session.undo()
    assert session.queue.indices[0] == 0
    assert session.queue.current == 0


def test_a_bulk_is_one_step():
    session = session_of(made_document(100))
    before = session.progress
    session.decide(range(100), Answer.KEEP)
    assert session.progress.kept == 100
    session.undo()
    assert session.progress == before
    session.redo()
    assert session.progress.kept == 100


def test_identical_differences_are_found():
    session = session_of(made_document(12), made_document(4, "second"))
    assert session.identical(1) == [1, 5, 9, 13]


def test_a_threshold_decides_what_nobody_answered():
    session = session_of(made_document(12))
    session.decide([1], Answer.KEEP)
    session.set_threshold(0.5)
    sure = [i for i in range(12) if session.items[i].difference.confidence >= 0.5 and i % 4 != 3 and i != 1]
    assert [i for i in range(12) if session.state(i) is State.APPLIED] == sure
    assert session.state(1) is State.KEPT
    session.undo()
    assert session.state(4) is State.APPLIED


@pytest.mark.parametrize("order", list(Order))
def test_no_order_drops_a_difference(order):
    session = session_of(made_document(30), made_document(7, "b"))
    session.decide([3, 4], Answer.SKIP)
    for reverse in (False, True):
        session.set_order(order, reverse=reverse)
        assert sorted(session.queue.indices) == list(range(37))
        assert set(session.queue.indices[-2:]) == {3, 4}


def test_doubt_comes_first():
    session = session_of(made_document(30))
    session.set_order(Order.DOUBT)
    distances = [abs(session.items[i].difference.confidence - 0.95) for i in session.queue.indices]
    assert distances == sorted(distances)


def test_the_most_frequent_come_first():
    session = session_of(made_document(3), made_document(2, "b"))
    session.set_order(Order.REPEATS)
    counts = [session.waiting(i) for i in session.queue.indices]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (2, 0)


def test_a_filter_keeps_what_is_decided_in_sight():
    session = session_of(made_document(9))
    session.set_filter(Filter("state:open"))
    assert session.queue.indices == [0, 3, 6]
    session.decide([0], Answer.APPLY)
    assert session.queue.indices == [0, 3, 6]
    session.refill()
    assert session.queue.indices == [3, 6]


def test_a_review_goes_on_where_it_stopped(pair):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    session.decide([1], Answer.APPLY, "particulars")
    session.note([1], "see the style guide")
    session.flag([1], on=True)
    session.close()
    again = begin(pair).load()
    assert again.state(0) is State.KEPT
    assert again.ruling(1).replacement == "particulars"
    assert (again.ruling(1).note, again.ruling(1).flagged) == ("see the style guide", True)
    for _ in range(4):
        assert again.undo()
    assert again.undo() is None
    assert not again.ledger.rulings
    again.close()
    third = begin(pair).load()
    assert third.redo()
    assert third.state(0) is State.KEPT
    third.close()


def test_a_session_file_alone_is_enough(pair):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    session.close()
    again = open_session(str(pair / "copy.txt.session")).load()
    assert again.state(0) is State.KEPT
    assert again.documents[0].copy.text == COPY
    again.close()


def test_the_policy_comes_back(pair):
    strict = Policy(threshold=1.0, ignore=Selector.parse("heading"), thresholds={"case": 0.5})
    begin(pair, policy=strict).session.close()
    again = open_session(str(pair / "copy.txt.session"))
    assert again.session.policy == strict
    assert again.load().progress.applied == 0
    again.session.close()
    begin(pair, policy=Policy(threshold=0.0)).session.close()
    third = begin(pair).load()
    assert third.policy == Policy(threshold=0.0)
    third.close()


def test_the_cursor_comes_back(pair):
    session = begin(pair).load()
    session.queue.to(1)
    session.save_view({"layout": "inline"})
    session.close()
    again = begin(pair).load()
    assert (again.queue.current, again.view) == (1, {"layout": "inline"})
    again.close()


def test_texts_can_be_moved_together_with_their_session(pair, tmp_path_factory):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    session.close()
    elsewhere = tmp_path_factory.mktemp("moved") / "review"
    pair.rename(elsewhere)
    again = open_session(str(elsewhere / "copy.txt.session")).load()
    assert again.state(0) is State.KEPT
    again.close()


def test_a_second_reviewer_is_told(pair):
    session = begin(pair).load()
    with pytest.raises(BusyError, match=r"reviews this session, since .*--read-only"):
        begin(pair)
    onlooker = begin(pair, read_only=True).load()
    with pytest.raises(OutputError, match="reading only"):
        onlooker.decide([0], Answer.KEEP)
    assert onlooker.state(0) is session.state(0)
    session.close()
    begin(pair).session.close()


def test_who_looks_on_follows_what_is_decided_and_taken_back(pair):
    session = begin(pair, policy=Policy(threshold=1.0)).load()
    onlooker = begin(pair, read_only=True).load()
    onlooker.follow()
    assert not onlooker.follow()
    onlooker.queue.to(1)
    for step in (
        lambda: session.decide([0], Answer.KEEP),
        lambda: session.decide([0], Answer.APPLY, "other"),
        lambda: session.decide([0, 1], Answer.APPLY),
        session.undo,
        lambda: session.decide([1], Answer.SKIP),
        lambda: session.set_threshold(0.0),
        session.undo,
    ):
        step()
        assert onlooker.follow()
        assert [onlooker.state(index) for index in (0, 1)] == [session.state(index) for index in (0, 1)]
        assert (onlooker.progress, onlooker.left_shown) == (session.progress, session.left_shown)
        assert onlooker.edits(0) == session.edits(0) == {n: r for n in (0, 1) if (r := session.ruling(n).replacement)}
        assert onlooker.queue.current == 1
    session.close()


def test_who_looks_on_is_told_once_of_a_session_that_cannot_be_read_any_more(pair):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    session.close()
    onlooker = begin(pair, read_only=True).load()
    with (pair / "copy.txt.session").open("a") as file:
        file.write('{"event":"undo"}\n{"event":"document"}\n')
    with pytest.raises(InputError, match="is damaged"):
        onlooker.follow()
    assert onlooker.state(0) is State.KEPT
    assert not onlooker.follow()
    (pair / "copy.txt.session").unlink()
    assert not onlooker.follow()


def test_a_changed_copy_is_named_and_decisions_are_carried(pair):
    session = begin(pair).load()
    session.decide([0, 1], Answer.KEEP)
    session.close()
    (pair / "copy.txt").write_text(
        "A line put in front, quite new here. " + COPY.replace("Emanuel to give", "detail to give")
    )
    again = begin(pair).load()
    (change,) = again.changes
    assert (change.what, change.carried, change.lost) == ("copy", 1, 1)
    assert "copy.txt: the copy changed since this session saw it: 1 decision carried over, 1 not" in str(change)
    again.accept_changes()
    again.close()
    third = begin(pair).load()
    assert not third.changes
    assert third.state(1) is State.KEPT
    third.close()


def test_a_changed_source_is_named(pair):
    session = begin(pair).load()
    session.close()
    (pair / "source.txt").write_text(SOURCE.replace("funds", "money"))
    again = begin(pair).load()
    assert [change.what for change in again.changes] == ["source"]
    again.close()


def test_a_session_of_other_texts_is_refused(pair):
    begin(pair).session.close()
    (pair / "third.txt").write_text("Something else entirely.")
    other = PairOrigin(
        Side("third.txt", "Something else entirely.", "utf-8", str(pair / "third.txt")), origin(pair).source
    )
    with pytest.raises(UsageError, match="reviews another copy"):
        open_review(other, str(pair / "copy.txt.session"))


def test_a_text_without_a_file_is_kept_in_the_session(pair):
    piped = PairOrigin(Side("standard input", COPY), origin(pair).source)
    session = open_review(piped, str(pair / "piped.session")).load()
    session.decide([0], Answer.KEEP)
    session.close()
    again = open_session(str(pair / "piped.session")).load()
    assert again.documents[0].copy.text == COPY
    again.close()


def test_a_full_disk_changes_nothing(pair, monkeypatch):
    session = begin(pair).load()
    before = session.state(0)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        session.decide([0], Answer.KEEP)
    monkeypatch.undo()
    assert session.state(0) is before
    session.decide([1], Answer.KEEP)
    session.close()
    again = begin(pair).load()
    assert [again.state(0), again.state(1)] == [before, State.KEPT]
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_session_that_is_deleted_behind_the_review_is_there_again_with_all_that_was_decided(pair):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    os.unlink(pair / "copy.txt.session")
    session.decide([1], Answer.KEEP)
    with pytest.raises(BusyError):
        begin(pair)
    session.close()
    again = begin(pair).load()
    assert [again.state(0), again.state(1)] == [State.KEPT, State.KEPT]
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_a_session_that_another_was_put_in_the_place_of_takes_no_more_decisions(pair):
    session = begin(pair).load()
    before = session.state(1)
    session.decide([0], Answer.KEEP)
    os.replace(shutil.copy(pair / "copy.txt.session", pair / "other"), pair / "copy.txt.session")
    held = (pair / "copy.txt.session").read_bytes()
    with pytest.raises(OutputError, match="nothing decided: another file was put in its place"):
        session.decide([1], Answer.KEEP)
    assert session.state(1) is before
    assert not session.is_kept
    session.close()
    assert (pair / "copy.txt.session").read_bytes() == held


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("other", [b"somebody's", None])
def test_a_session_that_was_moved_takes_no_more_decisions_where_something_else_has_its_name(pair, other):
    session, path = begin(pair).load(), pair / "copy.txt.session"
    held = path.read_bytes()
    path.rename(pair / "elsewhere")
    path.mkdir() if other is None else path.write_bytes(other)
    with pytest.raises(OutputError, match=r"nothing decided: (another file|cannot be written: Is a directory)"):
        session.decide([1], Answer.KEEP)
    assert not session.is_kept
    session.close()
    assert (pair / "elsewhere").read_bytes() == held
    assert path.is_dir() if other is None else path.read_bytes() == other


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_session_that_was_moved_is_written_anew_where_it_was(pair):
    session, path = begin(pair).load(), pair / "copy.txt.session"
    held = path.read_bytes()
    path.rename(pair / "elsewhere")
    assert not session.is_kept
    session.decide([1], Answer.KEEP)
    assert session.is_kept
    session.close()
    assert (pair / "elsewhere").read_bytes() == held
    again = begin(pair).load()
    assert again.state(1) is State.KEPT
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is locked there")
@pytest.mark.parametrize("other", [b'{"schema":"restore-session/1","kind":"batch","folder":"."}\n', b""])
def test_what_was_written_into_a_session_meanwhile_is_not_gone_on_with(pair, other):
    session, path = begin(pair).load(), pair / "copy.txt.session"
    path.write_bytes(other)
    with pytest.raises(OutputError, match="nothing decided: something else was written into it"):
        session.decide([1], Answer.KEEP)
    assert not session.is_kept
    session.close()
    assert path.read_bytes() == other


def test_a_damaged_line_is_named(pair):
    begin(pair).session.close()
    path = pair / "copy.txt.session"
    path.write_bytes(path.read_bytes() + b"nonsense\n{}\n")
    with pytest.raises(InputError, match="line 4 is damaged"):
        begin(pair)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (b"[" * 100_000, 4),
        (b'{"event":"policy","threshold":0.5}', 4),
        (b'{"event":"policy","threshold":[],"thresholds":{}}', 4),
        (b'{"event":"decide"}', 4),
        (b'{"event":"view","values":3}', 4),
        (b'{"event":"threshold","value":7}', 4),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_line_that_cannot_be_what_it_says_is_named(pair, line, number, read_only):
    begin(pair).session.close()
    path = pair / "copy.txt.session"
    path.write_bytes(path.read_bytes() + line + b"\n{}\n")
    damaged = path.read_bytes()
    with pytest.raises(InputError, match=f"line {number} is damaged"):
        open_review(origin(pair), str(path), read_only=read_only)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("read_only", [False, True])
def test_a_first_line_that_names_no_texts_is_named(pair, read_only):
    path = pair / "copy.txt.session"
    path.write_bytes(b'{"schema":"restore-session/1","kind":"pair"}\n')
    with pytest.raises(InputError, match="line 1 is damaged"):
        open_review(origin(pair), str(path), read_only=read_only)


def spread(path, **layout):
    """Write a journal as a program that lays JSON out for people does."""
    values = map(json.loads, path.read_text().splitlines())
    path.write_text("".join(json.dumps(value, **layout) + "\n" for value in values))


@pytest.mark.parametrize("layout", [{}, {"indent": 4}, {"indent": "\t"}])
def test_a_session_that_a_program_laid_out_for_people_goes_on(pair, layout):
    session = begin(pair).load()
    session.decide([0], Answer.KEEP)
    session.close()
    path = pair / "copy.txt.session"
    spread(path, **layout)
    laid_out = path.read_bytes()
    assert is_session(str(path))
    for answer in (Answer.SKIP, Answer.APPLY):
        again = open_session(str(path)).load()
        assert again.state(0) is State.KEPT
        again.decide([1], answer)
        again.close()
    assert path.read_bytes().startswith(laid_out)
    last = open_session(str(path), read_only=True).load()
    assert [last.state(0), last.state(1)] == [State.KEPT, State.APPLIED]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace('"event": "policy"', '"event": policy'),
        lambda text: text.replace('"thresholds": {}', '"thresholds": 3'),
        lambda text: text[: text.index('"event": "policy"')],
    ],
)
def test_damage_in_a_laid_out_session_is_named_by_its_line_and_kept(pair, damage):
    begin(pair).session.close()
    path = pair / "copy.txt.session"
    spread(path, indent=4)
    path.write_text(damage(path.read_text()))
    damaged = path.read_bytes()
    line = damaged[: damaged.index(b"\n}\n{")].count(b"\n") + 3
    with pytest.raises(InputError, match=f"line {line} is damaged"):
        begin(pair)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("notes", ["my notes", "my notes\n", "\n", "my notes\nin lines\n", '{"id": 1}\n'])
def test_a_file_that_is_no_session_stays_as_it_is(pair, notes):
    path = pair / "notes.txt"
    path.write_text(notes)
    with pytest.raises(InputError, match="no review session"):
        open_review(origin(pair), str(path))
    assert path.read_text() == notes


def test_a_move_has_no_words_to_edit():
    session = session_of(moved_document())
    with pytest.raises(UsageError, match="moved passage"):
        session.decide([0], Answer.APPLY, "words")


def test_a_move_takes_its_inner_repairs_along():
    document = moved_document()
    session = session_of(document)
    session.decide([0, 1], Answer.APPLY)
    assert session.restored(document) == document.source.text


def test_what_a_batch_left_is_one_queue(tmp_path):
    from restore.restoration import restore
    from restore.wire import of_difference

    records = []
    for name in ("one", "two", "two"):
        found = restore(COPY, source=SOURCE).differences
        records.append({"id": name, "copy": COPY, "source": SOURCE, "differences": [of_difference(d) for d in found]})
    (tmp_path / "review.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records))
    session = open_batch(str(tmp_path)).load()
    assert [d.id for d in session.documents] == ["one", "two", "two-2"]
    rivals = [difference.explanations for difference in found]
    assert all(rivals)
    assert [[difference.explanations for difference in session.resolved(d)] for d in session.documents] == [rivals] * 3
    assert len(session.items) == 6
    session.decide(session.identical(0), Answer.KEEP)
    session.close()
    again = open_session(session_path(str(tmp_path))).load()
    assert again.progress.kept == 6
    again.close()


def test_a_folder_of_something_else_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"has no review\.jsonl"):
        open_batch(str(tmp_path))


def test_a_bad_record_is_named(tmp_path):
    (tmp_path / "review.jsonl").write_text('{"id": "one"}\n')
    review = open_batch(str(tmp_path))
    with pytest.raises(InputError, match=r"review\.jsonl: line 1: no record"):
        review.load()
    review.session.close()


def test_a_session_that_is_no_file_is_refused_and_stays(tmp_path, monkeypatch):
    taken = []
    monkeypatch.setattr("restore.session.journal.os.unlink", taken.append)
    for path in (os.devnull, str(tmp_path)):
        with pytest.raises(OutputError, match="is no file, and no session can be kept there; name another"):
            Journal(path).open()
    assert taken == []
