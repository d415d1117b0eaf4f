"""Pairs that cost much for their length: what is slow to read, what has no anchors, what has too many, what moved.

Each kind makes a pair of about so many tokens (or characters, where a token has no end) by its own dice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = ".,;:!?-'\"()"
PHRASES = ("Deputy Mayor Ines Okafor", "the members of the council of Port Talbot", "she", "told", "us")


@dataclass(frozen=True, slots=True)
class Pair:
    """A copy and its source."""

    copy: str
    source: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pair; `size` is the smaller of the sizes that it is measured at, where its growth shows."""

    name: str
    make: Callable[[int, Random], Pair]
    size: int = 10_000


def _new(dice: Random, length: int = 7) -> str:
    return "".join(dice.choices(LETTERS, k=length))


def _known(dice: Random, count: int) -> list[str]:
    return [_new(dice, 2 + k % 8) for k in range(count)]


def _joined(parts: list[list[str]]) -> str:
    return " ".join(chain.from_iterable(parts))


def _drawn(known: int, size: int, dice: Random) -> list[str]:
    return dice.choices(_known(dice, known), k=size)


def _new_blocks(count: int, length: int, dice: Random) -> list[list[str]]:
    return [[_new(dice) for _ in range(length)] for _ in range(count)]


def _lossy(tokens: list[str], share: float, dice: Random) -> list[str]:
    return [token for token in tokens if dice.random() >= share]


def _misread(word: str, share: float, dice: Random) -> str:
    return word[:-1] + "q" if dice.random() < share else word


# The same again and again


