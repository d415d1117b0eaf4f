"""What is a word of a text's language."""

import pytest

from restore.language.lexicon import Lexicon, are_spelt_alike, language_of, lexicon_of
from restore.language.words import FUNCTION
from restore.text import Text

TEXTS = {
    "de": "Der Bademeister hat den Sommer über die Wände gestrichen, weil das Geld für die Heizung fehlt.",
    "es": "La directora abría las puertas al ver a los vecinos esperar bajo la lluvia, y no decía nada.",
    "fr": "Les gens du village disent que le bruit leur manque, et que le pain est moins bon.",
    "it": "Il comune ha chiuso il ponte per la pioggia, e la gente passa con la barca.",
    "lv": "Glābēji trešdien atrada vēl vienu māju, un tajā bija kaķis, kas gulēja pie loga.",
    "nl": "De molenaar heeft zijn huis verkocht, omdat het water te hoog stond voor de tuin.",
    "pl": "Burmistrz mówi, że most jest za stary i nie można go naprawić przed zimą.",
    "pt": "O barco chegou ao cais com dois dias de atraso, e ninguém perguntou por quê.",
    "ru": "Смотритель проработал на маяке всю жизнь и не хочет жить в городе.",
    "sv": "Kommunen har sålt det gamla huset, och ingen vet vad som ska hända med trädgården.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_text_s_language_is_told_by_its_function_words(language, text):
    folds = Text.of(text).folds
    assert language_of(folds.count, len(folds)) == language


HARDLY = "Kunta aikoo myydä vanhan majakan, jonka torni on rappeutunut, koska kukaan ei ole asunut siellä vuosiin."


@pytest.mark.parametrize(
    "text", ["", "Zwölf Boxkämpfer jagen Viktor", "香港行政长官梁振英在各方压力下", "1 2 3", HARDLY]
)
def test_of_a_text_with_hardly_any_of_them_nothing_is_said(text):
    folds = Text.of(text).folds
    assert language_of(folds.count, len(folds)) == ""


@pytest.mark.parametrize("language", ["de", "es", "fr", "nl", "pl", "pt", "ru", "sv"])
def test_a_language_s_words_are_known_and_slips_in_them_are_not(language):
    lexicon, text = lexicon_of(language), Text.of(TEXTS[language])
    assert lexicon.covers(text)
    slips = [fold[:2] + fold[3] + fold[2] + fold[4:] for fold in text.folds if len(fold) > 5 and fold[2] != fold[3]]
    assert slips
    assert not any(lexicon.has(slip) for slip in slips)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Kommunen vil selge det gamle fyret på øya, fordi ingen har bodd der på mange år, sier folk i bygda."),
        ("es", "L'ajuntament vol vendre el far perquè ningú hi viu des de fa molts anys, diuen els veïns."),
        ("ru", "Міська рада хоче продати старий маяк, бо там уже багато років ніхто не живе."),
    ],
)
def test_what_a_near_language_writes_is_not_asked(language, text):
    """As in fixtures/shown/norwegian."""
    assert not lexicon_of(language).covers(Text.of(text))


@pytest.mark.parametrize("language", FUNCTION)
def test_words_that_name_nothing_are_words(language):
    assert all(Lexicon(language).has(word) for word in FUNCTION[language] if "'" not in word)


def test_german_is_known_as_tokens_fold_it_with_hyphens_and_its_nouns_large():
    german = lexicon_of("de")
    assert german.has_large_nouns
    assert not lexicon_of("fr").has_large_nouns
    assert all(german.has(word) for word in ("grösste", "strasse", "gasse", "bohr-maschine"))
    assert not german.has("grössste")


def test_of_short_words_those_are_known_that_hold_sentences_together():
    """As in fixtures/real/misread/bibliothek-clean, where a line ends with "Bu-"."""
    german = lexicon_of("de")
    assert [german.has(word) for word in ("zu", "er", "bu", "bu-unternehmen")] == [True, True, False, False]


def test_numbers_marks_and_what_has_an_apostrophe_are_no_words_that_a_list_could_have():
    for language in ("en", "de"):
        lexicon = lexicon_of(language)
        assert lexicon.share(("1912", ",", "geht's")) == 1.0
        assert not lexicon.has("1912")


def test_there_is_one_for_all_texts():
    assert lexicon_of("de") is lexicon_of("de")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("thür", "tür", "de"),
        ("seyn", "sein", "de"),
        ("maitre", "maître", "fr"),
        ("goût", "gout", "fr"),
        ("gieng", "ging", "de"),
        ("classe", "klasse", "de"),
        ("corps", "korps", "de"),
        ("credit", "kredit", "de"),
        ("étois", "étais", "fr"),
        ("connoissoient", "connaissaient", "fr"),
        ("enfans", "enfants", "fr"),
        ("dió", "dio", "es"),
        ("baptismo", "batismo", "pt"),
    ],
)
def test_an_older_spelling_is_known_in_its_language_alone(one, other, language):
    assert are_spelt_alike(one, other, language)
    assert are_spelt_alike(other, one, language)
    assert not are_spelt_alike(one, other, "it")
    assert not are_spelt_alike(one, one, language)


@pytest.mark.parametrize(
    ("misprint", "word", "language"),
    [
        ("zurücc", "zurück", "de"),
        ("respondio", "respondió", "es"),
        ("estudió", "estudio", "es"),
        ("moison", "maison", "fr"),
        ("foit", "fait", "fr"),
        ("mois", "mais", "fr"),
        ("dants", "dans", "fr"),
        ("djsse", "disse", "it"),
        ("jl", "il", "it"),
    ],
)
def test_a_misprint_is_no_older_spelling(misprint, word, language):
    assert not are_spelt_alike(misprint, word, language)
    assert not are_spelt_alike(word, misprint, language)
