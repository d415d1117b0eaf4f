"""What no house writes, and what one may."""

import pytest

from restore.judging.house import is_a_houses, is_nobodys
from tests.restore.judging.pairs import only, seen

STORY = "The men of the town said that the mill of the Larsens was to be sold to the bank, and that it was a pity. "


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("so they sold the mill", "so they sold the old-fashioned mill"),
        ("They sold the mill it was old", "They sold the mill – it was old"),
        ("They sold Ann &amp; Son", "They sold Ann & Son"),
        ("They said &quot;so", 'They said "so'),
        ("They went. it was late", "They went. It was late"),
        ('They went. "it was late"', 'They went. "It was late"'),
        ("(They went.) it was late", "(They went.) It was late"),
        ("in the end, It was so", "in the end\nIt was so"),  # a mark for a line's end
        ("He asked (in vain whether it was so.", "He asked (in vain) whether it was so."),
        ("He asked in vain) whether it was so.", "He asked (in vain) whether it was so."),
        ("He said it was late], and went", "He said [it was late], and went"),
        ('He said, it was late", and went', 'He said, "it was late", and went'),
        ("He said, “it was late, and went", "He said, “it was late”, and went"),
        ("Il n' a rien dit , puis rien .", "Il n'a rien dit, puis rien."),
        ("We can not go , and stay .", "We cannot go, and stay."),  # so do tokenisers
    ],
)
def test_nobody_writes_so(copy, source):
    assert is_nobodys(*only(copy, source))


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("So in the end it was so", "So in the end, it was so"),
        ("Il n' a rien dit, puis rien.", "Il n'a rien dit, puis rien."),  # so do old prints
        ("Il n'a rien dit , puis rien .", "Il n' a rien dit, puis rien."),
        ("a cooperation plan", "a co-operation plan"),
        ("He saw the man", "He saw The man"),
        ("They went.\n\nHe stayed", "They went.\n\n– He stayed"),
        ("They went, he stayed", "They went – he stayed"),
        ("They saw the Caf&eacute;", "They saw the caf&eacute;"),
        ("He took vitamin A then", "He took vitamin a then"),  # a letter is a name, too
        ("He saw the President go", "He saw the president go"),
        ("He left,\nAnd it rained", "He left,\nand it rained"),  # as verses may
        ("He said: It rained", "He said: it rained"),
        ("He went\nit was late", "He went\nIt was late"),  # so may verses, or lists
        ("Of 1) one, 2) two and c) three", "Of (1) one, (2) two and (c) three"),  # a list's numbers
        ("Of (i) one and iii) three and 100) more", "Of (i) one and (iii) three and (100) more"),
        ("a) He asked in vain if so. b) She left.", "a) He asked (in vain) if so. b) She left."),
        ("He sold it (to them.)", "He sold it (to them)."),
        ('The free market and the "best\nof all" worlds', 'The "free market" and the "best of all" worlds'),
        ("the apples, and the pears", "the apples\nand the pears"),  # a line that was only too long
        ("They sang it / And went", "They sang it\nAnd went"),  # so lines of a verse are told apart
        ("They had:\n\napples\n\npears", "They had:\n\n– apples\n\n– pears"),
        ("Heading\n\nit was late", "Heading\n\nIt was late"),
        ('"What?" he asked', '"What?" He asked'),
        ("1. the tenant", "1. The tenant"),
        ("Sehr geehrte Leute,\n\nich war da", "Sehr geehrte Leute,\n\nIch war da"),
        ("He asked in vain it was so.", "He asked (in vain) it was so."),
        ("They sang.\n\nWe went and sang", 'They sang.\n\n"We went and sang'),  # as quotes go on in a new paragraph
    ],
)
def test_some_house_may(copy, source):
    found = [is_nobodys(change, reader) for change, reader in seen(copy, source)]
    assert found
    assert not any(found)


@pytest.mark.parametrize(
    ("copy", "source", "odd"),
    [
        ("It was sold The bank has it.", "It was sold. The bank has it.", True),
        ("It was sold, The bank has it.", "It was sold. The bank has it.", True),
        ("It was sold Larsen left.", "It was sold. Larsen left.", True),
        ("It was sold (to them) Most men left.", "It was sold (to them). Most men left.", True),
        ("It was sold (to them) Larsen left.", "It was sold (to them). Larsen left.", False),
        ("Is it sold The bank has it.", "Is it sold? The bank has it.", True),
        ("It was sold; The bank has it.", "It was sold. The bank has it.", False),
        ("It was sold\nThe bank has it.", "It was sold.\nThe bank has it.", False),  # as headings are, and lists
        ("He met Mr Larsen there.", "He met Mr. Larsen there.", False),
        ("They cite Smith v The Queen there.", "They cite Smith v. The Queen there.", False),
        ("They saw Dr Who there.", "They saw Dr. Who there.", False),
        ("The prof Larsen was there.", "The prof. Larsen was there.", False),
        ("But they left, Norway is lost.", "But they left! Norway is lost.", False),
        ("In 1912 The bank had it.", "In 1912. The bank had it.", True),
        ("Some five per cent. of the men left.", "Some five per cent of the men left.", False),
        ("There was 6 in. of snow.", "There was 6 in of snow.", False),
        ("He saw No 5 there.", "He saw No. 5 there.", False),
        ("They met at St Johns.", "They met at St. Johns.", False),
        ("It was sold the bank has it.", "It was sold. the bank has it.", False),
        ("The mill. was sold to them.", "The mill was sold to them.", True),
        ("The mill of. the town was sold.", "The mill of the town was sold.", True),
        ("Larsen et al. were there.", "Larsen et al were there.", False),
        ("The mill no. five was sold.", "The mill no five was sold.", False),
        ("The mill was. Larsen sold it.", "The mill was Larsen sold it.", False),
    ],
)
def test_sentences_end_where_they_end(copy, source, odd):
    assert is_nobodys(*only(STORY + copy, STORY + source)) is odd


