"""Pages misread beyond whole words: what letters anchor, and whom they tell apart."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import align, apply_plan, restore
from restore.aligner.alignment import Relation
from restore.aligner.costs import DEFAULT
from restore.aligner.letters import FEW, Letters, folded, letter_cuts, same_letters
from restore.aligner.pair import Pair, Strip
from restore.damage.draft import Draft
from restore.damage.ocr import PRINT, Misread
from restore.differences import Decision
from restore.repair import make_plan
from restore.text import Text, is_word
from tests.interpreted import typed_as_it_is

ROOT = Path(__file__).parents[3]
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures" / "articles").glob("en-*.txt"))]
PAGE = "\n".join(ARTICLES[:3])


class Misreading:
    """A page misread so that we know where each of its words went."""

    def __init__(self, source, rate, seed=1):
        draft = Draft(Text.of(source))
        Misread(PRINT, rate, rate * 1.001)(draft, Random(seed))
        self.source, self.units = draft.source, draft.units
        self.copy = "".join(unit.before + unit.text for unit in self.units) + draft.tail

    @property
    def misread(self):
        """The share of words that were misread."""
        words = [
            unit for unit in self.units if any(is_word(self.source.folds[k]) for k in range(unit.first, unit.last))
        ]
        return sum(unit.mark is not None for unit in words) / len(words)

    def found(self, alignment):
        """The share of words that stand for words at their true place."""
        copy, right = alignment.copy, 0
        blocks = {k: b for b in alignment for k in range(b.source_start, b.source_end)}
        words = [k for k, fold in enumerate(self.source.folds) if is_word(fold)]
        ends = accumulate(len(unit.before) + len(unit.text) for unit in self.units)
        for unit, end in zip(self.units, ends, strict=True):
            first, last = bisect_right(copy.ends, end - len(unit.text)), bisect_left(copy.starts, end)
            for k in range(unit.first, unit.last):
                block = blocks[k]
                if is_word(self.source.folds[k]) and block.relation is not Relation.CHANGED:
                    equal = block.relation is Relation.EQUAL
                    at = block.copy_start + (k - block.source_start if equal else 0)
                    stop = at + 1 if equal else block.copy_end
                    right += at < last and stop > first
        return right / len(words)


@pytest.mark.parametrize(
    ("rate", "misread", "found"), [(0.07, 0.3, 0.94), (0.16, 0.5, 0.78), (0.27, 0.7, 0.6)], ids=["30%", "50%", "70%"]
)
def test_words_of_a_misread_page_find_their_place(rate, misread, found):
    page = Misreading(PAGE, rate)
    assert misread < page.misread < misread + 0.1
    assert page.found(align(page.copy, source=PAGE)) > found


def test_all_repairs_of_a_misread_page_give_its_source():
    page = Misreading(PAGE, 0.27)
    everything = [replace(each, decision=Decision.APPLY) for each in restore(page.copy, source=PAGE).differences]
    repaired = apply_plan(page.copy, make_plan(Text.of(page.copy), everything))
    assert list(Text.of(repaired).folds) == list(page.source.folds)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("modem", "modern"), ("sumer", "sunner"), ("dear", "clear"), ("haht", "liaht"), ("neht", "rieht"),
        ("fur", "fiir"), ("vvar", "war"), ("g0od", "good"), ("we1l", "well"), ("ma.jor", "malor"), ("lhe", "the"),
        ("fet", "set"), ("5et", "set"), ("6ad", "bad"), ("8ad", "bad"), ("eap", "cap"), ("nse", "use"), ("bov", "boy"),
        ("ﬂuß", "fluss"), ("ſet", "set"), ("für", "fur"), ("été", "ete"), ("a-b", "ab"), ("...", ""),
    ],
)  # fmt: skip
def test_what_engines_confuse_is_one(read, printed):
    assert folded([Text.of(read).folds[0] if read.isalpha() else read]) == folded([printed])


def test_other_letters_are_others():
    assert len(set(folded(list("abdeghikmnopqrsvwxz2347")))) == 23


def test_texts_that_are_not_each_others_share_too_few_letters():
    texts = [Text.of(text) for text in [SEEDS[0], *SEEDS[2:], *ARTICLES]]  # the second seed is of the first's article
    assert [
        (i, j) for i, one in enumerate(texts) for j, other in enumerate(texts[:i]) if same_letters(one, other)
    ] == []


def test_letters_that_agree_by_chance_all_over_a_long_text_do_not_count():
    passage, others = SEEDS[0][600:980], "\n".join([*ARTICLES, *SEEDS[2:]])
    assert len(Letters.of(Text.of(passage).folds, range(len(Text.of(passage)))).row) > FEW
    assert not same_letters(Text.of(passage), Text.of(others))
    assert same_letters(Text.of(passage), Text.of(f"{others}\n{SEEDS[0]}"))


def test_a_phrase_of_the_trade_does_not_make_one_text_of_two_short_ones():
    phrase = "The prisoner was found guilty, and was sentenced to six months with hard labour."
    ours = (
        "William Harker, a carter of Holbeck, took two sacks of oats and a whip from the yard of an inn on Friday. "
        f"{phrase} His brother wept in the gallery and could not be made to leave the court before the doors were shut."
    )
    theirs = (
        "Mary Ann Dale was seen to carry a clock out of the house in Briggate where she had been a maid since Easter. "
        f"She said that her mistress gave it to her for her wedding, and that she was no thief. {phrase}"
    )
    assert not same_letters(Text.of(ours), Text.of(theirs))


def ledger(seed, lines):
    """Entries as a clerk writes them, alike in their form."""
    dice = Random(seed)
    who, did, what, where, when, month = (
        words.split(",")
        for words in (
            "Anne,Josh,Mary,Tom,Ruth,Will,Peg,Hugh,Grace,Ned", "sold,lost,found,drove,bought,fed,kept,shot",
            "a mare,six hens,the grey cow,old hay,two pigs,ten geese,a red bull,wool",
            "Leeds,Hull,York,Ripon,Selby,Thirsk,Malton", "first,tenth,ninth,last,fifth", "May,June,July,Lent,March",
        )
    )  # fmt: skip
    return " ".join(
        f"{dice.choice(who)} {dice.choice(did)} {dice.choice(what)} in {dice.choice(where)} "
        f"on the {dice.choice(when)} of {dice.choice(month)}."
        for _ in range(lines)
    )


@pytest.mark.parametrize("lines", [5, 9])
def test_a_form_that_two_texts_have_seldom_makes_one_of_them(lines):
    """Short or not: what agrees in place by chance comes close to what two readings have in common."""
    pairs = [(ledger(seed, lines), ledger(seed + 1000, lines)) for seed in range(100)]
    same = [same_letters(Text.of(one), Text.of(other)) for one, other in pairs]
    assert sum(same) < 25


def test_a_short_passage_is_told_by_the_letters_at_their_place():
    read = (
        "Tbe prisonr vvas fonnd guitty, aud s entcnced to fix mouths. He tbanked Mr Ahel fcr bis kindnefs to bis wife."
    )
    printed = (
        "The prisoner was found guilty, and sentenced to six months. He thanked Mr Abel for his kindness to his wife."
    )
    assert same_letters(Text.of(read), Text.of(printed))


# Paragraphs of an article, typed, heavily soiled, as tesseract read them: a word in ten is right.
HARDLY_LEGIBLE = """
Tuare-ure bee sony beplitvaa on cba chefs wf Mwindre, sok
“Stes gana Save. boulin to) avorve. accoxduad to @ btudy 0 2 7
Spurs lehad ge’ Moniey us ceagarececn oy vie lalgecaen 7
fhe pusher Sf regiatared hives ts the city bad urisea freé ~
BaD es pipet $10 an shear peared tne deonaraagage!
tdlind The brag plates with tlonare: Gals hacchy llamas
Bach Galonpogpeemas t. share sta toes, with 96. ad % .
hesunvonk pe in fear souls dotaizwlye Cheam
wishae 34 ee
people pit a Dive oh che ks fawed they: want te
Chel” fen bata. otto as CMRBRedy whe tees :
Yo Yepearien Brought a feadex aNd bakedy Brought 8 book.”
FeRPe OL ghd her Fol inagves weratea age Rives peery o
e “we edewsta, They tune Liat - tha ier
=, i wbinht in Delyi' a wenth is puleehmemmond be”
pare Ske they algo found ther Witt ners g iy
ee a
J Sanwsean pies Bec ton recomnea Sunt 2 Poe
wackee! fe rah wheth thale bre ec MEPL WG
fn ROOT OpMe : % es ee
"""


def test_a_page_on_which_hardly_a_word_is_right_is_its_sources():
    page = (ROOT / "fixtures" / "articles" / "en-bees.txt").read_text(encoding="utf-8").split("\n\n")
    read = Text.of(HARDLY_LEGIBLE)
    assert same_letters(read, Text.of("\n\n".join(page[1:5])))
    assert not same_letters(read, Text.of("\n\n".join(page[5:9])))


def first_letter(text, token):
    return folded([text.folds[token]])[0][:1]


def test_a_cut_is_where_the_same_word_begins():
    page = Misreading(PAGE, 0.27)
    pair = Pair(Text.of(page.copy), Text.of(PAGE), DEFAULT)
    cuts = list(letter_cuts(pair, Strip(range(len(pair.copy)), range(len(pair.source)), 0, 0)))
    assert len(cuts) > 200
    assert all(first_letter(pair.copy, c.copy) == first_letter(pair.source, c.source) for c in cuts)


def test_words_begin_behind_their_marks_and_not_behind_what_a_move_left():
    folds = Text.of('one, "two" three four five').folds
    letters = Letters.of(folds, [0, 1, 2, 3, 4, 5, 7])
    assert letters.row == "".join(folded(["one", "two", "three", "five"]))
    assert letters.beginnings(range(len(letters))) == {3: folds.index("two"), 6: folds.index("three")}
    assert letters.beginnings(range(3, 7)) == {3: folds.index("three")}


def test_other_words_in_a_page_stay_one_difference():
    words = ARTICLES[0].split()
    copy = " ".join([*words[:100], *ARTICLES[1].split()[:300], *words[400:]])
    changed = [b for b in align(copy, source=" ".join(words)) if b.relation is Relation.CHANGED]
    assert max(block.copy_end - block.copy_start for block in changed) > 250


@given(st.integers(0, 2**32), st.integers(0, 40), st.integers(0, 40))
@settings(max_examples=30, deadline=None)
def test_compiled_and_pure_code_cut_alike(seed, start, size):
    """Also where a passage was moved."""
    words = Misreading(" ".join(ARTICLES[0].split()[:90]), 0.2, seed).copy.split()
    copy = " ".join([*words[:start], *words[start + size :], *words[start : start + size]])
    source = " ".join(ARTICLES[0].split()[:90])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("restore.aligner.engine.CELLS", 300)
        patch.setattr("restore.aligner.letters.FEW", 10)
        fast = align(copy, source=source)
        with typed_as_it_is():
            slow = align(copy, source=source)
    assert fast.moves == slow.moves
    assert [replace(block, posterior=0) for block in fast] == [replace(block, posterior=0) for block in slow]
