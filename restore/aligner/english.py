"""Where English noun phrases do not begin or end.

A help for English only: a text in another language aligns without.
"""

from __future__ import annotations

NO_BEGIN = frozenset(
    """
    and or but nor of to in on at by for with from as is are was were be been has have had will would can could
    may might should must do does did not n't that than then because if so when where while who which whose whom
    what how why said says 's 're 've 'll 'd 'm about into over after before under between through during
    against
    """.split()  # noqa: SIM905 - reads better than a list of quoted words
)
NO_END = frozenset(
    """
    the a an and or but nor of to in on at by for with from as is are was were be been has have had will would
    can could may might should must do does did not n't than then because if so when where while who which whose
    whom what how why his her its their our my your about into over after before under between through during
    against said says
    """.split()  # noqa: SIM905 - reads better than a list of quoted words
)
