import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.formats.diff import unified
from restore.repair import Plan, Splice, apply_plan

LINES = st.text(alphabet=st.sampled_from("ab \r\n\n\n\u2028é"), max_size=120)


@st.composite
def plans(draw):
    """A text and a plan of splices in it."""
    copy = draw(LINES)
    edges = sorted(draw(st.lists(st.integers(0, len(copy)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return copy, Plan([Splice(start, end, draw(st.text("xy\n", max_size=4))) for start, end in pairs])


def patched(copy, diff):
    """The copy with the hunks of a unified diff made, read as the format's standard has it."""
    lines = copy.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    out, at = [], 0
    parts = diff.split("\n")[2:-1] if diff else []
    for index, part in enumerate(parts):
        unfinished = parts[index + 1 : index + 2] == ["\\ No newline at end of file"]
        content = part[1:] + ("" if unfinished else "\n")
        if part.startswith("@@"):
            start, _, size = part.split()[1][1:].partition(",")
            first = int(start) - (size != "0")
            out += lines[at:first]
            at = first
        elif part.startswith("\\"):
            continue
        elif part.startswith("+"):
            out.append(content)
        else:
            assert lines[at] == content
            if part.startswith(" "):
                out.append(content)
            at += 1
    return "".join(out + lines[at:])


@given(plans())
def test_the_diff_makes_the_restored_text(case):
    copy, plan = case
    diff = "".join(unified(copy, plan, "copy.txt"))
    assert patched(copy, diff) == apply_plan(copy, plan)
    assert bool(diff) == (apply_plan(copy, plan) != copy)


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
@settings(max_examples=25, deadline=None)
@given(plans())
def test_patch_reads_it(tmp_path_factory, case):
    copy, plan = case
    path = tmp_path_factory.mktemp("diff") / "copy.txt"
    path.write_bytes(copy.encode())
    diff = "".join(unified(copy, plan, str(path)))
    if diff:
        ran = subprocess.run(["patch", "--binary", path], input=diff.encode(), capture_output=True, check=False)
        assert ran.returncode == 0, ran.stdout
    assert (path.read_bytes() if path.exists() else b"") == apply_plan(copy, plan).encode()


def test_changes_far_apart_are_hunks_of_their_own():
    copy = "".join(f"{n}\n" for n in range(40))
    diff = "".join(unified(copy, Plan([Splice(2, 3, "one"), Splice(len(copy) - 3, len(copy) - 1, "last")]), "c"))
    assert diff == (
        "--- c\n+++ c\n@@ -1,5 +1,5 @@\n 0\n-1\n+one\n 2\n 3\n 4\n@@ -37,4 +37,4 @@\n 36\n 37\n 38\n-39\n+last\n"
    )


def test_a_hostile_file_name_is_quoted():
    diff = "".join(unified("a\n", Plan([Splice(0, 1, "b")]), "x\n+++ /etc/passwd\x1b\u202e"))
    assert diff.splitlines()[0] == '--- "x\\n+++ /etc/passwd\\033\\342\\200\\256"'
    assert len(diff.splitlines()) == 5
