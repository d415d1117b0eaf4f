"""The example project under docs/: its tests pass, and each deliberate regression fails with a line that names it."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("trafilatura")
pytest.importorskip("newspaper")

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "examples" / "scraper"
PRUNE = 'prune = ["//h1", "//figure", "//aside"]'


@dataclass(frozen=True)
class Regression:
    """A change of the scraper that seems harmless, and the line that has to tell what it does."""

    name: str
    old: str
    new: str
    line: str


REGRESSIONS = [
    Regression(
        "lost paragraph",
        PRUNE,
        'prune = ["//h1", "//figure", "//aside", "//p[a]"]',
        r"post/harbour: not faithful: block missing at golden line 9 \(\d+ words\): \{-Shopkeepers on the eastern",
    ),
    Regression(
        "caption in the body",
        PRUNE,
        PRUNE
        + '\n    html = html.replace("<figcaption>", "<p>").replace("</figcaption>", "</p>").replace("<figure>", "")',
        r"post/harbour: not faithful: caption in the text at golden line 3 \(\d+ words\): \{\+The bridge.*<figcaption>",
    ),
    Regression(
        "glued words",
        PRUNE,
        PRUNE + '\n    html = "".join(html.splitlines())',
        r"post/storm: not faithful: .*words glued",
    ),
    Regression(
        "lost not",
        PRUNE,
        'prune = ["//h1", "//figure", "//aside", "//em"]',
        r"post/harbour: not faithful: negation lost at golden 3:\d+: … said the closure does \{-not-\} apply",
    ),
]


@pytest.fixture
def project(tmp_path):
    """The example project in a folder of its own."""
    copied = tmp_path / "scraper"
    shutil.copytree(EXAMPLE, copied, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    return copied


def run(project):
    """Its tests, as its owner runs them in CI."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FAITHFUL", "PYTEST"))}
    environment |= {"CI": "1", "PYTHONPATH": str(ROOT), "COLUMNS": "300", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "restore.pytest_plugin", "-q"]
    return subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8", env=environment, check=False)


def test_the_example_passes(project):
    ran = run(project)
    assert ran.returncode == 0, ran.stdout
    assert "8 of 8 faithful" in ran.stdout


@pytest.mark.parametrize("regression", REGRESSIONS, ids=lambda regression: regression.name)
def test_a_deliberate_regression_is_named_in_one_line(project, regression):
    code = project / "scraper" / "extract.py"
    whole = code.read_text(encoding="utf-8")
    assert regression.old in whole
    code.write_text(whole.replace(regression.old, regression.new), encoding="utf-8")
    ran = run(project)
    assert ran.returncode == 1, ran.stdout
    failed = [line for line in ran.stdout.splitlines() if line.startswith("FAILED")]
    assert any(re.search(regression.line, line) for line in failed), "\n".join(failed)
