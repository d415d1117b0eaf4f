import random
import tracemalloc

import pytest

from restore.errors import InputError
from restore.streams import ReadProgress, lines, opened
from tests.packing import packed

ENDINGS = ("", ".gz", ".zst")
PACKED = ENDINGS[1:]


def read(path, longest=1000):
    """The lines that can be read, and the error that ended it."""
    found, progress = [], ReadProgress()
    try:
        with opened(str(path), progress) as file:
            found += lines(file, longest, progress)
    except InputError as error:
        return found, str(error)
    return found, None


def noise(count, seed=1):
    chance = random.Random(seed)
    return [bytes(chance.choices(range(32, 127), k=chance.randrange(300))) + b"\n" for _ in range(count)]


@pytest.mark.parametrize("ending", ENDINGS)
def test_lines_are_those_of_the_file_whatever_it_is_packed_in(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    data = noise(500)
    path.write_bytes(packed(b"".join(data), path.name))
    found, error = read(path)
    assert error is None
    assert [(line.number, line.data) for line in found] == [*enumerate(data, 1)]


@pytest.mark.parametrize("ending", PACKED)
def test_files_packed_one_after_the_other_are_one(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(packed(b"one\n", path.name) + packed(b"two\n", path.name))
    assert [line.data for line in read(path)[0]] == [b"one\n", b"two\n"]


@pytest.mark.parametrize("ending", PACKED)
def test_a_file_cut_anywhere_is_told_from_a_whole_one_and_read_as_far_as_it_goes(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    data = noise(1000)
    whole = packed(b"".join(data), path.name)
    read_of = []
    for size in (*range(20, len(whole), len(whole) // 40), len(whole) - 1):
        path.write_bytes(whole[:size])
        found, error = read(path)
        assert [line.data for line in found] == data[: len(found)]
        assert f"is cut short: its compressed data end {f'after line {len(found)}' if found else 'before'}" in error
        read_of.append(len(found))
    assert read_of == sorted(read_of)
    assert read_of[-1] > 500  # what was unpacked before the end counts


@pytest.mark.parametrize("ending", PACKED)
def test_what_is_not_packed_at_all_is_one_clear_line(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"not packed, and longer than any head of what is")
    assert "cannot be read" in read(path)[1]


def test_damage_within_is_one_clear_line(tmp_path):
    path = tmp_path / "a.gz"
    data = bytearray(packed(b"".join(noise(200)), path.name))
    data[2000:2100] = bytes(100)
    path.write_bytes(data)
    assert "cannot be read" in read(path)[1]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_line_without_end_is_passed_over_without_being_held(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(packed(b"one\n" + b"0" * 60_000_000 + b"\ntwo\n", path.name))
    tracemalloc.start()
    found, _ = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(line.number, len(line.data), line.whole) for line in found] == [
        (1, 4, True), (2, 1000, False), (3, 4, True),
    ]  # fmt: skip
    assert peak < 12_000_000
