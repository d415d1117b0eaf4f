import random

import pytest

from restore.damage import make_damage
from restore.find.documents import Document
from restore.find.fingerprints import questions
from restore.find.judge import _most_of_others
from restore.find.library import MemoryLibrary
from restore.find.pieces import Cut, Level
from restore.find.search import find_sources
from tests.benchmarks.find import SEEDS
from tests.benchmarks.find_texts import Pool
from tests.restore.find.conftest import prose


def ask(text, sources, **settings):
    copy = text if isinstance(text, Document) else Document("copy", text)
    (answer,) = find_sources([copy], MemoryLibrary(sources), **settings)
    return answer


def test_the_seed_copy_comes_from_the_article_it_was_made_from(seeds, library):
    answer = ask(seeds["001"], [*seeds.values(), *library])
    assert answer.source == seeds["000"].id
    assert answer.score > 0.95
    assert answer.coverage > 0.95
    assert answer.margin > 0.5


def test_without_its_source_the_seed_copy_comes_from_none(seeds, library):
    answer = ask(seeds["001"], [seeds["002"], seeds["003"], seeds["004"], *library])
    assert answer.source is None
    assert answer.score < 0.2
    assert answer.parts == ()


@pytest.fixture(scope="module")
def others(seeds):
    """Texts put together from the sentences of the seeds, the source's among them."""
    pool = Pool.of(SEEDS)
    return [Document(f"other-{number}", pool.text(number)) for number in range(1000)]


def test_the_seed_copy_is_told_from_texts_made_of_the_same_sentences(seeds, others):
    answer = ask(seeds["001"], [*seeds.values(), *others])
    assert answer.source == seeds["000"].id
    assert answer.score > 0.95


def test_texts_made_of_its_sentences_are_not_the_seed_copys_source(seeds, others):
    assert ask(seeds["001"], [seeds["002"], seeds["003"], seeds["004"], *others]).source is None


def test_articles_that_quote_the_same_words_are_not_each_others_source(seeds):
    others = [seeds[key] for key in ("002", "003", "004")]
    for copy in others:
        assert ask(copy, others).source is None


