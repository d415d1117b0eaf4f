"""What is said of pairs by their number, as one line of digest for each: the same from whatever runs.

python -m tests.fuzz.answers --seed 1 --count 1000 > here
RESTORE_COMPILED=0 python -m tests.fuzz.answers --seed 1 --count 1000 | diff here -
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from hashlib import blake2s

from restore.errors import NotItsSource
from restore.formats.json import document, dumps
from restore.restoration import restore
from tests.fuzz.pairs import pair_of


def answers(seed: int, count: int) -> Iterator[str]:
    """Number, digest of the JSON document, and digest of the restored text, of each pair."""
    for number in range(seed, seed + count):
        pair = pair_of(number)
        try:
            found = restore(pair.copy, source=pair.source)
        except NotItsSource as error:
            yield f"{number} {error.share!r}"
            found = restore(pair.copy, source=pair.source, force=True)
        yield f"{number} {_digest(dumps(document(found)))} {_digest(found.text)}"


def _digest(text: str) -> str:
    return blake2s(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.answers", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1, help="number of the first pair (1)")
    parser.add_argument("--count", type=int, default=100, help="pairs (100)")
    options = parser.parse_args()
    for line in answers(options.seed, options.count):
        sys.stdout.write(f"{line}\n")
