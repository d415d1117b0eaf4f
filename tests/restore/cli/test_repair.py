import json
import os
import shlex
import shutil
import stat
import subprocess

import pytest

from tests.restore.cli.conftest import COPY, SOURCE
from tests.restore.find.conftest import prose

ALL = ("--threshold", "0")  # apply whatever is damage, however unsure


def test_the_restored_copy_is_printed_and_the_report_is_talk(restore, copy, source):
    ran = restore("repair", copy, "--source", source, *ALL)
    assert (ran.code, ran.text) == (0, SOURCE)
    assert ran.talk == "1 applied, nothing left\n"
    assert copy.read_text() == COPY


def test_what_is_left_is_counted_and_the_next_command_named(restore, copy, source):
    ran = restore("repair", copy, "--source", source, "--threshold", "1")
    assert (ran.code, ran.text) == (1, COPY)
    assert ran.talk == f"0 applied, 1 left: restore review {copy} --source {source}\n"


def test_equal_texts_come_back_as_they_are(restore, source):
    ran = restore("repair", source, "--source", source)
    assert (ran.code, ran.data, ran.talk) == (0, source.read_bytes(), "no differences: nothing to repair\n")


def test_texts_in_two_forms_of_unicode_are_said_to_be(restore, tmp_path):
    copy, source = tmp_path / "decomposed.txt", tmp_path / "composed.txt"
    copy.write_text("un re\u0301sume\u0301\n", encoding="utf-8")
    source.write_text("un r\u00e9sum\u00e9\n", encoding="utf-8")
    ran = restore("repair", copy, "--source", source)
    assert (ran.code, ran.data) == (0, copy.read_bytes())
    assert ran.talk.startswith("no differences: nothing to repair; 1 word differs only in how Unicode writes")


def test_quiet_says_nothing(restore, copy, source):
    assert restore("repair", copy, "--source", source, "-q").talk == ""


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", ""), ("utf-8", "\ufeff"), ("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-32-le", "\ufeff")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_byte_order_mark_and_line_ends_are_kept(restore, tmp_path, encoding, mark, end):
    copy, source = tmp_path / "copy.txt", tmp_path / "source.txt"
    copy.write_bytes((mark + COPY.replace("\n", end)).encode(encoding))
    source.write_bytes(SOURCE.encode())
    ran = restore("repair", copy, "--source", source, *ALL)
    assert ran.data == (mark + SOURCE.replace("\n", end)).encode(encoding)


