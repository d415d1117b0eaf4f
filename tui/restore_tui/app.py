"""The app: one review, its screen, its commands."""

from __future__ import annotations

import os
import signal
import sys
from time import sleep
from typing import TYPE_CHECKING

from textual import events
from textual.app import App, SystemCommand

from restore_tui.commands import GoTo
from restore_tui.keys import KEYS
from restore_tui.screens.review import ReviewScreen
from restore_tui.thrift import ThriftyDriver, thrifty_driver
from restore_tui.typeahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from textual.driver import Driver
    from textual.screen import Screen

    from restore.session.opening import Review
    from restore.session.writing import Outlet
    from restore_tui.config import Preferences

STOPPING = 0.1  # seconds: another thread may be the one that takes the signal, and this one be stopped a little later


class ReviewApp(App[None]):
    """Reviews one session. `failure` is what ended it, if anything did."""

    CSS_PATH = "app.tcss"
    TITLE = "restore review"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = App.COMMANDS | {GoTo}

    def __init__(self, review: Review, outlet: Outlet, *, config: Preferences, carry: bool = False) -> None:
        super().__init__()
        self.review, self.outlet, self.config, self._carry = review, outlet, config, carry
        self.failure: Exception | None = None
        self.typed = TypeAhead(self, super().on_event)

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes in their turn; a terminal of another size arranges in its own way what stands on it."""
        if isinstance(event, events.Resize) and isinstance(self._driver, ThriftyDriver):
            self._driver.forget()
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            await self.typed.take(event)
        else:
            await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """The system's, with fewer bytes."""
        return thrifty_driver(super().get_driver_class())

    def on_mount(self) -> None:
        """Themes, keys, then the screen."""
        wanted = str(self.review.session.view.get("theme") or self.config.theme or self.theme)
        if wanted in self.available_themes:
            self.theme = wanted
        if self.config.keys:
            self.set_keymap(dict(self.config.keys))
        self.push_screen(ReviewScreen(self.review, self.outlet, self.config, carry=self._carry))

    def _handle_exception(self, error: Exception) -> None:
        """End at a fault of ours, too, and let the command say so in a line: Textual would print pages of code."""
        self.failure = self.failure or error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def exit_with(self, error: Exception) -> None:
        """End, and let the command say why."""
        self.failure = error
        self.exit()

    def action_suspend_process(self) -> None:
        """Stop with all that was started together, so that the shell sees it and `fg` comes back.

        Textual stops its own process alone: a script around it would wait for it, and the terminal be nobody's. The
        terminal is given back first, since the shell takes it as soon as one of them stops. Where this is the session's
        first job there is no shell that could go on.
        """
        if sys.platform == "win32" or self._driver is None or not self._driver.can_suspend:
            return
        if os.getpgrp() == os.getsid(0):
            self.notify("there is no shell to go to; q quits, and every answer is kept", severity="warning")
            return
        with self.suspend():
            ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0, signal.SIGTSTP)
            sleep(STOPPING)
            signal.signal(signal.SIGTSTP, ours)

    def action_redraw(self) -> None:
        """Write every cell of the screen: another program wrote on it."""
        if isinstance(self._driver, ThriftyDriver):
            self._driver.forget()
        self.screen.refresh()

    async def action_quit(self) -> None:
        """Leave as `q` does."""
        screen = next((s for s in self.screen_stack if isinstance(s, ReviewScreen)), None)
        if screen is None:
            self.exit()
        else:
            screen.action_leave()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action that can be done now."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, ReviewScreen):
            for key in KEYS:
                if key.id == "palette" or not self._possible(screen, key.action):
                    continue
                yield SystemCommand(
                    key.text, key.help or f"the key {key.shown}", lambda action=key.action: self._run(screen, action)
                )

    def _possible(self, screen: Screen[Any], action: str) -> bool:
        name, _, rest = action.removeprefix("app.").partition("(")
        return screen.check_action(name, (rest,)) is True

    def _run(self, screen: Screen[Any], action: str) -> None:
        self.call_later(screen.run_action, action)
