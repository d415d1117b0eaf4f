"""`restore fixture update`, as it is typed: over received texts, and over what the last pytest run remembered."""

import json
import shlex
import shutil

import pytest

from restore.cli.exits import ExitCode
from restore.errors import OutputError
from restore.golden import review as module
from restore.golden.case import Case
from restore.golden.options import GoldenSettings, call_options
from restore.golden.record import Withheld
from restore.golden.run import CheckRun
from restore.session.ruling import Answer
from tests.restore.cli.conftest import write
from tests.restore.golden.samples import GOLDEN, answering, swapped

NAMES = ("CI", "FAITHFUL_ROOT", "FAITHFUL_PROFILE", "FAITHFUL_UPDATE", "FAITHFUL_ALLOW_REGRESSION")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to work in, with two golden folders."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("bbc/strike", "bbc/other"):
        write(tmp_path / "goldens" / name / "golden.txt", GOLDEN + "\n")
    return tmp_path


def golden(project, name="bbc/strike"):
    return (project / "goldens" / name / "golden.txt").read_text(encoding="utf-8").removesuffix("\n")


def check(project, test, received, name="bbc/strike", **options):
    """What a test's check leaves for `update`."""
    run = CheckRun(GoldenSettings(root=project / "goldens"))
    return run.check(received, Case(project / "goldens", name), call_options(**options), test=test).record


def remember(project, *records):
    """A pytest run that is over."""
    write(project / ".pytest_cache/d/faithful/last.jsonl", "".join(record.line() + "\n" for record in records))


def test_the_options_that_a_test_gave_hold_when_its_text_is_accepted(restore, project):
    wrong = swapped("1,200", "1,208")
    passed = check(project, "t::passed", wrong, allow={"number"})
    broken = check(project, "t::broken", wrong, "bbc/other", must=["1,200"])
    remember(project, passed, broken)
    ran = restore("fixture", "update", "--accept")
    assert ran.code == ExitCode.LEFT
    assert (golden(project), golden(project, "bbc/other")) == (GOLDEN, GOLDEN)
    assert "bbc/other: must be there: “1,200”\n" in ran.talk
    assert "1 of 2 not faithful, and left as they are: bbc/other\n" in ran.talk


def test_the_last_run_of_the_project_is_found_from_each_of_its_folders(restore, project, monkeypatch):
    write(project / "restore.toml", "[faithful]\n")
    (project / "src").mkdir()
    monkeypatch.chdir(project / "src")
    told = f"no pytest run is remembered in {project / '.pytest_cache/d/faithful'}; run pytest first"
    assert told in restore("fixture", "update", "--accept").talk
    received = swapped("1,200", "1,208")
    remember(project, check(project, "t::one", received))
    assert restore("fixture", "update", "--accept").code == ExitCode.DONE
    assert golden(project) == received


def test_the_same_options_hold_in_the_review(restore, project):
    remember(project, check(project, "t::broken", swapped("1,200", "1,208"), must=["1,200"]))
    ran = restore("fixture", "update", "--review")
    assert ran.code == ExitCode.LEFT
    assert "bbc/strike: not reviewed: must be there: “1,200”; what breaks a rule is not accepted\n" in ran.talk
    assert "nothing to review\n" in ran.talk


STRANGE = [("\0", "NUL (U+0000)"), ("\ud800", "half a character (U+D800)"), ("\x1b[31m", "an escape (U+001B)")]


@pytest.mark.parametrize(("strange", "named"), STRANGE)
def test_what_no_text_has_is_not_written_into_a_golden_text(restore, project, strange, named):
    text = swapped("1,200", f"1,200{strange}")
    write(project / "rec.jsonl", json.dumps({"id": "bbc/strike", "text": text}))
    write(project / "goldens/bbc/new/case.toml", "")
    ran = restore("fixture", "update", "goldens/bbc/strike", "rec.jsonl", "--accept")
    assert (ran.code, golden(project)) == (ExitCode.LEFT, GOLDEN)
    assert f"not accepted: golden.txt would have {named} in line 5; see what the extractor gave\n" in ran.talk
    write(project / "rec.jsonl", json.dumps({"id": "bbc/new", "text": text}))
    ran = restore("fixture", "update", "goldens", "rec.jsonl", "--create", "--only", "bbc/new")
    assert (ran.code, (project / "goldens/bbc/new/golden.txt.pending").exists()) == (ExitCode.LEFT, False)


