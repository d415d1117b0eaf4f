import re
from dataclasses import replace

import pytest

from restore.differences import Cause, Explanation, Op, Share
from restore.formats import html, text
from restore.formats.view import View
from restore.formats.words import CAUSES, EXPLANATIONS, OPERATIONS, rivals


@pytest.mark.parametrize(("kind", "words"), [(Op, OPERATIONS), (Cause, CAUSES), (Explanation, EXPLANATIONS)])
def test_there_are_words_for_everything(kind, words):
    assert list(words) == list(kind)
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("share", "shown"), [(1.0, "100%"), (0.9999, ">99%"), (0.995, ">99%"), (0.9949, "99%"), (0.01, "1%")]
)
def test_nothing_is_said_to_be_all_unless_it_is(share, shown):
    assert rivals([Share(Explanation.MOVE, share)]) == f"move {shown}"


def test_nothing_is_said_of_what_has_no_explanations():
    assert not rivals(())


@pytest.mark.parametrize("render", [text.render, html.render])
def test_what_waits_does_not_look_as_sure_as_the_threshold(restoration, render):
    below = [replace(difference, confidence=0.9465) for difference in restoration.differences]
    shown = "".join(render(replace(restoration, differences=below), View()))
    assert re.search(r"\b0\.94\b", shown)
    assert not re.search(r"\b0\.95\b", shown.partition("</style>")[2] or shown)
