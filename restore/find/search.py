"""The search for sources.

Candidates are found by fingerprint and judged by what they share with the copy; misread copies again by their
characters; then what a patched copy took from elsewhere is looked for in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from restore.find.answer import Provenance, SourcePart
from restore.find.candidates import Candidates
from restore.find.covered import covered_part
from restore.find.documents import Document, batches, checked
from restore.find.fingerprints import Grams, questions, questions_of
from restore.find.judge import SURE, CandidateText, JudgedCandidate, SourceVerdict, Task, judge
from restore.find.library import Library
from restore.find.pieces import Cut, Level, Stretch
from restore.find.work import Mapper, Workers

THRESHOLD = 0.5  # likelier than not
BATCH = 2000  # copies asked about at a time: they share the passes over an index, each a second for some 200,000 texts
_BATCH_CHARACTERS = 8_000_000  # of the copies asked about at a time: long ones do not fill the memory
_MOST_PARTS = 4  # sources of one copy, each asked for in what the ones before left open


@dataclass(slots=True)
class _Asked:
    """A copy on its way through the search: what has been found so far."""

    copy: Document
    text: Cut
    level: Level = Level.WORDS
    verdict: SourceVerdict | None = None
    more: list[JudgedCandidate] = field(default_factory=list)
    capped: int = 0

    @property
    def score(self) -> float:
        return self.verdict.best.score if self.verdict else 0.0

    def taken(self) -> set[int]:
        """Documents that are in the answer already."""
        best = [self.verdict.best.document, *self.verdict.twins] if self.verdict else []
        return {*best, *(finding.document for finding in self.more)}


def find_sources(
    copies: Iterable[Document],
    library: Library,
    *,
    threshold: float = THRESHOLD,
    jobs: int = 1,
    mapper: Mapper | None = None,
) -> Iterator[Provenance]:
    """For each copy, in order, the source it came from, or that it came from none of the library.

    A copy that is itself in the library (the same place in the same file) is not its own source. A source is named when
    its score, the probability that it is the right one, is at least `threshold`. The close look at candidates is shared
    among `jobs` processes, or done by `mapper`. Raises TypeError where a copy is no Document.
    """
    with Workers(jobs) as workers:
        for lot in batches(checked(copies), count=BATCH, characters=_BATCH_CHARACTERS):
            yield from _answers(lot, library, threshold, mapper or workers)


def _answers(copies: Sequence[Document], library: Library, threshold: float, workers: Mapper) -> list[Provenance]:
    asked = [_Asked(copy, Cut(copy.text)) for copy in copies]
    _first(asked, Level.WORDS, library, workers)
    unsure = [each for each in asked if each.score < threshold and each.verdict and each.verdict.unexplained]
    if unsure:
        _beyond_quotations(unsure, library, workers)
    unsure = [each for each in asked if each.score < max(threshold, SURE)]
    if unsure:
        _first(unsure, Level.CHARACTERS, library, workers)
    open_ = [each for each in asked if each.score >= threshold]
    for _ in range(_MOST_PARTS - 1):
        open_ = [each for each in open_ if each.verdict and each.verdict.rest]
        if not open_:
            break
        open_ = _next(open_, library, threshold, workers)
    names = library.documents({number for each in asked for number in _named(each)})
    return [_answer(each, names, threshold) for each in asked]


def _first(asked: Sequence[_Asked], level: Level, library: Library, workers: Mapper) -> None:
    """The first look at each copy, at one level; an earlier look gives way when this one is surer."""
    found = library.candidates([questions(each.text, level) for each in asked], level)
    tasks = _tasks(asked, found, level, library)
    for each, candidates, verdict in zip(asked, found, workers.map(judge, tasks), strict=True):
        if verdict and verdict.best.score > each.score:
            each.verdict, each.level, each.capped = verdict, level, candidates.capped
        elif not each.verdict:
            each.capped = max(each.capped, candidates.capped)


def _beyond_quotations(asked: Sequence[_Asked], library: Library, workers: Mapper) -> None:
    """Ask with what no candidate has: a sentence that many texts quote brings them all before the source.

    What is found is judged by the whole copy.
    """
    stretches = [each.verdict.unexplained if each.verdict else () for each in asked]
    questions_ = [_of_stretches(each, some) for each, some in zip(asked, stretches, strict=True)]
    found = library.candidates(questions_, Level.WORDS)
    tasks = _tasks(asked, found, Level.WORDS, library)
    for each, verdict in zip(asked, workers.map(judge, tasks), strict=True):
        if verdict and verdict.best.score > each.score:
            each.verdict = verdict


def _next(asked: Sequence[_Asked], library: Library, threshold: float, workers: Mapper) -> list[_Asked]:
    """Ask what the rest of each copy came from; those for which something was found."""
    found: list[_Asked] = []
    for level in Level:
        here = [each for each in asked if each.level is level]
        if not here:
            continue
        candidates = library.candidates(
            [_of_stretches(each, each.verdict.rest if each.verdict else ()) for each in here], level
        )
        tasks = _tasks(here, candidates, level, library, rest=True)
        for each, verdict in zip(here, workers.map(judge, tasks), strict=True):
            if verdict and verdict.best.score >= threshold and each.verdict:
                each.more.append(verdict.best)
                each.verdict = SourceVerdict(each.verdict.best, each.verdict.twins, each.verdict.others, verdict.rest)
                found.append(each)
    return found


def _of_stretches(each: _Asked, stretches: Sequence[Stretch]) -> Grams:
    """What these stretches of a copy ask with."""
    return questions_of([Cut(each.copy.text[stretch.start : stretch.end]) for stretch in stretches], each.level)


def _tasks(
    asked: Sequence[_Asked], found: Sequence[Candidates], level: Level, library: Library, *, rest: bool = False
) -> Iterator[Task]:
    """Each copy with its candidates' texts, without itself and what is in its answer already."""
    numbers = {candidate.document for each in found for candidate in each.best}
    documents = library.documents(numbers)
    for each, candidates in zip(asked, found, strict=True):
        taken = each.taken() if rest else set()
        texts = [
            CandidateText(candidate.document, documents[candidate.document].text)
            for candidate in candidates.best
            if candidate.document not in taken and not _same_place(each.copy, documents[candidate.document])
        ]
        yield Task(each.copy.text, texts, level, each.verdict.rest if rest and each.verdict else None, len(library))


