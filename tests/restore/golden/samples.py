"""A golden text of this project's own, and what extractors do to it."""

from dataclasses import dataclass

from restore.golden.kinds import FindingKind
from restore.session.opening import open_batch

GOLDEN = """The council voted on Tuesday to close the bridge for 12 weeks.

Mayor Anna Keller said the long-term plan does not apply to cyclists. “It’s three reportable incidents,” she said.

Repairs will cost 1,200 euros. Traders fear losses, and many have already left the street for good this year.

The work starts in May."""
PARAGRAPHS = GOLDEN.split("\n\n")


def swapped(old: str, new: str, text: str = GOLDEN) -> str:
    """The text with one thing in it changed, which must be there."""
    assert old in text
    return text.replace(old, new)


@dataclass(frozen=True)
class Harm:
    """What an extractor made of the golden text, and the one finding that has to name it."""

    name: str
    received: str
    kind: FindingKind
    code: str
    label: str


HARMS = [
    Harm("lost-not", swapped(" not apply", " apply"), FindingKind.NEGATION, "delete:", "negation lost"),
    Harm("number", swapped("1,200", "1,208"), FindingKind.NUMBER, "replace:", "number changed"),
    Harm("name", swapped("Anna Keller", "Otto Brandt"), FindingKind.NAME, "replace:", "name changed"),
    Harm("glued", swapped("three reportable", "threereportable"), FindingKind.JOINED, "replace:", "words glued"),
    Harm("glued-paragraphs", swapped("year.\n\nThe", "year.The"), FindingKind.JOINED, "replace:", "words glued"),
    Harm("split", swapped("not apply", "not ap ply"), FindingKind.SPLIT, "replace:", "word split"),
    Harm("hyphenated", swapped("long-term ", ""), FindingKind.HYPHEN, "delete:hyphen", "hyphenated word lost"),
    Harm("case", swapped("The council", "THE COUNCIL"), FindingKind.CASE, "replace:", "capitals changed"),
    Harm("markup", swapped("losses, and", "losses, &amp; and"), FindingKind.MARKUP, "insert:", "markup in the text"),
    Harm("mojibake", swapped("she said", "sheâ€™d said"), FindingKind.MOJIBAKE, "", "wrongly decoded text"),
    Harm(
        "missing", "\n\n".join(PARAGRAPHS[:2] + PARAGRAPHS[3:]), FindingKind.BLOCK_MISSING, "delete:", "block missing"
    ),
    Harm("missing-last", "\n\n".join(PARAGRAPHS[:3]), FindingKind.BLOCK_MISSING, "delete:", "block missing"),
    Harm(
        "twice", "\n\n".join([*PARAGRAPHS, PARAGRAPHS[1]]), FindingKind.BLOCK_DUPLICATED, "insert:", "block duplicated"
    ),
    Harm(
        "moved", "\n\n".join(PARAGRAPHS[k] for k in (0, 2, 1, 3)), FindingKind.BLOCK_MOVED, "move:passage",
        "block moved",
    ),
    Harm(
        "teaser", GOLDEN + "\n\nRead more: ten things to do in town this weekend", FindingKind.BLOCK_ADDED, "insert:",
        "block added",
    ),
    Harm(
        "caption", swapped("Repairs will", "Photo: the bridge in March, by Tom Hart/Getty Images\n\nRepairs will"),
        FindingKind.CAPTION, "insert:", "caption in the text",
    ),
]  # fmt: skip


def answering(answers):
    """An application in which a person gives these answers, by the golden words, in a session like any other."""

    def app(folder):
        session = open_batch(str(folder)).load()
        session.accept_changes()
        for index, item in enumerate(session.items):
            if (answer := answers.get(item.difference.source.text)) is not None:
                session.decide([index], *answer)
        session.close()
        return 1 if session.progress.left else 0

    return app
