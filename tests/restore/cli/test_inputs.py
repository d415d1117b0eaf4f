"""Every kind of bad input and output: one clear line, the right exit code, nothing half done."""

import os
import subprocess
import sys

import pytest

COMMANDS = ["align", "repair"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("side", ["copy", "source"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bad: empty; give a file with text in it"),
        (b" \r\n\t\n", "bad: empty"),
        (b"\xef\xbb\xbf", "bad: empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "bad: not text: it is a picture; let an OCR engine read it"),
        (
            b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            "bad: not text: it is a PDF; save its text as a file, as pdftotext does",
        ),
        (
            b"PK\3\4mimetype application/vnd.oasis",
            "bad: not text: it is an archive, as an office document may be; save",
        ),
        ("A text.\n".encode("utf-16-le"), "bad: not UTF-8: it has NUL bytes, as UTF-16 has; name its encoding"),
        ("A text.\n".encode("utf-16-le"), "--encoding utf-16-le"),
        ("一个 文本。\n".encode("utf-16-be"), "--encoding utf-16-be"),
        (b"A\0 te\0xt.", "bad: not text: it has NUL bytes; give a text file"),
        (b"\x7fELF\x02\x01\x01\0\0", "bad: not text"),
        (
            b"one\ntwo caf\xe9 more",
            "bad: not UTF-8: byte 0xe9 at offset 11 (line 2); name its encoding with --encoding, for example",
        ),
        (b"a quote \x93so\x94 to say", "--encoding cp1252"),
        (b"\xff\xfea", "bad: not UTF-16-LE"),
    ],
)
def test_what_is_not_text(restore, tmp_path, monkeypatch, command, side, data, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad").write_bytes(data)
    (tmp_path / "good").write_text("Some text that is good.\n")
    copy, source = ("bad", "good") if side == "copy" else ("good", "bad")
    ran = restore(command, copy, "--source", source)
    assert (ran.code, ran.data) == (3, b"")
    assert (said if side == "copy" else said.replace("--encoding", "--source-encoding")) in ran.talk
    assert ran.talk.count("\n") == 1


def test_texts_in_two_encodings_are_told_the_option_of_each(restore, tmp_path):
    marked, plain = tmp_path / "marked.txt", tmp_path / "plain.txt"
    marked.write_bytes("\ufeffA text\u2028of\u20282 lines.\n".encode("utf-16-le"))
    plain.write_text("A text of “2” lines.\n", encoding="utf-8")
    ran = restore("align", marked, "--source", plain, "--encoding", "utf-8")
    assert "--encoding utf-16-le; --source-encoding is for the source, where that has another" in ran.talk
    ran = restore("align", marked, "--source", plain, "--encoding", "utf-16-le")
    assert "name its encoding with --source-encoding, for example --source-encoding utf-8" in ran.talk
    assert restore("align", marked, "--source", plain, "--encoding", "utf-16-le", "--source-encoding", "utf-8").code < 2


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_not_there(restore, tmp_path, source, command):
    ran = restore(command, tmp_path / "missing.txt", "--source", source)
    assert ran.code == 3
    assert ran.talk == f"restore {command}: {tmp_path}/missing.txt: no such file; check the path\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_is_empty(restore, source, command):
    ran = restore(command, "", "--source", source)
    assert (ran.code, ran.talk) == (3, f"restore {command}: the name of a file is empty; name one\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder(restore, tmp_path, source, command):
    ran = restore(command, tmp_path, "--source", source)
    assert ran.code == 3
    assert "is a folder; give one text file" in ran.talk


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by the superuser")
def test_a_file_that_may_not_be_read(restore, copy, source):
    copy.chmod(0)
    ran = restore("align", copy, "--source", source)
    assert ran.code == 3
    assert "may not be read" in ran.talk


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000])
def test_names_that_no_file_can_have(restore, source, name):
    ran = restore("align", name, "--source", source)
    assert ran.code == 3
    assert ran.talk.count("\n") == 1


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "hex", "", "a\0b", "\udcff"])
def test_an_encoding_that_does_not_exist(restore, copy, source, encoding):
    pair = ("align", copy, "--source", source)
    for call in ((*pair, "--encoding"), (*pair, "--source-encoding"), ("find", copy, "--among", source, "--encoding")):
        ran = restore(*call, encoding)
        assert ran.code == 2
        assert f"unknown encoding {encoding!r}" in ran.talk
        assert ran.talk.count("\n") == 1