@pytest.mark.parametrize(
    ("copy", "source", "odd"),
    [
        ("They came from norway then.", "They came from Norway then.", True),
        ("In Norway it was, and norway again.", "In Norway it was, and Norway again.", True),
        ("They met mcdonald there.", "They met McDonald there.", True),
        ("The pope and the chancellor met.", "The pope and the Chancellor met.", False),
        ("They saw the nato ships.", "They saw the NATO ships.", False),
        ("A nazi was there, no nazi came.", "A Nazi was there, no Nazi came.", False),  # a house's habit
        ("To kvale it was, then to Kvale.", "To Kvale it was, then to Kvale.", True),
        ("The xerox was there.", "The Xerox was there.", False),
        ("To xerox it was, to xerox too.", "To Xerox it was, to xerox too.", False),  # the source does it, too
        ("A lee was there.", "A Lee was there.", False),
        ("Xerox it was, and the xerox was old.", "Xerox it was, and the Xerox was old.", False),
        ("They saw www.kvale.com there.", "They saw www.Kvale.com there.", False),
    ],
)
def test_a_name_is_large_throughout(copy, source, odd):
    found = [is_nobodys(change, reader) for change, reader in seen(STORY + copy, STORY + source)]
    assert found == [odd] * len(found)
    assert found


@pytest.mark.parametrize(
    ("copy", "source", "odd"),
    [
        ("They say We go", "They say we go", True),
        ("In return, We went", "In return, we went", True),
        ("They left; It rained", "They left; it rained", True),
        ("They took vitamin A then", "They took vitamin a then", False),  # a letter is a name, too
        ("It was in The Times", "It was in the Times", False),
        ("They trust in Him there", "They trust in him there", False),
        ("They had read Men And Mice", "They had read Men and Mice", False),
    ],
)
def test_a_word_that_names_nothing_is_large_where_a_sentence_begins_and_in_titles(copy, source, odd):
    assert is_nobodys(*only(STORY + copy, STORY + source)) is odd


@pytest.mark.parametrize(
    ("copy", "source"),
    [
        ("Sie kamen aus norwegen dann.", "Sie kamen aus Norwegen dann."),
        ("Es war verkauft In der Stadt.", "Es war verkauft. In der Stadt."),
        ("Sie sagten in. der Stadt.", "Sie sagten in der Stadt."),
        ("Er sagte In der Stadt.", "Er sagte in der Stadt."),
    ],
)
def test_of_words_in_another_language_nothing_is_said(copy, source, monkeypatch):
    german = "Die Leute in der Stadt sagten, dass die Mühle verkauft wird und dass es schade ist. "
    change, reader = only(german + copy, german + source)
    assert not is_nobodys(change, reader)
    monkeypatch.setattr(reader, "is_english", True)
    assert is_nobodys(change, reader)


def test_a_text_without_capitals_ends_its_sentences_where_it_likes():
    small = STORY.lower()
    assert not is_nobodys(*only(small + "it was sold. the bank has it", small + "it was sold the bank has it"))


def test_the_other_one_of_two_marks_is_looked_for_at_hand():
    for marks in ("()", '""'):
        for words, odd in ((30, True), (500, False)):
            so = "so " * words
            copy, source = (
                f"They asked in {so} vain{marks[1]} it was",
                f"They asked {marks[0]}in {so} vain{marks[1]} it was",
            )
            assert is_nobodys(*only(copy, source)) is odd


@pytest.mark.parametrize(
    ("copy", "source", "written"),
    [
        ("the coordinator of it", "the co-ordinator of it", True),
        ("from 2–6 men", "from 2-6 men", True),
        ("from 2-6 men", "from 2–6 men", False),  # as programs do, too
        ("the cornfilled sacks", "the corn-filled sacks", False),  # no word
        ("a long term plan", "a long-term plan", False),
        ("in the end it was so", "in the end, it was so", False),
    ],
)
def test_what_a_house_writes_and_hardly_a_program(copy, source, written):
    ((change, _),) = seen(copy, source)
    assert is_a_houses(change) is written
