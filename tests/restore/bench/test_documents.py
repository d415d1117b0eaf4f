import json

import pytest

from restore.bench.corpus import Corpus, read_rows
from restore.bench.documents import MADE, Half, PairKind, Request, gather, shipped, spread
from restore.errors import InputError, UsageError
from restore.text import Text
from tests.restore.bench.conftest import names

SENTENCE = "Mayor Ann Lee said that she had met the union on Monday, and that it would not strike before May. "


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.jsonl"
    rows = [{"id": name, "text": f"Story {name}. " + SENTENCE * 8} for name in [*names(0, 3), *names(1, 3)]]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def texts(data):
    return {document.damaged.source for document in data.documents}


def test_the_halves_share_no_text(articles):
    held, fitted, both = (
        gather(Request(Corpus((articles,)), half=half, recipes=["light"]))
        for half in (Half.HELD_OUT, Half.FITTED, Half.BOTH)
    )
    assert len(texts(held)) == len(texts(fitted)) == 3
    assert not texts(held) & texts(fitted)
    assert texts(both) == texts(held) | texts(fitted)
    assert not {d.damaged.seed for d in held.documents} & {d.damaged.seed for d in fitted.documents}
    assert held.sources[0].half == "held-out"


def test_recipes_seeds_and_families_multiply(articles):
    data = gather(Request(Corpus((articles,)), recipes=["light", "foreign-light"], seeds=2))
    assert len(data.documents) == 3 * 2 * 2
    assert {(d.kind, d.group) for d in data.documents} == {(PairKind.HOUSE, "light"), (PairKind.FOREIGN, "light")}
    assert len({d.id for d in data.documents}) == len(data.documents)


def test_the_digest_is_of_the_damage_too(articles):
    light, again, other = (
        gather(Request(Corpus((articles,)), recipes=[r])).digest for r in ("light", "light", "mixed")
    )
    assert light == again != other


def test_without_articles_the_repository_has_some():
    data = gather(Request(recipes=["light"], limit=2))
    assert data.sources[0].half.startswith("all")
    assert len(data.documents) == 2


def test_the_articles_of_the_repository_are_long_enough_and_of_several_languages():
    paths = shipped()
    assert len({path.stem[:2] for path in paths}) >= 4
    for path in paths:
        if path.stem.startswith("en-"):
            assert 600 <= len(Text.of(path.read_text(encoding="utf-8"))) <= 1200, path


def test_real_pairs_become_pages_and_editions(tmp_path):
    path = tmp_path / "pairs.jsonl"
    rows = [{"id": name, "copy": f"c{n}", "source": f"s{n}"} for n, name in enumerate([*names(0, 5), *names(1, 13)])]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    data = gather(Request(Corpus(misread=path, revised=path), recipes=[]))
    assert [d.damaged.copy for d in data.documents if d.kind is PairKind.MISREAD] == [
        "c5\nc6\nc7\nc8\nc9\nc10", "c11\nc12\nc13\nc14\nc15\nc16", "c17",
    ]  # fmt: skip
    assert len([d for d in data.documents if d.kind is PairKind.REVISED]) == 13


def test_rewritten_lines_are_an_editors_work(tmp_path):
    path = tmp_path / "lines.jsonl"
    rows = [{"id": name, "copy": "a", "source": "b"} for name in (*names(0, 1), *names(1, 1))]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    (document,) = gather(Request(Corpus(rewritten=path), recipes=[])).documents
    assert (document.kind, document.edited, document.made) == (PairKind.REWRITTEN, True, False)


def test_a_recipe_is_of_the_family_it_is_named_after(articles):
    recipes = ["light", "foreign-light", "plain-light"]
    documents = gather(Request(Corpus((articles,)), recipes=recipes)).documents
    assert {(d.kind, d.group) for d in documents} == {(kind, "light") for kind in MADE}


@pytest.mark.parametrize("line", ["nonsense", "[1]", '{"id": "x"}', '{"text": 3}'])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a", "text": "fine"}\n' + line + "\n")
    with pytest.raises(InputError, match=r"line 2 is no JSON object with \"text\""):
        read_rows(path, "text")


def test_an_unknown_recipe_is_named(articles):
    with pytest.raises(UsageError, match="did you mean 'light'"):
        gather(Request(Corpus((articles,)), recipes=["ligth"]))


def test_short_articles_are_no_data(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"id": "a", "text": "too short"}\n')
    with pytest.raises(InputError, match="long enough"):
        gather(Request(Corpus((path,))))


def test_spread_takes_from_the_whole_length():
    rows = [{"id": str(n)} for n in range(10)]
    assert [row["id"] for row in spread(rows, 3)] == ["0", "3", "6"]
    assert spread(rows, None) == spread(rows, 20) == rows
