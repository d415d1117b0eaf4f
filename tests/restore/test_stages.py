from pathlib import Path

from restore import restore
from restore.stages import Stage, listening

CLOCK = Path(__file__).parents[2] / "fixtures" / "real" / "coreference" / "clock"
SOURCE = "Mayor Emanuel spoke. The order lacked any detail about funds, he said. Nobody else had any detail to give."
COPY = SOURCE.replace("any detail about", "any Emanuel about")


def heard(copy, source):
    found = []
    with listening(found.append):
        restore(copy, source=source)
    return found


def test_the_steps_are_told_in_their_order():
    steps = heard(COPY, SOURCE)
    assert steps == [stage for stage in Stage if stage in steps]
    assert {Stage.READING, Stage.ALIGNING, Stage.WEIGHING, Stage.JUDGING} <= set(steps)


def test_a_copy_in_which_intruders_are_found_is_aligned_again():
    copy, source = ((CLOCK / name).read_text(encoding="utf-8") for name in ("copy.txt", "source.txt"))
    assert heard(copy, source) == list(Stage)


def test_nobody_hears_what_another_asked_for():
    outer, inner = [], []
    with listening(outer.append):
        with listening(inner.append):
            restore(COPY, source=SOURCE)
        assert (outer, bool(inner)) == ([], True)
