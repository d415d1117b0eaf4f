"""How English words are spelt: by British and by American houses, and whether a word is one in either way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from restore.language.word_class import is_listed
from restore.remembered import kept
from restore.text import is_word

# Words that a British house ends in one way and an American in another, by what they begin with.
_ENDINGS = (
    ("yse yze", "anal catal dial electrol hydrol paral", "- s d r rs"),
    ("ysing yzing", "anal catal dial electrol hydrol paral", "-"),
    (
        "re er",
        (
            "amphitheat calib cent centimet fib goit kilomet lit louv lust meag met millimet mit och sab saltpet scept "
            "somb spect theat tit"
        ),
        "- s",
    ),
    (
        "our or",
        (
            "arm ard behavi cand clam col demean disc discol dish dishon endeav enam fav ferv flav glam harb hon hum "
            "lab misdemean neighb od parl ranc rig rum sav savi splend succ tum val vap vig"
        ),
        "- s ed ing able ably ite ites ful fully less hood hoods er ers ly",
    ),
    (
        "ll l",
        (
            "appare beve cance caro channe chise counse dia disheve drive due ename equa fue funne gambo grove initia "
            "jewe kenne labe laure leve libe marsha marve mode pane parce peda penci peri pumme quarre refue "
            "remode reve riva "
            "shove shrive signa snive spira stenci swive symbo tota towe trave tunne unrave yode"
        ),
        "ed ing er ers",
    ),
    ("ogue og", "anal apol catal dial epil monol prol travel", "- s"),
    ("mme m", "gra kilogra progra", "- s"),
    ("nce nse", "defe lice offe prete", "- s"),
    ("que ck", "che", "- s"),
    ("dgement dgment", "abri acknowle ju lo misju", "- s"),
    ("ey ay", "gr", "- s er est ish ing"),
)
# Behind any word's beginning, if it is a word then.
_OPEN: Final = [(f"is{end}", f"iz{end}") for end in ("e", "ed", "es", "ing", "er", "ers", "ation", "ations")]
_STEM = 3  # letters of such a beginning at least: "sise" is nobody's "size"
# Words by no rule, and what may stand behind them.
_WORDS = (
    "aluminium aluminum -", "amidst amid -", "amongst among -", "ageing aging -", "anaemi anemi a c",
    "anaesthe anesthe tic tics tist tists sia", "archaeolog archeolog y ist ists ical", "artefact artifact - s",
    "burnt burned -", "cosy cozy -", "diarrhoea diarrhea -", "disc disk - s", "doughnut donut - s",
    "draught draft - s y", "dreamt dreamed -", "encyclopaedi encyclopedi a as c", "enrol enroll - s ment",
    "focuss focus es ed ing", "foet fet us uses al", "fulfil fulfill - s ment", "gynaecolog gynecolog y ist ists",
    "haemo hemo globin rrhage rrhages", "jewellery jewelry -", "kerb curb - s", "leapt leaped -", "learnt learned -",
    "leukaemia leukemia -", "manoeuvr maneuver ed ing", "manoeuvre maneuver - s", "maths math -",
    "mediaeval medieval -", "mould mold - s ed ing y", "moult molt - s ed ing", "moustache mustache - s", "mum mom - s",
    "oesophagus esophagus -", "oestrogen estrogen - s", "orthopaedic orthopedic - s",
    "paediatric pediatric - s ian ians", "plough plow - s ed ing", "practis practic e es ed ing", "pyjama pajama - s",
    "sceptic skeptic - s al ism", "skilful skillful - ly", "smoulder smolder - s ed ing", "spelt spelled -",
    "spoilt spoiled -", "storey story -", "storeys stories -", "sulphur sulfur - ic ous", "titbit tidbit - s",
    "tsar czar - s", "tyre tire - s", "whilst while -", "wilful willful - ly", "yoghurt yogurt - s",
)  # fmt: skip


def _pairs() -> Iterator[tuple[str, str]]:
    """British words that are known as such, each with the American one."""
    for ending, beginnings, behind in _ENDINGS:
        ours, other = ending.split()
        for begin in beginnings.split():
            yield from _with_ends(begin + ours, begin + other, behind.split())
    for word in _WORDS:
        ours, other, *ends = word.split()
        yield from _with_ends(ours, other, ends)


def _with_ends(ours: str, other: str, ends: Sequence[str]) -> Iterator[tuple[str, str]]:
    for end in ends:
        yield (ours, other) if end == "-" else (ours + end, other + end)


_AMERICAN: Final = dict(_pairs())
_BRITISH: Final = {other: ours for ours, other in _AMERICAN.items()}
_SPELT: Final[dict[str, bool]] = {}
_LISTINGS: Final[dict[str, int]] = {}
_NO_WORD: Final = 0  # what `_listing` says of what could stand in no list of English words,
_UNLISTED: Final = 1  # of a word that could and does not, and one more of one that does


def american(word: str) -> str:
    """How an American house spells a word that a British one spells so; empty if it is none, or spelt alike.

    >>> american("theatre"), american("organised"), american("storeys"), american("water"), american("rise")
    ('theater', 'organized', 'stories', '', '')
    """
    known = _AMERICAN.get(word)
    if known is None:
        for ours, other in _OPEN:
            if word.endswith(ours) and len(word) >= len(ours) + _STEM:
                known = word[: -len(ours)] + other
                return known if is_listed(known) else ""
    return known or ""


def british(word: str) -> str:
    """The other way round.

    >>> british("theater"), british("organized"), british("doctor"), british("size")
    ('theatre', 'organised', '', '')
    """
    known = _BRITISH.get(word)
    if known is None and is_listed(word):
        for ours, other in _OPEN:
            if word.endswith(other) and len(word) >= len(other) + _STEM:
                return word[: -len(other)] + ours
    return known or ""


def is_spelt(fold: str) -> bool:
    """Whether a token is a common English word in either spelling, or several with hyphens between them.

    >>> is_spelt("theatre"), is_spelt("cancelled"), is_spelt("colour-coded"), is_spelt("cornpany")
    (True, True, True, False)
    """
    known = _SPELT.get(fold)
    return kept(_SPELT, fold, _is_spelt(fold)) if known is None else known


def _is_spelt(fold: str) -> bool:
    return all(not part or is_listed(part) or american(part) != "" for part in fold.split("-"))


def is_respelt(one: str, other: str) -> bool:
    """Whether two words are one, as a British and an American house spell it; of words with hyphens, part by part.

    >>> is_respelt("recognise", "recognize"), is_respelt("color-coded", "colour-coded"), is_respelt("four", "for")
    (True, True, False)
    """
    ours, theirs = one.split("-"), other.split("-")
    if one == other or len(ours) != len(theirs):
        return False
    return all(a == b or american(a) == b or american(b) == a for a, b in zip(ours, theirs, strict=True) if a or b)


def share_listed(folds: tuple[str, ...]) -> float:
    """The share of words, numbers aside, that are common English ones; all, where there are none.

    >>> share_listed(("the", "xqzt", ",", "1912")), share_listed(("1912",))
    (0.5, 1.0)
    """
    listed = words = 0
    for fold in folds:
        known = _LISTINGS.get(fold)
        listing = kept(_LISTINGS, fold, _listing(fold)) if known is None else known
        words += listing > _NO_WORD
        listed += listing > _UNLISTED
    return listed / words if words else 1.0


def _listing(fold: str) -> int:
    """Whether a token is a word that may stand in a list, and does."""
    if not is_word(fold) or fold[0].isdigit() or "'" in fold:
        return _NO_WORD
    return _UNLISTED + is_spelt(fold)
