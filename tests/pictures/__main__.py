"""Draws the review for README.md and the manual: `python -m tests.pictures docs/pictures`."""

import sys
from pathlib import Path

from tests.pictures.scenes import SCENES, draw

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for scene in SCENES:
        draw(scene, folder / f"{scene.name}.svg")
