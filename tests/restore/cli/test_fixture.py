"""`restore fixture`: add, check, update and import, as they are typed."""

import gzip
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from restore import streams
from restore.cli.exits import ExitCode
from restore.golden import extracting
from restore.golden.record import CheckRecord, Status
from tests.restore.cli.conftest import write
from tests.restore.golden.samples import GOLDEN, swapped
from tests.shut import shut

PAGE = "<html><body><p>One.</p><figure><figcaption>A wet street in town</figcaption></figure></body></html>"


def test_add_makes_a_folder_that_check_reads(restore, project):
    write(project / "page.html", PAGE)
    write(project / "g.txt", "One.\n")
    ran = restore(
        "fixture", "add", "bbc/new", "--page", "page.html", "--golden", "g.txt", "--url", "https://example.org/n"
    )
    assert (ran.code, ran.talk) == (ExitCode.DONE, "bbc/new: added to goldens/bbc/new\n")
    assert (project / "goldens/bbc/new/golden.txt").read_text(encoding="utf-8") == "One.\n"
    write(project / "r.txt", "One.\n\nA wet street in town\n")
    ran = restore("fixture", "check", "r.txt", "goldens/bbc/new")
    assert ran.code == ExitCode.LEFT
    assert ran.text.startswith("bbc/new: not faithful: caption in the text at golden ")
    assert "from <figcaption>" in ran.text.splitlines()[0]
    assert restore("fixture", "add", "bbc/new", "--golden", "g.txt").code == ExitCode.USAGE


@pytest.mark.parametrize("folder", ["goldens/bbc/other", "goldens/abc"])
def test_a_golden_folder_that_may_not_be_entered_costs_only_its_own_check(restore, project, monkeypatch, folder):
    write(project / "out/bbc/strike.txt", GOLDEN + "\n")
    shut(monkeypatch, Path(folder))
    ran = restore("fixture", "check", "out", "goldens")
    assert (ran.code, ran.talk) == (ExitCode.LEFT, "")
    assert "bbc/strike: faithful\n" in ran.text
    assert f"{folder.removeprefix('goldens/')}: cannot be checked: {folder}/case.toml: cannot be read: " in ran.text


def test_a_root_that_may_not_be_entered_ends_the_check(restore, project, monkeypatch):
    shut(monkeypatch, Path("goldens"))
    ran = restore("fixture", "check", "received.txt", "goldens")
    assert (ran.code, ran.data, ran.talk.count("\n")) == (ExitCode.INPUT, b"", 1)
    assert ran.talk.startswith("restore fixture: goldens/golden.txt: cannot be read: permission denied; ")


def test_links_to_golden_folders_are_followed_and_lead_round_no_circle(restore, project):
    for name in ("abc/first", "xyz/last"):
        write(project / f"shared/{name}/golden.txt", GOLDEN)
    (project / "goldens/abc").symlink_to("../shared/abc")
    (project / "goldens/bbc/last").symlink_to("../../shared/xyz/last")
    (project / "goldens/again").symlink_to(".")
    (project / "goldens/bbc/up").symlink_to("..")
    names = ("abc/first", "bbc/last", "bbc/strike")
    for name in names:
        write(project / f"out/{name}.txt", GOLDEN)
    ran = restore("fixture", "check", "out", "goldens")
    assert (ran.code, ran.talk) == (ExitCode.DONE, "")
    assert [line.split(":")[0] for line in ran.text.splitlines() if ": " in line][: len(names)] == list(names)


def test_a_received_folder_that_may_not_be_entered_is_not_passed_by(restore, project, monkeypatch):
    write(project / "out/bbc/strike.txt", GOLDEN + "\n")
    says = shut(monkeypatch, Path("out/zzz"))
    ran = restore("fixture", "check", "out", "goldens")
    assert (ran.code, ran.data, ran.talk) == (ExitCode.INPUT, b"", f"restore fixture: {says}\n")


@pytest.mark.parametrize("layout", ["fundus", "readability"])
def test_a_folder_to_import_that_may_not_be_entered_is_not_passed_by(restore, project, monkeypatch, layout):
    says = shut(monkeypatch, project / "theirs/some")
    ran = restore("fixture", "import", layout, project / "theirs")
    assert (ran.code, ran.talk) == (ExitCode.INPUT, f"restore fixture: {says}\n")


@pytest.mark.parametrize(
    "data",
    [b"no gzip", gzip.compress(b"x" * 99)[:20], b"\x1f\x8b\x08\0" + b"\xff" * 30],
    ids=["no gzip", "cut off", "damaged"],  # by the bytes, in which gzip puts the time, workers would not agree
)
def test_a_packed_page_that_is_damaged_is_said(restore, project, data):
    (project / "page.html.gz").write_bytes(data)
    ran = restore("fixture", "add", "bbc/new", "--page", "page.html.gz", "--golden", "received.txt")
    assert (ran.code, ran.talk.count("\n")) == (ExitCode.INPUT, 1)
    assert ran.talk.startswith("restore fixture: page.html.gz: damaged: ")
    write(project / "theirs/ground-truth.json", '{"ff": {"articleBody": "One.", "url": "https://example.org"}}')
    (project / "theirs/html").mkdir()
    (project / "theirs/html/ff.html.gz").write_bytes(data)
    ran = restore("fixture", "import", "article-extraction-benchmark", "theirs")
    assert (ran.code, ran.talk.count("\n")) == (ExitCode.INPUT, 1)
    assert "ff.html.gz: damaged: " in ran.talk


