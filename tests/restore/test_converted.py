"""Copies that went through a wrong conversion: read as what stood there before, and put right."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore import Policy, Selector, apply_plan, restore
from restore.converted import as_before, conversion_of
from restore.damage import make_damage
from restore.repair import Plan
from restore.text import Text

ROOT = Path(__file__).parents[2]

SOURCE = (
    "The mayor’s office said “no” on Monday — the council’s plan wasn’t ready. “We’re late,” Ms. Peña said, “and it’s "
    "our fault.” Its chair, Zoë Brontë, called it a fiasco: the cafés’ takings fell 3–4 per cent. They’d paid £20 each."
)
FRENCH = (
    "L’été dernier, le maire a déclaré qu’il n’était pas prêt à céder. Éric Dûment, conseiller de l’école des Cœurs, y "
    "voit une façon étrange de gérer la cité ; les élèves ont déjà été prévenus."
)
POLISH = (
    "Później okazało się, że to żart; mieszkańcy śmiali się długo. Żona wójta, Zofia Łęcka, nie chciała komentować."
)
GERMAN = "„Gut“, sagte er.\n\n„Ja“, sagte sie, „es ist schön.“\n\nDas Haus über dem Fluss ist für Gäste, so heißt es."
ARABIC = "دمشق (CNN) — أكدت جهات سورية أن فصائل مسلحة تمكنت من السيطرة على مستودعات للأسلحة. 2013 كان عاما صعبا."


def _each(said):
    return lambda text: "".join(c if c.isascii() else said(c) for c in text)


CONVERSIONS = {
    "nothing": _each(lambda c: ""),
    "a space": _each(lambda c: " "),
    "a question mark": _each(lambda c: "?"),
    "one for each byte": lambda text: text.encode().decode("ascii", "replace"),
    "Latin-1 and question marks": lambda text: text.encode("latin-1", "replace").decode("latin-1"),
    "UTF-8 read as Windows-1252": lambda text: text.encode().decode("cp1252", "replace"),
    "twice": lambda text: text.encode().decode("latin-1").encode().decode("latin-1"),
    "UTF-8 read as a Macintosh's": lambda text: text.encode().decode("mac-roman"),
    "Windows-1252 read as Latin-1": lambda text: text.encode("cp1252", "replace").decode("latin-1"),
    "Windows-1252 read as UTF-8": lambda text: text.encode("cp1252", "replace").decode("utf-8", "replace"),
    "escapes": _each(lambda c: f"\\u{ord(c):04x}"),
    "escapes without a backslash": _each(lambda c: f"u{ord(c):04x}"),
    "R's escapes": _each(lambda c: f"<U+{ord(c):04X}>"),
    "an address's": _each(lambda c: "".join(f"%{byte:02X}" for byte in c.encode())),
}


@pytest.mark.parametrize("conversion", CONVERSIONS.values(), ids=CONVERSIONS)
@pytest.mark.parametrize("source", [SOURCE, FRENCH, POLISH, GERMAN], ids=["English", "French", "Polish", "German"])
def test_what_a_conversion_lost_is_put_back(source, conversion):
    copy = conversion(source)
    assert copy != source
    assert restore(copy, source=source).text == source


@pytest.mark.parametrize("name", ["a question mark", "one for each byte", "escapes", "twice"])
def test_so_is_a_script_of_which_each_letter_became_another(name):
    copy = CONVERSIONS[name](ARABIC)
    assert restore(copy, source=ARABIC).text == ARABIC


@pytest.mark.parametrize(
    "house",
    [
        lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "--").replace("–", "-"),
        lambda text: text.replace("“", "").replace("”", ""),
        lambda text: text.replace("“", "„").replace("”", "“"),
        lambda text: text.replace("—", "-"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("Brontë", "Bronte"),
        lambda text: text.replace("’s", " 's").replace("n’t", " n't"),
    ],
)
def test_what_a_house_or_a_tokeniser_writes_is_no_conversion(house):
    assert conversion_of(house(SOURCE), SOURCE) is None


def test_a_word_that_lacks_one_character_may_be_another_word():
    source = "We’re late, he said, and nobody in the office minded it."
    assert conversion_of(source.replace("’", ""), source) is None


def test_what_the_copy_keeps_refutes_a_conversion():
    source = "Herr Müller and Frau Grün sat in the café, near the other café."
    assert conversion_of("Herr Mller and Frau Grn sat in the café, near the other café.", source) is None
    assert conversion_of("Herr Mller and Frau Grn sat in the caf, near the other caf.", source) is not None


def test_a_letter_lost_beside_an_honest_word_is_put_back():
    edited = POLISH.replace("długo", "bardzo")
    assert restore(CONVERSIONS["a space"](edited), source=POLISH).text == edited


def test_white_space_that_became_a_mark_is_in_one_difference():
    restored = restore(",\ufffdand\ufffdae. E", source=",\xa0and\xa0", force=True)
    ends = [each.copy.end for each in restored.differences]
    assert all(end <= each.copy.start for end, each in zip(ends, restored.differences[1:], strict=False))


def test_a_word_that_is_lost_as_a_whole_may_be_lost_in_any_way():
    source = "The mayor, it was said at noon, не shall leave the город that she has loved."
    assert conversion_of(source.replace("не", "").replace("город", ""), source) is None


def test_honest_words_stay_beside_what_was_lost():
    edited = SOURCE.replace("a fiasco", "a triumph").replace("per cent", "points")
    assert restore(CONVERSIONS["nothing"](edited), source=SOURCE).text == edited


@pytest.mark.parametrize(("conversion", "seed"), [("a space", 177), ("nothing", 7)])
def test_nothing_overlaps_where_blocks_were_moved_too(conversion, seed):
    source = (ROOT / "fixtures/articles/en-bees.txt").read_text(encoding="utf-8")[:2500]
    copy = CONVERSIONS[conversion](make_damage(source, seed=seed, recipe="heavy+move").copy)
    everything = Policy(threshold=0.0, select=Selector.parse("all"))
    restored = restore(copy, source=source, policy=everything, force=True)
    assert Text.of(restored.text).folds == Text.of(source).folds


def test_a_token_stands_where_what_is_left_of_it_does():
    source = "It’s Zoë, isn’t it? We’ve lost café and thé."
    text = as_before(Text.of("Its Zo, isnt it? Weve lost caf and th."), Text.of(source))
    assert [text.token(at) for at in range(len(text))][:6] == ["It", "s", "Zo", ",", "is", "nt"]
    assert text.folds[:6] == ["it", "'s", "zoë", ",", "is", "n't"]


OTHERS = "It’s said that nobody knew, and that’s how the story goes in the village; they don’t mind it."


@pytest.mark.parametrize(
    ("source", "copy"),
    [
        ("And then he was gone… But nobody saw it.", "And then he was gone? But nobody saw it."),
        ("There it was—nobody saw it, or him.", "There it was? nobody saw it, or him."),
        ("In the 1960’s and the 1970’s, MP’s spoke.", "In the 1960s and the 1970s, MPs spoke."),
        ("It was 20°C at noon and 30°C later.", "It was 20C at noon and 30C later."),
        ("In Hawaiʻi and on Oʻahu they danced.", "In Hawaii and on Oahu they danced."),
        ("An e‑mail from the co‑op came.", "An email from the coop came."),
        ("One claim¹ and another claim² were read.", "One claim and another claim were read."),
        ("See /wiki/Müller and /wiki/Zürich for it.", "See /wiki/M%C3%BCller and /wiki/Z%C3%BCrich for it."),
    ],
)
@pytest.mark.parametrize("kept", ["", OTHERS])
def test_what_a_house_leaves_out_or_an_editor_writes_is_no_conversion(source, copy, kept):
    assert conversion_of(f"{copy} {kept}", f"{source} {kept}") is None


@pytest.mark.parametrize(("copy", "source"), [("", "é"), ("é", ""), ("?", "é"), ("\ud800 ?", "\ud800 é"), ("a", "a")])
def test_hardly_any_text_has_tokens_of_its_own(copy, source):
    assert as_before(Text.of(copy), Text.of(source)).folds == Text.of(copy).folds


LETTERS = st.text(st.sampled_from(" ab?.'é’“”—ж中\u00a0\u200b\ufeff\n\ufffd\U0001f600"), max_size=60)


@given(LETTERS, st.sampled_from([str, *CONVERSIONS.values()]), LETTERS)
def test_tokens_follow_each_other_and_none_is_white_space(text, conversion, other):
    try:
        copy = conversion(text)
    except UnicodeError:
        return
    source = text + other
    read = as_before(Text.of(copy), Text.of(source))
    assert read.raw == copy
    assert all(read.token(at).strip() for at in range(len(read)))
    ends = [0, *read.ends]
    gaps = [copy[end:start] for end, start in zip(ends, [*read.starts, len(copy)], strict=True)]
    assert all(end <= start for end, start in zip(ends, read.starts, strict=False))
    assert not any(character.isprintable() for character in "".join("".join(gaps).split()))
    restored = restore(copy, source=source, force=True)
    assert apply_plan(copy, Plan()) == copy
    assert all(copy[each.copy.start : each.copy.end] == each.copy.text for each in restored.differences)
