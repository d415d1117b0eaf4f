"""What changes a meaning, pair by pair, alone and in whole texts: there it is left to a person."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore import restore
from restore.differences import Cause, Decision
from restore.language import changes_meaning, contradicts, meaning, negation
from restore.text import Text

ROOT = Path(__file__).parents[3]
ROWS = [
    (language, kind, *pair.split("|"))
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for language, kind, pair in [line.split(" ", 2)]
]
TURNED = [
    (language, *sides)
    for language, kind, one, other in ROWS
    if kind == "turned"
    for sides in ((one, other), (other, one))
]
MISREAD, READ = (
    (ROOT / path).read_text(encoding="utf-8")
    for path in ("fixtures/made/misread-lighthouse/copy.txt", "fixtures/sources/lighthouse.txt")
)
SENTENCES = {
    "de": ("Der Rat der Stadt sagte gestern, dass", "dafür am Abend im Rathaus genannt wurde."),
    "fr": ("Le conseil de la ville a dit hier que", "dans la salle de la mairie ce soir."),
    "es": ("El consejo de la ciudad dijo ayer que", "en la sala del ayuntamiento esta tarde."),
    "it": ("Il consiglio della città ha detto ieri che", "nella sala del municipio questa sera."),
    "ru": ("Совет города вчера сказал, что", "в зале ратуши этим вечером."),
    "zh": ("市议会昨天说，这件事", "在市政厅的会议上。"),
}
ENGLISH = ("The council of the city said yesterday that", "in the hall of the town that evening.")


def words(text):
    return text.split()


def test_there_are_enough_rows_of_every_kind_and_none_twice():
    assert len(ROWS) == len(set(ROWS)) >= 150
    assert len({language for language, *_ in ROWS}) >= 20


@pytest.mark.parametrize(("language", "copy", "source"), TURNED)
def test_a_negation_a_number_or_a_date_changes_the_meaning_in_any_copy(language, copy, source):
    assert changes_meaning(words(copy), words(source))
    assert changes_meaning(words(copy), words(source), misread=True)


@pytest.mark.parametrize(("copy", "source"), [row[2:] for row in ROWS if row[1] == "garbled"])
def test_a_word_that_is_none_is_only_a_misreading_in_a_misread_copy(copy, source):
    assert not changes_meaning(words(copy), words(source), misread=True)


@pytest.mark.parametrize(("copy", "source"), [row[2:] for row in ROWS if row[1] == "same"])
def test_other_words_and_misreadings_do_not_change_the_meaning(copy, source):
    assert not changes_meaning(words(copy), words(source), misread=True)
    assert not changes_meaning(words(source), words(copy), misread=True)


@pytest.mark.parametrize(("language", "copy", "source"), TURNED)
def test_a_changed_meaning_is_left_to_a_person(language, copy, source):
    begin, end = SENTENCES.get(language, ENGLISH)
    found = restore(f"{begin} {copy} {end}", source=f"{begin} {source} {end}")
    assert found.differences
    assert all(d.decision is Decision.REVIEW for d in found.differences)
    assert all(d.cause is Cause.WORDING for d in found.differences)


@pytest.mark.parametrize(("language", "copy", "source"), TURNED)
def test_it_is_no_intruder_though_it_stands_elsewhere(language, copy, source):
    begin, end = SENTENCES.get(language, ENGLISH)
    elsewhere = f"{begin} {copy} {end}\n"
    found = restore(f"{elsewhere}{begin} {copy} {end}", source=f"{elsewhere}{begin} {source} {end}")
    assert all(d.decision is Decision.REVIEW for d in found.differences)


SAID = st.sampled_from(sorted({word for _, *sides in TURNED for side in sides for word in Text.of(side).folds}))


@given(st.lists(SAID, max_size=4), st.lists(SAID, max_size=4))
def test_what_changes_the_meaning_of_a_misread_copy_changes_that_of_any(copy, source):
    """How surely a difference does is found out once for both, and a copy that is not misread asked first."""
    surely = meaning._changes(tuple(copy), tuple(source), 15, misread=True) and not meaning._are_one(copy, source)
    perhaps = meaning._changes(tuple(copy), tuple(source), 15, misread=False) and not meaning._are_one(copy, source)
    assert perhaps >= surely
    assert changes_meaning([*copy, ""], [*source, ""]) in {True, False}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([row for row in TURNED if all(row)]), st.integers(0, 40))
def test_it_is_left_to_a_person_in_a_misread_copy_too(row, at):
    """A page that is misread throughout, and among its paragraphs one in which only that differs."""
    _, copy, source = row
    ours, theirs = MISREAD.split("\n\n"), READ.split("\n\n")
    place = at % (min(len(ours), len(theirs)) - 1) + 1
    ours.insert(place, f"{ENGLISH[0]} {copy} {ENGLISH[1]}")
    theirs.insert(place, f"{ENGLISH[0]} {source} {ENGLISH[1]}")
    found = restore("\n\n".join(ours), source="\n\n".join(theirs))
    assert any(d.decision is Decision.APPLY for d in found.differences), "a copy that is misread is repaired elsewhere"
    (said,) = [line for line in found.text.split("\n\n") if line.startswith(ENGLISH[0]) and line.endswith(ENGLISH[1])]
    still = Text.of(said.removeprefix(ENGLISH[0]).removesuffix(ENGLISH[1])).folds
    assert changes_meaning(still, Text.of(source).folds)


def test_another_number_in_a_garbled_passage_is_left_to_a_person():
    """From a newspaper of the nineteenth century, as an engine read it."""
    copy = (
        "The def rudat s id he was quite pre- } paered to iay 8bc pltaintiff \ufffd21 ls..S.,and had brougfht a; "
        "chequle xvi h huinl folr thlait sam."
    )
    source = (
        "The defendant said he was quite prepared to pay the plaintiff £24 1s. 8d., and had brought a cheque with him "
        "for that sum."
    )
    found = restore(copy, source=source)
    assert found.text.startswith("The defendant said he was quite prepared to ")
    assert "21 ls" in found.text


def test_an_intruder_that_ate_a_negation_is_repaired():
    source = (
        "President Donald Trump met the mayors on Tuesday. The mayor said that the city would not pay for it. "
        "The council had met before, and the reporters asked about the funds that the city had lost since May."
    )
    copy = source.replace("would not pay", "would President Donald Trump pay").replace(
        "the funds", "the President Donald Trump"
    )
    assert not contradicts(words("President Donald Trump"), ["not"])
    assert restore(copy, source=source).text == source


def test_a_sign_of_percent_is_no_punctuation():
    source = "The council of the city said that 5 % of it was lost to the sea, and that all of it would be paid for."
    (found,) = restore(source.replace("5 %", "5"), source=source).differences
    assert (found.cause, found.decision) == (Cause.WORDING, Decision.REVIEW)
    for ours, theirs in (("5 %", "5"), ("5", "5 %")):
        inside = "\n\nThe council said that {} of it was lost.\n\n"
        found = restore(MISREAD + inside.format(ours), source=READ + inside.format(theirs))
        assert found.text.endswith(inside.format(ours))


def test_one_of_every_two_opposites_negates():
    """Whether words can differ in meaning is asked of each first."""
    assert all(any(map(negation.is_telling, pair)) for pair in negation.OPPOSITES)


def test_what_is_asked_for_is_not_remembered_whole():
    """A passage is compared as it stands: it does not come again, and would only take memory."""
    before = len(meaning._KNOWN)
    assert changes_meaning(["not", *READ.split()[:50]], READ.split()[:50])
    assert len(meaning._KNOWN) == before


def test_a_negation_that_came_in_is_no_intruder_among_intruders():
    folder = ROOT / "fixtures"
    copy = (folder / "made/entities-german/copy.txt").read_text(encoding="utf-8")
    source = (folder / "sources/bibliothek.txt").read_text(encoding="utf-8")
    places = [at for at, char in enumerate(copy) if char == " "][::6]
    for at in places:
        found = restore(f"{copy[:at]} keine{copy[at:]}", source=source)
        (came,) = [d for d in found.differences if d.copy.start <= at + 1 < d.copy.end] or [None]
        assert came is None or came.copy.text != "keine" or came.decision is Decision.REVIEW


def test_what_is_too_long_for_a_word_is_not_compared_letter_by_letter():
    for size, turned in ((50, False), (70, True)):
        assert changes_meaning(["no", "q" * size], ["no" + "q" * size + "z"], misread=True) is turned
