"""Draws the app on the packaged seed pair: `python -m restore_tui.picture docs/review.svg`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from importlib.resources import files

from restore.files import write_atomically
from restore.session.document import Side
from restore.session.opening import open_review
from restore.session.origin import PairOrigin
from restore.session.writing import Outlet
from restore_tui.app import ReviewApp
from restore_tui.config import Preferences
from restore_tui.screens.dialogs import Question

SIZE = (132, 38)  # cells: wide enough for both sides, and a page wide in the manual
KEYS = ("r", "g", "Z", *"jjjjjjjj")  # keep the heading out, then stand among the first names of what is settled


def draw(path: str) -> None:
    """Write the picture."""
    copy, source = (
        Side(name, (files("restore") / "data" / "seeds" / seed).read_text("utf-8")) for name, seed in _seeds()
    )
    with tempfile.TemporaryDirectory() as folder:
        origin = PairOrigin(copy, source)
        review = open_review(origin, os.path.join(folder, "picture.session"))
        app = ReviewApp(review, Outlet(None), config=Preferences())
        try:
            svg = asyncio.run(_picture(app))
        finally:
            review.session.close()
    write_atomically(path, svg.encode())


def _seeds() -> list[tuple[str, str]]:
    source, copy = sorted(
        item.name for item in (files("restore") / "data" / "seeds").iterdir() if item.name.endswith(".txt")
    )
    return [("copy.txt", copy), ("source.txt", source)]


async def _picture(app: ReviewApp) -> str:
    async with app.run_test(size=SIZE) as pilot:
        while app.failure is None and (app.review.session.loading or not app.review.session.items):
            await pilot.pause(0.05)
            if isinstance(app.screen, Question):  # it says what is wrong, and waits for an answer
                await pilot.press("q")
        if app.failure is not None:
            raise app.failure
        await pilot.press(*KEYS)
        await pilot.pause(0.2)
        return app.export_screenshot(title="restore review copy.txt --source source.txt")


if __name__ == "__main__":
    draw(sys.argv[1])