def test_what_no_text_has_is_not_added_or_imported(restore, project):
    write(project / "red.txt", "\x1b[31mRed.\x1b[0m")
    ran = restore("fixture", "add", "bbc/red", "--golden", "red.txt")
    says = "goldens/bbc/red/golden.txt would have an escape (U+001B) in line 1; give a text without"
    assert (ran.code, ran.talk) == (ExitCode.INPUT, f"restore fixture: {says}\n")
    assert not (project / "goldens/bbc/red").exists()
    theirs = {"ff": {"articleBody": "One\0.", "url": "https://example.org"}}
    write(project / "theirs/ground-truth.json", json.dumps(theirs))
    (project / "theirs/html").mkdir()
    ran = restore("fixture", "import", "article-extraction-benchmark", "theirs")
    assert "left out: its text has NUL (U+0000) in line 1\n" in ran.talk


def test_a_known_defect_with_half_a_character_can_be_read_again(restore, project):
    write(project / "rec.jsonl", json.dumps({"id": "bbc/strike", "text": swapped("1,200", "1,\ud8002\0")}))
    call = ("goldens/bbc/strike", "rec.jsonl")
    assert restore("fixture", "update", *call, "--known", "--allow-regression").code == ExitCode.DONE
    assert restore("fixture", "check", *reversed(call)).code == ExitCode.DONE


def test_what_a_test_expects_to_be_wrong_is_left_alone_and_told(restore, project):
    wrong = check(project, "t::expected", swapped("1,200", "1,208")).withhold(Withheld.EXPECTED)
    remember(project, wrong, check(project, "t::real", swapped(" not", "")))
    said = "bbc/strike: left alone: its test is expected to fail: t::expected\n"
    ran = restore("fixture", "update", "--accept")
    assert ran.code == ExitCode.DONE
    assert ran.talk == "bbc/strike: golden.txt written, 1 difference taken in\n" + said
    assert golden(project) == swapped(" not", "")


def deciding(monkeypatch, answers):
    """A person in the review, who gives these answers and leaves."""
    monkeypatch.setattr(module, "open_app", answering(answers))


def test_a_review_that_is_left_at_once_is_not_done(restore, project, monkeypatch):
    write(project / "rec/bbc/strike.txt", swapped("1,200", "1,208"))
    call = ("fixture", "update", "goldens/bbc/strike", "rec/bbc/strike.txt", "--review")
    deciding(monkeypatch, {})
    ran = restore(*call)
    assert ran.code == ExitCode.LEFT
    assert ran.talk == (
        "1 of 1 not faithful, and left as they are: bbc/strike\n"
        "review: 1 difference undecided; kept in goldens/bbc/strike.review; "
        "go on with: restore fixture update goldens/bbc/strike rec/bbc/strike.txt --review\n"
    )
    deciding(monkeypatch, {"1,200": (Answer.KEEP,)})
    ran = restore(*call)
    assert (ran.code, ran.talk) == (ExitCode.DONE, "bbc/strike: golden.txt written, 1 difference taken in\n")
    assert not (project / "goldens/bbc/strike.review").exists()


def test_a_golden_text_that_a_person_finds_right_is_left(restore, project, monkeypatch):
    remember(project, check(project, "t::one", swapped("1,200", "1,208")))
    deciding(monkeypatch, {"1,200": (Answer.APPLY,)})
    ran = restore("fixture", "update", "--review")
    assert (ran.code, ran.talk) == (ExitCode.LEFT, "1 of 1 not faithful, and left as they are: bbc/strike\n")
    assert not (project / ".pytest_cache/d/faithful/review").exists()


def test_words_of_a_persons_own_are_written_and_told(restore, project, monkeypatch):
    remember(project, check(project, "t::one", swapped("1,200", "1,208")))
    deciding(monkeypatch, {"1,200": (Answer.APPLY, "1,204")})
    ran = restore("fixture", "update", "--review")
    assert ran.code == ExitCode.LEFT
    assert "bbc/strike: golden.txt written, 1 difference in words of your own, 1 still fail\n" in ran.talk
    assert golden(project) == swapped("1,200", "1,204")


