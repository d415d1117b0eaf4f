import subprocess
import sys

import pytest

from restore.cli.extras import extra_with

WITHOUT = """
import sys
sys.modules["numpy"] = None
from restore.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def without_numpy(copy, source, tmp_path):
    (tmp_path / "pairs.jsonl").write_text('{"id": 1, "copy_path": "copy.txt", "source_path": "source.txt"}\n')
    (tmp_path / "copies.jsonl").write_text('{"id": 1, "copy_path": "copy.txt"}\n')

    def run(*arguments):
        command = [sys.executable, "-c", WITHOUT, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize(("module", "extra"), [("numpy", "find"), ("pyarrow.parquet", "batch"), ("lightgbm", "bench")])
def test_the_metadata_says_which_extra_has_a_module(module, extra):
    assert extra_with(module) == extra


@pytest.mark.parametrize("module", ["rapidfuzz", "regex", "no_such_module", ""])
def test_a_module_of_every_install_or_of_none_is_no_extras(module):
    assert extra_with(module) is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("align", "copy.txt", "--source", "source.txt"),
        ("repair", "copy.txt", "--source", "source.txt", "--check"),
        ("fixture", "check", "copy.txt", "source.txt"),
        ("batch", "pairs.jsonl", "-o", "out", "--jobs", "1", "-q"),
    ],
)
def test_what_every_install_has_needs_no_numpy(without_numpy, arguments):
    ran = without_numpy(*arguments)
    assert ran.returncode in {0, 1}, ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [("find", "copy.txt", "--among", "source.txt"), ("batch", "copies.jsonl", "--among", "source.txt", "-o", "out")],
)
def test_what_needs_numpy_says_in_one_line_how_to_get_it(without_numpy, tmp_path, arguments):
    ran = without_numpy(*arguments)
    line = f"restore {arguments[0]}: needs numpy, which is not installed; pip install 'restore-text[find]'\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", line)
    assert not (tmp_path / "out").exists()