@pytest.mark.parametrize("name", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_named_encoding_is_written_back(restore, tmp_path, name):
    copy, source = tmp_path / "copy.txt", tmp_path / "source.txt"
    copy.write_bytes(COPY.encode(name))
    source.write_bytes(SOURCE.encode(name))
    ran = restore("repair", copy, "--source", source, "--encoding", name, *ALL)
    assert ran.data == SOURCE.encode(name)


def test_a_source_in_another_encoding(restore, tmp_path):
    copy, source = tmp_path / "copy.txt", tmp_path / "source.txt"
    copy.write_bytes(COPY.encode())
    source.write_bytes(SOURCE.encode("cp1252"))
    ran = restore("repair", copy, "--source", source, "--source-encoding", "cp1252", *ALL)
    assert ran.data == SOURCE.encode()


def test_a_character_that_the_encoding_lacks_is_named(restore, tmp_path):
    copy, source = tmp_path / "copy.txt", tmp_path / "source.txt"
    copy.write_bytes(COPY.replace("–", "-").encode("ascii"))
    source.write_bytes(SOURCE.replace("detail", "détail").encode())
    ran = restore("repair", copy, "--source", source, "--encoding", "ascii", "--source-encoding", "utf-8", *ALL)
    assert (ran.code, ran.data) == (3, b"")
    assert "which ascii lacks" in ran.talk


def test_output_goes_to_a_file_whole(restore, copy, source, tmp_path):
    target = tmp_path / "restored.txt"
    ran = restore("repair", copy, "--source", source, "-o", target, *ALL)
    assert (ran.code, ran.data, target.read_text()) == (0, b"", SOURCE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.txt", "restored.txt", "source.txt"]


def test_in_place_keeps_permissions_and_links(restore, copy, source, tmp_path):
    copy.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(copy)
    assert restore("repair", link, "--source", source, "-w", *ALL).code == 0
    assert link.is_symlink()
    assert copy.read_text() == SOURCE
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640


@pytest.mark.parametrize("through", ["plain", "dotted", "link", "hard"])
@pytest.mark.parametrize("side", ["copy", "source"])
def test_an_input_is_never_the_output(restore, copy, source, tmp_path, side, through):
    target = {"copy": copy, "source": source}[side]
    before = target.read_bytes()
    name = {"plain": str(target), "dotted": f"{tmp_path}/./{target.name}"}.get(through, str(tmp_path / "other"))
    if through == "link":
        os.symlink(target, name)
    if through == "hard":
        os.link(target, name)
    ran = restore("repair", copy, "--source", source, "-o", name)
    assert (ran.code, ran.data, target.read_bytes()) == (2, b"", before)
    assert "same file" in ran.talk
    assert "-w" in ran.talk


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-w", "-o", "x"], "-w and -o"),
        (["--check", "-o", "x"], "--check writes nothing"),
        (["--check", "--diff"], "not allowed with"),
        (["--threshold", "2"], "2.0 is no probability"),
        (["--threshold", "nan"], "no probability"),
        (["--threshold", "entity=high"], "'high' is no number"),
        (["--threshold", "entiy=0.9"], "did you mean 'entity'?"),
        (["--threshold", ""], "'' is no number"),
        (["--threshold", "=0.5"], "'=0.5' names no code"),
        (["--threshold", "0.5,case=1,0.9"], "the one for all is given twice"),
        (["--threshold", "case=1, case=0.5"], "case is given twice"),
        (["--select", ""], "select: names no code"),
        (["--select", " ,"], "select: names no code"),
    ],
)
def test_calls_that_cannot_be_meant(restore, copy, source, options, said):
    ran = restore("repair", copy, "--source", source, *options)
    assert (ran.code, ran.data) == (2, b"")
    assert said in ran.talk


@pytest.mark.parametrize("threshold", ["0.9,move=0", "delete:wording=0.5,case=0.9"])
def test_a_threshold_that_nothing_goes_by_is_told(restore, copy, source, threshold):
    code = threshold.partition("=")[0].rpartition(",")[2]
    told = f"--threshold: {code}: left to you, however sure; --select says what may be applied\n"
    call = ("repair", copy, "--source", source, "--threshold", threshold)
    assert restore(*call).talk.startswith(told)
    assert told not in restore(*call, "-q").talk + restore(*call, "--select", "all").talk


def test_standard_input_cannot_be_written_over(restore, source):
    ran = restore("repair", "-", "--source", source, "-w", stdin=COPY.encode())
    assert ran.code == 2
    assert "-o FILE" in ran.talk


def test_the_copy_over_its_source_is_refused_in_place(restore, source):
    assert restore("repair", source, "--source", source, "-w").code == 2


def test_thresholds_per_code(restore, copy, source):
    assert restore("repair", copy, "--source", source, "--threshold", "1,spelling=0").text == SOURCE
    assert restore("repair", copy, "--source", source, "--threshold", "0,replace:spelling=1").text == COPY


def test_ignored_codes_are_kept_and_not_left(restore, copy, source):
    ran = restore("repair", copy, "--source", source, "--ignore", "spelling", *ALL)
    assert (ran.code, ran.text) == (0, COPY)


def test_check_writes_nothing_and_fails_when_something_would_be_repaired(restore, copy, source):
    ran = restore("repair", copy, "--source", source, "--check", *ALL)
    assert (ran.code, ran.data, copy.read_text()) == (1, b"", COPY)
    assert ran.talk == "1 would be applied, nothing left\n"
    assert restore("repair", source, "--source", source, "--check").code == 0


