from restore.formats.woven import mended, woven
from restore.repair import Plan, Splice


def said(runs):
    return "".join(run.text for run in runs)


def test_both_sides_stand_in_the_running_text(make_difference):
    copy = "They BAD it\nand  left."
    assert said(woven(copy, [make_difference(5, "BAD", "liked")], 0, len(copy))) == "They [-BAD-]{+liked+} it and left."


def test_repairs_are_marked_and_what_was_taken_out_is_gone():
    plan = Plan([Splice(0, 5, ""), Splice(5, 8, " liked"), Splice(14, 14, " not")])
    assert said(mended("They BAD it or ", plan, 0, 14)) == " {+liked+} it or {+not+}"


def test_only_the_stretch_asked_for(make_difference):
    copy = "one BAD two BAD three"
    found = [make_difference(4, "BAD", "x"), make_difference(12, "BAD", "y")]
    assert said(woven(copy, found, 8, len(copy))) == "two [-BAD-]{+y+} three"
