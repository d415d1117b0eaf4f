from restore.bench.truth import Edit, Writing, between, of_gold, undone, written_over
from restore.damage import make_damage
from restore.differences import Cause
from restore.text import Text

CLEAN = "Ana Ruiz spoke first. The council heard what she said about the harbour. It voted late."
COPY = "Ana Ruiz spoke first. The council heard what Ana Ruiz said about The harbour. The council voted late."


def writing(copy, clean, *, over, name):
    start, place = copy.rindex(name), clean.rindex(over)
    return Writing((start, start + len(name)), (place, place + len(over)))


WRITINGS = [writing(COPY, CLEAN, over="she", name="Ana Ruiz"), writing(COPY, CLEAN, over="It", name="The council")]


def told(source):
    return written_over(Text.of(COPY), Text.of(CLEAN), Text.of(source), WRITINGS)


def test_undoing_what_is_known_of_damage_gives_the_source_back():
    made = make_damage(CLEAN * 4, seed=3, recipe="heavy")
    copy, source = Text.of(made.copy), Text.of(made.source)
    edits = list(of_gold(copy, source, made.gold))
    assert edits
    assert undone(copy.forms, edits) == tuple(source.forms)


def test_an_editors_words_are_no_damage():
    made = make_damage(CLEAN * 4, seed=3, recipe="revised")
    assert made.gold
    assert not list(of_gold(Text.of(made.copy), Text.of(made.source), made.gold))


def test_a_moved_block_stays_where_it_is():
    made = make_damage(CLEAN * 8, seed=3, recipe="light+move")
    edits = list(of_gold(Text.of(made.copy), Text.of(made.source), made.gold))
    assert len(edits) == sum(g.damage for g in made.gold) - 1


def test_the_fewest_edits_turn_one_text_into_the_other():
    copy, ideal = "tbe c at sat on".split(), "the cat sat down on it now".split()
    edits = list(between(copy, ideal, Cause.SPELLING))
    assert undone(copy, edits) == tuple(ideal)
    assert edits[-1] == Edit(5, 5, ("it", "now"), Cause.SPELLING), "what is missing at one place is one edit"


def test_what_a_program_wrote_is_known_with_its_capitals():
    found = told(CLEAN)
    copy = Text.of(COPY)
    assert undone(copy.forms, found.edits) == tuple(Text.of(CLEAN).forms)
    assert [(str(g.code), g.copy.text, g.source.text) for g in found.gold] == [
        ("replace:entity", "Ana Ruiz", "she"),
        ("replace:case", "The", "the"),
        ("replace:entity", "The council", "It"),
    ]


def test_the_source_shows_only_damage_whose_neighbours_it_still_has():
    revised = CLEAN.replace("It voted late", "It then voted late")
    found = told(revised)
    assert [g.source.text for g in found.gold] == ["she", "the"]
    assert [e.reachable for e in found.edits] == [True, True, False]
    assert [g.source.text for g in told(CLEAN.replace("what she", "what, then, she")).gold] == ["the", "It"]
    shifted = told("At noon, " + CLEAN)
    assert [g.source.start for g in shifted.gold] == [g.source.start + 9 for g in told(CLEAN).gold]
