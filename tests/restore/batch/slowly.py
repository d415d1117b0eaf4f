"""`restore` whose runs commit each batch by itself and pause behind it: no machine is through before it is killed."""

import sys
import time

from restore.batch import run
from restore.batch.writer import Writer
from restore.cli import main

PAUSE = 0.02


class SlowWriter(Writer):
    def commit(self, parts):
        super().commit(parts)
        time.sleep(PAUSE)


if __name__ == "__main__":
    run.COMMIT = 0.0
    run.Writer = SlowWriter
    sys.argv[0] = "restore"
    main.run()
