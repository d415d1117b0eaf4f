import os
import stat
from threading import Thread

import pytest

from restore.errors import InputError, OutputError
from restore.files import read_bytes, same_file, staged, walked, write_atomically
from tests.shut import shut


def test_what_is_written_is_read(tmp_path):
    write_atomically(tmp_path / "a", b"\xff\0data\r\n")
    assert read_bytes(tmp_path / "a") == b"\xff\0data\r\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    write_atomically(tmp_path / "ours", b"")
    (tmp_path / "theirs").write_bytes(b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "theirs").stat().st_mode


def test_a_file_that_is_there_keeps_its_permissions(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "a").chmod(0o600)
    write_atomically(tmp_path / "a", b"after")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


@pytest.mark.parametrize("may_give_away", [True, False])
def test_a_file_that_is_there_keeps_its_owner_or_its_group_at_least(tmp_path, monkeypatch, may_give_away):
    tried = []

    def chown(_path, user, group):
        tried.append((user, group))
        if not may_give_away and user != -1:
            raise PermissionError

    (tmp_path / "a").write_bytes(b"before")
    was = (tmp_path / "a").stat()
    monkeypatch.setattr("os.chown", chown, raising=False)
    write_atomically(tmp_path / "a", b"after")
    assert tried == [(was.st_uid, was.st_gid), (-1, was.st_gid)][: 1 if may_give_away else 2]
    assert read_bytes(tmp_path / "a") == b"after"


def test_file_and_name_are_synced_in_this_order(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append((os.fstat(handle).st_ino, os.path.exists(path))))
    path = tmp_path / "a"
    write_atomically(path, b"data")
    assert synced == [(path.stat().st_ino, False), (tmp_path.stat().st_ino, True)]


def test_parts_are_written_one_after_the_other_or_not_at_all(tmp_path):
    def parts():
        yield b"one"
        if (tmp_path / "a").exists():
            raise InputError("no more")
        yield b"two"

    write_atomically(tmp_path / "a", parts())
    with pytest.raises(InputError, match="no more"):
        write_atomically(tmp_path / "a", parts())
    assert read_bytes(tmp_path / "a") == b"onetwo"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failed_write_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"before")

    def fail(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="a: cannot be written: no space left on device"):
        write_atomically(tmp_path / "a", b"after")
    assert (tmp_path / "a").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_interrupted_write_leaves_nothing_beside_the_file(tmp_path, monkeypatch):
    def interrupt(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"after")
    assert list(tmp_path.iterdir()) == []


def test_a_staged_file_is_there_once_its_block_is_done(tmp_path):
    with staged(tmp_path / "a", b"data"):
        assert not (tmp_path / "a").exists()
    assert read_bytes(tmp_path / "a") == b"data"


def test_a_staged_file_is_not_there_where_its_block_fails(tmp_path):
    with pytest.raises(InputError), staged(tmp_path / "a", b"data"):
        raise InputError("the other one")
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "link").symlink_to("a")
    write_atomically(tmp_path / "link", b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"after"


def test_what_is_no_regular_file_is_written_to_as_it_stands():
    write_atomically(os.devnull, b"gone")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("name", ["missing", ".", "a\0b"])
def test_what_cannot_be_read_is_an_input_error(tmp_path, name):
    with pytest.raises(InputError):
        read_bytes(f"{tmp_path}/{name}")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_a_device_without_an_end_is_not_read_for_ever():
    for name in ("/dev/zero", "/dev/urandom"):
        with pytest.raises(InputError, match=f"{name}: is a device that gives bytes without end; give a text file"):
            read_bytes(name)
    assert read_bytes(os.devnull) == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    data = b"x" * (3 << 20)
    writer = Thread(target=(tmp_path / "pipe").write_bytes, args=(data,))
    writer.start()
    assert read_bytes(tmp_path / "pipe") == data
    writer.join()


def test_a_walk_goes_by_names_and_says_which_folder_it_cannot_enter(tmp_path, monkeypatch):
    for name in ("b/2", "b/1", "a/3", "4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [(os.path.relpath(folder, tmp_path), files) for folder, files in walked(tmp_path)] == [
        (".", ["4"]), ("a", ["3"]), ("b", ["1", "2"]),
    ]  # fmt: skip
    says = shut(monkeypatch, tmp_path / "b")
    with pytest.raises(InputError) as told:
        list(walked(tmp_path))
    assert str(told.value) == says


def test_a_walk_follows_links_where_it_is_asked_to_and_none_that_leads_back(tmp_path):
    (tmp_path / "top/a").mkdir(parents=True)
    (tmp_path / "away/b").mkdir(parents=True)
    for name, target in (
        ("top/away", "../away"),
        ("top/self", "."),
        ("top/a/up", "../../top"),
        ("away/b/top", "../../top"),
    ):
        (tmp_path / name).symlink_to(target)
    top = tmp_path / "top"
    assert [os.path.relpath(folder, top) for folder, _ in walked(top)] == [".", "a"]
    assert [os.path.relpath(folder, top) for folder, _ in walked(top, links=True)] == [".", "a", "away", "away/b"]


@pytest.mark.parametrize("name", ["missing/a", ".", "a\0b"])
def test_what_cannot_be_written_is_an_output_error(tmp_path, name):
    with pytest.raises(OutputError):
        write_atomically(f"{tmp_path}/{name}", b"")


def test_two_names_of_one_file(tmp_path):
    (tmp_path / "a").touch()
    (tmp_path / "link").symlink_to("a")
    assert same_file(tmp_path / "a", tmp_path / "link")
    assert not same_file(tmp_path / "a", tmp_path / "missing")
