"""The seeds as documents, a small library of made texts, and ways to write them down."""

import json
import random
from pathlib import Path

import pytest

from restore.find.documents import Document, read_documents

SEEDS = Path(__file__).parents[3] / "seeds"
WORDS = (
    "river council harbour winter engine letter garden market window bridge captain silver morning kettle orchard "
    "railway doctor shadow paper mountain candle forest soldier lantern village carpet thunder pencil meadow station "
    "sold carried opened painted followed measured crossed answered buried visited promised gathered quickly slowly "
    "under behind against beyond toward without during after before until"
).split()


def prose(seed, sentences=12):
    """Sentences that no two seeds share."""
    dice = random.Random(seed)
    made = []
    for _ in range(sentences):
        words = [dice.choice(WORDS) for _ in range(dice.randint(8, 18))]
        made.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(" ".join(made[k : k + 3]) for k in range(0, sentences, 3))


def write_jsonl(path, documents):
    lines = (json.dumps({"id": d.id, "text": d.text}, ensure_ascii=False) + "\n" for d in documents)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seeds():
    return {document.id[:3]: document for document in read_documents([str(SEEDS)])}


@pytest.fixture(scope="session")
def library():
    return [Document(f"made-{number}", prose(number)) for number in range(60)]


@pytest.fixture
def jsonl(tmp_path, library):
    return write_jsonl(tmp_path / "sources.jsonl", library)
