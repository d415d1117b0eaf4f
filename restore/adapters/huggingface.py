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
    """A data set with two columns more: `restored`, the text or null, and `error`. It keeps its format.

    `dataset` is a `Dataset`, an `IterableDataset`, or a `DatasetDict` or `IterableDatasetDict` of such. `options` go to
    its `map`: `num_proc`, `batch_size`, `remove_columns` and so on.

    Raises:
        ImportError: datasets is not installed.
        UsageError: there are columns of these names, whose values would be gone.
    """
    if isinstance(dataset, dict):
        files = options.pop("cache_file_names", None) or {}
        own = {name: {**options, "cache_file_name": files[name]} if name in files else options for name in dataset}
        return type(dataset)(
            {name: repair(split, columns=columns, policy=policy, **own[name]) for name, split in dataset.items()}
        )
    _refuse(dataset.column_names or ())
    work = partial(_columns_of, columns=columns, policy=policy)
    plain = dataset.with_format(None) if _is_formatted(dataset) else dataset
    mapped = plain.map(work, batched=True, features=_features(dataset, options.get("remove_columns")), **options)
    mapped = _with_columns(mapped)
    return _formatted_as(dataset, mapped) if plain is not dataset else mapped


def _features(dataset: Any, removed: str | Sequence[str] | None) -> Any:
    """What types the columns will have, which datasets would otherwise take from the first rows.

    Where these are all null, the first text would be an error. Streams may not know their own columns, and then have no
    types to keep to.
    """
    from datasets import Features, Value

    if dataset.features is None:
        return None
    gone = {removed} if isinstance(removed, str) else {*(removed or ())}
    kept = {name: feature for name, feature in dataset.features.items() if name not in gone}
    return Features({**kept, **dict.fromkeys(ADDED, Value("string"))})


def _with_columns(mapped: Any) -> Any:
    """The same where `map` did what it was asked to: of a data set without rows it leaves the columns out."""
    from datasets import Dataset, Value

    missing = [name for name in ADDED if name not in mapped.column_names] if isinstance(mapped, Dataset) else []
    for name in missing:
        mapped = mapped.add_column(name, [], feature=Value("string"))
    return mapped


def _is_formatted(dataset: Any) -> bool:
    """Whether rows come as anything but plain values: as tables, or as numbers that cannot be null.

    What a function of the user's own makes of them is meant to be read, and stays.
    """
    from datasets import Dataset

    if isinstance(dataset, Dataset):
        return dataset.format["type"] not in {None, "custom"} or dataset.format["columns"] != dataset.column_names
    return _stream_format(dataset) is not None


def _formatted_as(dataset: Any, mapped: Any) -> Any:
    """`mapped` in the format of `dataset`, with the new columns among those that it shows."""
    from datasets import Dataset

    if not isinstance(dataset, Dataset):
        return mapped.with_format(_stream_format(dataset))
    how = dataset.format
    hidden = {*dataset.column_names} - {*how["columns"]}
    shown = [name for name in mapped.column_names if name not in hidden]
    return mapped.with_format(how["type"], shown, how["output_all_columns"], **how["format_kwargs"])


def _stream_format(stream: Any) -> str | None:
    how = getattr(stream, "_formatting", None)  # nothing public tells it
    return how.format_type if how else None


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
