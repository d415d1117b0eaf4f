import json

import pytest

from restore.bench.corpus import Corpus
from restore.bench.families import RECIPES, Family, documents
from restore.bench.truth import undone
from restore.differences import Cause
from restore.errors import InputError
from restore.text import Text
from tests.restore.bench.conftest import names

TEXT = "The mayor of Lund spoke to the council. Ana Ruiz said that the mayor of Lund would leave in May. " * 8
CLEAN = "Ana Ruiz spoke first . The council heard what she said ."
COPY = "Ana Ruiz spoke first . The council heard what Ana Ruiz said ."
EDIT = {"copy": [COPY.rindex("Ana"), COPY.rindex(" said")], "source": [CLEAN.index("she"), CLEAN.index(" said .")]}


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def corpus(tmp_path):
    def named(start, **fields):
        return [{"id": f"set/{name}", **fields} for half in (0, 1) for name in names(half, 3, start)]

    neural = {"copy": COPY, "clean": CLEAN, "edits": [EDIT]}
    tokenised = {"source": "Ana Ruiz spoke first. The council heard what she said."}
    origin = {"origin": [tokenised["source"].index("she"), tokenised["source"].index(" said.")]}
    rows = {
        "misread": named("m", copy="in the oustody of it", source="in the custody of it"),
        "revised": named("r", copy=TEXT + "He left.", source=TEXT),
        "rewritten": named("w", copy="When did Ana leave?", source="When did she leave?"),
        "coreference": [
            *named("c", source=CLEAN, **neural),
            *named("e", source="The council heard what she said . It was late .", **neural),
        ],
        "shifted": named("s", **neural | tokenised | {"edits": [EDIT | origin]}),
    }
    paths = {name: written(tmp_path / f"{name}.jsonl", found) for name, found in rows.items()}
    return Corpus(articles=(written(tmp_path / "articles.jsonl", named("a", text=TEXT)),), **paths)


def test_every_family_has_texts_and_the_halves_share_none(corpus):
    for family in Family:
        first, second = ({s.id for s in documents(family, corpus, half)} for half in (0, 1))
        assert first, family
        if family not in (Family.CHAINED, Family.MISREAD):
            assert not first & second, family
        assert all(sample.family is family for sample in documents(family, corpus, 0, limit=1))


def test_without_files_damage_is_made_of_the_articles_of_the_repository_all_held_out():
    found = [sample.id for family in RECIPES for sample in documents(family, Corpus(), 1, limit=1)]
    assert len(found) == len(RECIPES)
    assert not list(documents(Family.HOUSE, Corpus(), 0))
    assert not list(documents(Family.COREFERENCE, Corpus(), 1))


def test_texts_are_made_when_they_are_asked_for(corpus, monkeypatch):
    asked = []
    monkeypatch.setattr("restore.bench.families._damaged", lambda *row: asked.append(row) or row)
    assert len(list(documents(Family.HOUSE, corpus, 0, limit=2))) == len(asked) == 2


def test_the_first_copies_are_of_many_articles_by_many_recipes(corpus):
    found = [sample.id.split("/", 1) for sample in documents(Family.HOUSE, corpus, 0, limit=3)]
    assert len({article for _, article in found}) == len({recipe for recipe, _ in found}) == 3


def test_honest_texts_are_their_own_ideal_and_others_have_their_source_s(corpus):
    for family in Family:
        sample = next(documents(family, corpus, 0))
        if family.honest:
            assert (sample.ideal, sample.edits) == (tuple(Text.of(sample.copy).folds), ())
        elif family in (Family.SHIFTED, Family.COREFERENCE, Family.MISREAD):
            assert sample.ideal == tuple(Text.of(sample.source).folds)


def test_an_edition_is_told_from_the_source_by_its_clean_text(corpus):
    edition, plain = (next(documents(f, corpus, 0)) for f in (Family.EDITION, Family.COREFERENCE))
    assert (edition.id[4], plain.id[4]) == ("e", "c")
    assert (edition.complete, plain.complete) == (False, True)
    assert edition.ideal == tuple(Text.of(CLEAN).folds) != tuple(Text.of(edition.source).folds)
    assert [g.source.text for g in edition.gold] == ["she"]


def test_what_a_tokeniser_did_under_the_writing_is_damage(corpus):
    sample = next(documents(Family.SHIFTED, corpus, 0))
    assert sample.complete
    assert [(g.copy.text, g.source.text) for g in sample.gold] == [("Ana Ruiz", "she")]


def test_words_that_a_tokeniser_split_are_told_from_capitals(tmp_path):
    row = {"source": "We cannot stay.", "clean": "We can not stay .", "copy": "Ana Ruiz can not stay .", "id": "x"}
    edits = [{"copy": [0, 8], "source": [0, 2], "origin": [0, 2]}]
    path = written(tmp_path / "shifted.jsonl", [row | {"edits": edits}])
    corpus = Corpus(shifted=path)
    (sample,) = (s for half in (0, 1) for s in documents(Family.SHIFTED, corpus, half))
    assert [str(g.code) for g in sample.gold] == ["replace:entity", "replace:spacing", "insert:spacing"]


def test_repair_is_not_asked_for_what_it_leaves_to_a_person(corpus):
    sample = next(documents(Family.SCRAPED, corpus, 0))
    left = [edit for edit in sample.edits if edit.cause is Cause.HEADING or edit.cause is Cause.PASSAGE]
    assert left
    asked = [edit for edit in sample.edits if edit not in left]
    assert len(sample.ideal) == len(undone(Text.of(sample.copy).folds, asked))


def test_the_order_of_texts_is_not_that_of_their_file(tmp_path):
    rows = [{"id": name, "copy": name, "source": "a"} for name in names(0, 20)]
    one, other = (written(tmp_path / f"rewrites{n}.jsonl", r) for n, r in enumerate((rows, rows[::-1])))
    first, second = ([s.id for s in documents(Family.REWRITTEN, Corpus(rewritten=p), 0)] for p in (one, other))
    assert first == second
    assert first not in ([row["id"] for row in rows], [row["id"] for row in rows[::-1]])


def test_misread_passages_come_as_pages_and_alone(corpus):
    found = {sample.id: sample for sample in documents(Family.MISREAD, corpus, 0)}
    assert len(found) == 4
    assert len(found["page-0"].edits) == 3


def test_all_editions_are_one_long_text(corpus):
    (chained,) = documents(Family.CHAINED, corpus, 0)
    assert len(chained.copy) > 3 * len(TEXT)
    (two,) = documents(Family.CHAINED, corpus, 0, limit=2)
    assert 2 * len(TEXT) < len(two.copy) < 3 * len(TEXT)


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "source": "a", "copy": "a", "clean": "a"},
        {"id": "x", "source": "a", "copy": "a", "clean": 3, "edits": []},
        {"id": "x", "source": "a", "copy": "a", "clean": "a", "edits": [{"copy": [0, 9], "source": [0, 1]}]},
        {"id": "x", "source": "a", "copy": "a", "clean": "a", "edits": [{"copy": [0], "source": [0, 1]}]},
        {"id": "x", "source": "a", "copy": "a", "clean": "a", "edits": ["copy"]},
        [1],
    ],
)
def test_a_row_that_is_none_is_named(tmp_path, row):
    path = written(tmp_path / "coref-neural.jsonl", [row])
    with pytest.raises(InputError, match=r"line 1 is no JSON object with .*\"edits\""):
        list(documents(Family.COREFERENCE, Corpus(coreference=path), 0))