def one_word(size: int, dice: Random) -> Pair:
    """One word, more often in the source."""
    word = _new(dice, 4)
    return Pair(f"{word} " * size, f"{word} " * (size + size // 9))


def one_word_broken(size: int, dice: Random) -> Pair:
    """One word, and in the middle of the copy another."""
    word = _new(dice, 4)
    return Pair(f"{word} " * (size // 2) + "else " + f"{word} " * (size // 2 - 4), f"{word} " * size)


def two_words_shifted(size: int, dice: Random) -> Pair:
    """Two words by turns; the copy begins with the second and ends out of step."""
    one, two = _new(dice, 3), _new(dice, 4)
    turn = f"{one} {two} "
    return Pair(f"{two} " + turn * (size // 2 - 1) + f"{two} {one} {two}", turn * (size // 2))


def a_page_again(size: int, dice: Random) -> Pair:
    """Fifty words in a row, over and over; the copy lacks some and has one of its own."""
    page = _known(dice, 50) * (size // 50)
    half = len(page) // 2
    return Pair(" ".join([*page[9:half], "else", *page[half:]]), " ".join(page))


def sentences_again(size: int, dice: Random) -> Pair:
    """Thirty sentences in any order; the copy lacks every twentieth word."""
    sentences = [_known(dice, 11) for _ in range(30)]
    tokens = list(chain.from_iterable(dice.choices(sentences, k=size // 11)))
    return Pair(" ".join(_lossy(tokens, 0.05, dice)), " ".join(tokens))


# Few anchors, or none


def nothing_shared(size: int, dice: Random) -> Pair:
    """Not one word in common."""
    return Pair(" ".join("x" + _new(dice) for _ in range(size)), " ".join("y" + _new(dice) for _ in range(size)))


def any_order(known: int) -> Callable[[int, Random], Pair]:
    """So many words, drawn anew for either side."""

    def make(size: int, dice: Random) -> Pair:
        words = _known(dice, known)
        return Pair(*(" ".join(dice.choices(words, k=size)) for _ in range(2)))

    return make


def every_other_new(size: int, dice: Random) -> Pair:
    """Every other word of the copy is one of its own."""
    tokens = _drawn(4000, size, dice)
    return Pair(" ".join(w if k % 2 else "z" + _new(dice, 5) for k, w in enumerate(tokens)), " ".join(tokens))


def every_other_misread(size: int, dice: Random) -> Pair:
    """Every other word of the copy has a letter too many."""
    tokens = _drawn(4000, size, dice)
    return Pair(" ".join(w if k % 2 else w + "q" for k, w in enumerate(tokens)), " ".join(tokens))


def phrases(size: int, dice: Random) -> Pair:
    """Five phrases by chance; three in ten are drawn anew in the copy."""
    told = dice.choices(PHRASES, k=size // 3)
    return Pair(" ".join(dice.choice(PHRASES) if dice.random() < 0.3 else phrase for phrase in told), " ".join(told))


def fifths_lost(size: int, dice: Random) -> Pair:
    """A hundred words in a fixed order between "the" and "of"; the copy lacks a fifth of all."""
    known = _known(dice, 100)
    tokens = [w for k in range(size // 4) for w in (known[k % 97], "the", "of", known[k * 7 % 97])]
    return Pair(" ".join(_lossy(tokens, 0.2, dice)), " ".join(tokens))


def one_by_one(size: int, dice: Random) -> Pair:
    """Each word stands twice, and its second place is behind the next word's first."""
    words = [_new(dice) for _ in range(size // 22 + 1)]
    blocks = [f"the the {words[k]} the the the the the {words[k + 1]} the the " for k in range(size // 22)]
    return Pair("".join(block + "of " * 11 for block in blocks), "".join(block + "in " * 11 for block in blocks))


def one_line(size: int, dice: Random) -> Pair:
    """Twenty thousand words in a single line, of which the copy lacks one in a hundred."""
    tokens = _drawn(20_000, size, dice)
    return Pair(" ".join(_lossy(tokens, 0.01, dice)), " ".join(tokens))


def large_insertion(size: int, dice: Random) -> Pair:
    """A hundred words, and in the copy all the rest behind them."""
    tokens = _drawn(3000, size, dice)
    return Pair(" ".join(tokens), " ".join(tokens[:100]))


def large_loss(size: int, dice: Random) -> Pair:
    """The same the other way round."""
    pair = large_insertion(size, dice)
    return Pair(pair.source, pair.copy)


def mentions(size: int, dice: Random) -> Pair:
    """Before one word in ten the copy has up to forty words from elsewhere in the source."""
    tokens = _drawn(3000, size, dice)
    copy: list[str] = []
    for token in tokens:
        if dice.random() < 0.1:
            at = dice.randrange(max(size - 40, 1))
            copy += tokens[at : at + dice.randint(1, 40)]
        copy.append(token)
    return Pair(" ".join(copy), " ".join(tokens))


# Moved


def reversed_order(size: int, dice: Random) -> Pair:
    """Sentences of eight words, the last one first."""
    blocks = [[*block, "."] for block in _new_blocks(size // 9, 8, dice)]
    return Pair(_joined(blocks[::-1]), _joined(blocks))


def shuffled(size: int, dice: Random) -> Pair:
    """Sentences of thirty words in another order."""
    blocks = [[*block, "."] for block in _new_blocks(size // 31, 30, dice)]
    return Pair(_joined(dice.sample(blocks, len(blocks))), _joined(blocks))


def shuffled_misread(size: int, dice: Random) -> Pair:
    """Thirty words together in another order, one in eight misread."""
    blocks = _new_blocks(size // 30, 30, dice)
    copy = [[_misread(word, 0.12, dice) for word in block] for block in dice.sample(blocks, len(blocks))]
    return Pair(_joined(copy), _joined(blocks))


def moved_between_new(size: int, dice: Random) -> Pair:
    """Twelve words together in another order, each with twelve new ones behind, before a long passage that stays."""
    stays, blocks = [_new(dice) for _ in range(size)], _new_blocks(size // 24, 12, dice)
    copy = [[*block, *(_new(dice) for _ in range(12))] for block in dice.sample(blocks, len(blocks))]
    return Pair(_joined([*copy, stays]), _joined([stays, *blocks]))


def moved_over(size: int, dice: Random) -> Pair:
    """A long passage behind many short ones, which were before it and are in another order."""
    stays, blocks = [_new(dice) for _ in range(size)], _new_blocks(size // 20, 20, dice)
    return Pair(_joined([*blocks[::-1], stays]), _joined([stays, *blocks]))


# Hard to read


def characters(copy: str, source: str, size: int) -> Kind:
    """A kind in which what stands in braces is repeated; of the copy's, a few are lost."""

    def repeated(pattern: str, count: int) -> str:
        before, _, rest = pattern.partition("{")
        again, _, after = rest.partition("}")
        return before + again * count + (repeated(after, count) if "{" in after else after)

    return Kind(f"again: {source}", lambda n, _: Pair(repeated(copy, n - 3), repeated(source, n)), size)


def punctuation(size: int, dice: Random) -> Pair:
    """Marks and nothing else, by chance on either side."""
    return Pair(*("".join(dice.choices(MARKS, k=size)) for _ in range(2)))


def punctuation_lost(size: int, dice: Random) -> Pair:
    """Marks and nothing else, of which the copy lacks one in fifty."""
    tokens = dice.choices(MARKS, k=size)
    return Pair("".join(_lossy(tokens, 0.02, dice)), "".join(tokens))


def chinese(size: int, dice: Random) -> Pair:
    """Characters without spaces, of which the copy lacks three in a hundred."""
    tokens = [chr(0x4E00 + dice.randrange(3000)) for _ in range(size)]
    return Pair("".join(_lossy(tokens, 0.03, dice)), "".join(tokens))


def quotes(size: int, _: Random) -> Pair:
    """Quotes that open and close, curly in the source, straight in the copy."""
    return Pair("\"'" * size + "x" + "'\"" * (size - 1), "“‘" * size + "x" + "’”" * size)


KINDS = (
    *(Kind(make.__name__.replace("_", " "), make) for make in (
        one_word, one_word_broken, two_words_shifted, sentences_again, nothing_shared, every_other_misread,
        phrases, fifths_lost, one_by_one, one_line, mentions, shuffled, shuffled_misread, moved_between_new,
        punctuation_lost, chinese, quotes,
    )),
    Kind("reversed order", reversed_order, 20_000),  # more words than are remembered
    Kind("every other new", every_other_new, 50_000),  # more than are aligned as one
    Kind("many words in any order", any_order(500), 50_000),
    Kind("large insertion", large_insertion, 80_000),  # more than the lattice takes, beside whatever little
    Kind("large loss", large_loss, 80_000),
    Kind("moved over", moved_over, 80_000),
    Kind("a page again", a_page_again, 15_000),
    Kind("punctuation", punctuation, 15_000),
    Kind("five words in any order", any_order(5)),
    characters("{(}y{)}", "{(}x{)}", 15_000),
    characters("a{\u0301}", "a{\u0301}", 50_000),
    characters("{a\u0301\u0302 }", "{a\u0301\u0302 }", 20_000),
    characters("{a}b", "{a}", 100_000),
    characters("{1}2", "{1}", 100_000),
    characters("{a-}b", "{a-}a", 30_000),
    characters("{x'}t", "{x'}s", 30_000),
    characters("&{a&}a", "{a&}a", 30_000),
    characters("{a&bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}", "{a&bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb}", 8_000),
    characters("a&{b}", "a&{b}", 100_000),
    characters("{&#1}", "{&#1}", 20_000),
    characters("{. }", "{. }", 20_000),
    characters("a{\n}c", "a{\n}b", 1_000_000),
    characters("a{ }x c", "a{ }b c", 1_000_000),
)  # fmt: skip
