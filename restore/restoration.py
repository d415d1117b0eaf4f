"""The whole way in one call: align, type, rate, decide, repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from restore.aligner.alignment import Alignment, Relation
from restore.aligner.engine import align_texts
from restore.aligner.letters import same_letters
from restore.aligner.skeleton import Skeleton
from restore.blanks import blank_differences, blanks_of, slips, with_blanks
from restore.confidences import EngineConfidences
from restore.converted import as_before
from restore.differences import Decision, Difference
from restore.errors import NotItsSource
from restore.hints import a_kind
from restore.judging import Look, Verdict, judged
from restore.pairing import paired
from restore.part import Excerpt
from restore.placing import differences_of
from restore.repair import Plan, Policy, apply_plan, decided, make_plan
from restore.spacing import asks_for_spacing, with_spacing
from restore.stages import Stage, reached
from restore.text import Text
from restore.values import dataclass, field

# Aligned at least, of the shorter text: texts on one event share up to a tenth, heavily damaged copies keep over half.
SHARE = 0.25
SHORT = 12  # tokens: in fewer, half of them other words are damage as well as another text


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found and decided."""

    by_code: Mapping[str, int]  # how many differences of each code
    applied: int
    kept: int
    review: int  # left to a person
    fidelity: float  # the share of both texts' tokens that say the same on the other side, 0 to 1


@dataclass(frozen=True, slots=True)
class Restoration:
    """The result of restoring a copy."""

    text: str  # the restored text
    differences: Sequence[Difference] = field(hash=False)  # in the copy's order, each with what was decided of it
    alignment: Alignment
    plan: Plan  # what was applied: `apply_plan(copy, plan)` is the restored text
    policy: Policy
    excerpt: Excerpt | None = None  # the part of the source that was compared, where that was asked for

    def __repr__(self) -> str:
        found, both = self.summary, self.alignment
        decisions = f"{found.applied} applied, {found.kept} kept, {found.review} for review"
        return f"<Restoration of {both.copy.name!r} from {both.source.name!r}: differences: {decisions}>"

    @property
    def summary(self) -> Summary:
        """Counts by code and by decision, and the fidelity of the copy as it came."""
        counts = Counter(d.decision for d in self.differences)
        return Summary(
            dict(sorted(Counter(str(d.code) for d in self.differences).items())),
            counts[Decision.APPLY],
            counts[Decision.KEEP],
            counts[Decision.REVIEW],
            self.fidelity,
        )

    @property
    def fidelity(self) -> float:
        """The share of both texts' tokens that say the same on the other side, 0 to 1, of the copy as it came."""
        total, equal = len(self.alignment.copy) + len(self.alignment.source), Relation.EQUAL
        same = sum([b.copy_end - b.copy_start for b in self.alignment if b.relation is equal and b.moved is None])
        return round(2 * same / total, 6) if total else 1.0


