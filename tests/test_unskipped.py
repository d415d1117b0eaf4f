import os

import pytest

from tests.test_docs import ROOT

pytest_plugins = ["pytester"]
PLUGINS = ("-p", "tests.unskipped")


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return lambda text, *options: (pytester.makepyfile(text), pytester.runpytest_subprocess(*PLUGINS, *options))[1]


@pytest.mark.parametrize("options", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "workers"])
@pytest.mark.parametrize(
    "skipping",
    [
        "import pytest\n\ndef test_it(): pytest.skip('no such program')",
        "import pytest\n\n@pytest.mark.skipif(True, reason='no such program')\ndef test_it(): pass",
        "import pytest\n\npytest.skip('no such program', allow_module_level=True)",
    ],
    ids=["test", "mark", "module"],
)
def test_a_skipped_test_fails_the_run_and_is_named(run, skipping, options):
    result = run(skipping + "\n\ndef test_other(): pass", *options)
    assert result.ret != 0
    result.stdout.fnmatch_lines(["SKIPPED, which nothing may be here: *no such program"])


def test_what_is_expected_to_fail_and_what_root_cannot_test_is_let_be(run):
    result = run(
        f"""
        import pytest

        @pytest.mark.xfail
        def test_expected(): assert False

        @pytest.mark.skipif({os.geteuid() == 0}, reason="everything may be read by the superuser")
        def test_root(): pass
        """
    )
    assert result.ret == 0
