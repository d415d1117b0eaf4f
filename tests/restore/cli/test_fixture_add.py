"""`restore fixture add`: new golden folders, and what of one that is there is written anew."""

import gzip

import pytest

from restore.cli.exits import ExitCode
from tests.restore.cli.conftest import write

PAGE = "<html><body><p>One.</p><p>A wet street in town.</p></body></html>"


def test_what_is_written_anew_is_told_and_so_is_what_stays(restore, project):
    write(project / "page.html", PAGE)
    write(project / "new.html", PAGE.replace("wet", "dry"))
    write(project / "one.txt", "One.")
    restore("fixture", "add", "abc/x", "--page", "page.html", "--golden", "one.txt", "--url", "https://example.org/x")
    case = project / "goldens/abc/x/case.toml"
    case.write_text(case.read_text(encoding="utf-8") + 'must = ["One"]\n', encoding="utf-8")
    ran = restore("fixture", "add", "abc/x", "--page", "new.html", "--replace")
    said = "abc/x: page.html.gz written anew in goldens/abc/x; as before: golden.txt, must in case.toml\n"
    assert (ran.code, ran.talk) == (ExitCode.DONE, said)
    assert 'origin = "hand"' in case.read_text(encoding="utf-8")
    write(project / "goldens/abc/x/known.jsonl", "")
    ran = restore("fixture", "add", "abc/x", "--golden", "received.txt", "--replace")
    said = "golden.txt written anew in goldens/abc/x; as before: known.jsonl, page.html.gz, must in case.toml\n"
    assert ran.talk == f"abc/x: {said}"
    ran = restore("fixture", "add", "abc/x", "--received", "one.txt", "--replace")
    assert "; as before: golden.txt, known.jsonl, page.html.gz, must in case.toml\n" in ran.talk
    assert 'origin = "hand"' in case.read_text(encoding="utf-8")
    restore("fixture", "add", "abc/y", "--received", "one.txt")
    assert 'origin = "generated"' in (project / "goldens/abc/y/case.toml").read_text(encoding="utf-8")


def test_a_golden_text_of_an_exact_case_is_written_anew_as_it_stands(restore, project):
    write(project / "goldens/bbc/strike/case.toml", 'profile = "exact"')
    write(project / "one.txt", "One.\nTwo. \n")
    restore("fixture", "add", "bbc/strike", "--golden", "one.txt", "--replace")
    assert (project / "goldens/bbc/strike/golden.txt").read_text(encoding="utf-8") == "One.\nTwo. \n"


def test_nothing_is_written_anew_beside_a_case_toml_that_cannot_be_read(restore, project):
    golden = project / "goldens/bbc/strike/golden.txt"
    before = golden.read_bytes()
    write(project / "goldens/bbc/strike/case.toml", "url = ")
    ran = restore("fixture", "add", "bbc/strike", "--golden", "received.txt", "--replace")
    assert (ran.code, golden.read_bytes()) == (ExitCode.INPUT, before)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "page: empty"), (b" \n", "page: empty"), (b"\x89PNG\0\0", "page: no page: it has NUL"),
        (b"\x1f\x8b\x08junk", "page: damaged"), (gzip.compress(b"", mtime=0), "page: empty"),
    ],
    ids=["empty", "blank", "a picture", "damaged", "packed and empty"],
)  # fmt: skip
def test_a_page_that_is_none_is_not_added(restore, project, data, said):
    (project / "page").write_bytes(data)
    ran = restore("fixture", "add", "abc/x", "--page", "page", "--golden", "received.txt")
    assert (ran.code, ran.talk.count("\n")) == (ExitCode.INPUT, 1)
    assert said in ran.talk
    assert not (project / "goldens/abc").exists()


@pytest.mark.parametrize("name", ["page", "page.html.gz", "-"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_packed_page_is_packed_once_whatever_its_name(restore, project, name, encoding):
    packed = gzip.compress(PAGE.encode(encoding))
    (project / "page").write_bytes(packed)
    (project / "page.html.gz").write_bytes(packed)
    assert restore("fixture", "add", "abc/x", "--page", name, stdin=packed).code == ExitCode.DONE
    assert gzip.decompress((project / "goldens/abc/x/page.html.gz").read_bytes()) == PAGE.encode(encoding)


@pytest.mark.parametrize("option", ["--golden", "--received"])
def test_page_and_text_are_not_both_standard_input(restore, project, option):
    ran = restore("fixture", "add", "abc/x", "--page", "-", option, "-", stdin=b"One.")
    assert (ran.code, "cannot both be standard input" in ran.talk) == (ExitCode.USAGE, True)
    assert not (project / "goldens/abc").exists()


@pytest.mark.parametrize("root", ["received.txt", "received.txt/in"])
def test_a_root_in_which_no_folder_can_be_made_is_told_with_what_to_do(restore, project, root):
    ran = restore("fixture", "add", "abc/x", "--golden", "received.txt", "--root", root)
    assert (ran.code, ran.talk.count("\n")) == (ExitCode.INPUT, 1)
    assert (
        "/abc/x: a folder that cannot be made: not a directory; check the permissions above it, or choose " in ran.talk
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a/b:c", "':' stands in 'b:c'"), ("a/.b", "'.b' begins with '.'"), ("a/b.", "'b.' ends with '.'"),
        ("a//b", "a part of it is empty"), ("a/" + "b" * 101, "is longer than 100 characters"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_told_with_what_is_wrong_in_it(restore, project, name, said):
    ran = restore("fixture", "add", name, "--golden", "received.txt")
    assert (ran.code, said in ran.talk, "spaces" in ran.talk) == (ExitCode.USAGE, True, True)
