"""Any sequence of decisions, undo and redo, cut off anywhere, comes back as what the whole lines say."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from restore.session.document import Side
from restore.session.journal import parse
from restore.session.opening import open_review
from restore.session.origin import PairOrigin
from restore.session.ruling import Answer, State
from tests.restore.session.made import made_document

SIZE = 9
DOCUMENT = made_document(SIZE)

indices = st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=4)
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=6)  # others are refused
actions = st.one_of(
    st.tuples(st.just("decide"), indices, st.sampled_from([*Answer, None]), st.none() | texts),
    st.tuples(st.just("note"), indices, texts),
    st.tuples(st.just("flag"), indices, st.booleans()),
    st.tuples(st.just("threshold"), st.none() | st.floats(0, 1)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("move"), st.integers(0, SIZE - 1)),
)


class MadeOrigin(PairOrigin):
    def documents(self):
        yield DOCUMENT


def opened(folder):
    origin = MadeOrigin(Side("copy", DOCUMENT.copy.text), Side("source", DOCUMENT.source.text))
    return open_review(origin, str(Path(folder) / "made.session"), clock=lambda: "2017-01-27T00:00:00+00:00").load()


def act(session, action):
    match action:
        case "decide", chosen, answer, replacement:
            session.decide(chosen, answer, replacement)
        case "note", chosen, text:
            session.note(chosen, text)
        case "flag", chosen, on:
            session.flag(chosen, on=on)
        case "threshold", value:
            session.set_threshold(value)
        case ("undo",):
            session.undo()
        case ("redo",):
            session.redo()
        case "move", position:
            session.queue.to_position(position)


def check_counts(session):
    states = [session.state(i) for i in range(SIZE)]
    progress = session.progress
    assert (progress.applied, progress.kept) == (states.count(State.APPLIED), states.count(State.KEPT))
    assert (progress.skipped, progress.open) == (states.count(State.SKIPPED), states.count(State.OPEN))
    assert sorted(session.queue.indices) == list(range(SIZE))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(actions, max_size=6), min_size=1, max_size=4))
def test_reopening_is_as_if_nothing_had_happened(sittings):
    with tempfile.TemporaryDirectory() as folder:
        before = None
        for sitting in sittings:
            session = opened(folder)
            if before is not None:
                assert session.ledger == before
            for action in sitting:
                act(session, action)
            check_counts(session)
            before = copy.deepcopy(session.ledger)
            session.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=8), st.data())
def test_a_journal_cut_anywhere_is_its_whole_lines(sequence, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.session"
        session = opened(folder)
        snapshots = {path.stat().st_size: copy.deepcopy(session.ledger)}
        for action in sequence:
            act(session, action)
            snapshots[path.stat().st_size] = copy.deepcopy(session.ledger)
        session.close()
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:cut] + data.draw(st.sampled_from([b"", b"\0\0\0", b'{"ev'])) * (cut > 20))
        begun = [size for size in snapshots if size <= cut]
        again = opened(folder)
        if begun:
            assert again.ledger == snapshots[max(begun)]
        else:
            assert not again.ledger.past
        check_counts(again)
        again.decide([0], Answer.KEEP)
        again.close()
        assert not parse(path.read_bytes(), "made").torn
        third = opened(folder)
        assert third.state(0) is State.KEPT
        third.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(actions, max_size=10))
def test_undoing_everything_is_where_it_began(sequence):
    with tempfile.TemporaryDirectory() as folder:
        session = opened(folder)
        for action in sequence:
            act(session, action)
        end = copy.deepcopy(session.ledger.rulings), session.ledger.threshold
        steps = 0
        while session.undo():
            steps += 1
        assert not session.ledger.rulings
        assert session.ledger.threshold is None
        for _ in range(steps):
            session.redo()
        assert (session.ledger.rulings, session.ledger.threshold) == end
        check_counts(session)
        session.close()
