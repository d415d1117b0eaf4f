from dataclasses import replace

import pytest

from restore.differences import Cause, Code, Decision, Difference, Explanation, Op, Place, Share, Span
from restore.restoration import restore


@pytest.fixture
def make_difference():
    """A difference at an offset of the copy, with what matters for showing it."""

    def make(start, copy, source, **values):
        defaults = {
            "id": "0123456789abcdef",
            "code": Code(Op.REPLACE, Cause.ENTITY),
            "replacement": source,
            "confidence": 0.97,
            "evidence": "seen elsewhere",
            "decision": Decision.APPLY,
        }
        return Difference(
            copy=Span(start, start + len(copy), copy),
            source=Span(start, start + len(source), source),
            **(defaults | values),
        )

    return make


@pytest.fixture
def restoration():
    """A copy with one misread word and one sentence more than its source."""
    source = "The order lacked any detail about the funds.\nThe mayor left town at noon on Friday.\n"
    copy = (
        "The order lacked any dctail about the funds.\nNobody asked him why.\nThe mayor left town at noon on Friday.\n"
    )
    return restore(copy, source=source, copy_name="copy.txt", source_name="source.txt")


@pytest.fixture
def told(restoration):
    """The same with explanations for its first difference, and none for the second."""
    rivals = (Share(Explanation.MISREADING, 0.97), Share(Explanation.EDITOR, 0.03))
    first, *rest = restoration.differences
    differences = [replace(first, explanations=rivals), *(replace(one, explanations=()) for one in rest)]
    return replace(restoration, differences=differences)


@pytest.fixture
def move(make_difference):
    return make_difference(
        4,
        "block here",
        "block here",
        code=Code(Op.MOVE, Cause.PASSAGE),
        origin=Place(90, 100),
        target=0,
        replacement="",
    )


@pytest.fixture
def moved_block():
    """A copy whose first paragraph is its source's third."""
    parts = [
        "The mayor left the city on Monday after a long night of talks.",
        "Growers in southern valleys waited for rain that never came.",
        "Three ships carrying grain entered the harbour before dawn.",
        "An old bridge over the river was closed for repairs again.",
    ]
    return restore("\n\n".join([parts[2], parts[0], parts[1], parts[3]]), source="\n\n".join(parts))


@pytest.fixture
def moved_beside_a_gap():
    """A copy whose last sentence stands second in its source, where the words behind it are missing."""
    first = "The council met in the old hall and voted on every item of the long agenda without one dissenting voice."
    block = "Fishermen along the northern coast reported unusually large catches of herring in the final week of May."
    last = "The mayor thanked all volunteers for their patience, then closed the meeting and walked home in the rain."
    end = "A second session will follow in spring, when the new bridge over the river is finished and open to traffic."
    return restore(f"{first} {last} {end} {block}", source=f"{first} {block} Finally, {last} {end}")
