"""An app on texts made for the tests, driven by its keys."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from restore.session.opening import Review, open_review
from restore.session.writing import Outlet
from restore_tui.app import ReviewApp
from restore_tui.config import Preferences
from restore_tui.screens.review import ReviewScreen
from tests.restore.session.made import made_document

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from restore.session.document import ReviewDocument
    from restore.session.session import Session

PATIENCE = 60.0  # seconds: a suite beside others on two cores may stand still for several


@dataclass
class MadeOrigin:
    """Documents that are there already. `error` is raised after them."""

    made: Sequence[ReviewDocument]
    error: Exception | None = None
    held: Any = None
    waiting_for: str = "Aligning copy.txt with source.txt …"

    @property
    def total(self) -> int:
        return len(self.made)

    def under(self, policy: Any) -> Any:
        return self

    def documents(self) -> Iterator[ReviewDocument]:
        if self.held is not None:
            self.held.wait(PATIENCE)
        yield from self.made
        if self.error is not None:
            raise self.error

    def header(self, session: str) -> Mapping[str, Any]:
        return {"schema": "restore-session/1", "kind": "made"}


@dataclass
class Driver:
    """A running app, what it holds, and a way to press its keys."""

    app: ReviewApp
    pilot: Pilot[None]
    messages: list[Any] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.app.review.session

    @property
    def screen(self) -> ReviewScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, ReviewScreen))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until all that was typed has had its effect."""
        await self.pilot.pause()
        while not self.app.typed.is_idle:
            await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what happens in the background, however busy the machine is."""
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end, f"never came; the screen has\n{self.text}"
            await self.pilot.pause(0.01)

    async def loaded(self) -> None:
        await self.pilot.pause(0.01)
        await self.until(lambda: not self.session.loading or self.app.failure or len(self.app.screen_stack) > 2)
        await self.pilot.pause()

    async def aligned_page(self) -> None:
        """Wait for a page that is made in the background."""
        await self.until(lambda: self.screen.aligned.made is not None)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)


def app_of(
    origin: Any, folder: Path, *, config: Preferences | None = None, outlet: Outlet | None = None, **settings: Any
) -> ReviewApp:
    review: Review = open_review(
        origin, str(folder / "made.session"), clock=lambda: "2017-01-27T00:00:00+00:00", **settings
    )
    return ReviewApp(review, outlet or Outlet(str(folder / "restored.txt")), config=config or Preferences())


def drive(
    script: Callable[[Driver], Awaitable[None]],
    folder: Path,
    *,
    documents: Sequence[ReviewDocument] | None = None,
    origin: Any = None,
    size: tuple[int, int] = (120, 40),
    config: Preferences | None = None,
    fold: bool = False,
    wait: bool = True,
    notifications: bool = False,
    **settings: Any,
) -> Session:
    """Run an app through a script; the session as it was left. Without `fold` the queue is as the texts run."""
    origin = origin or MadeOrigin(documents if documents is not None else [made_document(12)])
    app = app_of(origin, folder, config=replace(config or Preferences(), fold=fold), **settings)
    messages: list[Any] = []

    async def run() -> None:
        async with app.run_test(size=size, message_hook=messages.append, notifications=notifications) as pilot:
            driver = Driver(app, pilot, messages)
            await pilot.pause()
            if wait:
                await driver.loaded()
            await script(driver)

    try:
        asyncio.run(run())
    finally:
        app.review.session.close()
    return app.review.session
