"""What words do by language: negations, numbers, dates, function words, word classes, letters that print alike.

One home for what the aligner, the judging of differences and golden texts have to know. Lists are of all languages
together unless their name says otherwise: a word of one that means something else in another is rarely all that
changed there, and what is taken for a changed meaning is only left to a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from restore.language.meaning import changes_meaning as changes_meaning
    from restore.language.meaning import changes_negation as changes_negation
    from restore.language.meaning import changes_number as changes_number
    from restore.language.meaning import contradicts as contradicts
    from restore.language.meaning import tells as tells

__all__ = ["changes_meaning", "changes_negation", "changes_number", "contradicts", "tells"]


if not TYPE_CHECKING:  # type checkers would take any name for one that is there

    def __getattr__(name: str) -> Any:
        """Import a public name on first use: who asks for word classes only need not load all lists."""
        if name not in __all__:
            raise AttributeError(f"module 'restore.language' has no attribute {name!r}")
        from restore.language import meaning

        return getattr(meaning, name)


def __dir__() -> list[str]:
    """What completion offers: the names that are not there yet, too."""
    return sorted({*globals(), *__all__})
