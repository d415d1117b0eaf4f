from array import array
from collections.abc import Sequence

def solve(
    copy_ids: array[int],
    source_ids: array[int],
    offsets: array[int],
    places: array[int],
    flags: bytes,
    inserts: array[int],
    copy_folds: list[str],
    source_folds: list[str],
    negations: frozenset[str],
    copy: Sequence[int],
    source: Sequence[int],
    costs: tuple[int, ...],
) -> list[tuple[int, int, int, int, int, float, list[tuple[int, int, int]]]]: ...
def leaves(
    roots: array[int],
    features: array[int],
    thresholds: array[float],
    lefts: array[int],
    rights: array[int],
    rows: list[tuple[float, ...]],
) -> list[float]: ...
