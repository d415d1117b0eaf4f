import pytest

import restore
from restore.adapters.huggingface import repair
from restore.errors import UsageError

SOURCE = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
COPY = SOURCE.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
ROWS = [*({"id": number, "copy": COPY, "source": SOURCE} for number in (1, 2)), {"copy": COPY, "source": SOURCE}]
GOOD = {"restored": [SOURCE, SOURCE, None], "error": [None, None, "missing_field"]}


def of_rows(datasets):
    return datasets.Dataset.from_list([*ROWS])


def written(repaired):
    plain = repaired.with_format(None)
    return {name: [row[name] for row in plain] for name in GOOD}


def test_splits_streams_and_columns(datasets):
    given = datasets.Dataset.from_list([{"url": 1, "text": COPY, "clean": SOURCE}])
    columns = restore.batch.Columns(id="url", copy="text", source="clean")
    splits = repair(datasets.DatasetDict({"train": given}), columns=columns, policy=restore.Policy(threshold=1.0))
    assert splits["train"]["restored"][:] == [COPY]
    for stream in (given.to_iterable_dataset(), datasets.IterableDataset.from_generator(lambda: iter(given))):
        assert [row["restored"] for row in repair(stream, columns=columns)] == [SOURCE]


def test_columns_of_the_names_that_are_written_are_kept(datasets):
    given = datasets.Dataset.from_list([ROWS[0] | {"error": "of the scraper"}])
    with pytest.raises(UsageError, match="column error: would be written over"):
        repair(given)
    stream = datasets.IterableDataset.from_generator(lambda: iter(given))
    with pytest.raises(UsageError, match="column error: would be written over"):
        list(repair(stream))
    assert repair(given.rename_column("error", "scraped"))["scraped"][:] == ["of the scraper"]


@pytest.mark.parametrize(("removed", "left"), [("copy", ["id", "source"]), (["copy", "source"], ["id"])])
def test_columns_that_are_removed_are_gone(datasets, removed, left):
    given = of_rows(datasets)
    for rows in (given, given.select([]), given.to_iterable_dataset()):
        assert repair(rows, remove_columns=removed).column_names == [*left, "restored", "error"]
    assert written(repair(given, remove_columns=removed)) == GOOD


def test_a_data_set_without_rows_has_the_columns(datasets):
    given = of_rows(datasets)
    full = repair(given)
    for empty in (given.select([]), given.filter(lambda row: row["id"] == 7)):
        repaired = repair(empty)
        assert (repaired.features, len(repaired)) == (full.features, 0)
    assert datasets.concatenate_datasets([repair(given.select([])), full]).num_rows == 3


def test_each_split_is_repaired_in_every_kind_of_them(datasets, tmp_path):
    given, file = of_rows(datasets), tmp_path / "kept.arrow"
    splits = datasets.DatasetDict({"train": given, "test": given.select([])})
    repaired = repair(splits, cache_file_names={"train": str(file)})
    assert written(repaired["train"]) == GOOD
    assert repaired["test"].column_names == repaired["train"].column_names
    assert file.exists()
    streams = repair(datasets.IterableDatasetDict({"train": given.to_iterable_dataset()}))
    assert (type(streams), written(streams["train"])) == (datasets.IterableDatasetDict, GOOD)
    for kind in (datasets.DatasetDict, datasets.IterableDatasetDict):
        assert repair(kind()) == kind()


@pytest.mark.parametrize("form", ["arrow", "pandas", "numpy"])
def test_a_format_is_kept_and_changes_nothing_that_is_found(datasets, form):
    given = of_rows(datasets)
    repaired = repair(given.with_format(form))
    assert (repaired.format["type"], written(repaired)) == (form, GOOD)
    for stream in (given.to_iterable_dataset(), datasets.IterableDataset.from_generator(lambda: iter(ROWS))):
        repaired = repair(stream.with_format(form))
        assert type(next(iter(repaired))) is type(given.with_format(form)[0])
        assert written(repaired) == GOOD


def test_columns_that_a_format_hides_are_read_and_stay_hidden(datasets):
    repaired = repair(of_rows(datasets).with_format("numpy", columns=["id"]))
    assert (repaired.format["columns"], written(repaired)) == (["id", "restored", "error"], GOOD)


def test_a_transform_of_the_users_own_is_what_is_read(datasets):
    shouted = of_rows(datasets).with_transform(lambda rows: {**rows, "id": ["a" for _ in rows["id"]]})
    assert written(repair(shouted))["error"] == [None, None, None]
