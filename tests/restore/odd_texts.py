"""Texts and pairs made of what is hard to read: marks that join, characters that hide, scripts without spaces."""

from hypothesis import strategies as st

ANY = st.text(st.characters(), max_size=60)  # lone surrogates and unassigned characters too
PIECES = [
    *["n't", "'S", "’ll", "’", "'", "-LRB-", "-lsb-", "-", "--", "&amp;", "&#123;", "&#1;", "&#123456;", "&", ";"],
    *["@-@", "@", "...", "''", "``", ",,", ",", ".", "1", "20", "/", ":", "a", "É", "don", "S", "_", " ", "\n"],
    *["\x1c", "²", "½", "|", "°", "“", "\u2011", "\u203f", "€", "™", "\xad", "е", "中", "\0", '"', "”", "``"],
]
JOINING = [
    *PIECES,
    *["\u0301", "\u200b", "\u202e", "\u200d", "\U0001f1e9", "\U0001f1ea", "’’", "ก", "\ud800", "\t", "\r\n"],
    *["Ã", "\xa0", "×", "\x85", "â", "€"],  # bytes of a letter, each read as one
]
MARKS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@st.composite
def odd_pairs(draw):
    """A copy and a source: odd texts, the one made from the other by some edits or without regard to it."""
    source = draw(st.lists(st.sampled_from(JOINING), max_size=14))
    if draw(st.booleans()):
        copy = draw(st.lists(st.sampled_from(JOINING), max_size=14))
    else:
        copy = list(source)
        for _ in range(draw(st.integers(0, 4))):
            at, end = sorted((draw(st.integers(0, len(copy))), draw(st.integers(0, len(copy)))))
            stretch = copy[at:end]
            copy[at:end] = draw(st.lists(st.sampled_from(JOINING), max_size=3))
            to = draw(st.integers(0, len(copy)))
            copy[to:to] = draw(st.sampled_from([[], stretch]))
    blank = draw(st.sampled_from(["", "", " "]))
    return blank.join(copy), draw(st.sampled_from(["", blank])).join(source)
