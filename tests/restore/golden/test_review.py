"""The review: failures become a folder, the application decides, and what was kept is in the golden text afterwards."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import restore.golden.findings  # noqa: F401 - runs in this process forget what they import, and NumPy cannot be loaded twice
from restore.differences import Op
from restore.errors import RestoreError
from restore.golden import review as module
from restore.golden.case import Case
from restore.golden.compare import Checks, compare
from restore.golden.options import GoldenSettings, call_options
from restore.golden.record import Withheld
from restore.golden.review import Doubt, doubts_of, review, write_folder
from restore.golden.run import CheckRun
from restore.session.opening import open_batch
from restore.session.ruling import Answer
from tests.restore.golden.samples import GOLDEN, HARMS, answering, swapped

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[3]
RECEIVED = swapped(" not", "").replace("1,200", "1,300") + "\n\nOne more line."


@pytest.fixture
def case(tmp_path):
    made = Case.named(tmp_path / "goldens", "bbc/strike")
    made.folder.mkdir(parents=True)
    (made.folder / "golden.txt").write_text(GOLDEN + "\n", encoding="utf-8")
    return made


def doubt(case, received):
    return Doubt(case, compare(received, case.golden, name=case.name), Checks())


def keeping(wanted):
    """An application in which a person keeps the received words of some differences, and repairs the others."""

    def app(folder):
        opened = open_batch(str(folder))
        documents = list(opened.origin.documents())
        opened.session.add(documents)
        at = 0
        for document in documents:
            for difference in document.differences:
                opened.session.decide([at], Answer.KEEP if wanted(difference) else Answer.APPLY)
                at += 1
        opened.session.close()
        return 0

    return app


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
def test_the_folder_has_what_the_application_reads(case, harm, tmp_path):
    write_folder([doubt(case, harm.received)], tmp_path / "review")
    (line,) = (tmp_path / "review/review.jsonl").read_text(encoding="ascii").splitlines()
    record = json.loads(line)
    assert (record["id"], record["copy"], record["source"]) == ("bbc/strike", harm.received, GOLDEN)
    assert record["differences"]
    ends = 0
    for difference in record["differences"]:
        copy, source = difference["copy"], difference["source"]
        assert record["copy"][copy["start"] : copy["end"]] == copy["text"]
        assert record["source"][source["start"] : source["end"]] == source["text"]
        assert copy["start"] >= ends or difference["code"].startswith(Op.MOVE)
        ends = copy["end"]


def test_what_was_kept_is_in_the_golden_text_and_nothing_else(case, tmp_path):
    app = keeping(lambda difference: "1,200" in difference.source.text)
    (done,) = review([doubt(case, RECEIVED)], tmp_path / "review", app=app).updates
    assert case.golden == swapped("1,200", "1,300")
    assert str(done) == "bbc/strike: golden.txt written, 1 difference taken in, 2 still fail"
    assert case.meta.provenance["origin"] == "reviewed"


def test_when_nothing_was_kept_nothing_is_written(case, tmp_path):
    done = review([doubt(case, RECEIVED)], tmp_path / "review", app=keeping(lambda _: False))
    assert (done.updates, done.unfaithful, done.is_over) == ([], ["bbc/strike"], True)
    assert case.golden == GOLDEN
    assert "origin" not in case.meta.provenance


def test_a_golden_text_that_changed_meanwhile_is_left_alone(case, tmp_path):
    decide = keeping(lambda _: True)

    def app(folder):
        (case.folder / "golden.txt").write_text("Another.\n", encoding="utf-8")
        return decide(folder)

    done = review([doubt(case, RECEIVED)], tmp_path / "review", app=app)
    assert [str(one) for one in done.updates if not one.done] == [
        "bbc/strike: not written: golden.txt changed during the review; review it again"
    ]
    assert case.golden == "Another."
    assert not done.is_over


def test_what_a_person_wrote_goes_into_the_golden_text(case, tmp_path):
    app = answering({"1,200": (Answer.APPLY, "1,250"), "not": (Answer.KEEP,)})
    done = review([doubt(case, RECEIVED)], tmp_path / "review", app=app)
    assert case.golden == swapped("1,200", "1,250").replace(" not", "")
    said = "bbc/strike: golden.txt written, 1 difference taken in, 1 difference in words of your own, 2 still fail"
    assert list(map(str, done.updates)) == [said]


def test_what_is_left_is_kept_and_the_next_review_goes_on_with_it(case, tmp_path):
    folder = tmp_path / "review"
    done = review([doubt(case, RECEIVED)], folder, app=answering({"not": (Answer.APPLY,)}))
    assert (done.undecided, done.is_over, case.golden) == (2, False, GOLDEN)
    assert (
        done.what_is_left(folder, "COMMAND")
        == f"review: 2 differences undecided; kept in {folder}; go on with: COMMAND"
    )
    seen = []

    def app(folder):
        session = open_batch(str(folder), read_only=True).load()
        seen.append(session.progress.left)
        session.close()
        return answering({"1,200": (Answer.KEEP,), "": (Answer.APPLY,)})(folder)

    done = review([doubt(case, RECEIVED)], folder, app=app)
    assert (seen, done.is_over, done.what_is_left(folder, "")) == ([2], True, "")
    assert case.golden == swapped("1,200", "1,300")
    assert not folder.exists()


def test_a_text_that_was_written_in_the_review_stays(case, tmp_path):
    decide = keeping(lambda _: True)

    def app(folder):
        (folder / "reviewed.jsonl").write_text("{}\n", encoding="utf-8")
        return decide(folder)

    review([doubt(case, RECEIVED)], tmp_path / "review", app=app)
    assert [path.name for path in (tmp_path / "review").iterdir()] == ["reviewed.jsonl"]


def test_what_a_threshold_decides_is_nobodys_decision(case, tmp_path):
    def app(folder):
        session = open_batch(str(folder)).load()
        session.set_threshold(0.0)
        session.close()
        return 0

    review([doubt(case, RECEIVED)], tmp_path / "review", app=app)
    assert case.golden == GOLDEN


@pytest.mark.parametrize("code", [2, 3, 130])
def test_of_a_review_that_was_ended_nothing_is_written_and_all_is_kept(case, tmp_path, code):
    decide = keeping(lambda _: True)
    with pytest.raises(RestoreError, match=f"ended with {code}, and nothing was written; what was decided stays in "):
        review([doubt(case, RECEIVED)], tmp_path / "review", app=lambda folder: decide(folder) or code)
    assert case.golden == GOLDEN
    assert (tmp_path / "review/review.session").exists()


def failed(case, received, test="t::one", **options):
    return CheckRun(GoldenSettings(root=case.root)).check(received, case, call_options(**options), test=test).record


def doubts(case, *records):
    return doubts_of(records, CheckRun(GoldenSettings(root=case.root)))


def test_a_failure_is_looked_at_under_the_options_of_its_test(case):
    (one,) = doubts(case, failed(case, RECEIVED, allow={"number"})).doubts
    assert sorted(finding.golden.text for finding in one.report.failing) == ["", "not"]


def test_what_breaks_a_rule_is_not_reviewed(case):
    found = doubts(case, failed(case, RECEIVED, must=["does not apply"]))
    assert found.doubts == []
    said = "bbc/strike: not reviewed: must be there: “does not apply”; what breaks a rule is not accepted"
    assert list(map(str, found.left_out)) == [said]


@pytest.mark.parametrize("other", [GOLDEN, RECEIVED + " And more."])
def test_of_two_texts_for_one_golden_text_none_is_reviewed(case, other):
    found = doubts(case, failed(case, RECEIVED), failed(case, other, "t::two"))
    assert found.doubts == []
    assert list(map(str, found.left_out)) == ["bbc/strike: not reviewed: two tests received different texts for it"]


def test_what_a_test_expects_to_be_wrong_is_not_reviewed_and_no_obstacle(case):
    wrong = failed(case, "Nothing of it.", "t::wrong").withhold(Withheld.EXPECTED)
    assert [len(doubts(case, *records).doubts) for records in ([wrong], [wrong, failed(case, RECEIVED)])] == [0, 1]


def test_a_caption_of_the_page_is_one_in_the_review_too(case):
    (case.folder / "page.html").write_text("<figure><figcaption>One more line.</figcaption></figure>", encoding="utf-8")
    (one,) = doubts(case, failed(case, RECEIVED, allow={"caption"})).doubts
    assert sorted(finding.golden.text for finding in one.report.failing) == ["1,200", "not"]


@pytest.fixture
def suite(pytester, case, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    shutil.copytree(case.root, pytester.path / "goldens", dirs_exist_ok=True)
    (pytester.path / "received.txt").write_text(RECEIVED, encoding="utf-8")
    pytester.makepyprojecttoml("[tool.pytest.ini_options]\nfilterwarnings = []\n")
    pytester.makepyfile(
        """
        from pathlib import Path

        def test_it(faithful):
            faithful(Path("received.txt").read_text(encoding="utf-8"), "bbc/strike")
        """
    )
    return pytester


def golden(suite):
    return (suite.path / "goldens/bbc/strike/golden.txt").read_text(encoding="utf-8")


def test_pytest_opens_the_review_on_its_failures(suite, monkeypatch):
    monkeypatch.setattr(module, "open_app", keeping(lambda difference: difference.op is Op.INSERT))
    plugins = ("-p", "restore.pytest_plugin")
    result = suite.runpytest_inprocess(*plugins, "--faithful=review")
    result.stdout.fnmatch_lines(["bbc/strike: golden.txt written, 1 difference taken in, 2 still fail"])
    assert golden(suite) == GOLDEN + "\n\nOne more line.\n"


def test_the_last_run_is_reviewed_at_a_prompt(suite):
    """The real program: the review without a screen, answered from a pipe."""
    pytest.importorskip("restore.cli.review")
    plugins = ("-p", "restore.pytest_plugin")
    suite.runpytest_subprocess(*plugins).assert_outcomes(failed=1)
    command = [sys.executable, "-m", "restore", "fixture", "update", "--review"]
    ran = subprocess.run(command, cwd=suite.path, input="r\nr\nr\n", capture_output=True, encoding="utf-8", check=False)
    assert "bbc/strike: golden.txt written, 3 differences taken in" in ran.stderr, ran.stderr
    assert golden(suite) == RECEIVED + "\n"
    suite.runpytest_subprocess(*plugins).assert_outcomes(passed=1)


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_the_application_opens_in_a_terminal(suite):
    """pytest --faithful=review in a terminal of its own: keep all, quit, and the golden text says so."""
    pytest.importorskip("restore.cli.review")
    socket = str(suite.path / "tmux")
    tmux = ["tmux", "-S", socket, "-f", os.devnull]
    command = f"{sys.executable} -m pytest -p restore.pytest_plugin -q --faithful=review; read x"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    subprocess.run(
        [*tmux, "new-session", "-d", "-x", "120", "-y", "32", command], cwd=suite.path, env=environment, check=True
    )
    try:
        _wait(tmux, "quit")
        for _ in range(3):
            subprocess.run([*tmux, "send-keys", "r"], check=True)
            time.sleep(0.3)
        subprocess.run([*tmux, "send-keys", "q"], check=True)
        _wait(tmux, "3 differences taken in")
        assert golden(suite) == RECEIVED + "\n"
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def _wait(tmux, words, seconds=60):
    """Until the terminal shows these words."""
    shown = ""
    for _ in range(seconds * 5):
        shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, encoding="utf-8", check=True).stdout
        if words in " ".join(shown.split()):
            return
        time.sleep(0.2)
    pytest.fail(f"never shown: {words}\n{shown}")
