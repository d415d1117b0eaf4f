"""Hugging Face datasets: a data set with the columns `restored` and `error` beside its own.

repaired = repair(dataset, columns=Columns(id="url", copy="text", source="clean"), num_proc=4)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from restore.batch import Columns, Rejected, restore_records
from restore.errors import UsageError

if TYPE_CHECKING:
    from restore.repair import Policy

ADDED = ("restored", "error")


def repair(dataset: Any, *, columns: Columns | None = None, policy: Policy | None = None, **options: Any) -> Any:
    """A `Dataset`, `IterableDataset` or `DatasetDict` with two columns more: `restored`, the text or null, and `error`.

    `options` go to its `map`: `num_proc`, `batch_size` and so on.

    Raises:
        ImportError: datasets is not installed.
        UsageError: there are columns of these names, whose values would be gone.
    """
    from datasets import Features, Value

    one = next(iter(dataset.values())) if isinstance(dataset, dict) else dataset
    _refuse(one.column_names or ())
    # Said beforehand: datasets takes a column's type from its first rows, and where these are all null, the first text
    # is an error. Streams may not know their own columns, and then have no types to keep to.
    added = dict.fromkeys(ADDED, Value("string"))
    features = Features({**one.features, **added}) if one.features is not None else None
    work = partial(_columns_of, columns=columns, policy=policy)
    return dataset.map(work, batched=True, features=features, **options)


def _refuse(names: Iterable[str]) -> None:
    for name in ADDED:
        if name in names:
            raise UsageError(f"column {name}: would be written over; dataset.rename_column({name!r}, ...) keeps it")


def _columns_of(
    batch: Mapping[str, Sequence[Any]], *, columns: Columns | None, policy: Policy | None
) -> dict[str, list[str | None]]:
    """The two columns of a batch, which has its rows as columns."""
    _refuse(batch)  # a stream may not have known its columns before
    rows = (dict(zip(batch, values, strict=True)) for values in zip(*batch.values(), strict=True))
    restored: list[str | None] = []
    errors: list[str | None] = []
    for outcome in restore_records(rows, columns=columns, policy=policy):
        restored.append(None if isinstance(outcome, Rejected) else outcome.text)
        errors.append(outcome.error.value if isinstance(outcome, Rejected) else None)
    return dict(zip(ADDED, (restored, errors), strict=True))
