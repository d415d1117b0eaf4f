"""What judging is fitted on: texts of one half, whole and in short pieces, each change with what it was."""

import json

import pytest

from restore.bench.corpus import PAGE, Corpus, document_of
from restore.bench.families import Family, Sample, sample_of
from restore.bench.training import (
    FOLDS,
    MARGIN,
    TURNS,
    VARIED,
    Example,
    examples,
    samples,
    turn_of,
    varied,
    windows,
)
from restore.bench.truth import Edit
from restore.damage import make_damage
from restore.damage.few import Few
from restore.damage.foreign import Overwrite, Rework, Squeeze
from restore.damage.ocr import Misread
from restore.damage.restyle import Restyle
from restore.differences import Cause
from restore.judging.profile import OUTCOMES
from restore.text import Text
from tests.restore.bench.conftest import names

TEXT = "The mayor of Lund spoke to the council. Ana Ruiz said that the mayor of Lund would leave in May. " * 8


def both(start):
    """A name of each half."""
    return [*names(0, 1, start), *names(1, 1, start)]


@pytest.fixture
def corpus(tmp_path):
    pair = {"copy": "in the oustody of it", "source": "in the custody of it"}
    line = {"copy": "When did Ana leave?", "source": "When did she leave?"}
    rows = {
        "articles": [{"id": name, "text": TEXT} for name in both("a")],
        "misread": [{"id": name, **pair} for name in both("m")],
        "revised": [{"id": name, "copy": TEXT + "He left.", "source": TEXT} for name in both("r")],
        "rewritten": [{"id": name, **line} for name in both("w")],
    }
    paths = {name: tmp_path / f"{name}.jsonl" for name in rows}
    for name, path in paths.items():
        path.write_text("".join(json.dumps(row) + "\n" for row in rows[name]))
    return Corpus(**paths | {"articles": (paths["articles"],)})


def test_only_one_half_of_each_file_is_fitted_on(corpus):
    first, second = ({sample.id for sample in samples(corpus, half, 1)} for half in (0, 1))
    for found, article, edition in zip((first, second), both("a"), both("r"), strict=True):
        assert {article, edition, f"{edition}/{edition}"} <= found
    assert {name for name in first & second if not name.startswith(("page-", "alike-", "book-", "chained-"))} == set()


def test_what_nothing_damaged_is_meant_and_what_a_machine_read_is_not(corpus):
    outcomes = {}
    for example in examples(corpus, 0, 1):
        outcomes.setdefault(example.family, set()).update(OUTCOMES[k] for k in example.outcomes)
        if example.sample.id in both("m"):
            assert {OUTCOMES[k] for k in example.outcomes} == {"misreading"}
    for family in (Family.REVISED, Family.REWRITTEN, Family.CHAINED):
        assert outcomes[family] <= {"editor", "style"}


def test_each_change_has_one_outcome_and_texts_without_changes_are_none(corpus):
    for example in examples(corpus, 0, 1):
        assert len(example.outcomes) == len(example.weighing.changes) > 0


def test_a_file_that_is_not_there_gives_nothing(corpus):
    alone = Corpus(misread=corpus.misread)
    assert {example.family for example in examples(alone, 0, 1)} == {Family.MISREAD}
    assert not list(examples(Corpus(), 0, 1))


def test_more_copies_of_a_text_are_damaged_in_other_ways(corpus):
    one, two = ([s for s in samples(corpus, 0, copies) if s.family is Family.PLAIN] for copies in (1, 2))
    assert len(two) == 2 * len(one)
    assert len({sample.copy for sample in two}) > len(one)


def test_misread_passages_make_pages_once_more_by_how_badly_they_read(tmp_path):
    clean = "in the custody of it all"
    read = {name: clean.replace("c", "c" + "o" * (number % 4)) for number, name in enumerate(names(0, 90, "m"))}
    path = tmp_path / "misread.jsonl"
    path.write_text(
        "".join(json.dumps({"id": name, "copy": copy, "source": clean}) + "\n" for name, copy in read.items())
    )
    made = [sample.copy.split("\n") for sample in samples(Corpus(misread=path), 0, 1)]
    assert sorted(lines[0] for lines in made if len(lines) == 1) == sorted(read.values())
    pages = [lines for lines in made if len(lines) > 1]
    assert sorted(line for lines in pages for line in lines) == sorted(3 * list(read.values()))
    alike = [lines for lines in pages if lines == sorted(lines, key=lambda line: line.count("o"))]
    assert 0 < len(alike) < len(pages)
    assert max(map(len, alike)) > PAGE, "and books, in which what comes a few times on a page comes often"