def test_dry_run_shows_and_writes_nothing(restore, copy, source):
    ran = restore("repair", copy, "--source", source, "--dry-run", *ALL)
    assert (ran.code, copy.read_text()) == (0, COPY)
    assert "[-dctail-]{+detail+}" in ran.text
    assert "1 would be applied" in ran.talk


@pytest.mark.parametrize(("option", "becomes"), [("--select", "review"), ("--ignore", "keep")])
def test_dry_run_shows_what_is_not_applied_too(restore, copy, source, option, becomes):
    codes = "case" if option == "--select" else "spelling"
    ran = restore("repair", copy, "--source", source, "--dry-run", option, codes)
    assert "[-dctail-]{+detail+}" in ran.text
    assert f" {becomes} " in ran.text


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
@pytest.mark.parametrize("ending", ["\n", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_patch_applies_the_diff(restore, copy, source, tmp_path, ending, end):
    copy.write_bytes((COPY.rstrip("\n") + ending).replace("\n", end).encode())
    ran = restore("repair", copy, "--source", source, "--diff", *ALL)
    restored = restore("repair", copy, "--source", source, *ALL).data
    patch = ["patch", "--binary", str(copy)]
    applied = subprocess.run(patch, input=ran.data, capture_output=True, check=False)
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert copy.read_bytes() == restored


def test_a_diff_of_nothing_is_empty(restore, source):
    ran = restore("repair", source, "--source", source, "--diff")
    assert (ran.code, ran.data) == (0, b"")


def test_a_diff_needs_an_encoding_that_patch_reads(restore, tmp_path, source):
    copy = tmp_path / "wide.txt"
    copy.write_bytes(("\ufeff" + COPY).encode("utf-16-le"))
    ran = restore("repair", copy, "--source", source, "--diff")
    assert (ran.code, ran.data) == (2, b"")
    assert "-o FILE" in ran.talk


def test_repairs_and_align_agree(restore, copy, source):
    document = json.loads(restore("align", copy, "--source", source, "--format", "json").data)
    (difference,) = document["differences"]
    text = COPY[: difference["copy"]["start"]] + difference["replacement"] + COPY[difference["copy"]["end"] :]
    assert text == restore("repair", copy, "--source", source, *ALL).text


def test_what_detokenize_does_besides_repairs_is_told(restore, source, tmp_path):
    tokens = tmp_path / "tokens.txt"
    tokens.write_text(SOURCE.replace(".", " ."))
    call = ("repair", tokens, "--source", source, "--detokenize")
    written = "applied and the text written as the source writes, nothing left\n"
    checked, ran = restore(*call, "--check"), restore(*call)
    assert (checked.code, checked.talk) == (1, f"0 would be {written}")
    assert (ran.code, ran.text, ran.talk) == (0, SOURCE, f"0 {written}")


def test_detokenize_writes_the_text_as_its_source_does(restore, copy, source):
    spaced = COPY.replace(".", " .").replace("–", "--").replace("\n\n", " ")
    copy.write_text(spaced)
    assert restore("repair", copy, "--source", source, *ALL).text != SOURCE
    ran = restore("repair", copy, "--source", source, "--detokenize", *ALL)
    assert (ran.code, ran.text) == (0, SOURCE)


def test_spacing_is_repaired_when_it_is_selected(restore, copy, source):
    copy.write_text(SOURCE.replace(" ", "  "))
    assert restore("repair", copy, "--source", source).data == copy.read_bytes()
    assert restore("repair", copy, "--source", source, "--select", "spacing").text == SOURCE


def test_no_command_is_named_that_standard_input_could_not_serve_again(restore, source):
    ran = restore("repair", "-", "--source", source, "--threshold", "1", stdin=COPY.encode())
    assert ran.talk == "0 applied, 1 left: restore align shows them; restore review needs both texts as files\n"


@pytest.fixture
def configured(tmp_path, monkeypatch):
    """A configuration file in the working folder."""
    monkeypatch.chdir(tmp_path)
    return (tmp_path / "restore.toml").write_text


@pytest.mark.parametrize(
    ("text", "options", "repaired"),
    [
        ("", (), True), ('ignore = ["spelling"]', (), False), ('select = ["entity"]', (), False),
        ("threshold = 1.0", (), False), ("[thresholds]\nspelling = 1.0", (), False),
        ('ignore = ["spelling"]', ("--ignore", "case"), True),
        ('ignore = ["spelling"]', ("--no-config", "--threshold", "0.5"), True),
        ("threshold = 1.0", ("--threshold", "0.5"), True),
        ("[thresholds]\nspelling = 1.0", ("--threshold", "0.5"), True),
        ("threshold = 1.0", ("--threshold", "case=0.5"), False),
        ("[thresholds]\nspelling = 1.0", ("--threshold", "case=0.5"), False),
        ("threshold = 1.0", ("--threshold", "spelling=0.5"), True),
    ],
)  # fmt: skip
def test_the_configuration_file_decides_unless_an_option_does(
    restore, copy, source, configured, text, options, repaired
):
    configured(f"threshold = 0.5\n{text}" if "threshold =" not in text else text)
    ran = restore("repair", copy, "--source", source, *options)
    assert ("dctail" not in ran.text) == repaired


def test_align_lists_what_the_configuration_file_keeps(restore, copy, source, configured):
    configured('threshold = 0.5\nignore = ["spelling"]\n')
    ran = restore("align", copy, "--source", source, "--format", "json")
    (found,) = json.loads(ran.text)["differences"]
    assert (ran.code, found["decision"]) == (1, "keep")
    other = copy.parent / "other.toml"
    other.write_text("threshold = 0.5\n")
    (found,) = json.loads(restore("align", copy, "--source", source, "-f", "json", "--config", other).text)[
        "differences"
    ]
    assert found["decision"] == "apply"


def test_a_configuration_file_that_is_none_is_named(restore, copy, source, configured):
    configured("treshold = 1\n")
    ran = restore("repair", copy, "--source", source)
    assert (ran.code, ran.data) == (2, b"")
    assert ran.talk.endswith("restore.toml: no such key: 'treshold'; did you mean 'threshold'?\n")


def test_the_next_command_reads_both_texts_as_this_one_did(restore, tmp_path):
    (tmp_path / "a copy.txt").write_bytes("café at noon, he said so".encode("cp1252"))
    (tmp_path / "source.txt").write_bytes("Les élèves partent à l'école le matin".encode("latin-1"))
    pair = (tmp_path / "a copy.txt", "--source", tmp_path / "source.txt")
    how = ("--encoding", "cp1252", "--source-encoding", "latin-1", "--force")
    ran = restore("repair", *pair, *how)
    said = shlex.split(ran.talk.splitlines()[-1].partition(" review ")[2])
    assert said == [*map(str, pair), *how]
    assert restore("review", *said, "--write").code == ran.code


def test_the_next_command_can_be_typed_of_a_name_like_an_option(restore, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-x").write_text("the mayor spoke of it at noon")
    (tmp_path / "source.txt").write_text("the mayor told of it at noon")
    ran = restore("repair", "-s", "source.txt", "--", "-x")
    assert ran.talk.endswith(" review ./-x --source source.txt\n")


def test_half_a_word_at_the_end_of_a_page_is_left(restore, tmp_path):
    book, page = tmp_path / "book.txt", tmp_path / "page.txt"
    book.write_text("\n".join(prose(number) for number in range(6)))
    cut = book.read_text().index("garden", 1500) + 3
    page.write_text(book.read_text()[300 : cut - 1] + "m-\n")
    ran = restore("repair", page, "--source", book, "--excerpt", "--threshold", "0.6")
    assert (ran.code, ran.text) == (1, page.read_text())
    assert ran.talk.startswith("0 applied, 1 left")


def test_a_pipe_is_not_waited_for_where_it_would_be_written_over(restore, tmp_path, source):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = restore("repair", pipe, "--source", source, "-w")
    told = f"-w: {pipe} is no file that can be written over, but a pipe or a device; use -o FILE"
    assert (ran.code, ran.talk) == (2, f"restore repair: {told}\n")
