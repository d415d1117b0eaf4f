"""Small inputs, and runs over them in this process' command line with real workers."""

import json

import pytest

from restore.batch.folder import RunFolder
from restore.batch.records import Columns
from restore.batch.run import run
from restore.batch.settings import Effort, Settings
from restore.repair import Policy

SOURCE = (
    "Mayor Rahm Emanuel spoke in Chicago on Monday. The executive order lacked any detail about what funds would go."
)
COPY = (
    "Mayor Rahm Emanuel spoke in Chicago on Monday. The executive order lacked any Emanuel about what funds would go."
)
TYPO = SOURCE.replace("executive", "exccutive")
OTHER = "Quarterly rainfall across southern farms dropped while growers waited for irrigation permits from the state."


def records(count, **more):
    """Records of which every third has an intruder, every third a typo, every third no damage."""
    copies = (COPY, TYPO, SOURCE)
    return [{"id": f"r{i}", "copy": copies[i % 3], "source": SOURCE, **more} for i in range(count)]


def write_jsonl(path, values):
    lines = [value if isinstance(value, bytes) else json.dumps(value).encode() for value in values]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def read_jsonl(path):
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def outputs(folder):
    """The bytes of everything in a run folder but its journal."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.fixture
def restored(tmp_path):
    """Run a batch over an input; the output folder."""

    def call(path, name="out", *, jobs=1, timeout=60.0, effort=None, resume=False, **settings):
        settings.setdefault("policy", Policy(threshold=0.0))
        columns = settings.pop("columns", Columns())
        folder = tmp_path / name
        run(
            RunFolder(str(folder)),
            Settings(str(path), columns=columns, **settings),
            effort or Effort(jobs, timeout),
            resume=resume,
        )
        return folder

    return call