def restore(
    copy: str,
    *,
    source: str,
    policy: Policy | None = None,
    force: bool = False,
    excerpt: bool = False,
    part: bool = False,
    copy_name: str = "copy",
    source_name: str = "source",
    confidences: EngineConfidences | None = None,
) -> Restoration:
    """Restore a copy from its source: what the policy is sure of is applied, the rest is left in the differences.

    With `force` a source is taken as the copy's however little of it the copy has. With `excerpt` the copy is of a part
    of the source, as a page of a book: only that part is compared, it is named `source_name[start:end]`, and offsets
    into the source count from its start. With `part` the source is such a part by itself. The names are those of the
    two texts in messages and formats. `confidences` say how sure an engine was of the copy's words, as
    `Layout.confidences` does of a page's.

    Raises:
        NotItsSource: too little of the shorter text is found in the other; `share` says how much.
        TypeError: one of them or of their names is no string, `policy` no Policy, or `confidences` are none.

    >>> source = "Mayor Rahm Emanuel spoke first. The order lacked any detail about the funds, and he left the city."
    >>> copy = source.replace("detail", "Rahm Emanuel").replace("city", "Rahm Emanuel")
    >>> restore(copy, source=source).text == source
    True
    """
    _refuse_others(copy=copy, source=source, copy_name=copy_name, source_name=source_name)
    policy = checked_policy(policy)
    if not isinstance(confidences, EngineConfidences | None):
        raise TypeError(f"confidences: {confidences!r} are no EngineConfidences; give those of a Layout")
    reached(Stage.READING)
    ours = Text.of(copy, copy_name, confidences)
    compared: Excerpt | None = None
    if excerpt:
        from restore.excerpt import book_of, excerpt_of  # few copies are

        compared = excerpt_of(ours, book_of(source, source_name), force=force)
        theirs = Text.of(compared.text, compared.named(source_name))
    else:
        theirs = Text.of(source, source_name)
    look = _looked(ours, theirs)
    alignment = look.alignment
    if not (force or is_its_source(alignment)):
        raise NotItsSource(alignment.copy.name, alignment.source.name, alignment.share)
    reached(Stage.JUDGING)
    verdicts = look.verdicts()
    blanks = verdicts[len(verdicts) - look.blanks :]
    del look, verdicts[len(verdicts) - len(blanks) :]  # of a long text a look takes as much as what comes of it
    found = differences_of(alignment, _let_go(verdicts))
    if excerpt or part:
        from restore.edges import with_open_edges

        found = paired(alignment, with_open_edges(found, theirs.raw))
    if blanks:
        found = with_blanks(found, list(blank_differences(alignment, blanks)))
    differences = decided(found, policy)
    if asks_for_spacing(policy.select):
        differences = with_spacing(alignment, differences, policy)
    plan = make_plan(alignment.copy, differences)
    return Restoration(apply_plan(copy, plan), differences, alignment, plan, policy, compared)


def align(copy: str, *, source: str, copy_name: str = "copy", source_name: str = "source") -> Alignment:
    """Align two texts token by token: each token of both in exactly one block. Raises TypeError as `restore` does."""
    _refuse_others(copy=copy, source=source, copy_name=copy_name, source_name=source_name)
    return _looked(Text.of(copy, copy_name), Text.of(source, source_name)).alignment


def _refuse_others(**texts: object) -> None:
    for name, text in texts.items():
        if not isinstance(text, str):
            raise TypeError(f"{name}: {a_kind(text)} is no text; give a str, of bytes what they decode to")


def checked_policy(policy: Policy | None) -> Policy:
    """The policy given, or the usual one. Raises TypeError for what is none, before any text is read."""
    if policy is None:
        return Policy()
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: {policy!r} is no Policy; write Policy(threshold=0.9)")
    return policy


def is_its_source(alignment: Alignment) -> bool:
    """Whether the texts belong together at all, by their words or, where those are misread, by their letters.

    Too short a text can't tell, and counts as belonging.
    """
    copy, source = alignment.copy, alignment.source
    return min(len(copy), len(source)) < SHORT or alignment.share >= SHARE or same_letters(copy, source)


def _looked(copy: Text, source: Text) -> Look:
    """The texts aligned, anew where a first look at them changes what that costs."""
    reached(Stage.ALIGNING)
    copy = as_before(copy, source)
    skeleton = Skeleton.of(copy, source)
    alignment = align_texts(copy, source, known=skeleton)
    reached(Stage.WEIGHING)
    look = Look(alignment, blanks_of(alignment, slips(alignment)))
    prices = look.prices()
    if prices == alignment.prices:
        return look
    known = look.known()
    del look, alignment  # of a long text they take more than all that is aligned again
    reached(Stage.ALIGNING_AGAIN)
    again = align_texts(copy, source, prices, skeleton)
    del skeleton  # nothing is aligned a third time
    reached(Stage.WEIGHING_AGAIN)
    return Look(again, blanks_of(again, slips(again)), known)


def _let_go(verdicts: list[Verdict]) -> Iterator[Verdict]:
    """One verdict after the other, taken out of the list: of a long text, they take as much as the differences."""
    verdicts.reverse()
    while verdicts:
        yield verdicts.pop()


def find_differences(alignment: Alignment) -> list[Difference]:
    """An alignment's differences, typed and rated, in the copy's order, none of them decided."""
    return differences_of(alignment, judged(alignment))
