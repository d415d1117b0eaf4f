"""The white space that goes with words taken out: before them, behind them, or of a whole line."""

from __future__ import annotations

import re
from typing import Final

CLOSING: Final = ",.;:!?)]}"  # marks that stand right behind a word
OPENING: Final = "([{"  # and these right before one
CLOSED: Final = CLOSING + "\"'”’»"  # and behind another
QUOTES: Final = '"“”„«»'  # which of them open, languages do not agree on; what stands beside them says
BEHIND: Final = ')]}%"”’»'  # and what may stand there between them; behind a full stop no other one belongs
_BREAK: Final = re.compile(r"\n\s*")


def gone(copy: str, start: int, end: int, last: int, *, is_moved: bool) -> tuple[int, int]:
    """What goes with words taken out of what ends at `last`: white space before them, or behind them, or none.

    It is that before them if there is some behind them too, or a mark that goes to the word before.
    """
    if not is_moved:
        between = _between(copy, start, end, last)
        if between:
            return between
    if end == last or copy[end].isspace() or _closes(copy, start, end):
        return _beside(copy, start, end, last, is_moved=is_moved)
    return start, end


def _between(copy: str, start: int, end: int, last: int) -> tuple[int, int] | None:
    """What goes with words right beside something that are said again: the white space between both, whichever goes.

    So the others stand right beside it in their place, as in "https://[a.b] a.b" and "km/h [h]/s". What stands behind a
    bracket or a quotation mark that opens touches it, too.
    """
    words = copy[start:end]
    over, under = before_space(copy, start), min(behind_space(copy, end), last)
    if 0 < start == over and end < under:
        is_due = _begins_with(copy, under, words) or (_is_opening(copy, start - 1) and not _lines(copy, end, under))
        return (start, under) if is_due else None
    return (over, end) if over < start and end == under < last and _ends_with(copy, over, words) else None


def _beside(copy: str, start: int, end: int, last: int, *, is_moved: bool) -> tuple[int, int]:
    """What goes with other words: the white space before them or, where a line begins with them, behind them.

    Of words that stand again beyond a blank line, it is that between.
    """
    before, behind = before_space(copy, start, " \t"), min(behind_space(copy, end, " \t"), last)
    if is_moved and before:
        return before_space(copy, start), end
    begins, ends = not before or copy[before - 1] in "\r\n", copy[behind : behind + 1] in ("", "\r", "\n")
    if begins and ends:
        return _line_gone(copy, before, end, last)
    words, over, under = copy[start:end], before_space(copy, start), min(behind_space(copy, end), last)
    if begins and _lines(copy, over, start) > 1 and _ends_with(copy, over, words):
        return (start, behind) if copy.startswith(words, behind) else (over, end)
    if ends and _lines(copy, end, under) > 1 and copy.startswith(words, under) and not _ends_with(copy, before, words):
        return start, under
    return (start, behind) if begins else (before, end)


def _line_gone(copy: str, start: int, end: int, last: int) -> tuple[int, int]:
    """A whole line that is taken out, and of the line ends on either side the fewer, so that a blank line stays one."""
    over, under = before_space(copy, start), min(behind_space(copy, end), last)
    if not start:
        return 0, under
    if under < last and _lines(copy, over, start) > _lines(copy, end, under):
        return start, max(copy.rfind("\n", end, under), copy.rfind("\r", end, under)) + 1
    return behind_space(copy, over, " \t"), end


def paragraph_left(copy: str, words: tuple[int, int], taken: tuple[int, int], last: int) -> str:
    """The line ends that are lacking where words go among which a blank line is, as noise beside a line and below it.

    What stands on either side are two paragraphs, if a line begins with the words or one ends with them. Whole lines
    may have come with blank lines of their own.
    """
    start, end = words
    breaks = _BREAK.findall(copy, start, end) if end - start > 2 else []
    if not breaks:
        return ""
    before, behind = before_space(copy, start), min(behind_space(copy, end), last)
    begins, ends = _lines(copy, before, start) > 0, _lines(copy, end, behind) > 0
    if not before or behind == last or begins == ends:
        return ""
    inside = max([_lines(each, 0, len(each)) for each in breaks])
    stay = _lines(copy, before, taken[0]) + _lines(copy, taken[1], behind)
    return ("\r\n" if "\r\n" in breaks[0] else "\n") * (inside - stay) if inside > 1 else ""


def _lines(copy: str, first: int, last: int) -> int:
    return max(copy.count("\n", first, last), copy.count("\r", first, last))


def _begins_with(copy: str, at: int, words: str) -> bool:
    """Whether these words stand right behind an offset, and no part of a longer one."""
    return copy.startswith(words, at) and not copy[at + len(words) : at + len(words) + 1].isalnum()


def _ends_with(copy: str, at: int, words: str) -> bool:
    """Whether these words stand right before an offset, and no part of a longer one."""
    first = at - len(words)
    return copy.endswith(words, 0, at) and (first < 1 or not copy[first - 1].isalnum())


def _closes(copy: str, start: int, end: int) -> bool:
    """Whether a mark stands at the end that goes to the word before the start, which white space on its line parts."""
    ends_quote = copy[end] in QUOTES and (copy[end + 1 : end + 2].isspace() or copy[end + 1 : end + 2] in CLOSED)
    return (ends_quote or is_closing(copy, end)) and goes_to_word(copy, start)


def _is_opening(copy: str, at: int) -> bool:
    """Whether a mark is a bracket that opens, or a quotation mark at the beginning of what stands there."""
    begins = at == 0 or copy[at - 1].isspace() or copy[at - 1] in OPENING
    return copy[at] in OPENING or (begins and copy[at] in QUOTES)


def is_closing(copy: str, at: int) -> bool:
    """Whether a mark goes to a word before it: it begins nothing, as in ".NET", and stands for nothing left out."""
    behind = at
    while behind < len(copy) and copy[behind] in CLOSED:
        behind += 1
    return copy[at] in CLOSING and not copy.startswith("..", at) and (behind == len(copy) or copy[behind].isspace())


def goes_to_word(copy: str, start: int) -> bool:
    """Whether a word stands before an offset, and white space on its line between."""
    before = before_space(copy, start, " \t")
    return 0 < before < start and (copy[before - 1].isalnum() or copy[before - 1] in BEHIND)


def before_space(copy: str, at: int, characters: str | None = None) -> int:
    """Where the white space (of these characters, or any) that ends at an offset begins."""
    while at and (copy[at - 1].isspace() if characters is None else copy[at - 1] in characters):
        at -= 1
    return at


def behind_space(copy: str, at: int, characters: str | None = None) -> int:
    """Where the white space (of these characters, or any) that begins at an offset ends."""
    while at < len(copy) and (copy[at].isspace() if characters is None else copy[at] in characters):
        at += 1
    return at
