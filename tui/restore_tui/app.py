"""The app: one review, its screen, its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App, SystemCommand

from restore_tui.commands import GoTo
from restore_tui.keys import KEYS
from restore_tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from textual.screen import Screen

    from restore.session.opening import Review
    from restore.session.writing import Outlet
    from restore_tui.config import Preferences


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

    def on_mount(self) -> None:
        """Themes, keys, then the screen."""
        wanted = str(self.review.session.view.get("theme") or self.config.theme or self.theme)
        if wanted in self.available_themes:
            self.theme = wanted
        if self.config.keys:
            self.set_keymap(dict(self.config.keys))
        self.push_screen(ReviewScreen(self.review, self.outlet, self.config, carry=self._carry))

    def exit_with(self, error: Exception) -> None:
        """End, and let the command say why."""
        self.failure = error
        self.exit()

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
