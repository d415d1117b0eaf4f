"""Hugging Face datasets: a data set with the columns `restored` and `error` beside its own.

repaired = repair(dataset, columns=Columns(id="url", copy="text", source="clean"), num_proc=4)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from restore.batch import Columns, Rejected, restore_records

if TYPE_CHECKING:
    from restore.repair import Policy


def repair(dataset: Any, *, columns: Columns | None = None, policy: Policy | None = None, **options: Any) -> Any:
    """A `Dataset`, `IterableDataset` or `DatasetDict` with two columns more: `restored`, the text or null, and `error`.

    `options` go to its `map`: `num_proc`, `batch_size` and so on. Raises ImportError without datasets.
    """
    from datasets import Features, Value

    one = next(iter(dataset.values())) if isinstance(dataset, dict) else dataset
    # Said beforehand: datasets takes a column's type from its first rows, and where these are all null, the first text
    # is an error. Streams may not know their own columns, and then have no types to keep to.
    added = {"restored": Value("string"), "error": Value("string")}
    features = Features({**one.features, **added}) if one.features is not None else None
    work = partial(_columns_of, columns=columns, policy=policy)
    return dataset.map(work, batched=True, features=features, **options)


def _columns_of(
    batch: Mapping[str, Sequence[Any]], *, columns: Columns | None, policy: Policy | None
) -> dict[str, list[str | None]]:
    """The two columns of a batch, which has its rows as columns."""
    rows = (dict(zip(batch, values, strict=True)) for values in zip(*batch.values(), strict=True))
    restored: list[str | None] = []
    errors: list[str | None] = []
    for outcome in restore_records(rows, columns=columns, policy=policy):
        restored.append(None if isinstance(outcome, Rejected) else outcome.text)
        errors.append(outcome.error.value if isinstance(outcome, Rejected) else None)
    return {"restored": restored, "error": errors}
