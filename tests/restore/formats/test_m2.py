import re
import shutil
import subprocess
from pathlib import Path

import pytest

from restore.formats.m2 import render
from restore.formats.view import View
from restore.restoration import restore
from restore.text import Text

SOURCE = "The mayor spoke.\nThe order lacked any detail about funds.\nHe left."
COPY = "The mayor spoke.\nThe order lacked any Emanuel about about funds.\nHe left."


def text_of(copy, source):
    return "".join(render(restore(copy, source=source), View()))


def corrected(block):
    """The tokens of a block with its edits made, as every reader of M2 makes them."""
    first, *edits = block.splitlines()
    tokens, shift = first.split(" ")[1:], 0
    for edit in edits:
        span, kind, correction, *_ = edit.split("|||")
        start, end = map(int, span.split()[1:])
        if kind != "noop":
            new = [] if correction == "-NONE-" else correction.split(" ")
            tokens[start + shift : end + shift] = new
            shift += len(new) - (end - start)
    return tokens


def test_a_block_a_line_and_edits_that_give_the_source():
    blocks = text_of(COPY, SOURCE).strip().split("\n\n")
    assert [corrected(block) for block in blocks] == [re.findall(r"\w+|\.", line) for line in SOURCE.splitlines()]
    assert blocks[0].endswith("A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||0")


def test_types_are_an_operation_and_a_cause():
    kinds = {line.split("|||")[1] for line in text_of(COPY, SOURCE).splitlines() if line.startswith("A")}
    assert kinds >= {"noop"}
    assert all(re.fullmatch(r"noop|[UMR]:[A-Z]+", kind) for kind in kinds)


def test_the_seed_pair_is_corrected_to_its_source():
    copy, source = (next(Path("seeds").glob(f"{name}_*.txt")).read_text() for name in ("001", "000"))
    restoration = restore(copy, source=source)
    view = View()
    if len(view.listed(restoration.differences)) != len(restoration.differences):
        pytest.skip("spacing differences are not edits")
    tokens = [token for block in "".join(render(restoration, view)).strip().split("\n\n") for token in corrected(block)]
    assert Text.of(" ".join(tokens)).folds == restoration.alignment.source.folds


def test_a_moved_block_goes_before_the_words_that_are_missing_behind_it(moved_beside_a_gap):
    block = "".join(render(moved_beside_a_gap, View())).strip()
    assert Text.of(" ".join(corrected(block))).folds == moved_beside_a_gap.alignment.source.folds


@pytest.mark.skipif(shutil.which("errant_compare") is None, reason="ERRANT is not installed")
def test_errant_reads_it(tmp_path):
    path = tmp_path / "a.m2"
    path.write_text(text_of(COPY, SOURCE))
    call = ["errant_compare", "-hyp", str(path), "-ref", str(path), "-cat", "2"]
    ran = subprocess.run(call, capture_output=True, text=True, check=True)
    assert re.search(r"^\d+\t0\t0\t1\.0\t1\.0\t1\.0$", ran.stdout, re.MULTILINE)


def test_what_stands_in_a_text_cannot_break_the_format():
    hostile = "The ||| mayor\u2028spoke A 0 1|||X|||y \x1b[31m."
    text = text_of(hostile + " More words here.", hostile + " Fewer words here.")
    assert all(line.startswith(("S ", "A ")) or not line for line in text.split("\n"))
    assert all(line.count("|||") == 5 for line in text.splitlines() if line.startswith("A "))
    assert "\x1b" not in text
