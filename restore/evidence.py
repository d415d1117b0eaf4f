"""One line for each difference that a person can check: counts and places, no quoted text, since texts are hostile."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from restore.causes import Candidate
from restore.differences import Cause, Op, Place
from restore.text import Text

COUNTED = 200_000  # characters of both texts up to which occurrences are counted; in longer ones it costs too much


def origin_of(source: Text, candidate: Candidate) -> Place | None:
    """Where in the source an intruding mention comes from: the place of its longest part."""
    if not candidate.mentions:
        return None
    longest = max(candidate.mentions, key=lambda m: m.end - m.start)
    last = min(longest.origin + longest.end - longest.start, len(source)) - 1
    return Place(source.starts[longest.origin], source.ends[last])


class Evidence:
    """The lines for one pair's differences; words that intrude again and again are counted once."""

    def __init__(self, copy: Text, source: Text) -> None:
        self._copy, self._source = copy, source
        self._counts: dict[str, tuple[int, int]] = {}

    def line(self, candidate: Candidate, cause: Cause, origin: Place | None) -> str:
        """The line for a difference of this cause, whose intruding mention comes from `origin`.

        >>> from restore import restore
        >>> source = "Emanuel spoke. The executive order lacked any detail about what funds would go."
        >>> copy = "Emanuel spoke. The executive order lacked any Emanuel about what funds would go."
        >>> restore(copy, source=source).differences[0].evidence
        'these words stand 2 times in the copy, once in the source, at offset 0; here the source has another word'
        """
        ours, theirs = candidate.copy_end - candidate.copy_start, candidate.source_end - candidate.source_start
        if cause in {Cause.ENTITY, Cause.DUPLICATE}:
            return self._repeated(candidate, origin, theirs)
        if cause is Cause.SPELLING and ours and theirs:
            return _letters(self._copy, self._source, candidate)
        if cause is Cause.CASE:
            return "the same letters, other capitals"
        if candidate.op is Op.DELETE:
            return f"the source has {_words(theirs)} here that the copy lacks"
        if candidate.op is Op.INSERT:
            return f"the copy has {_words(ours)} here that the source lacks"
        return f"{_words(ours)} in the copy, {_words(theirs)} in the source, alike in the words around"

    def _repeated(self, candidate: Candidate, place: Place | None, eaten: int) -> str:
        words = self._copy.slice(candidate.copy_start, candidate.copy_end)
        here = {0: "nothing", 1: "another word"}.get(eaten, f"{eaten} other words")
        if not candidate.mentions and eaten:
            return f"words of the source written onto the rest of another word; here the source has {here}"
        if place and len(self._copy.raw) + len(self._source.raw) > COUNTED:
            return f"the source has these words at offset {place.start}; here it has {here}"
        if words not in self._counts:
            self._counts[words] = self._copy.raw.count(words), self._source.raw.count(words)
        in_copy, in_source = self._counts[words]
        stands = f"these words stand {_times(in_copy)} in the copy, {_times(in_source)} in the source"
        at = f", at offset {place.start}" if place and in_source else ""
        return f"{stands}{at}; here the source has {here}"


def _letters(copy: Text, source: Text, candidate: Candidate) -> str:
    one = copy.slice(candidate.copy_start, candidate.copy_end)
    other = source.slice(candidate.source_start, candidate.source_end)
    edits = Levenshtein.distance(one, other)
    return f"{edits} of {max(len(one), len(other))} characters differ"


def _words(count: int) -> str:
    return "1 word or mark" if count == 1 else f"{count} words or marks"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
