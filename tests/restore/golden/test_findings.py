import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.golden.compare import Checks, compare
from restore.golden.findings import find
from restore.golden.kinds import TYPOGRAPHY, FindingKind
from restore.golden.tolerance import Tolerance
from tests.restore.golden.samples import GOLDEN, HARMS, swapped

WRITINGS = [
    ("quotes", swapped("’", "'").replace("“", '"').replace("”", '"'), {FindingKind.QUOTES}),
    ("whitespace", swapped("\n\n", "\r\n") + "\n", {FindingKind.WHITESPACE}),
    ("no-break space", swapped("12 weeks", "12\u00a0weeks"), {FindingKind.WHITESPACE}),
    ("paragraph", swapped("year.\n\nThe", "year. The"), {FindingKind.PARAGRAPH}),
    ("soft hyphen", swapped("incidents", "inci\u00addents"), {FindingKind.SOFT_HYPHEN}),
    ("zero width", swapped("incidents", "inci\u200bdents"), {FindingKind.INVISIBLE}),
    ("byte order mark", "\ufeff" + GOLDEN, {FindingKind.INVISIBLE}),
    ("mark spacing", swapped("weeks.", "weeks ."), {FindingKind.MARK_SPACING}),
    ("no space behind a comma", swapped("losses, and", "losses,and"), {FindingKind.MARK_SPACING}),
    ("no space behind a quote", swapped("incidents,” she", "incidents,”she"), {FindingKind.MARK_SPACING}),
]


# Datelines at a paragraph's head, and what stands there like one.
DATELINES = [
    "WESTERLOE —", "LONDON (AP) —", "WASHINGTON, March 3 (Reuters) -", "BERLIN, 3 March —", "PARIS –", "LONDON:",
    "LOS ANGELES (Reuters) -", "PORTLAND, Ore. (AP) —", "KYIV, Ukraine (AP) —", "LONDON, March 3, 2024 —",
    "Berlin (dpa) -", "Berlin, 3. März (dpa) -", "BERLIN/PARIS (dpa) –", "(Reuters) -", "HASK --",
]  # fmt: skip
NO_DATELINES = [
    "Not so fast —", "NOT GUILTY —", "SIX DEAD —", "3 KILLED —", "Mayor Castellane –", "He said:", "Q:",
    "The company (Labour) –", "A word -",
]  # fmt: skip


@pytest.mark.parametrize("paragraph", ["Mayor Anna", "Repairs will"])
@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_at_the_head_of_a_paragraph_is_one_that_came_or_went(dateline, paragraph):
    filed = swapped(paragraph, f"{dateline} {paragraph}")
    assert {(found.kind, found.label) for found in find(filed, GOLDEN)} == {
        (FindingKind.DATELINE, "dateline in the text")
    }
    assert {(found.kind, found.label) for found in find(GOLDEN, filed)} == {(FindingKind.DATELINE, "dateline gone")}


@pytest.mark.parametrize("words", NO_DATELINES)
def test_what_stands_at_the_head_of_a_paragraph_is_not_a_dateline_for_its_dash(words):
    spoken = swapped("Mayor Anna", f"{words} Mayor Anna")
    assert FindingKind.DATELINE not in {found.kind for found in [*find(spoken, GOLDEN), *find(GOLDEN, spoken)]}


def test_another_place_in_a_dateline_is_none_nor_is_a_name_in_a_conversation():
    filed = swapped("Mayor Anna", "LONDON (AP) — Mayor Anna")
    assert FindingKind.DATELINE not in {found.kind for found in find(filed.replace("LONDON", "PARIS"), filed)}
    spoken = "KELLER: We close it.\n\nBRANDT: For how long?\n\nIt will be twelve weeks."
    assert FindingKind.DATELINE not in {found.kind for found in find(spoken.replace("BRANDT: ", ""), spoken)}


def test_a_dateline_that_is_allowed_is_no_failure():
    checks = Checks(Tolerance().with_changes(allow={"dateline"}))
    filed = swapped("Mayor Anna", "WASHINGTON, March 3 (Reuters) - Mayor Anna")
    assert compare(GOLDEN, filed, checks).faithful
    assert compare(filed, GOLDEN, checks).faithful


@pytest.mark.parametrize("foot", ["© 2026 All rights reserved.", "Copyright © Post Media", "© 2026 Post Media Ltd"])
def test_what_stands_at_a_pages_foot_is_no_caption(foot):
    (found,) = find(f"{GOLDEN}\n\nSign up for our newsletter.\n\n{foot}", GOLDEN)
    assert found.kind is FindingKind.BLOCK_ADDED


@pytest.mark.parametrize(
    "credit", ["The bridge. © Jane Doe", "The bridge. © 2020 Getty Images", "Photo: © 2020 Jane Doe"]
)
def test_a_credit_is_a_caption(credit):
    (found,) = find(swapped("Repairs will", f"{credit}\n\nRepairs will"), GOLDEN)
    assert found.kind is FindingKind.CAPTION


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
def test_each_harm_is_one_finding_that_names_it(harm):
    found = [finding for finding in find(harm.received, GOLDEN) if finding.kind not in TYPOGRAPHY]
    assert [(finding.kind, finding.label) for finding in found] == [(harm.kind, harm.label)]
    assert str(found[0].code).startswith(harm.code)


