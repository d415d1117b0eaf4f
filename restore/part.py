"""A part of a source: what a page is compared with, and all of it that a result needs to know."""

from __future__ import annotations

from restore.values import dataclass

HYPHENS = frozenset("-‐‑\xad¬⸗=")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The characters [start, end) of a source, and as `text` what a page with just these would say.

    That is they, and the hyphen of the copy where it ends inside of a word.
    """

    text: str
    start: int
    end: int

    @classmethod
    def between(cls, start: int, end: int, copy: str, source: str) -> Excerpt:
        """These characters of a source, for a copy that covers them.

        >>> Excerpt.between(4, 14, "more impor-", "The more important").text
        'more impor-'
        """
        ours = copy.rstrip()
        broken = ours[-1:] in HYPHENS and source[end - 1 : end].isalnum() and source[end : end + 1].isalnum()
        return cls(source[start:end] + ours[-1:] * broken, start, end)

    def named(self, source: str) -> str:
        """The name of this part of a source.

        >>> Excerpt("ment of the", 6, 17).named("book.txt")
        'book.txt[6:17]'
        """
        return f"{source}[{self.start}:{self.end}]"