@pytest.mark.parametrize("family", [Family.MISREAD, Family.REWRITTEN, Family.CHAINED])
def test_what_is_put_together_waits_in_the_turn_of_all_its_parts(tmp_path, family):
    rows = [{"id": name, "copy": f"{name} spoke", "source": f"{name} spoke again"} for name in names(0, 90, "m")]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    file = "revised" if family is Family.CHAINED else family.value
    together = [s for s in samples(Corpus(**{file: path}), 0, 1) if s.family is family and s.copy.count("spoke") > 1]
    assert len(together) >= TURNS
    for sample in together:
        parts = {turn_of(word) for word in sample.copy.split() if word not in ("spoke", "again")}
        assert parts == {turn_of(document_of(sample.id))}


@pytest.mark.parametrize("recipe", ["revised", "foreign-revised"])
def test_made_copies_that_an_editor_was_at_alone_wait_with_their_document(recipe):
    family = Family.FOREIGN if recipe.startswith("foreign") else Family.HOUSE
    turns = {}
    for made in ("revised", "mixed"):
        chosen = recipe.replace("revised", made)
        made_of = [sample_of(name, family, make_damage(TEXT, recipe=chosen)) for name in names(0, 30, "a")]
        turns[made] = {Example.of(sample).turn for sample in made_of}
    assert turns == {"revised": set(range(TURNS)), "mixed": {FOLDS[family]}}


def test_clean_texts_are_read_badly_too_and_some_after_somebody_revised_them(corpus):
    read = [s for s in samples(corpus, 0, 1) if s.family is Family.MISREAD and "/" not in s.id and s.source in TEXT]
    assert len(read) == 2, "by either engine"
    assert all(len(Example.of(sample).outcomes) > 5 for sample in read)
    foreign = [s.gold for s in samples(corpus, 0, 1) if s.family is Family.FOREIGN]
    causes = [{(g.code.cause, g.damage) for g in gold} for gold in foreign]
    assert any(each >= {(Cause.SPELLING, True), (Cause.WORDING, False)} for each in causes), "no other recipe does both"


def test_varied_rates_are_those_of_their_name():
    recipes = [varied(f"{VARIED}/{n}") for n in range(20)]
    assert [recipe.steps for recipe in recipes] == [varied(f"{VARIED}/{n}").steps for n in range(20)]
    assert len({repr(recipe.steps) for recipe in recipes}) > 5
    assert all(recipe.steps for recipe in recipes), "a copy that nothing befell teaches nothing"
    others = {type(step) for n in range(40) for step in varied(f"foreign-{VARIED}/{n}").steps}
    assert others == {Rework, Overwrite, Squeeze, Misread, Restyle, Few}, "a house's style comes with any damage"
    assert make_damage(TEXT, seed=1, recipe=recipes[0]).source == TEXT


def test_a_long_pair_is_cut_where_both_texts_say_the_same():
    source = " ".join(f"word{k} and the other one of it" for k in range(600))
    copy, places = source, range(30, 600, 30)
    for k in places:
        copy = copy.replace(f"word{k} ", "Ana Ruiz ")
    tokens = Text.of(copy).folds
    starts = [at for at, fold in enumerate(tokens) if fold == "ana"]
    edits = [Edit(at, at + 2, (f"word{k}",), Cause.ENTITY) for at, k in zip(starts, places, strict=True)]
    found = list(windows(Sample("one", Family.SHIFTED, copy, source, (), tuple(edits))))
    assert len(found) > 1
    for piece in found:
        words = Text.of(piece.copy).forms
        assert piece.edits
        for edit in piece.edits:
            assert words[edit.start : edit.end] == ["Ana", "Ruiz"]
            assert edit.words[0] in Text.of(piece.source).forms
            assert min(edit.start, len(words) - edit.end) >= MARGIN
