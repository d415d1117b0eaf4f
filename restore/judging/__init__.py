"""Judging: what made each difference, and how sure its repair is.

Explanations rival for each change, and the copy itself says how likely each is: a first look with a neutral profile
gives probabilities, these give the copy's profile, and the second look weighs each change against it.
"""

from restore.judging.change import Change
from restore.judging.shape import blank
from restore.judging.verdicts import Look, Verdict, judged

__all__ = ["Change", "Look", "Verdict", "blank", "judged"]
