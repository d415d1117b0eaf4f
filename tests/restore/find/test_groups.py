from restore.damage import make_damage
from restore.find.documents import Document
from restore.find.groups import find_reprints
from restore.find.library import MemoryLibrary
from tests.restore.find.conftest import prose


def reprints(texts):
    return find_reprints(texts, MemoryLibrary(texts))


def test_of_the_seeds_one_pair_are_copies_and_three_texts_quote_one_man(seeds):
    found = reprints(list(seeds.values()))
    (group,) = found.groups
    assert list(group.members) == [seeds["000"].id, seeds["001"].id]
    (link,) = group.links
    assert link.mutual
    quotation = found.passages[0]
    assert {each.id for each in quotation.occurrences} == {seeds[key].id for key in ("002", "003", "004")}
    assert all("half a" in each.text or "a half" in each.text for each in quotation.occurrences)
    first, *others = quotation.occurrences
    assert not first.differences
    assert all(each.differences for each in others)
    codes = {str(d.code) for each in others for d in each.differences}
    assert any(code.startswith("replace:") for code in codes)
    for each in quotation.occurrences:
        text = next(seed.text for seed in seeds.values() if seed.id == each.id)
        assert text[each.at.start : each.at.end] == each.text


def test_copies_of_copies_are_one_group_and_strangers_are_none(library):
    first = library[0]
    second = Document("second", make_damage(first.text, seed=1, recipe="light").copy)
    third = Document("third", make_damage(second.text, seed=2, recipe="light").copy[:500])
    found = reprints([first, second, third, *library[1:20]])
    (group,) = found.groups
    assert sorted(group.members) == ["made-0", "second", "third"]
    assert {link.contained for link in group.links if not link.mutual} == {"third"}
    assert found.passages == []


def test_a_paragraph_in_two_texts_is_a_shared_passage():
    shared = prose("shared", 2)
    texts = [Document(n, prose(n, 9) + "\n\n" + shared + "\n\n" + prose(n + 10, 9)) for n in range(2)]
    found = reprints(texts)
    assert found.groups == []
    (passage,) = found.passages
    assert [each.id for each in passage.occurrences] == [0, 1]
    assert all(each.text == shared.rstrip(".") for each in passage.occurrences)
    assert passage.occurrences[1].differences == []
