import re
import threading
from dataclasses import dataclass

from restore.stages import Stage, reached
from tests.restore.session.made import made_document
from tests.tui.driving import PATIENCE, MadeOrigin, drive


@dataclass
class SlowOrigin(MadeOrigin):
    """Is at its third step until it is let go."""

    def documents(self):
        reached(Stage.WEIGHING)
        self.held.wait(PATIENCE)
        yield from self.made


def test_a_long_alignment_says_which_step_it_is_at_and_for_how_long(tmp_path, monkeypatch):
    monkeypatch.setattr("restore_tui.screens.arriving.TICK", 0.05)
    held = threading.Event()
    seen = []

    async def script(driver):
        await driver.until(lambda: "weighing" in driver.text)
        seen.append(driver.text)
        held.set()
        await driver.loaded()
        seen.append(driver.text)

    drive(script, tmp_path, origin=SlowOrigin([made_document(3)], held=held), wait=False)
    assert re.search(r"weighing what differs \(3 of 6\) · 0:\d\d\n", seen[0])
    assert "q quits; nothing is lost" in seen[0]
    assert "weighing" not in seen[1]
