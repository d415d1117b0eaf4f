import pytest

from restore.bench import shown
from restore.bench.documents import PairKind
from restore.bench.shown import shown_pairs, undone, unmarked
from restore.damage import GoldDifference
from restore.damage.matching import Judge
from restore.differences import Code, Op, Span
from restore.errors import InputError, UsageError
from restore.text import Text

DOCUMENTS = {document.id: document.damaged for document in shown_pairs().documents}


def moves(pair):
    return [truth for truth in pair.gold if truth.code.op is Op.MOVE]


def test_a_mark_is_a_difference_with_its_places():
    pair = unmarked("Ann{meant replace:case|A|a} {damage insert:entity|Ann Lee |}left.")
    assert (pair.copy, pair.source) == ("AnnA Ann Lee left.", "Anna left.")
    assert pair.gold == (
        GoldDifference("g1", Code.parse("replace:case"), Span(3, 4, "A"), Span(3, 4, "a"), damage=False),
        GoldDifference("g2", Code.parse("insert:entity"), Span(5, 12, "Ann Lee"), Span(5, 5, ""), damage=True),
    )


def test_what_says_the_same_is_no_difference():
    pair = unmarked("He {same|ca n't|can't} stay.")
    assert (pair.copy, pair.source, pair.gold) == ("He ca n't stay.", "He can't stay.", ())


def test_what_is_undone_is_written_as_the_copy_has_it_and_stays_as_it_is_elsewhere():
    marked = "{same|``|“}He {damage replace:entity|Ann|“it”|`` it ''}{meant replace:case|A|a}"
    assert undone(marked) == "``He `` it ''A"
    assert unmarked(marked).source == "“He “it”a"
    assert undone("One. {home 1}Two. {moved 1|Three.}") == "One. Two. Three."


def test_a_moved_block_stands_in_the_copy_here_and_in_the_source_at_home():
    pair = unmarked("One. {home 1}Two. {moved 1|Three. }Four.")
    assert (pair.copy, pair.source) == ("One. Two. Three. Four.", "One. Three. Two. Four.")
    spans = Span(10, 16, "Three."), Span(5, 11, "Three.")
    assert pair.gold == (GoldDifference("m1", Code.parse("move:passage"), *spans, damage=True),)


@pytest.mark.parametrize(
    "text",
    [
        "a {damage replace:case|b} c", "a {same|b} c", "a {moved 1|b|c}", "a {home 1} b", "a {hurt replace:case|b|c}",
        "a } b",
    ],
)  # fmt: skip
def test_a_brace_that_marks_nothing_is_a_fault(text):
    with pytest.raises(ValueError, match="marks nothing"):
        unmarked(text)


def test_a_code_that_there_is_not_is_a_fault():
    with pytest.raises(UsageError):
        unmarked("a {damage replace:colour|b|c}")


def test_a_pair_that_is_marked_wrongly_is_named_in_a_line(tmp_path, monkeypatch):
    folder = tmp_path / "fixtures" / "shown"
    monkeypatch.setattr(shown, "repository", lambda: tmp_path)
    with pytest.raises(InputError, match="shown: no pair is there"):
        shown_pairs()
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text("Why.\n\nA {damage|b}", encoding="utf-8")
    with pytest.raises(InputError, match=r"one\.txt: \{damage\|b\} marks nothing; a mark is \{damage CODE"):
        shown_pairs()


def test_they_are_pairs_with_gold_and_the_paragraph_that_says_why_is_not_in_them():
    for document in shown_pairs().documents:
        assert document.kind is PairKind.PAIR
        assert document.damaged.gold
        why = (shown.repository() / "fixtures" / f"{document.id}.txt").read_text(encoding="utf-8").partition("\n\n")[0]
        assert why not in document.damaged.copy


def test_a_moved_block_without_a_home_is_a_fault():
    with pytest.raises(ValueError, match="no home"):
        unmarked("a {moved 1|b} c")


@pytest.mark.parametrize("name", [name for name, pair in DOCUMENTS.items() if not any(moves(pair))])
def test_every_mark_is_a_difference_of_tokens_and_nothing_else_is(name):
    damaged = DOCUMENTS[name]
    copy, source = Text.of(damaged.copy), Text.of(damaged.source)
    judge = Judge(copy, source)
    at, there = 0, 0
    for truth in damaged.gold:
        if not (truth.copy.text.strip() or truth.source.text.strip()):
            continue  # white space is between tokens
        claim = judge.claim(truth.code, truth.copy, truth.source, damage=truth.damage, confidence=1).written
        ours, theirs = (
            copy.forms_of(claim.copy_start, claim.copy_end),
            source.forms_of(claim.source_start, claim.source_end),
        )
        assert list(ours) != list(theirs), truth.id
        assert copy.folds[at : claim.copy_start] == source.folds[there : claim.source_start], truth.id
        at, there = claim.copy_end, claim.source_end
    assert copy.folds[at:] == source.folds[there:]