@pytest.mark.parametrize("recipe", ["heavy", "foreign-heavy", "tokeniser", "mixed"])
def test_a_damaged_third_of_a_text_is_found(recipe, library):
    for number in range(0, 60, 12):
        words = library[number].text.split(" ")
        third = " ".join(words[len(words) // 3 : 2 * len(words) // 3])
        copy = make_damage(third, seed=number, recipe=recipe).copy
        assert ask(copy, library).source == f"made-{number}"


def test_a_short_extract_of_a_long_source_is_found(library):
    long = Document("long", prose("long", 600))
    answer = ask(long.text[20_000:20_600], [*library, long])
    assert answer.source == "long"


def test_a_copy_that_added_much_is_found(library):
    answer = ask(prose("x") + library[7].text + prose("y", 24), library)
    assert answer.source == "made-7"
    assert 0.2 < answer.coverage < 0.5


def test_a_patched_copy_has_several_sources_and_spans_say_which(library):
    first, second = library[3].text, library[8].text.split("\n\n")[1]
    paragraphs = first.split("\n\n")
    text = "\n\n".join([*paragraphs[:2], second, *paragraphs[2:]])
    answer = ask(text, library)
    assert [part.source for part in answer.parts] == ["made-3", "made-8"]
    (span,) = answer.parts[1].spans
    assert text[span.copy.start : span.copy.end] == second.rstrip(".")
    assert library[8].text[span.source.start : span.source.end] == second.rstrip(".")
    assert answer.coverage > 0.95


def test_misread_copies_are_found_by_their_characters(library):
    dice = random.Random(0)
    text = library[5].text[:300]
    misread = "".join(dice.choice("ilrnecao;.") if dice.random() < 0.2 else c for c in text)
    answer = ask(misread, library)
    assert answer.source == "made-5"
    assert answer.level is Level.CHARACTERS


HEADLINES = ["A VIOLENT SEAMAN.", "A WEDDING FRUSTRATED.", "THE MURDER BY A MOTHER.", "ALLEGED MURDER BY A MOTHER.",
             "SERIOUS CHARGE AGAINST A LADY.", "SERIOUS CHARGE AGAINST A SURGEON.", 'He pleaded "Not guilty."',
             "The prisoner pleaded not guilty, and was remanded until Thursday next."]  # fmt: skip


@pytest.mark.parametrize(
    ("misread", "headline"),
    [("A VzOLENT SsAaAN.", 0), ("A WEaDDING FiUSTR&TED.", 1), ("THE DIURDER BY A MOTHER.,", 2),
     ("SLRIOUS CHARGE AGAINST A LADY,", 4), ('He pleaded "Not gniity."', 6)],
)  # fmt: skip
def test_a_misread_headline_is_told_from_others_like_it(misread, headline, library):
    headlines = [Document(text, text) for text in HEADLINES]
    assert ask(misread, [*library, *headlines]).source == HEADLINES[headline]


def test_a_copy_whose_words_survive_but_none_of_its_word_order_has_candidates(others):
    words = sorted({word.strip('.,"').lower() for word in others[9].text.split()})
    asked = questions(Cut(" ".join(words[::2] + words[1::2])), Level.WORDS)
    (found,) = MemoryLibrary(others[:100]).candidates([asked], Level.WORDS)
    assert 9 in [candidate.document for candidate in found.best[:2]]


def revised(text):
    """A later edition: three other words and a sentence more."""
    words = text.split(" ")
    for place in (20, 60, 100):
        words[place] = "elsewhere"
    return " ".join(words) + " The council did not answer on the next day."


@pytest.mark.parametrize("edition", [0, 1])
def test_of_two_editions_the_closer_one_is_the_source(edition, library):
    editions = [Document("first", library[0].text), Document("second", revised(library[0].text))]
    for seed in range(5):
        copy = make_damage(editions[edition].text, seed=seed, recipe="light").copy
        answer = ask(copy, [*library[1:], *editions])
        assert answer.source == editions[edition].id
        assert answer.runner_up == editions[1 - edition].id


def test_sources_with_the_very_same_words_are_twins_not_rivals(library):
    answer = ask(library[0].text, [Document("one", library[0].text), Document("two", library[0].text.upper())])
    assert answer.source == "one"
    assert list(answer.twins) == ["two"]
    assert answer.score > 0.9
    assert answer.runner_up is None


def test_a_text_is_not_its_own_source(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(prose(1))
    text = Document("a.txt", prose(1), str(path), 0, 10)
    assert ask(text, [text]).source is None


@pytest.mark.parametrize("text", ["", " \n", "...", "NU", "\ufeff"])
def test_texts_with_hardly_anything_in_them_come_from_none(text, library):
    assert ask(text, library).source is None


def test_an_empty_library_has_nothing():
    assert ask(prose(1), []).source is None


def test_answers_keep_the_order_and_the_number_of_jobs_changes_nothing(library):
    copies = [Document(n, make_damage(library[n].text, seed=n, recipe="heavy").copy) for n in range(12)]
    alone = list(find_sources(copies, MemoryLibrary(library)))
    assert [answer.id for answer in alone] == list(range(12))
    assert list(find_sources(copies, MemoryLibrary(library), jobs=2)) == alone


def test_one_text_under_two_names_is_no_rival_of_itself(seeds, library):
    others = [seeds["002"], seeds["003"], *library]
    alone = ask(seeds["001"], [seeds["000"], *others])
    again = ask(seeds["001"], [seeds["000"], Document("again", seeds["000"].text), *others])
    assert again.source in {seeds["000"].id, "again"}
    assert again.score == pytest.approx(alone.score, abs=0.01)
    assert _most_of_others({b"one": 3.0, b"other": 1.0}, b"one") == 1.0
    assert _most_of_others({b"one": 3.0}, b"one") == 0.0