def test_who_asks_for_what_is_not_written_is_counted_among_what_is_left(restore, project):
    one, other = check(project, "t::one", swapped("1,200", "1,208")), check(project, "t::two", GOLDEN)
    third = check(project, "t::three", swapped("1,200", "1,208"), "bbc/other", must=["1,200"])
    remember(project, one, other, third)
    ran = restore("fixture", "update", "--accept")
    assert ran.code == ExitCode.LEFT
    assert ran.talk == (
        "bbc/strike: nothing written: two tests received different texts for it\n"
        "bbc/other: must be there: “1,200”\n"
        "bbc/other: not accepted: what breaks a rule is not accepted; change the rule, or what breaks it\n"
        "2 of 2 not faithful, and left as they are: bbc/strike, bbc/other\n"
    )


def test_golden_folders_that_are_gone_are_the_reason(restore, project):
    remember(project, check(project, "t::one", swapped("1,200", "1,208")))
    shutil.rmtree(project / "goldens")
    ran = restore("fixture", "update", "--accept")
    assert ran.code == ExitCode.LEFT
    assert ran.talk == (
        "bbc/strike: no golden text in goldens/bbc/strike; make one: restore fixture update --create\n"
        "1 of 1 not faithful, and left as they are: bbc/strike\n"
    )


def test_a_golden_text_that_cannot_be_written_is_an_output_that_cannot(restore, project, monkeypatch):
    write(project / "rec.txt", swapped("1,200", "1,208"))

    def full(path, data):
        raise OutputError(f"{path}: cannot be written: no space left on device")

    monkeypatch.setattr("restore.files.write_atomically", full)
    ran = restore("fixture", "update", "goldens/bbc/strike", "rec.txt", "--accept")
    assert ran.code == ExitCode.INPUT
    assert ran.talk.startswith("bbc/strike: not written: ")
    assert golden(project) == GOLDEN


def accept_command(talk):
    (line,) = [line for line in talk.splitlines() if line.startswith("  accept: ")]
    return shlex.split(line.removeprefix("  accept: restore "))


@pytest.mark.parametrize("name", ["bbc/live [2]", "bbc/[a-z]", "bbc/50% off"])
def test_the_command_that_is_printed_accepts_that_case_and_no_other(restore, project, name):
    for case in (name, "bbc/live 2", "bbc/a"):
        write(project / "goldens" / case / "golden.txt", GOLDEN)
        write(project / "rec" / f"{case}.txt", swapped("1,200", "1,208"))
    ran = restore("fixture", "check", "rec", "goldens", "--only", name)
    assert ran.code == ExitCode.LEFT
    assert restore(*accept_command(ran.text)).code == ExitCode.DONE
    assert golden(project, name) == swapped("1,200", "1,208")
    assert (golden(project, "bbc/live 2"), golden(project, "bbc/a")) == (GOLDEN, GOLDEN)
    remember(project, check(project, "t::one", swapped("1,200", "1,209"), name))
    ran = restore("fixture", "update", "--accept", "--only", name)
    assert (ran.code, golden(project, name)) == (ExitCode.DONE, swapped("1,200", "1,209"))
    ran = restore("fixture", "update", "--accept", "--only", "bbc/other")
    assert (ran.code, ran.talk) == (
        ExitCode.USAGE, "restore fixture: --only bbc/other: no such case in the last pytest run\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "received", "command"),
    [
        ("[budget]\nhyphen = 0", swapped("long-term ", ""), ["--accept", "--allow-regression", "--only", "bbc/strike"]),
        ('must = ["long-term"]', swapped("long-term ", ""), None),
        ("", "", None),
        ("", "…\n", None),
        ("", GOLDEN.replace("1,200", "1,2\x1b00"), None),
    ],
)
def test_a_command_is_printed_where_it_works_and_does_what_it_says(restore, project, case, received, command):
    write(project / "goldens/bbc/strike/case.toml", case)
    write(project / "rec.txt", received)
    ran = restore("fixture", "check", "rec.txt", "goldens/bbc/strike")
    if command is None:
        assert "accept: " not in ran.text
        return
    assert accept_command(ran.text)[-len(command) :] == command
    assert restore(*accept_command(ran.text)).code == ExitCode.DONE
    assert golden(project) == received


