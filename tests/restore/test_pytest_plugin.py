"""The plugin as a test suite sees it, run in this process; a few runs in processes of their own."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import restore.golden.findings  # noqa: F401 - runs in this process forget what they import, and NumPy cannot be loaded twice
from restore.golden.again import judged_anew
from restore.golden.categories import Category
from restore.golden.options import GoldenSettings
from restore.golden.record import CheckRecord, Withheld
from restore.golden.run import CheckRun
from restore.golden.updates import write_updates
from tests.restore.golden.samples import GOLDEN, HARMS, swapped
from tests.shut import shut

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[2]
PLUGINS = ("-p", "restore.pytest_plugin")


@pytest.fixture
def suite(pytester, monkeypatch):
    """A project with one golden folder, and a way to run its tests."""
    for name in ("CI", "FAITHFUL_UPDATE", "FAITHFUL_REPORT", "FAITHFUL_ROOT", "FAITHFUL_PROFILE", "FAITHFUL_NETWORK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("FAITHFUL_REVIEWER", "someone")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyprojecttoml("[tool.pytest.ini_options]\nfilterwarnings = []\n")
    return Suite(pytester)


class Suite:
    def __init__(self, pytester):
        self.pytester = pytester
        self.root = pytester.path / "goldens"
        self.golden("bbc/strike", GOLDEN)

    def golden(self, name, text, **files):
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "golden.txt").write_text(text + "\n", encoding="utf-8")
        for file, content in files.items():
            (folder / file.replace("_", ".")).write_text(content, encoding="utf-8")
        return folder

    def text(self, name="bbc/strike", file="golden.txt"):
        return (self.root / name / file).read_text(encoding="utf-8")

    def test(self, received, name="bbc/strike", *, also="", options=""):
        """One test that receives this text."""
        received_file = self.pytester.path / "received.json"
        received_file.write_text(json.dumps(received), encoding="utf-8")
        self.pytester.makepyfile(
            test_it=f"""
            import json
            from pathlib import Path
            import pytest

            TEXT = json.loads(Path(__file__).with_name("received.json").read_text(encoding="utf-8"))

            def test_it(faithful):
                faithful(TEXT, {name!r}{options})
            {also}
            """
        )
        return self

    def run(self, *arguments):
        return self.pytester.runpytest_inprocess(*PLUGINS, *arguments)


def test_a_faithful_text_passes_whatever_its_quotes(suite):
    result = suite.test(swapped("’", "'")).run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["1 of 1 faithful · shingles over 1 page: precision 1.000, recall 1.000, F1 1.000"])


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.name)
def test_a_regression_is_named_in_the_first_line(suite, harm):
    result = suite.test(harm.received).run()
    result.assert_outcomes(failed=1)
    (line,) = [line for line in result.outlines if line.startswith("FAILED")]
    assert line.startswith(
        f"FAILED test_it.py::test_it - NotFaithful: bbc/strike: not faithful: {harm.label} at golden "
    )


def test_a_failure_says_how_to_review_and_to_accept(suite):
    result = suite.test(swapped(" not", "")).run()
    result.stdout.fnmatch_lines(
        [
            "E*bbc/strike: not faithful: negation lost at golden 3:48: … the long-term plan does {-not-} apply*",
            "E*shingles: precision 0.9*",
            "E*review: pytest --faithful=review test_it.py::test_it",
            "E*accept: pytest --faithful=accept test_it.py::test_it",
            "report: .pytest_cache/d/faithful/report.html",
            "received texts: .pytest_cache/d/faithful/received",
        ]
    )
    received = suite.pytester.path / ".pytest_cache/d/faithful/received/bbc__strike.txt"
    assert received.read_text(encoding="utf-8") == swapped(" not", "")


def commands(result):
    """The commands that a failure ends with, as they are typed."""
    lines = [line.removeprefix("E").strip() for line in result.outlines if line.startswith("E ")]
    return [line for line in lines if line.startswith(("review: ", "accept: ", "known: "))]


def test_a_broken_rule_has_no_command_for_it(suite):
    suite.test(swapped(" not", ""), options=", must=['does not apply']")
    assert (commands(suite.run()), commands(suite.run("--faithful=accept"))) == ([], [])


def test_the_command_for_an_overdrawn_budget_accepts_it(suite):
    suite.test(swapped("long-term ", ""), options=", budget={'hyphen': 0}")
    accept = "accept: pytest --faithful=accept --faithful-allow-regression test_it.py::test_it"
    assert accept in commands(suite.run())
    assert accept in commands(suite.run("--faithful=accept"))
    suite.run("--faithful=accept", "--faithful-allow-regression", "test_it.py::test_it").assert_outcomes(passed=1)


def test_a_known_defect_that_is_gone_is_told_once_with_the_command_that_takes_it_off(suite):
    suite.test(swapped(" not", "")).run("--faithful=known", "--faithful-allow-regression")
    result = suite.test(GOLDEN).run()
    assert commands(result) == ["known: pytest --faithful=known test_it.py::test_it"]
    assert sum("take it out of known.jsonl" in line for line in result.outlines if line.startswith("E ")) == 1
    result = suite.test(swapped("1,200", "1,208")).run()
    assert "accept: pytest --faithful=accept,known test_it.py::test_it" in commands(result)
    suite.run("--faithful=accept,known", "test_it.py::test_it").assert_outcomes(passed=1)


def test_what_can_only_be_done_by_hand_has_no_command_for_it(suite):
    result = suite.test("").run("--faithful=accept")
    assert commands(result) == ["review: pytest --faithful=review test_it.py::test_it"]


def test_the_received_texts_of_all_failures_are_left_in_a_folder(suite):
    also = """
            def test_again(faithful): faithful(TEXT, "bbc/strike")
            def test_other(faithful): faithful(TEXT + " More.", "bbc/strike")
    """
    suite.test(swapped(" not", ""), also=also).run()
    folder = suite.pytester.path / ".pytest_cache/d/faithful/received"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    wrong = swapped(" not", "")
    assert texts == {"bbc__strike.txt": wrong, "bbc__strike.2.txt": wrong + " More."}


def test_a_message_never_has_more_than_forty_lines(suite):
    golden = "\n\n".join(f"Paragraph {n} says that it does not apply to case {n}." for n in range(100))
    suite.golden("bbc/long", golden)
    result = suite.test(golden.replace(" not", ""), "bbc/long").run()
    shown = [line for line in result.outlines if line.startswith("E  ")]
    assert 20 < len(shown) <= 40
    assert any("… and 76 more" in line for line in shown)


def test_hostile_text_does_not_reach_the_terminal(suite):
    result = suite.test(swapped(" not", " \x1b[31m\u202eevil\u202c")).run()
    result.assert_outcomes(failed=1)
    failure = "\n".join(line for line in result.outlines if line.startswith(("E ", "FAILED")))
    assert "␛[31m" in failure
    assert not re.search("[\x1b\u202e]", failure)


def test_the_profile_and_the_tolerances_of_a_call(suite):
    also = """
            def test_exact(faithful):
                faithful(TEXT, "bbc/strike", profile="exact")

            def test_denied(faithful):
                faithful(TEXT, "bbc/strike", deny="quotes")

            def test_must(faithful):
                faithful(TEXT, "bbc/strike", must=["does not  apply"], must_not=["May."])
    """
    result = suite.test(swapped("’", "'"), also=also).run()
    result.assert_outcomes(passed=1, failed=3)
    result.stdout.fnmatch_lines(["FAILED*test_must - *must not be there: “May.” (received line 7)*"])


def test_an_unknown_name_is_answered_with_the_nearest(suite):
    result = suite.test("", options=', allow={"numbr"}').run()
    result.stdout.fnmatch_lines(["*no such kind of difference: 'numbr'; did you mean 'number'?"])


def test_a_case_that_is_no_name_is_told(suite):
    suite.pytester.makepyfile("def test_it(faithful): faithful('a text', 3)")
    ran = suite.pytester.runpytest_inprocess(*PLUGINS)
    ran.stdout.fnmatch_lines(["*TypeError: faithful(…): the case is int, not a name such as 'bbc/strike'*"])


def test_compare_does_not_raise(suite):
    suite.pytester.makepyfile(
        """
        def test_report(faithful):
            report = faithful.compare("The council voted.", "bbc/strike")
            assert not report.faithful
            assert len(report.failing) >= 1
            assert report.figures.recall < 1
        """
    )
    result = suite.run()
    result.assert_outcomes(passed=1)
    assert "golden texts" not in result.stdout.str()


def test_equality_with_a_golden_text_is_faithfulness_and_explained(suite):
    suite.pytester.makepyfile(
        f"""
        TEXT = {swapped("’", "'")!r}

        def test_equal(faithful):
            assert TEXT == faithful.golden("bbc/strike")

        def test_not_equal(faithful):
            assert TEXT.replace(" not", "") == faithful.golden("bbc/strike")
        """
    )
    result = suite.run()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["E*assert bbc/strike: not faithful: negation lost at golden 3:48*"])
    assert "- The council" not in result.stdout.str()


def test_the_marker_runs_a_test_for_each_golden_folder(suite):
    suite.golden("bbc/other", "Hello.", case_toml='url = "https://example.org/other"\n', page_html="<p>Hello.</p>")
    suite.golden("cnn/third", "Not asked for.")
    suite.pytester.makepyfile(
        """
        import pytest

        @pytest.mark.faithful_cases("goldens/bbc")
        def test_case(case, faithful):
            if case.url:
                assert case.html == "<p>Hello.</p>"
                assert "Hello." == case.golden
                faithful("Hello.", case)
            else:
                faithful("Nothing of it.", case)
        """
    )
    result = suite.run("-v")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*test_case?bbc/other? PASSED*", "*test_case?bbc/strike? FAILED*"])


def test_a_marker_that_finds_nothing_is_an_error_not_a_skip(suite):
    suite.pytester.makepyfile(
        """
        import pytest

        @pytest.mark.faithful_cases("goldens/none")
        def test_case(case): ...
        """
    )
    result = suite.run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*no golden folders under goldens/none*"])


def test_create_writes_a_pending_text_and_fails_until_a_person_has_read_it(suite):
    suite.test("One.\nTwo. \r\n", "bbc/new")
    suite.run().stdout.fnmatch_lines(
        ["*no golden text in *bbc/new; make one: pytest --faithful=create test_it.py::test_it"]
    )
    suite.run("--faithful=create").assert_outcomes(failed=1)
    assert suite.text("bbc/new", "golden.txt.pending") == "One.\n\nTwo.\n"
    assert not (suite.root / "bbc/new/golden.txt").exists()
    assert 'origin = "generated"' in suite.text("bbc/new", "case.toml")
    suite.run().assert_outcomes(failed=1)
    suite.run("--faithful=accept").assert_outcomes(passed=1)
    assert suite.text("bbc/new") == "One.\n\nTwo.\n"
    assert not (suite.root / "bbc/new/golden.txt.pending").exists()
    suite.run().assert_outcomes(passed=1)


def test_create_leaves_golden_texts_that_are_there_alone(suite):
    suite.test(swapped(" not", "")).run("--faithful=create,typography").assert_outcomes(failed=1)
    assert suite.text() == GOLDEN + "\n"


def test_typography_rewrites_only_what_has_no_other_difference(suite):
    suite.test(swapped("’", "'")).run("--faithful=typography").assert_outcomes(passed=1)
    assert suite.text() == swapped("’", "'") + "\n"
    suite.test(swapped(" not", "").replace("“", '"')).run("--faithful=typography").assert_outcomes(failed=1)
    assert "“" in suite.text()


def test_accept_takes_in_what_failed_and_nothing_else(suite):
    received = swapped(" not", "").replace("’", "'") + "\n\nA new last line came."
    suite.test(received).run("--faithful=accept").assert_outcomes(passed=1)
    assert suite.text() == swapped(" not", "") + "\n\nA new last line came.\n"
    meta = suite.text(file="case.toml")
    assert 'origin = "reviewed"' in meta
    assert 'reviewed_by = "someone"' in meta
    suite.run().assert_outcomes(passed=1)


def test_accept_touches_only_the_tests_that_ran(suite):
    suite.golden("bbc/other", "Left alone.")
    also = """
            def test_other(faithful):
                faithful("Changed.", "bbc/other")
    """
    suite.test(swapped(" not", ""), also=also).run("--faithful=accept", "-k", "not other").assert_outcomes(
        passed=1, deselected=1
    )
    assert suite.text() == swapped(" not", "") + "\n"
    assert suite.text("bbc/other") == "Left alone.\n"


def test_two_tests_that_ask_for_different_texts_get_neither(suite):
    also = """
            def test_again(faithful):
                faithful(TEXT + " More.", "bbc/strike")
    """
    result = suite.test(swapped(" not", ""), also=also).run("--faithful=accept")
    result.stdout.fnmatch_lines(["bbc/strike: nothing written: two tests received different texts for it"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert suite.text() == GOLDEN + "\n"


@pytest.mark.parametrize(
    ("received", "options"),
    [
        (swapped(" not", ""), ("--faithful=accept",)),
        (swapped("’", "'"), ("--faithful=typography",)),
        (swapped(" not", ""), ("--faithful=known", "--faithful-allow-regression")),
    ],
    ids=["accept", "typography", "known"],
)
@pytest.mark.parametrize("order", ["a", "z"])
@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["here", "workers"])
def test_what_another_test_found_faithful_is_not_written_over(suite, received, options, order, workers):
    suite.test(received).pytester.makepyfile(
        **{f"test_{order}": f"def test_golden(faithful): faithful({GOLDEN!r}, 'bbc/strike')"}
    )
    run = suite.pytester.runpytest_subprocess if workers else suite.pytester.runpytest_inprocess
    result = run(*PLUGINS, *options, *workers)
    result.stdout.fnmatch_lines(["bbc/strike: nothing written: two tests received different texts for it"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert [path.name for path in (suite.root / "bbc/strike").iterdir()] == ["golden.txt"]
    assert suite.text() == GOLDEN + "\n"


def test_a_text_without_a_word_is_not_accepted(suite):
    result = suite.test("").run("--faithful=accept")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*not accepted: no word would be left in golden.txt; see what the extractor gave"])
    assert suite.text() == GOLDEN + "\n"
    suite.golden("bbc/strike", "")
    result = suite.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*golden.txt: no golden text: it has no word; write the text into it, or *"])


def test_what_two_tests_received_alike_is_written(suite):
    also = """
            def test_again(faithful):
                faithful(TEXT, "bbc/strike", allow="negation")
    """
    suite.test(swapped(" not", ""), also=also).run("--faithful=accept").assert_outcomes(passed=2)
    assert suite.text() == swapped(" not", "") + "\n"


@pytest.mark.parametrize("category", ["create", "typography", "accept", "known", "review", "prune"])
def test_nothing_is_written_in_ci(suite, monkeypatch, category):
    monkeypatch.setenv("CI", "true")
    result = suite.test(swapped(" not", "")).run(f"--faithful={category}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --faithful={category}: CI is set*"])
    assert suite.text() == GOLDEN + "\n"


def test_a_category_that_does_not_exist_is_refused(suite):
    result = suite.test("").run("--faithful=acept")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no such category; there are report, create*"])


def test_what_breaks_a_rule_is_never_accepted(suite):
    suite.golden("bbc/strike", GOLDEN, case_toml='must = ["does not apply"]\n')
    suite.test(swapped(" not", "")).run("--faithful=accept").assert_outcomes(failed=1)
    assert suite.text() == GOLDEN + "\n"


def test_an_overdrawn_budget_is_accepted_only_when_a_regression_is_allowed(suite):
    suite.golden("bbc/strike", GOLDEN, case_toml="[budget]\nhyphen = 0\n")
    suite.test(swapped("long-term ", ""))
    suite.run("--faithful=accept").assert_outcomes(failed=1)
    assert suite.text() == GOLDEN + "\n"
    suite.run("--faithful=accept", "--faithful-allow-regression").assert_outcomes(passed=1)
    assert "long-term" not in suite.text()


def test_known_defects_are_data_and_must_still_be_there(suite):
    suite.test(swapped(" not", ""))
    suite.run("--faithful=known").assert_outcomes(failed=1)
    assert not (suite.root / "bbc/strike/known.jsonl").exists()
    suite.run("--faithful=known", "--faithful-allow-regression").assert_outcomes(passed=1)
    (line,) = suite.text(file="known.jsonl").splitlines()
    assert json.loads(line)["kind"] == "negation"
    suite.run().assert_outcomes(passed=1)

    result = suite.test(GOLDEN).run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*unexpectedly clean: the known defect*is gone; take it out of known.jsonl*"])
    suite.test(GOLDEN, options=", strict_known=False").run().assert_outcomes(passed=1)
    suite.test(GOLDEN).run("--faithful=known").assert_outcomes(passed=1)
    assert not (suite.root / "bbc/strike/known.jsonl").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [("", "not accepted: a list of known defects only grows with"), (", must=['sunny']", "must be there: “sunny”")],
)
def test_a_known_defect_that_is_gone_is_taken_off_though_another_difference_fails(suite, options, why):
    suite.test(swapped(" not", "")).run("--faithful=known", "--faithful-allow-regression")
    result = suite.test(swapped("1,200", "1,208"), options=options).run("--faithful=known")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*{why}*", "bbc/strike: known.jsonl written, 1 changed"])
    assert "take it out of known.jsonl" not in result.stdout.str()
    assert not (suite.root / "bbc/strike/known.jsonl").exists()
    suite.test(GOLDEN).run().assert_outcomes(passed=1)


def test_accepting_does_not_bring_a_known_defect_into_the_golden_text(suite):
    suite.test(swapped(" not", "")).run("--faithful=known", "--faithful-allow-regression")
    suite.test(swapped(" not", "").replace("1,200", "1,300")).run("--faithful=accept").assert_outcomes(passed=1)
    assert suite.text() == swapped("1,200", "1,300") + "\n"
    suite.run().assert_outcomes(passed=1)


def test_unused_golden_texts_are_told_only_by_a_whole_run_and_pruned_only_on_request(suite):
    suite.golden("bbc/unused", "Nobody asks.", case_toml="", page_html="<p>")
    suite.test(GOLDEN)
    suite.run().stdout.fnmatch_lines(["used by no test: bbc/unused; --faithful=prune deletes it"])
    assert "used by no test" not in suite.run("test_it.py::test_it").stdout.str()
    result = suite.run("--faithful=prune", "-k", "test_it", "test_it.py")
    result.stdout.fnmatch_lines(["nothing pruned: only a run of all tests*"])
    assert (suite.root / "bbc/unused/golden.txt").exists()
    suite.run("--faithful=prune").stdout.fnmatch_lines(["bbc/unused: deleted, 3 files"])
    assert not (suite.root / "bbc/unused").exists()
    assert suite.text() == GOLDEN + "\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--collect-only",), "2 of 2 tests did not pass"),
        (("--setup-plan",), "2 of 2 tests did not pass"),
        (("--setup-only",), "2 of 2 tests did not pass"),
        (("--ignore=tests/b",), "--ignore leaves tests out"),
        (("--ignore-glob=*/b",), "--ignore-glob leaves tests out"),
        (("-o", "norecursedirs=b"), "-o norecursedirs=b may leave tests out"),
        (("-o", "python_files=test_a.py"), "-o python_files=test_a.py may leave tests out"),
        (("-o", "testpaths=tests/a"), "-o testpaths=tests/a may leave tests out"),
        (("--lf",), "--lf leaves tests out"),
        (("tests/a",), "not all test folders were asked for"),
        (("--deselect", "tests/b/test_b.py"), "tests were deselected"),
    ],
)
def test_a_run_that_does_not_run_all_tests_prunes_nothing_and_says_why(suite, arguments, why):
    for name in ("a", "b"):
        suite.golden(f"site/{name}", GOLDEN)
        place = suite.pytester.path / "tests" / name / f"test_{name}.py"
        place.parent.mkdir(parents=True)
        place.write_text(f"def test_it(faithful): faithful({GOLDEN!r}, 'site/{name}')", encoding="utf-8")
    result = suite.run("--faithful=prune", *arguments)
    wanted = f"nothing pruned: only a run of all tests, each to its end, can tell what is unused; {why}"
    assert [line for line in result.outlines if line.startswith("nothing pruned")] == [wanted]
    assert len(list(suite.root.rglob("golden.txt"))) == 3
    result = suite.run("--faithful=prune")
    result.stdout.fnmatch_lines(["bbc/strike: deleted, 1 files"])
    assert len(list(suite.root.rglob("golden.txt"))) == 2


def test_a_run_from_a_folder_of_some_tests_prunes_nothing(suite, monkeypatch):
    suite.test(GOLDEN)
    suite.golden("bbc/other", GOLDEN)
    monkeypatch.chdir(suite.pytester.mkdir("some"))
    Path("test_it.py").write_text(f"def test_it(faithful): faithful({GOLDEN!r}, 'bbc/other')", encoding="utf-8")
    suite.run("--faithful=prune").stdout.fnmatch_lines(["nothing pruned: *; not all test folders were asked for"])
    assert suite.text() == GOLDEN + "\n"


UNKNOWN = "test_b.py::test_b was skipped, or failed as expected"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("def test_b(faithful): faithful({}['body'], 'site/b')", "1 of 2 tests did not pass"),
        ("def test_b(faithful): faithful(None, 'site/b')", "1 of 2 tests did not pass"),
        ("def test_b(faithful): faithful('Another.', 'site/b')", "1 of 2 tests did not pass"),
        ("def test_b(faithful): pytest.exit('enough', returncode=0)", "2 of 2 tests did not pass"),
        ("def test_b(faithful): raise KeyboardInterrupt", "2 of 2 tests did not pass"),
        ("@pytest.mark.skip\ndef test_b(): ...", UNKNOWN),
        (f"@pytest.mark.xfail(run=False)\ndef test_b(faithful): faithful({GOLDEN!r}, 'site/b')", UNKNOWN),
        ("@pytest.mark.xfail\ndef test_b(faithful): faithful(str(1 / 0), 'site/b')", UNKNOWN),
        ("@pytest.mark.xfail\ndef test_b(faithful): faithful('', 'bbc/strike'), faithful('', 'site/b')", UNKNOWN),
        ("@pytest.mark.xfail\ndef test_b(request): 1 / 0, request.getfixturevalue('faithful')", UNKNOWN),
        ("@pytest.fixture\ndef text(faithful): 1 / 0\n@pytest.mark.xfail\ndef test_b(text): ...", UNKNOWN),
        ("pytest.skip('today', allow_module_level=True)", "test_b.py was not collected: skipped"),
        ("@pytest.fixture\ndef late():\n    yield\n    1 / 0\ndef test_b(late): ...", "the run ended with 1"),
    ],
)
def test_a_test_that_does_not_get_to_its_end_keeps_its_golden_text(suite, body, why):
    suite.golden("site/b", GOLDEN)
    suite.test(GOLDEN).pytester.makepyfile(test_b=f"import pytest\n{body}\n")
    result = suite.pytester.runpytest_inprocess(*PLUGINS, "--faithful=prune", no_reraise_ctrlc=True)
    result.stdout.fnmatch_lines([f"nothing pruned: *; {why}"])
    assert suite.text("site/b") == GOLDEN + "\n"


@pytest.mark.parametrize(
    "body",
    [
        "def test_b(faithful): assert faithful.golden('site/b').startswith('The')",
        "def test_b(faithful): faithful.compare('Another.', 'site/b')",
        "@pytest.mark.faithful_cases('goldens/site')\ndef test_b(case): ...",
        "def test_b(faithful):\n    with pytest.raises(TypeError): faithful(None, 'site/b')",
    ],
)
@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["here", "worker"])
def test_a_golden_text_that_a_test_names_is_used_whatever_for(suite, body, workers):
    suite.golden("site/b", GOLDEN)
    suite.golden("other/unused", GOLDEN)
    suite.test(GOLDEN).pytester.makepyfile(test_b=f"import pytest\n{body}\n")
    run = suite.pytester.runpytest_subprocess if workers else suite.pytester.runpytest_inprocess
    result = run(*PLUGINS, "--faithful=prune", *workers)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["other/unused: deleted, 1 files"])
    assert suite.text("site/b") == GOLDEN + "\n"


@pytest.mark.parametrize(
    "body",
    [
        "@pytest.mark.xfail\ndef test_b(case): assert 'Another.' == case.golden",
        "@pytest.mark.xfail(run=False)\ndef test_b(case): ...",
        "def test_b(case): pytest.xfail('today')",
        "def test_b(case): ...\n@pytest.mark.xfail\ndef test_c(): 1 / 0",
    ],
)
@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["here", "worker"])
def test_a_test_that_fails_as_expected_and_can_name_no_golden_text_leaves_no_doubt(suite, body, workers):
    suite.golden("site/b", GOLDEN)
    suite.golden("other/unused", GOLDEN)
    marked = f"import pytest\n@pytest.mark.faithful_cases('goldens/site')\n{body}\n"
    suite.test(GOLDEN).pytester.makepyfile(test_b=marked)
    run = suite.pytester.runpytest_subprocess if workers else suite.pytester.runpytest_inprocess
    result = run(*PLUGINS, "--faithful=prune", *workers)
    assert result.parseoutcomes()["xfailed"] == 1
    result.stdout.fnmatch_lines(["other/unused: deleted, 1 files"])
    assert suite.text("site/b") == GOLDEN + "\n"


def test_a_golden_folder_that_may_not_be_entered_is_told(suite, monkeypatch):
    suite.pytester.makepyprojecttoml("[tool.pytest.ini_options]\nfilterwarnings = []\nnorecursedirs = ['goldens']\n")
    says = shut(monkeypatch, suite.root / "bbc/shut")
    suite.test(GOLDEN)
    result = suite.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"unused golden texts: not known: {says}"])
    assert (result.ret, suite.run("--faithful=prune").ret) == (0, 1)
    suite.pytester.makepyfile(
        """
        import pytest

        @pytest.mark.faithful_cases("goldens/bbc")
        def test_case(case): ...
        """
    )
    result = suite.run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*::test_case: {says}"])


@pytest.mark.parametrize(
    ("folder", "settings", "ids"),
    [
        ("../goldens/bbc", "", ["bbc/strike"]),
        ("../tests/../goldens", "", ["bbc/strike", "cnn/unused"]),
        ("goldens", "[tool.restore.faithful]\nroot = 'goldens/bbc'\n", ["bbc/strike", "cnn/unused"]),
    ],
)
def test_a_golden_text_that_is_used_by_another_path_is_not_pruned(suite, folder, settings, ids):
    suite.golden("cnn/unused", GOLDEN)
    suite.pytester.makepyprojecttoml(f"[tool.pytest.ini_options]\nfilterwarnings = []\n{settings}")
    tests = suite.pytester.mkdir("tests")
    (tests / "test_it.py").write_text(
        "import pytest\n"
        f"@pytest.mark.faithful_cases({folder!r})\n"
        f"def test_it(case, faithful):\n    assert case.name in {ids!r}\n    faithful({GOLDEN!r}, case)\n",
        encoding="utf-8",
    )
    suite.run("--faithful=prune").assert_outcomes(passed=len(ids))
    assert suite.text() == GOLDEN + "\n"
    assert (suite.root / "cnn/unused/golden.txt").exists() == (len(ids) == 2)


def test_links_are_followed_to_golden_texts_and_pruned_none(suite, tmp_path_factory):
    away = tmp_path_factory.mktemp("away") / "abc"
    for name in ("first", "second"):
        (away / name).mkdir(parents=True)
        (away / name / "golden.txt").write_text(GOLDEN, encoding="utf-8")
    (suite.root / "abc").symlink_to(away)
    suite.pytester.makepyfile(
        """
        import pytest

        @pytest.mark.faithful_cases("goldens")
        def test_it(case, faithful):
            faithful(case.golden + "", case)
        """
    )
    suite.run().assert_outcomes(passed=3)
    result = suite.test(GOLDEN).run("--faithful=prune", "-p", "no:cacheprovider")
    assert "deleted" not in result.stdout.str()
    assert (away / "first/golden.txt").exists()


def test_a_mistyped_case_is_told_with_the_one_that_may_be_meant(suite):
    result = suite.test(GOLDEN, "bbc/strkie").run()
    result.stdout.fnmatch_lines(["*no golden text in *bbc/strkie; did you mean 'bbc/strike'?; make one: pytest *"])


def test_a_skipped_test_keeps_its_golden_text(suite):
    suite.golden("bbc/later", "Skipped today.")
    also = """
            @pytest.mark.skip
            def test_later(faithful):
                faithful("", "bbc/later")
    """
    result = suite.test(GOLDEN, also=also).run("--faithful=prune")
    result.assert_outcomes(passed=1, skipped=1)
    assert suite.text("bbc/later") == "Skipped today.\n"


def test_xfail_is_respected(suite):
    suite.pytester.makepyfile(
        """
        import pytest

        @pytest.mark.xfail(strict=True)
        def test_known(faithful):
            faithful("Nothing.", "bbc/strike")
        """
    )
    suite.run().assert_outcomes(xfailed=1)


EXPECTED, SKIPPED, FAILED = "is expected to fail", "was skipped", "failed all the same"
EXPECTS = [
    ("@pytest.mark.xfail\ndef test_it(faithful): {call}", EXPECTED, "xfailed"),
    ("@pytest.mark.xfail(strict=True)\ndef test_it(faithful): {call}", EXPECTED, "xfailed"),
    ("@pytest.mark.xfail(True, reason='x')\ndef test_it(faithful): {call}", EXPECTED, "xfailed"),
    ("def test_it(faithful):\n    with pytest.raises(AssertionError): {call}", FAILED, "failed"),
    ("def test_it(faithful): assert TEXT != faithful.golden('bbc/strike')", FAILED, "failed"),
    ("def test_it(faithful):\n    {call}\n    pytest.xfail('x')", EXPECTED, "xfailed"),
    ("def test_it(faithful):\n    {call}\n    pytest.skip('x')", SKIPPED, "skipped"),
    (
        "def test_it(faithful):\n    try: {call}\n    except AssertionError: return\n    pytest.fail('x')",
        FAILED, "failed",
    ),
]  # fmt: skip


def expecting(suite, body):
    call = "faithful(TEXT, 'bbc/strike')"
    suite.pytester.makepyfile(f"import pytest\nTEXT = {swapped(' not', '')!r}\n{body.format(call=call)}\n")
    return suite


@pytest.mark.parametrize(("body", "why", "outcome"), EXPECTS)
@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")], ids=["here", "worker"])
def test_a_text_that_a_test_expects_to_be_wrong_is_not_accepted_and_this_is_told(suite, body, why, outcome, workers):
    suite = expecting(suite, body)
    run = suite.pytester.runpytest_subprocess if workers else suite.pytester.runpytest_inprocess
    result = run(*PLUGINS, "--faithful=accept", *workers)
    result.assert_outcomes(**{outcome: 1})
    result.stdout.fnmatch_lines([f"bbc/strike: left alone: its test {why}: *::test_it"])
    assert suite.text() == GOLDEN + "\n"


@pytest.mark.parametrize(
    "body",
    [
        "@pytest.mark.xfail(False, reason='x')\ndef test_it(faithful): {call}",
        "@pytest.mark.xfail(condition=False, reason='x')\ndef test_it(faithful): {call}",
    ],
)
def test_a_test_that_is_not_expected_to_fail_here_is_accepted(suite, body):
    expecting(suite, body).run("--faithful=accept").assert_outcomes(passed=1)
    assert suite.text() == swapped(" not", "") + "\n"


def test_without_xfail_its_mark_counts_for_nothing(suite):
    suite = expecting(suite, EXPECTS[0][0])
    suite.run("--faithful=accept", "--runxfail").assert_outcomes(passed=1)
    assert suite.text() == swapped(" not", "") + "\n"


@pytest.mark.parametrize("body", [EXPECTS[0][0], EXPECTS[3][0], EXPECTS[4][0]])
def test_nor_is_it_afterwards(suite, body):
    expecting(suite, body).run()
    (line,) = (suite.pytester.path / ".pytest_cache/d/faithful/last.jsonl").read_text(encoding="ascii").splitlines()
    record = CheckRecord.parse(line)
    assert record.withheld in {Withheld.EXPECTED, Withheld.PASSED}
    run = CheckRun(GoldenSettings(root=suite.root), frozenset({Category.ACCEPT}))
    assert write_updates([judged_anew(record, run)]) == []


def test_what_a_test_expects_to_be_wrong_is_no_obstacle_to_the_other_tests_of_its_golden_text(suite):
    also = """
            def test_wrong(faithful):
                with pytest.raises(AssertionError):
                    faithful("Nothing of it.", "bbc/strike")
    """
    suite.test(swapped("’", "'"), also=also).run("--faithful=typography").assert_outcomes(passed=2)
    assert suite.text() == swapped("’", "'") + "\n"


def test_a_text_is_accepted_only_by_a_test_that_passes_with_it(suite):
    also = """
                assert "not" in TEXT
    """
    result = suite.test(swapped(" not", ""), also=also).run("--faithful=accept")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["bbc/strike: left alone: its test failed all the same: *::test_it"])
    assert suite.text() == GOLDEN + "\n"


def test_a_page_that_is_not_the_golden_texts_page_fails_clearly(suite):
    suite.golden("bbc/strike", GOLDEN, case_toml=f'html_sha256 = "{"0" * 64}"\n', page_html="<p>")
    result = suite.test(GOLDEN + " More.").run()
    result.stdout.fnmatch_lines(["*goldens/bbc/strike/page.html: not the page that the golden text was made from*"])


def test_the_network_is_closed_in_golden_tests_and_in_no_others(suite):
    suite.pytester.makepyfile(
        """
        import socket
        import pytest

        def test_shut(faithful):
            with pytest.raises(OSError, match="the network is closed"):
                socket.create_connection(("192.0.2.1", 9), timeout=0.01)
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname()).close()

        def test_open():
            with pytest.raises(OSError) as caught:
                socket.create_connection(("192.0.2.1", 9), timeout=0.01)
            assert "the network is closed" not in str(caught.value)
        """
    )
    suite.run().assert_outcomes(passed=2)
    suite.run("--faithful-network=allow", "-k", "not open").assert_outcomes(failed=1)


def test_the_report_is_one_page_with_no_script_and_nothing_of_the_texts_unescaped(suite):
    suite.test(swapped(" not", " <script>alert(1)</script>")).run("--faithful-report=out/faithful.html")
    page = (suite.pytester.path / "out/faithful.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script" in page
    assert "bbc/strike" in page
    assert "default-src 'none'" in page


def test_junit_properties_count_by_kind(suite):
    suite.test(swapped(" not", "").replace("’", "'")).run("--junitxml=junit.xml")
    tree = ET.parse(suite.pytester.path / "junit.xml")
    properties = {p.get("name"): p.get("value") for p in tree.iter("property")}
    assert properties["faithful.case"] == "bbc/strike"
    assert (properties["faithful.negation"], properties["faithful.quotes"]) == ("1", "1")


def test_junit_properties_stand_once_for_each_golden_text(suite):
    suite.golden("bbc/other", "Another text, which has words of its own.")
    suite.pytester.makepyfile(
        f"""
        import pytest

        def test_body(faithful):
            text = {swapped(" not", "")!r}
            with pytest.raises(AssertionError):
                faithful(text, "bbc/strike")
            faithful("Another text, which has words of its own.", "bbc/other")
            assert text != faithful.golden("bbc/strike")
        """
    )
    suite.run("--junitxml=junit.xml")
    found = [(p.get("name"), p.get("value")) for p in ET.parse(suite.pytester.path / "junit.xml").iter("property")]
    assert [value for name, value in found if name == "faithful.case"] == ["bbc/other", "bbc/strike"]
    assert [name for name, _ in found].count("faithful.negation") == 1


def test_settings_come_from_pyproject_and_the_environment_over_them(suite, monkeypatch):
    suite.pytester.makepyprojecttoml(
        '[tool.restore.faithful]\nprofile = "strict"\nprofiles.strict = {quotes = "fail"}\n'
    )
    suite.test(swapped("’", "'")).run().assert_outcomes(failed=1)
    monkeypatch.setenv("FAITHFUL_PROFILE", "words")
    suite.run().assert_outcomes(passed=1)
    suite.run("--faithful-profile=exact").assert_outcomes(failed=1)


def test_the_plugin_works_without_the_cache(suite):
    result = suite.test(swapped(" not", "")).run("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    assert "report:" not in result.stdout.str()


@pytest.mark.parametrize("options", [(), ("--faithful=accept",)])
def test_where_pytests_cache_cannot_be_made_only_what_is_kept_there_is_missing(suite, options):
    (suite.pytester.path / ".pytest_cache").write_text("")  # as a checkout that is only read, for the superuser too
    result = suite.test(swapped(" not", "")).run("-W", "ignore", *options)
    result.assert_outcomes(**({"passed": 1} if options else {"failed": 1}))
    result.stdout.fnmatch_lines(
        ["1 of 1 faithful *" if options else "0 of 1 faithful *", "nothing kept in pytest's cache: *"]
    )
    assert suite.text() == (swapped(" not", "") if options else GOLDEN) + "\n"


def test_a_cache_that_takes_no_files_fails_no_run(suite):
    (suite.pytester.path / ".pytest_cache/d/faithful/last.jsonl").mkdir(parents=True)
    result = suite.test(GOLDEN).run("-W", "ignore")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["nothing kept in pytest's cache: *last.jsonl: is a folder; *"])


@pytest.mark.parametrize("file", ["golden.txt", "golden.txt.pending", "case.toml", "known.jsonl", "page.html"])
def test_the_report_is_written_over_no_file_of_a_golden_folder(suite, file):
    result = suite.test(GOLDEN).run(f"--faithful-report=goldens/bbc/strike/{file}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"ERROR: report: goldens/bbc/strike/{file} is a file of a golden folder; name another"]
    )
    assert [path.name for path in (suite.root / "bbc/strike").iterdir()] == ["golden.txt"]
    assert suite.text() == GOLDEN + "\n"


def test_the_report_makes_folders_in_the_project_alone(suite, tmp_path_factory):
    away = tmp_path_factory.mktemp("away") / "none"
    result = suite.test(GOLDEN).run(f"--faithful-report={away}/report.html")
    result.stderr.fnmatch_lines([f"ERROR: report: {away}: no such folder; make it first, or name another"])
    assert not away.exists()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('network = "blok"', "network = 'blok': give allow or block"),
        ("root = 3", "root = 3: give a string"),
        ("profiles.house = 3", "profiles: give a table of each, *"),
        ('profile = "wrods"', "no such profile: 'wrods'; *"),
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_is_wrong_with_the_project_is_told_in_a_line_that_names_its_file(suite, table, said, marked):
    suite.pytester.makepyprojecttoml(f"[tool.restore.faithful]\n{table}\n")
    if marked:
        suite.pytester.makepyfile(
            """
            import pytest

            @pytest.mark.faithful_cases("goldens")
            def test_it(case, faithful):
                faithful(case.golden, case)
            """
        )
    else:
        suite.test(GOLDEN)
    result = suite.run()
    result.stdout.fnmatch_lines([f"*pyproject.toml [[]tool.restore.faithful[]]: {said}"])
    assert "pluggy/" not in result.stdout.str()
    assert len(result.outlines) < 20


def test_a_wrong_profile_is_told_with_who_names_it(suite, monkeypatch):
    suite.pytester.makepyprojecttoml('[tool.restore.faithful]\nprofile = "words"\n')
    suite.test(GOLDEN).run("--faithful-profile=wrods").stdout.fnmatch_lines(["--faithful-profile: no such profile: *"])
    monkeypatch.setenv("FAITHFUL_PROFILE", "wrods")
    suite.run().stdout.fnmatch_lines(["FAITHFUL_PROFILE: no such profile: *"])


def test_collecting_imports_nothing_of_the_engine(suite):
    suite.pytester.makepyfile("def test_nothing(): ...")
    suite.pytester.makeconftest(
        """
        import sys

        def pytest_unconfigure(config):
            loaded = [m for m in sys.modules if m.startswith("restore.") or m in {"numpy", "regex", "rapidfuzz"}]
            print("LOADED", sorted(loaded))
        """
    )
    command = [sys.executable, "-m", "pytest", *PLUGINS, "-p", "no:cacheprovider", "-q"]
    ran = subprocess.run(command, cwd=suite.pytester.path, capture_output=True, text=True, check=True)
    assert "LOADED ['restore.modules', 'restore.pytest_plugin']" in ran.stdout


def test_a_test_whose_text_is_the_golden_text_needs_no_aligner(suite):
    suite.test(GOLDEN)
    suite.pytester.makeconftest(
        """
        import sys

        def pytest_unconfigure(config):
            print("LOADED", [m for m in ("numpy", "rapidfuzz", "restore.aligner") if m in sys.modules])
        """
    )
    command = [sys.executable, "-m", "pytest", *PLUGINS, "-q"]
    ran = subprocess.run(command, cwd=suite.pytester.path, capture_output=True, text=True, check=True)
    assert "LOADED []" in ran.stdout


class TestUnderXdist:
    """Workers write shards; the process at the top merges them and is the only one that writes."""

    @pytest.fixture
    def distributed(self, suite):
        pytest.importorskip("xdist")
        names = [f"bbc/case{n}" for n in range(6)]
        for name in names:
            suite.golden(name, GOLDEN)
        suite.pytester.makepyfile(
            f"""
            import pytest

            @pytest.mark.parametrize("name", {names!r})
            def test_each(faithful, name):
                faithful({swapped(" not", "")!r}, name)

            def test_strike(faithful):
                faithful({GOLDEN!r}, "bbc/strike")
            """
        )
        suite.names = names
        suite.run = lambda *arguments: suite.pytester.runpytest_subprocess(
            *PLUGINS, "-p", "xdist", "-n", "2", *arguments
        )
        return suite

    def test_one_summary_and_one_report(self, distributed):
        result = distributed.run("--faithful-report=faithful.html")
        result.assert_outcomes(passed=1, failed=6)
        result.stdout.fnmatch_lines(["1 of 7 faithful *", "report: faithful.html"])
        page = (distributed.pytester.path / "faithful.html").read_text(encoding="utf-8")
        assert all(f"<bdi>{name}</bdi>" in page for name in distributed.names)

    def test_accept_writes_each_golden_text_once(self, distributed):
        distributed.run("--faithful=accept").assert_outcomes(passed=7)
        assert all(distributed.text(name) == swapped(" not", "") + "\n" for name in distributed.names)
        assert distributed.text() == GOLDEN + "\n"

    def test_unused_golden_texts_are_told_and_pruned_when_all_pass(self, distributed):
        distributed.golden("bbc/unused", "Nobody asks.")
        result = distributed.run("--faithful=prune")
        result.stdout.fnmatch_lines(["nothing pruned: *; 6 of 7 tests did not pass"])
        distributed.run("--faithful=accept")
        result = distributed.run("--faithful=prune")
        result.stdout.fnmatch_lines(["bbc/unused: deleted, 1 files"])
        assert not (distributed.root / "bbc/unused").exists()
        assert distributed.text(distributed.names[0]) == swapped(" not", "") + "\n"


def test_a_line_that_a_worker_was_ended_in_fails_the_run_and_not_pytest(suite):
    torn = """
            def test_torn(faithful, request):
                from restore.pytest_plugin import _SHARDS
                shards = Path(request.config.stash[_SHARDS])
                shards.mkdir(exist_ok=True)
                (shards / "gw7.jsonl").write_text('{"test": "t", "ca')
    """
    ran = suite.test(GOLDEN, also=torn).run()
    ran.stdout.fnmatch_lines(["nothing written: *gw7.jsonl: line 1 is damaged*run pytest again", "*2 passed*"])
    ran.stdout.no_fnmatch_line("*INTERNALERROR*")
    assert ran.ret == pytest.ExitCode.TESTS_FAILED