@pytest.mark.parametrize("encoding", ["punycode", "undefined", "idna", "utf-7", "unicode_escape", "raw_unicode_escape"])
@pytest.mark.parametrize("text", [b"Plain words of a copy, and a + or two \\x41.\n", b"x." * 200, b"+AGE-"])
def test_an_encoding_that_is_none_of_texts(restore, copy, source, encoding, text):
    copy.write_bytes(text)
    ran = restore("align", copy, "--source", source, "--encoding", encoding, "--source-encoding", "utf-8", "--force")
    assert ran.code in {1, 3}
    assert ran.talk.count("\n") == (ran.code == 3)


def test_an_encoding_that_cannot_be_written_back(restore, copy, source):
    copy.write_bytes(b"+AGE-bc plain text in a roundabout way\n")
    ran = restore("repair", copy, "--source", source, "--encoding", "utf-7", "--source-encoding", "utf-8")
    assert ran.code == 3
    assert "cannot be written back byte for byte as utf-7" in ran.talk


@pytest.mark.parametrize(
    ("target", "said"),
    [("missing/out.txt", "no such folder"), (".", "is a folder"), ("copy.txt/out.txt", "cannot be written: not a dir")],
)
def test_an_output_that_cannot_be_made(restore, copy, source, tmp_path, target, said):
    ran = restore("repair", copy, "--source", source, "-o", tmp_path / target)
    assert ran.code == 3
    assert said in ran.talk
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.txt", "source.txt"]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
@pytest.mark.parametrize(("name", "called"), [("/dev/zero", "/dev/zero"), ("-", "standard input")])
def test_a_device_without_an_end(copy, source, name, called):
    with open("/dev/zero", "rb") as zeros:
        ran = shell(["align", name, "--source", str(source)], stdin=zeros)
    assert ran.returncode == 3
    assert ran.stderr == f"restore align: {called}: is a device that gives bytes without end; give a text file\n"


@pytest.mark.parametrize(
    "call",
    [
        ("align", "-", "--source", "source.txt"), ("find", "-", "--among", "source.txt"),
        ("fixture", "add", "a/b", "--page", "-", "--golden", "source.txt"),
    ],
)  # fmt: skip
def test_a_closed_standard_input_is_told(source, tmp_path, call):
    line = f'exec "{sys.executable}" -m restore {" ".join(call)} <&-'
    ran = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (3, f"restore {call[0]}: standard input: closed; give a file\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk(restore, copy, source):
    ran = restore("repair", copy, "--source", source, "-o", "/dev/full")
    assert ran.code == 3
    assert "cannot be written: no space left on device" in ran.talk


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("command", [["align"], ["repair"], ["align", "--format", "json"]])
def test_a_full_disk_behind_a_redirect(copy, source, command):
    verb, *options = command
    with open("/dev/full", "wb") as full:
        ran = shell([verb, str(copy), "--source", str(source), *options], stdout=full)
    assert ran.returncode == 3
    assert ran.stderr == f"restore {verb}: standard output cannot be written: No space left on device\n"


def test_a_closed_pipe_is_quiet(copy, source, tmp_path):
    copy.write_text("\n".join(f"{n} lines that {n * 7} the source has not" for n in range(3000)))
    program = [sys.executable, "-m", "restore", "align", str(copy), "--source", str(source), "--force"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_closed_standard_output_is_told(copy, source):
    line = f'exec "{sys.executable}" -m restore align "{copy}" --source "{source}" >&-'
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert "standard output: closed; name a file with -o" in ran.stderr


def shell(arguments, **settings):
    program = [sys.executable, "-m", "restore", *arguments]
    return subprocess.run(program, stderr=subprocess.PIPE, text=True, check=False, **settings)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("asked", [["--help"], ["align", "--help"], ["--version"]])
def test_a_full_disk_is_told_of_help_too(asked):
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "restore", *asked], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr.count(b"\n"), b"cannot be written" in ran.stderr) == (3, 1, True)


def test_help_on_a_terminal_of_few_characters(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = shell(["--help"], stdout=subprocess.PIPE)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("usage: restore COMMAND \\u2026")
