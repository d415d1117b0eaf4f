"""The texts that examples are made from: clean articles to damage, and real pairs with differences all of one kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from restore.aligner.alignment import Relation
from restore.aligner.engine import align_texts
from restore.bench.corpus import Corpus, half_of, read_rows
from restore.bench.examples import Example, from_damage, from_pair
from restore.damage import Recipe, make_damage
from restore.damage.intrude import Intrude
from restore.damage.ocr import PRINT, Misread
from restore.damage.recipes import Step
from restore.damage.revise import Revise
from restore.damage.tokenise import Tokenise
from restore.text import Text

# Characters of an article that are damaged at most; of some only a third, a ninth or less, since short copies come too.
PASSAGE = 6000
VARIED = "varied"  # rates drawn for each copy, so that no rate is taken for the mark of a kind of damage
RECIPES = ("light", "heavy", "mixed", "revised", "ocr", "tokeniser", "scraped", "light+move", VARIED, VARIED + "2")
WINDOW = 50  # tokens of a short pair cut out of a long one at least
MARGIN = 4  # equal tokens on either side of such a cut
PAGE = 6  # misread passages that are put together to one page, since a copy's own rate of misreadings is evidence


@dataclass(frozen=True, slots=True)
class Part:
    """One half of the corpus, by document: whatever was made of one text is in one of them, from whichever file."""

    number: int  # 0 or 1

    def of(self, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """This part's rows."""
        return [row for row in rows if half_of(row["document"]) == self.number]


FIRST = Part(0)


def examples(corpus: Corpus, part: Part, recipes: Sequence[str], copies: int) -> Iterator[Example]:
    """`copies` damaged copies of each article by each recipe, fewer of each edition, and the real pairs once."""
    for clean, number in ((_articles(corpus, part), copies), (_editions(corpus, part), max(copies // 3, 1))):
        for row in clean:
            for recipe in recipes:
                for k in range(number):
                    yield from _made(row, recipe, 2 * k + part.number)
    yield from _misread(corpus, part)
    yield from _edited(corpus, part)


def _articles(corpus: Corpus, part: Part) -> list[dict[str, str]]:
    rows = [row for path in corpus.articles for row in read_rows(path, "text")]
    return part.of([row for row in rows if len(row["text"]) > PASSAGE // 10])


def _editions(corpus: Corpus, part: Part) -> list[dict[str, str]]:
    """The editions that others were made of: they are clean, and more than the articles."""
    return [{"id": f"edition-{row['id']}", "text": row["source"]} for row in part.of(_rows(corpus.revised))]


def _misread(corpus: Corpus, part: Part) -> Iterator[Example]:
    passages = part.of(_rows(corpus.misread))
    # Each passage comes alone as well, since short copies come too.
    for number, page in enumerate([*pages(passages), *passages]):
        yield from from_pair(page["copy"], page["source"], f"misread/{number}", "misread", damage=True)


def _edited(corpus: Corpus, part: Part) -> Iterator[Example]:
    for row in part.of(_rows(corpus.revised)):
        for copy, source in [(row["copy"], row["source"]), *windows(row["copy"], row["source"])]:
            yield from from_pair(copy, source, f"revised/{row['id']}", "edited", damage=False)
    lines = part.of(_rows(corpus.rewritten))
    # Some in a row make a text, in which the one who is named for a pronoun is named elsewhere too.
    for number, page in enumerate([*pages(lines), *lines[::2]]):
        yield from from_pair(page["copy"], page["source"], f"rewritten/{number}", "rewritten", damage=False)


def _made(row: dict[str, str], recipe: str, seed: int) -> Iterator[Example]:
    text, rng = row["text"], Random(f"{row['id']}/{seed}")  # noqa: S311 - sampling
    size = PASSAGE // rng.choice((1, 1, 3, 9, 30, 30))
    if len(text) > size:
        start = text.find(" ", rng.randrange(len(text) - size)) + 1
        text = text[start : start + size]
    chosen = varied(f"{recipe}/{row['id']}/{seed}") if recipe.startswith(VARIED) else recipe
    yield from from_damage(make_damage(text, seed=seed, recipe=chosen), row["id"], recipe)


def varied(name: str) -> Recipe:
    """A recipe with rates of intruders, revisions, misreadings and a tokeniser's losses drawn by chance.

    The same name gives the same rates.
    """
    rng = Random(name)  # noqa: S311 - sampling
    revised, intruders = rng.choice((0, 0, 0.02, 0.06, 0.15, 0.25)), rng.choice((0, 0, 0.01, 0.03, 0.07, 0.15, 0.3))
    steps: list[Step] = [step for rate, step in ((revised, Revise(revised)), (intruders, Intrude(intruders))) if rate]
    if rng.random() < 0.4 or not steps:
        steps.append(Tokenise(rng.choice((0.3, 1.0))))
    if rng.random() < 0.25:
        steps.append(Misread(PRINT, 0.005, 0.08))
    return Recipe(VARIED, tuple(steps))


def pages(passages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Pages of several passages each, on both sides."""
    return [
        {side: "\n".join(row[side] for row in passages[at : at + PAGE]) for side in ("copy", "source")}
        for at in range(0, len(passages), PAGE)
    ]


def windows(copy: str, source: str) -> Iterator[tuple[str, str]]:
    """A pair cut into short ones where both texts say the same, as short copies come too."""
    alignment = align_texts(Text.of(copy), Text.of(source))
    ours, theirs = alignment.copy, alignment.source
    i = j = 0
    for block in alignment:
        if (
            block.relation is not Relation.EQUAL
            or block.copy_end - block.copy_start < 2 * MARGIN
            or block.moved is not None
        ):
            continue
        k, m = block.copy_start + MARGIN, block.source_start + MARGIN
        if k - i >= WINDOW:
            yield copy[ours.starts[i] : ours.ends[k - 1]], source[theirs.starts[j] : theirs.ends[m - 1]]
            i, j = k, m


def _rows(path: Path | None) -> list[dict[str, str]]:
    """The pairs of a file, if there is one."""
    return read_rows(path, "copy", "source") if path else []
