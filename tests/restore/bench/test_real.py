import pytest

from restore.bench import real
from restore.bench.documents import Kind
from restore.bench.real import TRUTH, Group, real_pairs
from restore.errors import InputError


def test_what_is_known_of_a_pair_follows_from_its_folder():
    documents = real_pairs().documents
    assert {document.group for document in documents} == set(Group) == set(TRUTH)
    for document in documents:
        assert document.kind is TRUTH[Group(document.group)], document.id
        assert bool(document.damaged.gold) == (document.kind is Kind.PAIR), document.id


def test_every_pair_has_an_id_of_its_own():
    ids = [document.id for document in real_pairs().documents]
    assert len(ids) == len(set(ids))


def test_a_source_is_named_for_each_group():
    sources = real_pairs().sources
    assert [source.name.split(": ")[1] for source in sources] == list(Group)


def test_an_installed_package_says_where_the_pairs_are(tmp_path, monkeypatch):
    monkeypatch.setattr(real, "repository", lambda: tmp_path)
    with pytest.raises(InputError, match="coreference: no pair is there"):
        real_pairs()
