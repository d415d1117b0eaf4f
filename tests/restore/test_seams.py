import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from restore.plan import Plan, Splice, apply_plan
from restore.seams import apart
from restore.text import Text
from tests.restore.odd_texts import ANY, JOINING

ODD = st.lists(st.sampled_from(JOINING), max_size=12).map("".join)


@st.composite
def spliced(draw):
    """A text, and splices of whole tokens of it, apart from each other or touching."""
    copy = Text.of(draw(ODD | ANY))
    cuts = sorted(draw(st.lists(st.integers(0, len(copy)), max_size=8)))
    splices, at = [], 0
    for first, last in zip(cuts[::2], cuts[1::2], strict=False):
        start = copy.starts[first] if first < len(copy) else len(copy.raw)
        end = copy.ends[last - 1] if first < last else start
        if start >= at:
            splices.append(Splice(start, end, draw(ODD)))
            at = end
    return copy, splices


def forms(raw):
    return list(Text.of(raw).forms)


def forms_apart(copy, splices):
    """The tokens of what is kept and of what is put in, each where it comes from, in their normal forms."""
    found, at = [], 0
    for splice in [*splices, Splice(len(copy.raw), len(copy.raw), "")]:
        found += [copy.form(k) for k in range(len(copy)) if copy.starts[k] >= at and copy.ends[k] <= splice.start]
        found += forms(splice.text)
        at = splice.end
    return found


@given(spliced())
@example((Text.of("x&a;"), [Splice(3, 4, "")]))
@example((Text.of("'s中"), [Splice(2, 3, "")]))
@example((Text.of(""), [Splice(0, 0, "'S"), Splice(0, 0, "\u200d")]))
@example((Text.of(""), [Splice(0, 0, "\u200d"), Splice(0, 0, "'S"), Splice(0, 0, "\u200d")]))
@example((Text.of("\u200d x"), [Splice(0, 0, "'s")]))
@example((Text.of("' x"), [Splice(1, 2, ""), Splice(3, 3, "''")]))
def test_every_token_stays_what_it_was(made):
    copy, splices = made
    parted = apart(copy, splices)
    assert forms(apply_plan(copy.raw, Plan(parted))) == forms_apart(copy, splices)


@given(spliced())
def test_nothing_but_spaces_is_added(made):
    copy, splices = made
    plain, parted = (apply_plan(copy.raw, Plan(some)) for some in (splices, apart(copy, splices)))
    assert parted.replace(" ", "") == plain.replace(" ", "")


@pytest.mark.parametrize(
    ("copy", "splices", "expected"),
    [
        ("a b", [Splice(0, 1, "x"), Splice(2, 3, "")], ["x", ""]),
        ("ca n't", [Splice(2, 3, "")], [""]),
        ("1. 5", [Splice(2, 3, "")], [" "]),
        ("中文", [Splice(1, 1, "国")], ["国"]),
        ("a\xa0b", [Splice(0, 1, "â€")], ["â€ "]),
        ("a\xa0b", [Splice(0, 1, "x")], ["x"]),
        ("\x85", [Splice(0, 0, "×")], ["× "]),
    ],
)
def test_a_space_is_put_in_only_where_it_is_missed(copy, splices, expected):
    assert [splice.text for splice in apart(Text.of(copy), splices)] == expected


def test_what_is_taken_from_its_place_keeps_the_tokens_that_it_had_there():
    copy = Text.of("a 's中")
    assert forms(copy.raw) == ["a", "'", "s", "中"]
    edges = [Splice(2, 2, ""), Splice(4, 4, "")]
    assert [splice.start for splice in apart(copy, edges, 2, 4) if splice.text == " "] == [3]


@pytest.mark.parametrize("piece", ["中", "'", "x'", "&"])
def test_a_long_text_without_spaces_is_parted_in_no_time(piece):
    copy = Text.of(piece * 20_000)
    splices = [Splice(at, at + 1, "'") for at in range(0, 20_000, 2)]
    assert len(apart(copy, splices)) >= len(splices)
