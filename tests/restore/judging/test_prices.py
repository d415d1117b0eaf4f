"""What a first look shows that changes the price of a step."""

from restore import align
from restore.aligner.costs import NEUTRAL
from restore.aligner.engine import align_texts
from restore.judging.profile import Shares
from restore.judging.weighing import Weighing
from restore.text import Text
from tests.restore.judging.pairs import sure


def test_words_that_intrude_in_pieces_over_different_words_change_the_prices():
    story = (
        "Ruiz spoke to the council. Later the mayor went home. The council waited for an answer that she had, and left."
    )
    copy = story.replace("she had", "Dame Ruiz had").replace("mayor went", "Dame Ruiz went")
    weighing = Weighing(align(copy, source=story))
    sure_of_it = [sure("intruder")] * len(weighing.changes)
    assert ("dame", "ruiz") in weighing.prices(sure_of_it).intruders
    assert weighing.prices([Shares(editor=1.0)] * len(weighing.changes)) == NEUTRAL
    together = [Shares(intruder=0.8, editor=0.2)] * len(weighing.changes)
    assert weighing.prices(together) != NEUTRAL, "as likely as two sure ones"
    apart = [Shares(intruder=0.7, editor=0.3)] * len(weighing.changes)
    assert weighing.prices(apart) == NEUTRAL
    once = Weighing(align(story.replace("she had", "Dame Ruiz had"), source=story))
    assert once.prices([sure("intruder")] * len(once.changes)) == NEUTRAL


def test_places_that_are_likelier_an_editor_s_and_the_same_words_again_make_no_intruder():
    story = (
        "The mayor went home. The council waited for an answer. The aides left early. The judge spoke of it to Ruiz."
    )
    copy = story
    for word in ("mayor", "council", "aides", "judge"):
        copy = copy.replace(f"The {word} ", "The Dame Ruiz ")
    weighing = Weighing(align_texts(Text.of(copy), Text.of(story)))
    assert len(weighing.changes) == 4
    assert weighing.prices([Shares(intruder=0.6, editor=0.4)] * 4).intruders == (("dame", "ruiz"),)
    assert weighing.prices([Shares(intruder=0.45, editor=0.55)] * 4) == NEUTRAL
    again = "The mayor went home. The mayor waited. The mayor left early. The mayor spoke of it to Ruiz."
    weighing = Weighing(align_texts(Text.of(again.replace("mayor", "Dame Ruiz")), Text.of(again)))
    for surest in (0, 3):
        shares = [Shares(intruder=0.99 if at == surest else 0.6, editor=0.01) for at in range(4)]
        assert weighing.prices(shares) == NEUTRAL, "over one word alone"


def test_a_copy_whose_changed_words_are_misread_has_other_prices():
    words = {"council": "oouncil", "mayor": "rnayor", "waited": "waitcd", "answer": "ansvver", "spoke": "spokc"}
    story = "Ruiz spoke to the council. Later the mayor went home. The man waited for an answer that she had, and left."
    copy = story
    for word, misread in words.items():
        copy = copy.replace(word, misread)
    weighing = Weighing(align(copy, source=story))
    assert weighing.prices([sure("misreading")] * len(weighing.changes)).misread
    assert not weighing.prices([Shares(editor=1.0)] * len(weighing.changes)).misread
    assert not Weighing(align(story.replace("mayor", "rnayor"), source=story)).prices([sure("misreading")]).misread
