"""What the pictures show: an article with intruders, a page of a book, and what a batch left."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from restore.excerpt import excerpt_of
from restore.files import write_atomically
from restore.inputs import given
from restore.session.document import Side
from restore.session.opening import open_review
from restore.session.origin import BatchOrigin, PairOrigin
from restore.session.writing import Outlet
from restore.text import Text
from restore_tui.app import ReviewApp
from restore_tui.config import Preferences
from restore_tui.screens.dialogs import Question
from tests.pictures.cells import DAY, NIGHT, Screen, both, drawn
from tests.pictures.svg import svg

if TYPE_CHECKING:
    from restore.session.origin import Origin

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Scene:
    """A review, the command that opens it, and the keys that lead to what is shown."""

    name: str
    command: str
    origin: Callable[[str], Origin]  # of a folder that it may write to
    size: tuple[int, int]
    keys: tuple[str, ...]


def article(_folder: str) -> Origin:
    """The packaged pair."""
    source, copy = sorted((ROOT / "seeds").glob("*.txt"))[:2]
    return PairOrigin(Side("copy.txt", copy.read_text("utf-8")), Side("source.txt", source.read_text("utf-8")))


def page(_folder: str) -> Origin:
    """A page as an engine read it, and the text that it was printed from."""
    read = given((ROOT / "fixtures" / "layouts" / "harbour" / "page.hocr").read_bytes(), name="page.hocr")
    book = (ROOT / "fixtures" / "articles" / "en-harbour.txt").read_text("utf-8")
    part = excerpt_of(Text.of(read.text, "page.hocr"), Text.of(book, "book.txt"), force=False)
    return PairOrigin(Side("page.hocr", read.text, layout=read.layout), Side(part.named("book.txt"), part.text))


def batch(folder: str) -> Origin:
    """Articles over whose words a coreference model wrote names."""
    with open(os.path.join(folder, "review.jsonl"), "w", encoding="utf-8") as file:
        for pair in sorted((ROOT / "fixtures" / "real" / "coreference").iterdir()):
            copy, source = ((pair / name).read_text("utf-8") for name in ("copy.txt", "source.txt"))
            file.write(json.dumps({"id": f"wikinews/{pair.name}", "copy": copy, "source": source}) + "\n")
    return BatchOrigin(folder)


# At 120 columns both sides stand beside each other; fewer lines are read more easily where a page shows the picture.
SCENES = (
    Scene("article", "restore review copy.txt --source source.txt", article, (120, 32), ("r", "g", "Z", *"jjjjjjjj")),
    Scene("page", "restore review page.hocr --source book.txt --excerpt", page, (100, 28), ("Z", "down", "down")),
    Scene("batch", "restore review out", batch, (120, 32), ("slash", *"entity", "enter", "j")),
)


def draw(scene: Scene, path: Path) -> None:
    """Write a scene's picture."""
    day, night = (_screen(scene, theme) for theme in (DAY, NIGHT))
    write_atomically(path, svg(both(day, night), scene.command).encode())


def _screen(scene: Scene, theme: str) -> Screen:
    """What stands on the screen of a review that was begun in this theme."""
    with tempfile.TemporaryDirectory() as folder:
        review = open_review(scene.origin(folder), os.path.join(folder, "picture.session"))
        app = ReviewApp(review, Outlet(None), config=Preferences(theme=theme))
        try:
            return asyncio.run(_driven(app, scene))
        finally:
            review.session.close()


async def _driven(app: ReviewApp, scene: Scene) -> Screen:
    async with app.run_test(size=scene.size) as pilot:
        while app.failure is None and (app.review.session.loading or not app.review.session.items):
            await pilot.pause(0.05)
            if isinstance(app.screen, Question):  # it says what is wrong, and waits for an answer
                await pilot.press("q")
        if app.failure is not None:
            raise app.failure
        await pilot.press(*scene.keys)
        await pilot.pause(0.3)
        return drawn(app)