@pytest.mark.parametrize("writing", WRITINGS, ids=lambda writing: writing[0])
def test_another_writing_of_the_same_words_is_typography(writing):
    _, received, kinds = writing
    assert {finding.kind for finding in find(received, GOLDEN)} == kinds


@pytest.mark.parametrize(
    ("received", "golden", "kind"),
    [
        ("a ﬁne day", "a fine day", FindingKind.LIGATURE),
        ("cafe\u0301 au lait", "café au lait", FindingKind.UNICODE),
        ("wait… now", "wait... now", FindingKind.ELLIPSIS),
        ("one — two", "one – two", FindingKind.DASHES),
        ("do n't go", "don't go", FindingKind.SPLIT),
        ("日本 語の文", "日本語の文", FindingKind.WHITESPACE),
        ("  ", "\n", FindingKind.WHITESPACE),
    ],
)
def test_what_has_one_normal_form_is_told_apart(received, golden, kind):
    assert [finding.kind for finding in find(received, golden)] == [kind]


def test_a_finding_knows_its_place():
    (found,) = find(swapped(" not apply", " apply"), GOLDEN)
    assert (found.line, found.column, found.golden.text) == (3, 48, "not")
    assert GOLDEN[found.golden.start : found.golden.end] == "not"


def test_ids_stay_when_the_text_around_changes():
    """A known defect must be found again when another paragraph of the page changes."""
    (one,) = find(swapped(" not apply", " apply"), GOLDEN)
    golden = "A new first line.\n\n" + swapped("The work starts in May.", "It ends in June.")
    (other,) = find(swapped(" not apply", " apply", golden), golden)
    assert one.id == other.id


def test_the_same_thing_twice_has_two_ids():
    golden = "We do not go. And so we do not go. And so on."
    ids = [finding.id for finding in find(golden.replace(" not", ""), golden)]
    assert len(set(ids)) == 2


words = st.lists(
    st.sampled_from(
        ["the", "The", "not", "Keller", "12", "don't", "do n't", ".", ",", "’", "'", "“", "a\u00adb", "\n", "\n\n", " ",
         "\xa0", "\u200b", "—", "-", "...", "…", "é", "e\u0301", "日本", "&amp;", "\ufeff", "x-y"]
    ),
    max_size=14,
).map("".join)  # fmt: skip
joined = st.lists(words, max_size=6).map(" ".join)


@settings(deadline=None)
@given(joined, joined)
def test_two_texts_have_no_finding_exactly_when_they_are_the_same(received, golden):
    assert bool(find(received, golden)) == (received != golden)


@settings(deadline=None)
@given(joined, joined)
def test_spans_are_where_they_say(received, golden):
    for finding in find(received, golden):
        assert golden[finding.golden.start : finding.golden.end] == finding.golden.text
        assert received[finding.received.start : finding.received.end] == finding.received.text


@pytest.mark.parametrize(
    ("received", "golden", "kind"),
    [
        ("The vote was legal so far.", "The vote was illegal so far.", FindingKind.NEGATION),
        ("Das war eine Frage der Zeit.", "Das war keine Frage der Zeit.", FindingKind.NEGATION),
        ("Es waren zwei Fragen der Zeit.", "Es waren drei Fragen der Zeit.", FindingKind.NUMBER),
        ("It took two weeks so far.", "It took 2 weeks so far.", FindingKind.WORDING),
    ],
)
def test_what_turns_the_meaning_is_told_in_every_language(received, golden, kind):
    assert [finding.kind for finding in find(received, golden)] == [kind]


RECIPE = "Ingredients\n5 grams of flour\n2 spoons of sugar\n3 cups of milk\n9 grams of flour\n5 grams of salt\n"
LIBRARY = (
    "Since January a drill has stood between the novels. Anyone can borrow it for a week.\n\n"
    "Librarian Marta Senn had the idea on a visit to Turku.\n"
)


def test_a_paragraph_that_came_twice_is_one_block():
    first, _, rest = LIBRARY.partition("\n\n")
    found = find(f"{first}\n{first}\n\n{rest}", LIBRARY)
    assert (FindingKind.BLOCK_DUPLICATED, first) in [(finding.kind, finding.received.text) for finding in found]


@pytest.mark.parametrize("line", ["5 grams of flour", "9 grams of flour"])
def test_a_line_that_came_twice_is_that_line_though_it_ends_no_sentence(line):
    (finding,) = find(RECIPE.replace(f"{line}\n", f"{line}\n{line}\n"), RECIPE)
    assert (finding.kind, finding.received.text) == (FindingKind.BLOCK_ADDED, line)


def test_words_at_the_end_of_a_line_stand_on_that_line():
    (finding,) = find(swapped("12 weeks.", "12 weeks. [12]"), GOLDEN)
    assert (finding.line, finding.golden.start) == (1, GOLDEN.index("\n"))


def test_a_word_in_tags_is_one_finding():
    (finding,) = find(swapped("weeks", '<em class="x">weeks</em>'), GOLDEN)
    assert (finding.kind, finding.received.text) == (FindingKind.MARKUP, '<em class="x">weeks</em>')
