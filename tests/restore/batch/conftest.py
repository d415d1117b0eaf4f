"""Small inputs, and runs over them."""

import json

import pytest

from restore.batch.folder import RunFolder
from restore.batch.records import Columns
from restore.batch.run import run
from restore.batch.settings import BatchSettings, Effort
from restore.repair import Policy

SOURCE = (
    "Mayor Rahm Emanuel spoke in Chicago on Monday. The executive order that he signed lacked any detail about funds."
)
COPY = SOURCE.replace("signed", "Mayor Rahm Emanuel")
TYPO = SOURCE.replace("executive", "exccutive")
OTHER = "Quarterly rainfall across southern farms dropped while growers waited for irrigation permits from the state."


class Inline:
    """A pool without processes, for what is not about them: starting some takes longer than most tests."""

    def __init__(self, work, *, pack, **_):
        self.work, self.pack = work, pack

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, batches, *, stopping):
        for batch in batches:
            if stopping():
                return
            yield [self.pack([self.work(entry) for entry in batch])]


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
def restored(tmp_path, monkeypatch):
    """Run a batch over an input, in this process unless jobs are asked for; the output folder."""

    def call(path, name="out", *, jobs=0, resume=False, **settings):
        settings.setdefault("policy", Policy(threshold=0.0))
        columns = settings.pop("columns", Columns())
        folder = tmp_path / name
        with monkeypatch.context() as patch:
            if not jobs:
                patch.setattr("restore.batch.run.Pool", Inline)
            run(
                RunFolder(str(folder)),
                BatchSettings(str(path), columns=columns, **settings),
                Effort(jobs),
                resume=resume,
            )
        return folder

    return call
