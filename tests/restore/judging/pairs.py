"""Small pairs as the explanations see them."""

from typing import NamedTuple

from restore import align
from restore.judging.change import Change
from restore.judging.profile import OUTCOMES, Profile, Rates, Shares
from restore.judging.reader import Reader
from restore.judging.shape import changes
from restore.judging.weighing import Weighing

SOURCE = "Emanuel spoke. The executive order lacked any detail about what funds would go."


class Seen(NamedTuple):
    """One change and what it is looked up in."""

    change: Change
    reader: Reader


def seen(copy, source=SOURCE):
    """The changes of a pair."""
    weighing = Weighing(align(copy, source=source))
    return [Seen(change, weighing.reader) for change in weighing.changes]


def only(copy, source=SOURCE):
    """The one change of a pair."""
    (found,) = seen(copy, source)
    return found


def reader(copy, source=SOURCE):
    """What a pair's changes are looked up in."""
    alignment = align(copy, source=source)
    return Reader(alignment, list(changes(alignment)))


def numbers_of(rival, change, reader):
    """What an explanation says of a change, by name."""
    return rival.Numbers._make(rival.numbers(change, reader))


def seen_of(rival, change, reader, profile, mine):
    """And what it says beside the rest of the copy."""
    return rival.Seen._make(rival.seen(change, reader, profile, mine))


def rates_of(profile, mine):
    """The rates of a copy without a change of these shares, by name."""
    return Rates._make(profile.rates(mine))


def profiled(copy, source, *shares):
    """A pair's changes, and the profile that these shares give, one for each change; one alone is for all."""
    weighing = Weighing(align(copy, source=source))
    told = list(shares) * (len(weighing.changes) if len(shares) == 1 else 1)
    return weighing, weighing.profile(told)


def sure(outcome):
    """The shares of a change that is all of one kind."""
    return Shares(**{name: float(name == outcome) for name in OUTCOMES})


NEUTRAL = Profile(100, Shares(), 0, 0, [0.0] * 4, 0.0, {}, {}, {}, {}, {})


def place_of(change):
    """Where a change stands on both sides."""
    return change.copy_start, change.copy_end, change.source_start, change.source_end