def _same_place(copy: Document, source: Document) -> bool:
    return bool(copy.path) and copy.offset == source.offset and copy.real_path == source.real_path


def _named(each: _Asked) -> Iterator[int]:
    """The documents whose ids an answer may give."""
    if each.verdict:
        yield each.verdict.best.document
        yield from each.verdict.twins
        yield from (finding.document for finding in each.verdict.others)
        yield from (finding.document for finding in each.more)


def _answer(each: _Asked, names: dict[int, Document], threshold: float) -> Provenance:
    verdict = each.verdict
    if not verdict:
        return Provenance(each.copy.id, None, 0.0, capped=each.capped)
    if each.score < threshold:
        likeliest = names[verdict.best.document].id
        return Provenance(each.copy.id, None, each.score, likeliest, each.score, each.level, capped=each.capped)
    parts = [SourcePart(names[f.document].id, f.score, f.share, f.spans) for f in (verdict.best, *each.more)]
    taken = each.taken()
    source = names[verdict.best.document]
    other = next((finding for finding in verdict.others if finding.document not in taken), None)
    return Provenance(
        each.copy.id,
        parts[0].source,
        each.score,
        names[other.document].id if other else None,
        other.score if other else 0.0,
        each.level,
        parts,
        [names[number].id for number in verdict.twins],
        each.capped,
        verdict.best.document,
        covered_part(each.copy.text, source.text, verdict.best.spans),
    )
