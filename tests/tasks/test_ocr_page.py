"""Somebody with a scanned page and the book that it is of: the page comes back as a page."""

import re
import shutil

import pytest

from tests.tasks.tmux import ROOT, needs_tmux, tmux_in


@pytest.mark.slow
@needs_tmux
def test_a_page_of_a_book_from_the_scan_to_the_page(tmp_path):
    shutil.copy(ROOT / "fixtures" / "layouts" / "harbour" / "page.hocr", tmp_path)
    shutil.copy(ROOT / "fixtures" / "articles" / "en-harbour.txt", tmp_path / "book.txt")
    with tmux_in(tmp_path, columns=100, lines=30) as task:
        task.run("restore review page.hocr --source book.txt --excerpt --threshold 0.999")
        left = int(task.wait_for(r"book\.txt\[.* (\d+) left")[1])
        assert left > 0
        task.press("e")
        task.wait_for(r"becomes|Put in")
        task.write(" indeed")
        task.wait_for(rf"{left - 1} left")
        if left > 1:
            task.press("A")
            task.wait_for("Use the source in")
            task.press("Enter")
        task.wait_for(r"All \d+ decided.*page\.restored\.hocr")
        task.press("C-s")
        task.wait_for(r"written to page\.restored\.hocr")
        task.press("q")
        task.wait_for(r"0 left; kept in page\.hocr\.session")
        task.ends_with(0)

        task.run("restore align page.restored.hocr --source book.txt --excerpt --no-pager")
        task.wait_for(r"total +1 .*\[- ?indeed-\]")
        task.ends_with(1)

    before, after = ((tmp_path / name).read_text(encoding="utf-8") for name in ("page.hocr", "page.restored.hocr"))
    assert after.split("<body>")[0] == before.split("<body>")[0]
    assert re.findall(r"id='line_[^>]*bbox[^>]*", after) == re.findall(r"id='line_[^>]*bbox[^>]*", before)
    words = re.findall(r"class='ocrx_word'[^>]*bbox (\d+) (\d+) (\d+) (\d+)[^>]*>(?:<[^>]*>)*([^<]*)", after)
    assert {"triumph", "Norrland"} <= {re.sub(r"\W", "", word[-1]) for word in words}
