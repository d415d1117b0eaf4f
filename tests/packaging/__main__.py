"""What is published, made and looked at: python -m tests.packaging.

Source distribution and wheel, the wheel in an empty environment, the tests out of the source distribution, and the
files that other programs read: workflows, action, hook, image.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from tests.packaging.environment import ROOT, environment, run

DIST = ROOT / "dist"
BIN = Path(sys.executable).parent
STORM = "fixtures/articles/en-storm.txt"


def main() -> None:
    """One after the other; the first that fails ends it."""
    files()
    action()
    source, wheel = packages()
    installed(wheel)
    without_a_compiler(source)
    tests_of(source)


def files() -> None:
    """Files of formats that others define."""
    workflows = sorted((ROOT / ".github" / "workflows").iterdir())
    run([BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows])
    run([BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"])
    run([BIN / "zizmor", "--offline", "--quiet", *workflows, ROOT / "action.yml"])
    run([BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"])
    run([BIN / "hadolint", ROOT / "Dockerfile"])
    run([BIN / "cibuildwheel", "--print-build-identifiers", "--platform", "linux", "--archs", "x86_64", ROOT])


def action() -> None:
    """The action's steps, as a runner runs them."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    with TemporaryDirectory(prefix="restore-") as folder:
        given = {
            "RUNNER_TEMP": folder,
            "SOURCE": str(ROOT),
            "VERSION": "",
            "RUN": "",
            "OPTIONS": "--profile=words\n--quiet",
        }
        given |= {"RECEIVED": STORM, "GOLDENS": STORM}
        for step in steps:
            run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], env=given)


def packages() -> tuple[Path, Path]:
    """Source distribution, and the wheel that is made of it; their page is one that the index takes."""
    shutil.rmtree(DIST, ignore_errors=True)
    run([BIN / "python", "-m", "build", "--quiet", "--outdir", DIST, ROOT], env={"RESTORE_REQUIRE_COMPILED": "1"})
    (source,), (wheel,) = DIST.glob("*.tar.gz"), DIST.glob("*.whl")
    run([BIN / "twine", "check", "--strict", source, wheel])
    return source, wheel


def installed(wheel: Path) -> None:
    """The wheel, and what it asks for, in an empty environment."""
    with environment() as place:
        place.install(wheel)
        place.python(ROOT / "tests" / "packaging" / "installed.py", ROOT / "seeds")


def without_a_compiler(source: Path) -> None:
    """The source distribution where nothing compiles: slower and saying so, or refused where that was asked for."""
    nothing = {"CC": "false", "RESTORE_REQUIRE_COMPILED": ""}
    with environment() as place:
        place.install("--no-cache-dir", source, env=nothing)
        version = subprocess.check_output([place.scripts / "restore", "--version"], text=True)
        assert "(pure Python: reading, aligning, judging; " in version, version
        refused = [
            place.scripts / "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-cache-dir",
            "--wheel-dir",
            place.folder,
        ]
        ended = subprocess.run(
            [*refused, source],
            env={**os.environ, **nothing, "RESTORE_REQUIRE_COMPILED": "1"},
            capture_output=True,
            check=False,
        )
        assert ended.returncode, "a wheel that nothing was compiled for, though that was required"


def tests_of(source: Path) -> None:
    """The tests out of the source distribution, where nothing else of the repository is."""
    with TemporaryDirectory(prefix="restore-") as folder:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        run(["make", "test", f"PYTHON={BIN / 'python'}"], cwd=Path(folder) / source.name.removesuffix(".tar.gz"))


if __name__ == "__main__":
    main()