def test_a_golden_text_that_is_not_there_is_named_and_not_what_was_received(restore, project):
    write(project / "out/bbc/strike.txt", GOLDEN)
    for received in ("out", "received.txt"):
        ran = restore("fixture", "check", received, "golden")
        assert (ran.code, ran.data) == (ExitCode.INPUT, b"")
        assert ran.talk.startswith("restore fixture: golden: no such file or folder; ")


@pytest.mark.parametrize("data", ["[1]", '{"a": 1}', '"x"', "null"])
@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("article-extraction-benchmark", "ground-truth.json"), ("trafilatura", "evaldata.json"),
        ("goose3", "content/test_a.json"), ("fundus", "us/Paper.json"),
    ],
)  # fmt: skip
def test_files_to_import_that_hold_something_else_are_no_fault(restore, project, layout, name, data):
    write(project / "theirs" / name, data)
    (project / "theirs/us").mkdir(exist_ok=True)
    (project / "theirs/us/Paper_1.html.gz").write_bytes(gzip.compress(b"<p>"))
    ran = restore("fixture", "import", layout, "theirs")
    assert ran.code in {ExitCode.INPUT, ExitCode.LEFT}
    assert ran.talk


def test_check_two_plain_files(restore, project):
    golden = write(project / "golden.txt", GOLDEN)
    ran = restore("fixture", "check", "received.txt", golden)
    assert ran.code == ExitCode.LEFT
    assert ran.text.splitlines()[0].startswith("golden.txt: not faithful: negation lost at golden 3:48")
    assert "accept" not in ran.text
    ran = restore("fixture", "check", golden, golden)
    assert (ran.code, ran.text) == (ExitCode.DONE, "golden.txt: faithful\n")
    assert restore("fixture", "check", golden, golden, "--quiet").text == ""
    assert restore("fixture", "update", golden, golden, "--accept").code == ExitCode.USAGE


@pytest.mark.parametrize("place", ["out/bbc/strike.txt", "out/bbc__strike.txt", "out.jsonl"])
def test_received_texts_come_from_folders_and_json_lines(restore, project, place):
    text = swapped("1,200", "1,208")
    write(project / place, json.dumps({"id": "bbc/strike", "text": text}) if place.endswith("jsonl") else text)
    ran = restore("fixture", "check", place.split("/")[0], "goldens")
    assert "bbc/strike: not faithful: number changed" in ran.text


def test_a_case_with_nothing_received_is_no_pass(restore, project):
    (project / "out").mkdir()
    ran = restore("fixture", "check", "out", "goldens")
    assert ran.code == ExitCode.LEFT
    assert "bbc/strike: nothing received" in ran.text


def test_an_extractor_is_run_on_each_page(restore, project):
    write(project / "goldens/bbc/strike/page.html", f"<p>{swapped(' not', '')}</p>")
    script = write(project / "extract.py", "import sys; print(sys.stdin.read()[3:-4])")
    ran = restore("fixture", "check", "goldens", "--run", f"{sys.executable} {script}")
    assert ran.text.startswith("bbc/strike: not faithful: negation lost")
    write(project / "extract.py", "import sys; sys.exit('no luck')")
    assert "ended with 1: no luck" in restore("fixture", "check", "goldens", "--run", f"{sys.executable} {script}").text
    assert restore("fixture", "check", "goldens", "--run", "no-such-program-anywhere").code == ExitCode.USAGE


def test_what_is_damaged_of_one_case_costs_no_other_its_check(restore, project):
    write(project / "goldens/abc/first/golden.txt", GOLDEN + "\n")
    write(project / "out/bbc/strike.txt", GOLDEN)
    write(project / "out/abc/first.txt", "a\0b")
    ran = restore("fixture", "check", "out", "goldens")
    assert ran.code == ExitCode.LEFT
    assert "abc/first: nothing received: out/abc/first.txt: not text: it has NUL" in ran.text
    assert "bbc/strike: faithful" in ran.text
    write(project / "goldens/abc/first/page.html.gz", "junk")
    write(project / "goldens/bbc/strike/page.html", GOLDEN)
    script = write(project / "extract.py", "import sys; print(sys.stdin.read(), end='')")
    ran = restore("fixture", "check", "goldens", "--run", f"{sys.executable} {script}")
    assert ran.code == ExitCode.LEFT
    assert "abc/first: nothing received: goldens/abc/first/page.html.gz: damaged: " in ran.text
    assert "bbc/strike: faithful" in ran.text