def test_a_golden_text_that_waits_is_accepted_as_what_was_received_alone(restore, project):
    write(project / "goldens/bbc/strike/golden.txt", "")
    (project / "goldens/bbc/strike/golden.txt").rename(project / "goldens/bbc/strike/golden.txt.pending")
    write(project / "goldens/bbc/strike/golden.txt.pending", GOLDEN)
    for text, offered in ((swapped("1,200", "1,208"), False), (GOLDEN, True)):
        write(project / "rec.txt", text)
        ran = restore("fixture", "check", "rec.txt", "goldens/bbc/strike")
        assert ran.code == ExitCode.LEFT
        assert ("--accept" in ran.text) is offered
    assert restore("fixture", "update", "goldens/bbc/strike", "rec.txt", "--accept").code == ExitCode.DONE
    assert golden(project) == GOLDEN


def test_a_known_defect_that_is_gone_is_told_with_its_command(restore, project):
    call = ("goldens/bbc/strike", "rec.txt")
    write(project / "rec.txt", swapped("1,200", "1,208"))
    restore("fixture", "update", *call, "--known", "--allow-regression")
    write(project / "rec.txt", GOLDEN)
    ran = restore("fixture", "check", *reversed(call))
    assert ran.text.count("take it out of known.jsonl") == 1
    assert "  known: restore fixture update goldens/bbc/strike rec.txt --known --only bbc/strike\n" in ran.text
    assert restore("fixture", "update", *call, "--known").code == ExitCode.DONE


@pytest.mark.parametrize("place", ["rec/bbc/new.txt", "rec/bbc__new.txt", "rec.jsonl"])
def test_a_received_text_without_a_golden_folder_gets_one_that_waits(restore, project, place):
    text = "A page that is new here.\nIt has two paragraphs."
    write(project / place, json.dumps({"id": "bbc/new", "text": text}) if place.endswith("jsonl") else text)
    received = place.split("/")[0]
    shown = f"{place}: bbc/new" if place.endswith("jsonl") else place
    call = ("fixture", "update", "goldens", received, "--only", "bbc/strike")
    says = f"{shown}: no such case under goldens; --create makes a golden folder of it\n"
    assert says in restore(*call, "--accept").talk
    ran = restore("fixture", "check", received, "goldens")
    assert f"{shown}: no such case under goldens; it is not compared\n" in ran.talk
    ran = restore("fixture", "update", "goldens", received, "--create", "--only", "bbc/new")
    assert ran.code == ExitCode.DONE
    said = "golden.txt.pending written; read it against the page, then rename it to golden.txt"
    assert ran.talk == f"bbc/new: {said}\n"
    assert (project / "goldens/bbc/new/golden.txt.pending").read_text(encoding="utf-8") == text.replace(
        "\n", "\n\n"
    ) + "\n"


def test_texts_of_a_root_that_is_empty_yet_get_golden_folders(restore, project):
    (project / "new").mkdir()
    write(project / "rec/bbc/one.txt", "One of them.")
    assert restore("fixture", "update", "new", "rec", "--create").code == ExitCode.DONE
    assert (project / "new/bbc/one/golden.txt.pending").exists()


def test_what_cannot_be_the_name_of_a_case_gets_no_folder_and_is_told(restore, project):
    for name in ("https://example.org/x", "bbc/..", "bbc/strike"):
        with (project / "rec.jsonl").open("a") as file:
            file.write(json.dumps({"url" if ":" in name else "id": name, "text": GOLDEN}) + "\n")
    ran = restore("fixture", "update", "goldens", "rec.jsonl", "--create")
    assert "rec.jsonl: https://example.org/x: no such case under goldens; it is not compared\n" in ran.talk
    assert "rec.jsonl: bbc/..: no such case under goldens; it is not compared\n" in ran.talk
    assert sorted(path.name for path in (project / "goldens").rglob("*")) == [
        "bbc", "golden.txt", "golden.txt", "other", "strike",
    ]  # fmt: skip
