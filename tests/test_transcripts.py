"""The sessions in the documents are what their commands print."""

import sys

import pytest

from tests import transcripts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere grep, fold, ls and wc print otherwise")

PAGE = """\
Text that stays, with `$ signs`.

```console
$ cd fixtures/negative/table
$ ls
something else
$ printf 'spaces  \\n\\n'; echo and talk >&2
```

```console
$ ls -d seeds
$ cd fixtures/negative/correction
$ restore repair copy.txt --source source.txt --check
```
"""


@pytest.mark.slow
@pytest.mark.parametrize("page", transcripts.pages(), ids=lambda page: page.name)
def test_the_sessions_of_a_page_are_what_is_printed(page):
    """When what a command prints is meant to change, `make snap` writes the pages anew."""
    text = page.read_text(encoding="utf-8")
    assert transcripts.renewed(text) == text


def test_a_session_is_written_anew():
    assert (
        transcripts.renewed(PAGE)
        == """\
Text that stays, with `$ signs`.

```console
$ cd fixtures/negative/table
$ ls
copy.txt
source.txt
why.txt
$ printf 'spaces  \\n\\n'; echo and talk >&2
spaces

and talk
```

```console
$ ls -d seeds
seeds
$ cd fixtures/negative/correction
$ restore repair copy.txt --source source.txt --check
0 would be applied, 3 left: restore review copy.txt --source source.txt
```
"""
    )


def test_no_command_writes_into_the_checkout():
    with transcripts.shell() as shell:
        shell.state.write_text(f"{shell.folder}\n", encoding="utf-8")
        assert not shell.output("touch fixtures/new")
        assert (shell.folder / "fixtures" / "new").exists()
    assert not (transcripts.ROOT / "fixtures" / "new").exists()
