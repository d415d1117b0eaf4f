"""Whether what is drawn can be read, by the formula of WCAG 2.1, in dark themes and light ones."""

import pytest

from restore_tui.config import Preferences
from restore_tui.widgets.filterline import FilterLine
from restore_tui.widgets.keyline import KeyLine
from restore_tui.widgets.overview import Overview
from restore_tui.widgets.progress import ProgressLine
from tests.tui.driving import drive
from tests.tui.story import story

THEMES = ["textual-dark", "textual-light", "nord", "solarized-light", "catppuccin-latte"]
KEYS = [[], *([key] for key in "jjjjrjjskkmjjdjdj"), ["e", *"x", "enter"], ["c", *"why", "enter"], ["Z"], [*"jjjjj"]]


def ratio(style):
    """The contrast of a style's colour and its ground."""
    brightness = []
    for colour in (style.color, style.bgcolor):
        parts = [value / 255 for value in colour.triplet]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        brightness.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(brightness) + 0.05) / (min(brightness) + 0.05)


def is_drawn(text):
    return all(character in " ─━│╌▏▎▍▌▋▊▉█" for character in text)


@pytest.mark.parametrize("theme", THEMES)
def test_all_words_and_signs_can_be_read(tmp_path, theme):
    async def script(app):
        screen, seen = app.screen, set()
        views = [screen.queue_view, screen.aligned, screen.evidence]
        views += [screen.query_one(kind) for kind in (Overview, FilterLine, KeyLine, ProgressLine)]
        for keys in KEYS:
            await app.press(*keys)
            for view in views:
                for text, style, _ in (part for y in range(view.size.height) for part in view.render_line(y)):
                    if text.strip() and style and style.color and style.bgcolor:
                        seen.add(text)
                        least = 3 if is_drawn(text) else 4.5
                        assert ratio(style) >= least, (view, text, style)
        assert {"▌", "·", "⚑", "✎", " a   ", " r   ", " e   "} <= seen

    drive(script, tmp_path, documents=[story()], config=Preferences(theme=theme), size=(120, 40), fold=True)
