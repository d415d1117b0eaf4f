import threading
from dataclasses import dataclass

from restore.stages import Stage, reached
from tests.restore.session.made import made_document
from tests.tui.driving import MadeOrigin, drive


@dataclass
class SlowOrigin(MadeOrigin):
    """Is at its third step until it is let go."""

    def documents(self):
        reached(Stage.WEIGHING)
        self.held.wait(30)
        yield from self.made


def test_a_long_alignment_says_which_step_it_is_at_and_for_how_long(tmp_path, monkeypatch):
    monkeypatch.setattr("restore_tui.screens.arriving.TICK", 0.05)
    held = threading.Event()
    seen = []

    async def script(driver):
        for _ in range(200):
            await driver.pilot.pause(0.02)
            if "weighing" in driver.text:
                break
        seen.append(driver.text)
        held.set()
        await driver.loaded()
        seen.append(driver.text)

    drive(script, tmp_path, origin=SlowOrigin([made_document(3)], held=held), wait=False)
    assert "weighing what differs (3 of 6) · 0:00" in seen[0]
    assert "q quits; nothing is lost" in seen[0]
    assert "weighing" not in seen[1]
