import pytest

from restore.bench import real
from restore.bench.documents import PairKind
from restore.bench.real import NEGATIVE, TRUTH, RealPairs, negative_pairs, real_pairs
from restore.errors import InputError


def test_what_is_known_of_a_pair_follows_from_its_folder():
    documents = real_pairs().documents
    assert {document.group for document in documents} == set(RealPairs) == set(TRUTH)
    for document in documents:
        assert document.kind is TRUTH[RealPairs(document.group)], document.id
        assert bool(document.damaged.gold) == (document.kind is PairKind.PAIR), document.id


def test_every_pair_has_an_id_of_its_own():
    ids = [document.id for document in real_pairs().documents]
    assert len(ids) == len(set(ids))


def test_a_source_is_named_for_each_group():
    sources = real_pairs().sources
    assert [source.name.split(": ")[1] for source in sources] == list(RealPairs)


def test_an_installed_package_says_where_the_pairs_are(tmp_path, monkeypatch):
    monkeypatch.setattr(real, "repository", lambda: tmp_path)
    with pytest.raises(InputError, match="coreference: no pair is there"):
        real_pairs()


def test_the_honest_pairs_are_edited_and_each_has_its_folder():
    found = negative_pairs().documents
    assert len(found) >= 18
    for document in found:
        assert document.edited
        assert document.id.startswith("negative/")
        assert document.group == NEGATIVE
        assert not document.damaged.gold


def test_an_installed_package_says_where_the_honest_pairs_are(tmp_path, monkeypatch):
    monkeypatch.setattr(real, "repository", lambda: tmp_path)
    with pytest.raises(InputError, match="negative: no pair is there"):
        negative_pairs()
