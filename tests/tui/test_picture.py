from xml.etree import ElementTree as ET

import pytest

from restore_tui.picture import draw


@pytest.mark.slow
def test_the_picture_shows_the_review_of_the_packaged_pair(tmp_path):
    draw(str(tmp_path / "review.svg"))
    shown = "".join(ET.parse(tmp_path / "review.svg").getroot().itertext()).replace("\xa0", " ")
    assert "restore review copy.txt" in shown
    assert "replace:entity" in shown


def test_a_review_that_fails_makes_no_picture_and_no_endless_wait(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise ValueError("no such pair")

    monkeypatch.setattr("restore.session.origin.PairOrigin.documents", broken)
    with pytest.raises(ValueError, match="no such pair"):
        draw(str(tmp_path / "review.svg"))
    assert not (tmp_path / "review.svg").exists()