@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("case.toml", b'profil = "words"', "case.toml: no such key: 'profil'; did you mean 'profile'?"),
        ("case.toml", b'profile = "wrods"', "case.toml: no such profile"),
        ("case.toml", b"= =", "case.toml: "),
        ("golden.txt", b"caf\xe9", "golden.txt: not UTF-8"),
        ("known.jsonl", b"{", "known.jsonl:1: no known defect"),
        ("page.html.gz", b"junk", "page.html.gz: damaged"),
    ],
)
@pytest.mark.parametrize("received", ["out", "out.jsonl"])
def test_what_is_wrong_with_one_golden_folder_costs_no_other_its_check(restore, project, received, name, damage, said):
    first = write(project / "goldens/abc/first/golden.txt", GOLDEN + "\n").parent
    (first / name).write_bytes(damage)
    records = [{"id": case, "text": GOLDEN} for case in ("abc/first", "bbc/strike")]
    for record in records:
        write(project / f"out/{record['id']}.txt", record["text"])
    write(project / "out.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    ran = restore("fixture", "check", received, "goldens")
    assert (ran.code, ran.talk) == (ExitCode.LEFT, "")
    assert "abc/first: cannot be checked: " in ran.text
    assert said in ran.text
    assert "bbc/strike: faithful" in ran.text
    document = json.loads(restore("fixture", "check", received, "goldens", "--format", "json").text)
    assert document["cases"][0]["status"] == "not checked"
    assert said in document["cases"][0]["problems"][0]
    ran = restore("fixture", "update", "goldens", received, "--accept")
    assert ran.code == ExitCode.LEFT
    assert said in ran.talk


def test_a_typing_error_in_a_case_costs_only_its_case_with_an_extractor_too(restore, project):
    write(project / "goldens/abc/first/golden.txt", GOLDEN + "\n")
    write(project / "goldens/abc/first/case.toml", 'profil = "words"')
    for case in ("abc/first", "bbc/strike"):
        write(project / f"goldens/{case}/page.html", GOLDEN)
    script = write(project / "extract.py", "import sys; print(sys.stdin.read(), end='')")
    ran = restore("fixture", "check", "goldens", "--run", f"{sys.executable} {script}")
    assert (ran.code, ran.talk) == (ExitCode.LEFT, "")
    assert "abc/first: cannot be checked: goldens/abc/first/case.toml: no such key: 'profil'" in ran.text
    assert "bbc/strike: faithful" in ran.text


def test_what_is_wrong_with_the_call_is_wrong_with_no_case(restore, project):
    write(project / "goldens/abc/first/golden.txt", GOLDEN + "\n")
    ran = restore("fixture", "check", "out", "goldens", "--allow", "negatoin")
    assert (ran.code, ran.data) == (ExitCode.USAGE, b"")
    assert ran.talk.count("\n") == 1


@pytest.mark.parametrize("only", [(), ("--only", "bbc/*")])
def test_a_received_text_of_no_case_is_told(restore, project, only):
    write(project / "goldens/abc/first/golden.txt", GOLDEN + "\n")
    for name in ("abc__first", "bbc/strike", "bbc/strkie", "zzz"):
        write(project / f"out/{name}.txt", GOLDEN)
    ran = restore("fixture", "check", "out", "goldens", *only)
    assert ran.code == ExitCode.DONE
    assert ran.talk == (
        "out/bbc/strkie.txt: no such case under goldens; did you mean 'bbc/strike'?\n"
        "out/zzz.txt: no such case under goldens; it is not compared\n"
    )
    assert restore("fixture", "check", "out", "goldens", "--quiet", *only).talk == ""
    assert restore("fixture", "check", "out", "goldens/bbc/strike").talk == ""


def test_records_of_no_case_are_told_and_counted(restore, project):
    write(project / "goldens/bbc/strike/case.toml", 'url = "https://example.org/s"')
    names = [{"url": "https://example.org/s"}, *({"id": f"crawled/{k}"} for k in range(20))]
    write(project / "out.jsonl", "".join(json.dumps(name | {"text": GOLDEN}) + "\n" for name in names))
    ran = restore("fixture", "check", "out.jsonl", "goldens")
    assert ran.code == ExitCode.DONE
    assert ran.talk.startswith("out.jsonl: crawled/0: no such case under goldens; it is not compared\n")
    assert ran.talk.endswith("out.jsonl: 12 more texts are of no case under goldens\n")


def test_a_record_without_a_text_costs_only_its_own_check(restore, project):
    for case in ("abc/first", "abc/second"):
        write(project / f"goldens/{case}/golden.txt", GOLDEN)
    write(project / "goldens/abc/second/case.toml", 'url = "https://example.org/s"')
    records = [{"id": "abc/first", "text": None}, {"url": "https://example.org/s", "text": None}]
    records += [{"id": "bbc/strike", "text": text} for text in (None, GOLDEN)]
    write(project / "out.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    ran = restore("fixture", "check", "out.jsonl", "goldens")
    assert (ran.code, ran.talk) == (ExitCode.LEFT, "")
    for case in ("abc/first", "abc/second"):
        assert f"{case}: nothing received: out.jsonl has no text in its record\n" in ran.text
    assert "bbc/strike: faithful\n" in ran.text


@pytest.mark.parametrize("line", ['{"id": "bbc/strike"}', '{"text": null}', '{"id": "bbc/strike", "text": 3}', "null"])
def test_a_line_that_is_no_record_is_told(restore, project, line):
    write(project / "out.jsonl", line)
    ran = restore("fixture", "check", "out.jsonl", "goldens")
    says = 'no record; a line is {"id": "site/slug", "text": …}'
    assert (ran.code, ran.talk) == (ExitCode.INPUT, f"restore fixture: out.jsonl: line 1: {says}\n")


def test_an_extractor_that_says_nothing_is_told_by_its_exit_code(restore, project):
    write(project / "goldens/bbc/strike/page.html", "<p>")
    ran = restore("fixture", "check", "goldens", "--run", f"{sys.executable} -c 'raise SystemExit(3)'")
    assert ran.text.startswith("bbc/strike: nothing received: the extractor ended with 3\n")
    assert "cannot be started: no such file" in restore("fixture", "check", "goldens", "--run", "no-such-program").talk


def test_check_takes_tolerances(restore, project):
    assert restore("fixture", "check", "received.txt", "goldens", "--allow", "negation").code == ExitCode.DONE
    assert restore("fixture", "check", "received.txt", "goldens", "--budget", "wording=3").code == ExitCode.LEFT
    ran = restore("fixture", "check", "received.txt", "goldens", "--budget", "negation=3")
    assert (ran.code, "have no budget" in ran.talk) == (ExitCode.USAGE, True)


def test_json_for_machines(restore, project):
    ran = restore("fixture", "check", "received.txt", "goldens", "--format", "json")
    document = json.loads(ran.text)
    assert document["schema"] == "restore-golden/1"
    (case,) = document["cases"]
    (finding,) = case["findings"]
    assert (case["status"], finding["kind"], finding["code"]) == ("not faithful", "negation", "delete:wording")
    assert (finding["line"], finding["column"], finding["golden"]) == (3, 48, "not")
    assert document["summary"] == {
        "cases": 1,
        "faithful": 0,
        "shingles": {"pages": 1, **case["shingles"]},
    }


def test_junit_is_well_formed_whatever_the_text(restore, project):
    write(project / "received.txt", swapped(" not", " <b>&\x1b\ufffe]]>\u202e"))
    ran = restore("fixture", "check", "received.txt", "goldens", "--format", "junit", "-o", "out.xml")
    assert (ran.code, ran.text) == (ExitCode.LEFT, "")
    suite = ET.parse(project / "out.xml").getroot().find("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert suite.find("testcase").get("name") == "strike"
    assert "\x1b" not in suite.find("testcase/failure").text


def test_github_annotations_cannot_be_broken_out_of(restore, project):
    write(project / "received.txt", swapped(" not", " 100%\n::error file=x::evil"))
    ran = restore("fixture", "check", "received.txt", "goldens", "--format", "github")
    lines = ran.text.splitlines()
    assert lines
    assert all(line.startswith("::error file=goldens/bbc/strike/golden.txt,line=3,col=") for line in lines)
    assert "100%25" in ran.text


def test_annotations_of_a_golden_text_without_a_folder_name_its_file(restore, project):
    write(project / "texts/strike.txt", GOLDEN)
    for golden in ("texts/strike.txt", project / "texts/strike.txt"):
        ran = restore("fixture", "check", "received.txt", golden, "--format", "github")
        assert ran.text.startswith("::error file=texts/strike.txt,line=3,col=48,")
    write(project / "goldens/abc/first/case.toml", "url = ")
    (project / "out").mkdir()
    ran = restore("fixture", "check", "out", "goldens", "--format", "github")
    assert "::error file=goldens/abc/first/case.toml,title=abc/first::cannot be checked: " in ran.text


@pytest.mark.parametrize("options", [(), ("-q",)])
def test_what_is_counted_is_counted_of_all_though_failures_alone_are_shown(restore, project, options):
    write(project / "goldens/abc/first/golden.txt", GOLDEN)
    write(project / "goldens/abc/second/golden.txt", GOLDEN)
    for name in ("abc/first", "abc/second"):
        write(project / f"out/{name}.txt", GOLDEN)
    write(project / "out/bbc/strike.txt", swapped(" not", ""))
    ran = restore("fixture", "check", "out", "goldens", *options)
    assert ran.text.splitlines()[-1].startswith("2 of 3 faithful · shingles over 3 pages: ")
    assert ("abc/first: faithful\n" in ran.text) == (not options)
    ran = restore("fixture", "check", "out", "goldens", "--only", "abc/*", *options)
    assert (ran.code, ran.text == "") == (ExitCode.DONE, bool(options))


def test_the_project_is_found_from_its_folders(restore, project, monkeypatch):
    table = (
        '[tool.restore.faithful]\nroot = "tests/goldens"\nprofiles.house = { like = "words", negation = "ignore" }\n'
    )
    write(project / "pyproject.toml", table)
    write(project / "src/pyproject.toml", "[project]\nname = 'restored'\n")
    monkeypatch.chdir(project / "src")
    ran = restore("fixture", "add", "abc/first", "--golden", "../received.txt", "--profile", "house")
    assert (ran.code, (project / "tests/goldens/abc/first/golden.txt").exists()) == (ExitCode.DONE, True)
    ran = restore("fixture", "check", "../received.txt", "../goldens/bbc/strike", "--profile", "house")
    assert (ran.code, ran.talk) == (ExitCode.DONE, "")
    restore("fixture", "add", "abc/second", "--golden", "../received.txt", "--root", "here")
    assert (project / "src/here/abc/second/golden.txt").exists()


@pytest.mark.parametrize("name", ["single", "a/b/c/d", "bbc/other"])
def test_a_golden_folder_alone_has_the_name_that_it_has_among_others(restore, project, name):
    write(project / f"goldens/{name}/golden.txt", GOLDEN)
    write(project / "out.jsonl", json.dumps({"id": name, "text": GOLDEN}))
    for golden in (f"goldens/{name}", f"./goldens/../goldens/{name}/"):
        ran = restore("fixture", "check", "out.jsonl", golden)
        assert (ran.code, ran.text, ran.talk) == (ExitCode.DONE, f"{name}: faithful\n", "")


def test_a_golden_folder_outside_of_the_root_goes_by_its_last_two_parts(restore, project):
    write(project / "elsewhere/a/b/c/golden.txt", GOLDEN)
    assert restore("fixture", "check", "received.txt", "elsewhere/a/b/c").text.startswith("b/c: not faithful")


@pytest.mark.parametrize("received", ["received.txt", "out", "missing"])
def test_golden_folders_in_the_place_of_what_was_received_are_told_with_the_order(restore, project, received):
    write(project / "out/bbc/strike.txt", GOLDEN)
    check = restore("fixture", "check", "goldens", received)
    update = restore("fixture", "update", received, "goldens", "--accept")
    if received == "out":
        told = "out: no golden folders in it, and goldens has some; "
        assert update.talk == f"restore fixture: {told}update takes GOLDENS RECEIVED\n"
        assert check.talk == f"restore fixture: {told}check takes RECEIVED GOLDEN\n"
    if received == "received.txt":
        told = "received.txt: no golden folders in it, and goldens has some; update takes GOLDENS RECEIVED"
        assert (update.code, update.talk) == (ExitCode.USAGE, f"restore fixture: {told}\n")
    assert (check.code in {ExitCode.USAGE, ExitCode.INPUT}, check.data) == (True, b"")
    assert "RECEIVED GOLDEN" in check.talk or received == "missing"


def test_a_case_that_was_not_received_has_its_address(restore, project):
    write(project / "goldens/bbc/strike/case.toml", 'url = "https://example.org/s"')
    write(project / "goldens/abc/first/case.toml", "url = ")
    (project / "out").mkdir()
    document = json.loads(restore("fixture", "check", "out", "goldens", "--format", "json").text)
    assert [case["url"] for case in document["cases"]] == [None, "https://example.org/s"]


def test_a_page_that_is_another_one_is_told_with_its_case_once(restore, project):
    write(project / "goldens/bbc/strike/page.html", PAGE)
    write(project / "goldens/bbc/strike/case.toml", f'html_sha256 = "{"0" * 64}"')
    write(project / "goldens/abc/first/golden.txt", GOLDEN)
    for name in ("bbc/strike", "abc/first"):
        write(project / f"out/{name}.txt", GOLDEN)
    said = (
        "bbc/strike: cannot be checked: goldens/bbc/strike/page.html: not the page that the golden text was made from"
    )
    assert said in restore("fixture", "check", "out", "goldens").text


def test_what_a_merge_left_in_a_golden_text_is_an_error(restore, project):
    merged = swapped("12 weeks", "12 weeks.\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n")
    for golden in ("goldens/bbc/strike/golden.txt", "plain.txt"):
        write(project / golden, merged)
        ran = restore("fixture", "check", "received.txt", golden.removesuffix("/golden.txt"))
        assert (ran.code, ran.data) == (ExitCode.INPUT, b"")
        assert f"{golden}:2: no golden text: a merge left its marks in it; resolve the conflict\n" in ran.talk


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
@pytest.mark.parametrize("how", ["ended", "too long"])
def test_nothing_that_an_extractor_started_goes_on_without_it(restore, project, monkeypatch, how):
    write(project / "goldens/bbc/strike/page.html", PAGE)
    command = ["fixture", "check", "goldens", "--run", "sh -c 'sleep 60 & echo $! > pid; wait'"]
    if how == "ended":
        process = subprocess.Popen([sys.executable, "-m", "restore", *command])
        wait_for(lambda: (project / "pid").exists() and (project / "pid").read_text().strip())
        process.terminate()
        assert process.wait(30) == ExitCode.TERMINATED
    else:
        monkeypatch.setattr(extracting, "SECONDS", 1)
        assert "the extractor took more than 1 s" in restore(*command).text
    wait_for(lambda: not is_alive(int((project / "pid").read_text())))


def wait_for(holds):
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("waited in vain")


def is_alive(pid):
    """Whether a process runs, and is none that has ended and was not asked for yet."""
    state = Path(f"/proc/{pid}/stat")
    try:
        os.kill(pid, 0)
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_what_is_compared_is_not_written_over(restore, project, option):
    before = (project / "received.txt").read_bytes()
    ran = restore("fixture", "check", "received.txt", "goldens", option, "received.txt")
    assert (ran.code, (project / "received.txt").read_bytes()) == (2, before)


@pytest.mark.parametrize("option", ["--output", "--report"])
@pytest.mark.parametrize(
    "path",
    [
        "goldens/bbc/strike/golden.txt", "goldens/bbc/strike/case.toml", "goldens/../goldens/bbc/strike/page.html.gz",
        "out/bbc/strike.txt", "link.html",
    ],
)  # fmt: skip
def test_no_file_of_the_folders_that_are_compared_is_written_over(restore, project, option, path):
    write(project / "out/bbc/strike.txt", GOLDEN)
    (project / "link.html").symlink_to("goldens/bbc/strike/golden.txt")
    before = {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}
    ran = restore("fixture", "check", "out", "goldens", option, path)
    assert (ran.code, ran.data) == (ExitCode.USAGE, b"")
    assert ran.talk == f"restore fixture: output and input are the same file, {path}; name another\n"
    assert {file: file.read_bytes() for file in project.rglob("*") if file.is_file()} == before


def test_an_outcome_may_stand_beside_what_was_compared(restore, project):
    write(project / "out/bbc/strike.txt", GOLDEN)
    assert restore("fixture", "check", "out", "goldens", "-o", "out/it.xml", "--report", "goldens/it.html").code == 0
    ran = restore("fixture", "check", "received.txt", "received.txt", "-o", "received.txt.known.jsonl")
    assert (ran.code, "output and input are the same file" in ran.talk) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("key", ["id", "url"])
def test_of_two_texts_for_one_case_neither_is_taken(restore, project, key):
    write(project / "goldens/bbc/strike/case.toml", 'url = "https://example.org/s"')
    name = {"id": "bbc/strike", "url": "https://example.org/s"}[key]
    records = [{key: name, "text": text} for text in (swapped(" not", ""), GOLDEN)]
    write(project / "out.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    ran = restore("fixture", "check", "out.jsonl", "goldens")
    said = "bbc/strike: cannot be checked: out.jsonl has 2 texts for it, which differ; leave one there\n"
    assert (ran.code, ran.text) == (ExitCode.LEFT, said)
    write(project / "out.jsonl", (json.dumps(records[1]) + "\n") * 2)
    assert restore("fixture", "check", "out.jsonl", "goldens").code == ExitCode.DONE


@pytest.mark.parametrize("name", ["out.jsonl", "out.NDJSON", "out.jsonl.gz"])
def test_received_json_lines_may_be_packed_and_are_read_once(restore, project, monkeypatch, name):
    data = b"\xef\xbb\xbf" + json.dumps({"id": "bbc/strike", "text": GOLDEN}).encode() + b"\n"
    (project / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    read = []
    monkeypatch.setattr(streams, "opened", lambda *call, opened=streams.opened: read.append(call) or opened(*call))
    assert (restore("fixture", "check", name, "goldens").code, len(read)) == (ExitCode.DONE, 1)


def test_the_outcome_and_its_report_do_not_take_each_others_place(restore, project):
    ran = restore("fixture", "check", "received.txt", "goldens", "-o", "out.html", "--report", "./out.html")
    assert (ran.code, "outcome and report are the same file" in ran.talk) == (ExitCode.USAGE, True)
    ran = restore("fixture", "check", "received.txt", "goldens", "--report", "-")
    assert (ran.code, "both go to standard output" in ran.talk) == (ExitCode.USAGE, True)
    assert not (project / "out.html").exists()


def test_a_received_text_that_is_not_there_is_told_as_that(restore, project):
    for name in ("post/one", "post/two"):
        restore("fixture", "add", name, "--golden", "received.txt")
    ran = restore("fixture", "check", "missing.txt", "goldens")
    assert (ran.code, ran.talk) == (3, "restore fixture: missing.txt: no such file; check the path\n")


def test_a_report_beside(restore, project):
    restore("fixture", "check", "received.txt", "goldens", "--report", "report.html")
    assert "negation lost" in (project / "report.html").read_text(encoding="utf-8")


def test_update_by_category(restore, project):
    golden = project / "goldens/bbc/strike/golden.txt"
    assert restore("fixture", "update", "goldens", "received.txt").code == ExitCode.USAGE
    ran = restore("fixture", "update", "goldens", "received.txt", "--typography")
    assert (ran.code, golden.read_text(encoding="utf-8")) == (ExitCode.LEFT, GOLDEN + "\n")
    ran = restore("fixture", "update", "goldens", "received.txt", "--accept")
    assert (ran.code, golden.read_text(encoding="utf-8")) == (ExitCode.DONE, swapped(" not", "") + "\n")
    assert "bbc/strike: golden.txt written, 1 difference taken in" in ran.talk


def test_why_an_update_leaves_a_case_as_it_is_is_told_in_the_options_of_the_command(restore, project):
    call = ("fixture", "update", "goldens", "received.txt")
    ran = restore(*call, "--known")
    assert ran.code == ExitCode.LEFT
    assert "bbc/strike: not accepted: a list of known defects only grows with --allow-regression\n" in ran.talk
    assert restore(*call, "--known", "--allow-regression").code == ExitCode.DONE
    write(project / "received.txt", swapped("1,200", "1,208"))
    ran = restore(*call, "--accept")
    assert "bbc/strike: unexpectedly clean: " in ran.talk
    assert "bbc/strike: not accepted: known defects that are gone are taken off the list with --known\n" in ran.talk
    write(project / "goldens/bbc/strike/case.toml", 'must = ["a word that is not there"]')
    ran = restore(*call, "--accept")
    assert "bbc/strike: must be there: “a word that is not there”\n" in ran.talk


def test_a_known_defect_that_is_gone_is_taken_off_and_what_fails_is_still_told(restore, project):
    call = ("fixture", "update", "goldens", "received.txt", "--known")
    restore(*call, "--allow-regression")
    write(project / "received.txt", swapped("1,200", "1,208"))
    ran = restore(*call)
    assert ran.code == ExitCode.LEFT
    assert ran.talk == (
        "bbc/strike: known.jsonl written, 1 changed\n"
        "bbc/strike: not accepted: a list of known defects only grows with --allow-regression\n"
        "1 of 1 not faithful, and left as they are: bbc/strike\n"
    )
    assert not (project / "goldens/bbc/strike/known.jsonl").exists()


def test_update_is_refused_in_ci(restore, project, monkeypatch):
    monkeypatch.setenv("CI", "1")
    ran = restore("fixture", "update", "goldens", "received.txt", "--accept")
    assert (ran.code, ran.talk.startswith("restore fixture: --accept: CI is set, ")) == (ExitCode.USAGE, True)
    monkeypatch.setenv("CI", "false")
    assert restore("fixture", "update", "goldens", "received.txt", "--accept").code == ExitCode.DONE


@pytest.mark.parametrize("text", ["", "\n", " \t\n\u200b\n", "…"])
def test_a_golden_text_without_a_word_is_never_written(restore, project, text):
    golden = project / "goldens/bbc/strike/golden.txt"
    write(project / "blank.txt", text)
    ran = restore("fixture", "update", "goldens/bbc/strike", "blank.txt", "--accept")
    assert ran.code == ExitCode.LEFT
    assert "bbc/strike: not accepted: no word would be left in golden.txt; see what the extractor gave\n" in ran.talk
    write(project / "goldens/bbc/strike/page.html", PAGE)
    assert restore("fixture", "update", "goldens", "--run", "true", "--accept").code == ExitCode.LEFT
    assert golden.read_text(encoding="utf-8") == GOLDEN + "\n"
    for option in ("--golden", "--received"):
        ran = restore("fixture", "add", "bbc/new", "--page", "goldens/bbc/strike/page.html", option, "blank.txt")
        assert (ran.code, ran.talk.count("\n")) == (ExitCode.INPUT, 1)
        assert not (project / "goldens/bbc/new").exists()
    write(project / "goldens/bbc/new/page.html", PAGE)
    write(project / "goldens/bbc/new/case.toml", "")
    ran = restore("fixture", "update", "goldens/bbc/new", "blank.txt", "--create")
    assert ran.code == ExitCode.LEFT
    assert not (project / "goldens/bbc/new/golden.txt.pending").exists()


@pytest.mark.parametrize("text", ["", "\n", " \t\n\u200b\n", "…"])
def test_nothing_is_faithful_to_a_golden_text_without_a_word(restore, project, text):
    says = "no golden text: it has no word; write the text into it, or take the file away\n"
    for golden in ("goldens/bbc/strike/golden.txt", "plain.txt"):
        write(project / golden, text)
        ran = restore("fixture", "check", "received.txt", golden.removesuffix("/golden.txt"))
        assert (ran.code, ran.data) == (ExitCode.INPUT, b"")
        assert ran.talk.endswith(f"{golden}: {says}")
        assert ran.talk.count("\n") == 1
    write(project / "goldens/abc/first/golden.txt", GOLDEN)
    for case in ("abc/first", "bbc/strike"):
        write(project / f"out/{case}.txt", GOLDEN)
    ran = restore("fixture", "check", "out", "goldens")
    assert ran.code == ExitCode.LEFT
    assert "abc/first: faithful\n" in ran.text
    assert f"bbc/strike: cannot be checked: goldens/bbc/strike/golden.txt: {says}" in ran.text


def test_the_last_runs_text_is_not_accepted_where_another_test_found_the_golden_text_faithful(restore, project):
    records = [
        CheckRecord(test, "bbc/strike", str(project / "goldens"), Status.UNFAITHFUL, "", text)
        for test, text in (("t::wrong", swapped(" not", "")), ("t::right", GOLDEN))
    ]
    write(project / ".pytest_cache/d/faithful/last.jsonl", "".join(record.line() + "\n" for record in records))
    ran = restore("fixture", "update", "--accept")
    assert ran.code == ExitCode.LEFT
    assert ran.talk == (
        "bbc/strike: nothing written: two tests received different texts for it\n"
        "1 of 1 not faithful, and left as they are: bbc/strike\n"
    )
    assert (project / "goldens/bbc/strike/golden.txt").read_text(encoding="utf-8") == GOLDEN + "\n"


def test_only_restricts_to_names_that_exist(restore, project):
    other = write(project / "goldens/cnn/other/golden.txt", "Other.")
    write(
        project / "out.jsonl",
        "".join(json.dumps({"id": n, "text": "New."}) + "\n" for n in ("bbc/strike", "cnn/other")),
    )
    assert restore("fixture", "update", "goldens", "out.jsonl", "--accept", "--only", "cnn/*").code == ExitCode.DONE
    assert other.read_text(encoding="utf-8") == "New.\n"
    assert (project / "goldens/bbc/strike/golden.txt").read_text(encoding="utf-8") == GOLDEN + "\n"
    assert restore("fixture", "check", "out.jsonl", "goldens", "--only", "abc/*").code == ExitCode.USAGE


def test_import(restore, project):
    write(project / "data/test-pages/001/source.html", PAGE)
    write(project / "data/test-pages/001/expected.html", "<p>One.</p>")
    ran = restore("fixture", "import", "readability", "data", "--root", "imported")
    assert (ran.code, ran.text) == (ExitCode.DONE, "")
    assert ran.talk.startswith("1 golden folder made under")
    assert (project / "imported/readability/001/golden.txt").read_text(encoding="utf-8") == "One.\n"
    assert restore("fixture", "import", "goose3", "data").code == ExitCode.INPUT


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "received.txt"], ExitCode.USAGE),
        (["check", "missing.txt", "goldens"], ExitCode.INPUT),
        (["check", "received.txt", "missing"], ExitCode.INPUT),
        (["check", "received.txt", "empty"], ExitCode.INPUT),
        (["check", "binary.txt", "goldens"], ExitCode.INPUT),
        (["check", "bad.jsonl", "goldens"], ExitCode.INPUT),
        (["update", "--accept"], ExitCode.USAGE),
        (["add", "bbc/x"], ExitCode.USAGE),
        (["add", "../x", "--golden", "received.txt"], ExitCode.USAGE),
        (["add", "bbc/x", "--golden", "received.txt", "--profile", "wrods"], ExitCode.USAGE),
        (["import", "readability", "missing"], ExitCode.INPUT),
        ([], ExitCode.USAGE),
        (["chek"], ExitCode.USAGE),
    ],
)
def test_what_cannot_be_done_is_one_line_and_the_right_code(restore, project, arguments, code):
    (project / "empty").mkdir()
    (project / "binary.txt").write_bytes(b"a\0b")
    write(project / "bad.jsonl", "{}\n")
    ran = restore("fixture", *arguments)
    assert (ran.code, ran.data) == (code, b"")
    assert ran.talk.count("\n") == 1
    assert "Traceback" not in ran.talk


@pytest.mark.parametrize("name", ["goldens/bbc/strike/golden.txt", "received.txt", "goldens/bbc/strike/known.jsonl"])
def test_a_text_in_another_encoding_is_told_without_an_option_that_there_is_not(restore, project, name):
    (project / name).write_bytes(b"caf\xe9")
    ran = restore("fixture", "check", "received.txt", "goldens/bbc/strike")
    assert (ran.code, ran.data) == (ExitCode.INPUT, b"")
    assert f"{name}: not UTF-8: byte 0xe9 at offset 3 (line 1); save it as UTF-8\n" in ran.talk


@pytest.mark.parametrize(
    "line", ['profile = "x"', "budget = {wording = -1}", 'scrub = ["/[/"]', 'allow = ["negatoin"]']
)
def test_what_is_wrong_with_a_case_is_told_with_its_file(restore, project, line):
    write(project / "goldens/bbc/strike/case.toml", line)
    ran = restore("fixture", "check", "received.txt", "goldens/bbc/strike")
    assert ran.code == ExitCode.USAGE
    assert "goldens/bbc/strike/case.toml: " in ran.talk


def test_what_is_wrong_with_the_project_is_told_with_its_file(restore, project):
    write(project / "restore.toml", '[faithful]\nprofile = "x"')
    ran = restore("fixture", "check", "received.txt", "goldens/bbc/strike")
    assert ran.code == ExitCode.USAGE
    assert "restore.toml [faithful]: no such profile" in ran.talk


@pytest.mark.parametrize("line", ["{", "[]", '{"status": "faithful"}', '{"test": "t", "case": [], "root": 3}', "\xe9"])
def test_a_pytest_run_that_cannot_be_read_is_told_as_that(restore, project, line):
    write(project / ".pytest_cache/d/faithful/last.jsonl", line + "\n")
    ran = restore("fixture", "update", "--accept")
    assert (ran.code, ran.data) == (ExitCode.INPUT, b"")
    assert "last.jsonl: line 1 is damaged, or of another version of restore; run pytest again\n" in ran.talk
