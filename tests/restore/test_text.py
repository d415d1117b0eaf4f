import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore.text import Text, is_word, normal_form, starts_line
from tests.restore.odd_texts import ANY, JOINING

ODD = st.lists(st.sampled_from(JOINING), max_size=20).map("".join)


def tokens(raw):
    text = Text.of(raw)
    return [text.token(index) for index in range(len(text))]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Hello, world!", ["Hello", ",", "world", "!"]),
        ("can't won't I’m Trump's", ["ca", "n't", "wo", "n't", "I", "’m", "Trump", "'s"]),
        ("ca n't , nation ’s", ["ca", "n't", ",", "nation", "’s"]),
        ("I'd've d'you's wasn't's", ["I", "'d", "'ve", "d'you", "'s", "was", "n't", "'s"]),
        ("so-called co‑operation", ["so-called", "co‑operation"]),
        ("$1,000.50 at 10:30 on 1/2/2020", ["$", "1,000.50", "at", "10:30", "on", "1/2/2020"]),
        ("`` yes '' -LRB- no -RRB-", ["``", "yes", "''", "-LRB-", "no", "-RRB-"]),
        ("wait... no -- yes — so", ["wait", "...", "no", "--", "yes", "—", "so"]),
        ("the '90s", ["the", "'", "90s"]),
        ("漢字かな", ["漢", "字", "か", "な"]),
        ("Он сказал: «нет»", ["Он", "сказал", ":", "«", "нет", "»"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("السلام عليكم", ["السلام", "عليكم"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("ไทย", ["ไ", "ท", "ย"]),
        ("naïve nai\u0308ve", ["naïve", "nai\u0308ve"]),
        ("👩‍👩‍👧 ok", ["👩‍👩‍👧", "ok"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_tokens(raw, expected):
    assert tokens(raw) == expected


@given(st.text(max_size=80))
@example("\ufeffa\r\nb")
def test_tokens_stand_in_order_and_cover_every_letter(raw):
    text = Text.of(raw)
    spans = list(zip(text.starts, text.ends, strict=True))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(raw) if character.isalnum())
    assert len(text.folds) == len(text.forms) == len(text)


@given(ODD | ANY)
@example("x's's d'you'd've 'sn't x's中")
def test_a_token_is_read_alone_and_between_spaces_as_it_is_where_it_stands(raw):
    found = tokens(raw)
    assert all(tokens(token) == [token] for token in found)
    assert tokens(" ".join(found)) == found
    assert Text.of(" ".join(found)).folds == Text.of(raw).folds


@pytest.mark.parametrize("separator", "\x1c\x1d\x1e\x1f\x85\u2028")
def test_white_space_is_the_same_beside_any_script(separator):
    assert tokens(f"a{separator}b") == ["a", "b"]
    assert tokens(f"中{separator}b") == ["中", "b"]


@given(st.text(alphabet="\U0001f1e9\U0001f1ea\u0301\u200d\u0903a,", max_size=20))
def test_flags_are_read_as_graphemes(raw):
    import regex

    flags = [found for found in regex.findall(r"\X", raw) if found[0] in "\U0001f1e9\U0001f1ea"]
    assert [token for token in tokens(raw) if token[0] in "\U0001f1e9\U0001f1ea"] == flags


def test_a_hundred_thousand_flags_take_no_time():
    began = time.process_time()
    assert len(Text.of("\U0001f1e9\U0001f1ea" * 100_000)) == 100_000
    assert time.process_time() - began < 10  # it would be minutes


@given(st.text(max_size=60))
def test_slices_are_of_the_raw_text(raw):
    text = Text.of(raw)
    assert text.slice(0, 0) == ""
    assert text.slice(0, len(text)) == (raw[text.starts[0] : text.ends[-1]] if len(text) else "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“", '"'), ("``", '"'), ("''", '"'), ("’", "'"), ("—", "--"), ("–", "-"), ("…", "..."), ("-LRB-", "("),
        ("ﬁne", "fine"), ("Café", "CAFE\u0301"), ("so‑called", "so-called"), ("N'T", "n’t"), ("co\u00adop", "coop"),
    ],
)  # fmt: skip
def test_tokens_that_say_the_same(one, other):
    assert Text.of(one).folds == Text.of(other).folds


@pytest.mark.parametrize(("one", "other"), [("was", "were"), (",", "."), ("10", "100"), ("über", "uber")])
def test_tokens_that_do_not(one, other):
    assert Text.of(one).folds != Text.of(other).folds


@given(st.text(max_size=12))
def test_a_normal_form_is_its_own_normal_form(token):
    assert normal_form(normal_form(token)) == normal_form(token)


def test_words_and_marks():
    assert all(map(is_word, ["a", "10", "'s", "漢", "so-called"]))
    assert not any(map(is_word, [",", "–", "“", "...", "€"]))


def test_the_digest_is_of_the_characters_in_utf_8():
    from hashlib import sha256

    assert Text.of("naïve").digest == sha256("naïve".encode()).hexdigest()


@given(ANY)
def test_the_words_of_a_text_are_numbered_as_they_are_met_where_that_is_known(raw):
    text = Text.of(raw)
    if len(text.words):
        met = {}
        assert list(text.words) == [met.setdefault(text.token(k), len(met)) for k in range(len(text))]
        assert text == Text.of(raw)


@pytest.mark.parametrize(
    ("raised", "plain"), [("10⁶", "106"), ("1²", "12"), ("m²", "m2"), ("H₂O", "H2O"), ("Hull¹", "Hull1")]
)
def test_raised_and_lowered_digits_are_others(raised, plain):
    assert normal_form(raised) == raised != normal_form(plain)


@pytest.mark.parametrize(("garbled", "other"), [("SÃ\xad", "SÃ"), ("SÃª", "SÃa"), ("SÃ¼", "SÃ1⁄4"), ("SÂ´", "SÂ'")])
def test_a_byte_of_a_garbled_letter_is_part_of_its_normal_form(garbled, other):
    assert normal_form(garbled) == garbled
    assert normal_form(other) == other
    assert Text.of(garbled).folds != Text.of(other).folds


def test_letters_beside_raised_digits_have_their_normal_form():
    assert normal_form("ﬁne²") == "fine²"
    assert normal_form("e\u0301²") == normal_form("é²")


@pytest.mark.parametrize(("token", "begins"), [(0, True), (1, False), (2, True), (3, True)])
def test_lines_begin_at_the_text_s_edges_and_behind_line_ends(token, begins):
    assert starts_line(Text.of("He went\nhome"), token) is begins
