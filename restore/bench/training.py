"""The pairs that judging is fitted on, family by family, each with the truth about every change in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2s
from random import Random

from rapidfuzz.distance import Levenshtein

from restore.aligner.alignment import Relation
from restore.aligner.costs import NEUTRAL, Prices
from restore.aligner.engine import align_texts
from restore.bench.corpus import PAGE, PASSAGE, Corpus, Part, document_of, read_rows
from restore.bench.families import RECIPES, Family, Sample, documents, misread, restyled, sample_of
from restore.bench.labels import labels
from restore.bench.soiled import soiled
from restore.blanks import gaps
from restore.damage import RECIPES as BY_NAME
from restore.damage import Recipe, make_damage
from restore.damage.draft import DamageStep
from restore.damage.foreign import SCANNER, Overwrite, Rework, Squeeze
from restore.damage.intrude import Intrude
from restore.damage.ocr import PRINT, Misread
from restore.damage.restyle import Restyle
from restore.damage.revise import Revise
from restore.damage.tokenise import Tokenise
from restore.judging import blank
from restore.judging.weighing import Weighing
from restore.text import Text

SIZES = (1, 1, 3, 9, 30, 30)  # of some articles only such a part, since short copies come too
VARIED = "varied"  # rates drawn for each copy, so that no rate is taken for the mark of a kind of damage
WINDOWS = (50, 120, 300, 800)  # tokens of a short pair cut out of a long one at least
BLANKS = 6  # places where white space alone differs that are taken of one text at most
BACK = 0.4  # share of rewritten lines that are taken the other way round
MARGIN = 4  # equal tokens on either side of such a cut
CHAIN = 20  # editions in a row that make a long honest text
BOOK = 150  # passages that make a book: what comes a few times on a page comes often there, and is no editor's for that
# Families that are left out together. Both damaged by one system, or one text's damage in two ways, would tell of each
# other; a family that is the only one of its kind is split by document instead, since without it nothing is known.
FOLDS: Mapping[Family, int] = {
    Family.COREFERENCE: 0,
    Family.EDITION: 0,
    Family.SHIFTED: 1,
    Family.PLAIN: 1,
    Family.FOREIGN: 1,
    Family.HOUSE: 2,
    Family.TOKENISER: 2,
}
TURNS = 3  # as many as there are kinds of intruders that know nothing of each other
EDITORS = frozenset({Family.HOUSE, Family.FOREIGN})  # whose made copies are an editor's alone by turns
MADE = {
    **RECIPES,
    Family.STYLED: (),
    Family.SLIPS: (),  # each with the family whose damage it is
    Family.HOUSE: (
        *("light", "heavy", "mixed", "revised", "ocr", "light+move", "slips", "slips", "slips"),
        *(VARIED, VARIED + "2", VARIED + "3"),
    ),
    Family.FOREIGN: (
        *(name for name in RECIPES[Family.FOREIGN] if name != "foreign-heavy+move"),
        f"foreign-{VARIED}",
        f"foreign-{VARIED}2",
        "foreign-slips",
        "foreign-slips",
    ),
    Family.PLAIN: (*RECIPES[Family.PLAIN], "plain-slips"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One pair as it is weighed, and for each of its changes the place in `OUTCOMES` of what it was."""

    sample: Sample
    document: str
    weighing: Weighing
    outcomes: Sequence[int]

    @classmethod
    def of(cls, sample: Sample, prices: Prices = NEUTRAL) -> Example:
        """A pair, aligned at these prices."""
        copy, source = Text.of(sample.copy), Text.of(sample.source)
        alignment = align_texts(copy, source, prices)
        blanks = [blank(alignment, gap.copy, gap.source) for gap in gaps(alignment)]
        weighing = Weighing(alignment, blanks[:: len(blanks) // BLANKS + 1], len(blanks))
        return cls(sample, document_of(sample.id), weighing, labels(weighing, copy, source, sample))

    @property
    def family(self) -> Family:
        """What befell it."""
        return self.sample.family

    @property
    def turn(self) -> int:
        """In which turn it is left out: with its family, or with its document.

        Damage of a kind that nothing was fitted on is what is asked for; people who revise are known in any kind.
        """
        if self.family in EDITORS and not self.sample.edits:
            return turn_of(self.document)
        return FOLDS.get(self.family, turn_of(self.document))


def turn_of(document: str) -> int:
    """The turn of a document whose family is not left out as a whole."""
    digest = blake2s(document.encode("utf-8", "surrogatepass"), digest_size=2).digest()
    return digest[0] % TURNS


def examples(corpus: Corpus, half: int, copies: int) -> Iterator[Example]:
    """All pairs of one half: made ones `copies` times, real ones once and in short pieces."""
    for sample in samples(corpus, half, copies):
        example = Example.of(sample)
        if example.outcomes:
            yield example


def samples(corpus: Corpus, half: int, copies: int) -> Iterator[Sample]:
    """The pairs themselves."""
    for family, recipes in MADE.items():
        yield from _damaged(corpus, half, family, recipes, copies)
    for family in (Family.COREFERENCE, Family.EDITION, Family.SHIFTED, Family.REVISED):
        for sample in documents(family, corpus, half):
            yield sample
            yield from windows(sample)
    yield from _misread(corpus, half, copies)
    # In a long honest text every word stands elsewhere too, as who is named for a pronoun does in lines put together.
    for edition in _together(list(documents(Family.REVISED, corpus, half)), CHAIN, "\n\n"):
        yield replace(edition, family=Family.CHAINED)
    lines = [_either_way(line) for line in documents(Family.REWRITTEN, corpus, half)]
    yield from lines
    yield from _together(lines, PAGE)


def _misread(corpus: Corpus, half: int, copies: int) -> Iterator[Sample]:
    """All pages, and all passages by themselves.

    A page reads badly as a whole, so the passages are put together by how badly they read, too. Print of many
    languages, read as badly as that, is made.
    """
    passages = [each for each in documents(Family.MISREAD, corpus, half) if not each.id.startswith("page-")]
    yield from passages
    alike = sorted(passages, key=_harm)
    for ordered, size in ((passages, PAGE), (alike, PAGE), (alike, BOOK)):
        for page in _together(ordered, size):
            yield misread(page.id, page.copy, page.source)
    for number, row in enumerate(_clean(corpus, half)):
        for turn in range(copies):
            yield from soiled(row, number + turn, turn)


def _together(parts: Sequence[Sample], size: int, between: str = "\n") -> Iterator[Sample]:
    """Texts of so many parts each, those of one turn together, or a part would be known where it is left out."""
    for turn in range(TURNS):
        mine = [each for each in parts if turn_of(document_of(each.id)) == turn]
        for some in (mine[at : at + size] for at in range(0, len(mine), size)):
            copy, source = (between.join(getattr(each, side) for each in some) for side in ("copy", "source"))
            yield replace(some[0], copy=copy, source=source, ideal=(), edits=())


def _harm(sample: Sample) -> float:
    """The share of its letters that are misread."""
    return Levenshtein.normalized_distance(sample.copy, sample.source)


def _either_way(line: Sample) -> Sample:
    """Some the other way round: a pronoun for a name is as honest as a name for a pronoun."""
    back = Random(line.id).random() < BACK  # noqa: S311 - sampling
    return replace(line, copy=line.source, source=line.copy) if back else line


def _damaged(corpus: Corpus, half: int, family: Family, recipes: Sequence[str], copies: int) -> Iterator[Sample]:
    """Damaged copies of each article, and of each edition that others were made of: these are clean, and many."""
    rows = _clean(corpus, half)
    if family is Family.STYLED:
        for row in rows:
            for turn in range(2 * copies):
                name = f"{row['id']}/{turn}"
                yield replace(restyled(name, _piece(row["text"], name), turn), id=row["id"])
        return
    for number, row in enumerate(rows):
        for turn in range(copies * len(recipes)):
            recipe = recipes[(number + turn) % len(recipes)]
            yield _made(row, family, recipe, 2 * turn + half)


def _clean(corpus: Corpus, half: int) -> list[dict[str, str]]:
    """Articles, and the editions that others were made of, if they are long enough."""
    rows = Part(half).of([row for path in corpus.articles for row in read_rows(path, "text")])
    editions = Part(half).of(read_rows(corpus.revised, "source")) if corpus.revised else []
    rows += [{"id": f"{row['id']}/{row['document']}", "text": row["source"]} for row in editions]
    return [row for row in rows if len(row["text"]) > PASSAGE // 10]


def _made(row: dict[str, str], family: Family, recipe: str, seed: int) -> Sample:
    text = _piece(row["text"], f"{row['id']}/{recipe}/{seed}")
    chosen = varied(f"{recipe}/{row['id']}/{seed}") if VARIED in recipe else recipe
    return sample_of(row["id"], family, make_damage(text, seed=seed, recipe=chosen))


def _piece(text: str, name: str) -> str:
    """Some of a text, or all of a short one."""
    rng = Random(name)  # noqa: S311 - sampling
    size = PASSAGE // rng.choice(SIZES)
    if len(text) <= size:
        return text
    start = text.find(" ", rng.randrange(len(text) - size)) + 1
    return text[start : start + size]


def varied(name: str) -> Recipe:
    """A recipe with rates of intruders, revisions, misreadings and losses drawn by chance, or a few slips.

    The same name gives the same rates; one that begins with "foreign" goes by the foreign family's ways.
    """
    rng = Random(name)  # noqa: S311 - sampling
    foreign = name.startswith("foreign")
    revised, intruders = rng.choice((0, 0, 0.02, 0.06, 0.15, 0.25)), rng.choice((0, 0, 0.01, 0.03, 0.07, 0.15, 0.3))
    edit, intrude = (Rework, Overwrite) if foreign else (Revise, Intrude)
    drawn = ((revised, edit(revised)), (intruders, intrude(intruders)))
    steps: list[DamageStep] = [step for rate, step in drawn if rate]
    if rng.random() < 0.2:  # over a revision, or alone
        before = [edit(revised)] if revised else []
        return Recipe(VARIED, (*before, *BY_NAME["foreign-slips" if foreign else "slips"].steps))
    if rng.random() < 0.4 or not steps:
        share = rng.choice((0.3, 1.0))
        steps.append(Squeeze() if foreign else Tokenise(share))
    if rng.random() < 0.25:
        steps.append(Misread(SCANNER if foreign else PRINT, 0.001, 0.08))
    if rng.random() < 0.25:
        steps.insert(0, Restyle(0.5))
    return Recipe(VARIED, tuple(steps))


def windows(sample: Sample) -> Iterator[Sample]:
    """A pair cut into short ones where both texts say the same, as short copies come too."""
    alignment = align_texts(Text.of(sample.copy), Text.of(sample.source))
    ours, theirs = alignment.copy, alignment.source
    size = Random(sample.id).choice(WINDOWS)  # noqa: S311 - sampling
    i = j = 0
    for block in alignment:
        if (
            block.relation is not Relation.EQUAL
            or block.copy_end - block.copy_start < 2 * MARGIN
            or block.moved is not None
        ):
            continue
        k, m = block.copy_start + MARGIN, block.source_start + MARGIN
        if k - i >= size:
            inside = tuple(e for e in sample.edits if i <= e.start and e.end <= k)
            yield replace(
                sample,
                copy=sample.copy[ours.starts[i] : ours.ends[k - 1]],
                source=sample.source[theirs.starts[j] : theirs.ends[m - 1]],
                edits=tuple(replace(e, start=e.start - i, end=e.end - i) for e in inside),
                gold=(),
            )
            i, j = k, m
