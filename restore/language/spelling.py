"""How English words are spelt: by British and American houses and in old books, and whether a word is one at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from restore.language.word_class import WordClass, is_listed, word_class
from restore.remembered import kept

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
_HISSING: Final = ("s", "x", "z", "ch", "sh")
_VOWELS: Final = "aeiou"
_INFLECTED: Final = frozenset({WordClass.NOUN, WordClass.VERB})
# Words by no rule, and what may stand behind them.
_WORDS = (
    "aluminium aluminum -", "amidst amid -", "amongst among -", "ageing aging -", "anaemi anemi a c",
    "anaesthe anesthe tic tics tist tists sia", "centred centered -", "centring centering -",
    "archaeolog archeolog y ist ists ical", "artefact artifact - s",
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

# As old books spell, and hardly any of today: the old ending, today's, and what stands before them.
_OLDER_ENDINGS = (
    ("ick ic", "arithmet com crit garl log mag mus phys poet polit publ rhetor rust trag traff", "- s"),
    ("our or", "auth emper err govern horr inferi invent mirr orat superi terr trait visit", "- s"),
    ("exion ection", "conn refl infl defl", "- s"),
    ("ize ise", "adv advert circumc compr desp enterpr exerc superv surm surpr", "- d s"),
)  # fmt: skip
_OLDER_WORDS = (
    "antient ancient - s ly", "burthen burden - s ed", "chus choos e es ing", "cloaths clothes -",
    "compleat complete - ly", "controul control - s", "gaol jail - s er ers", "phantasy fantasy -",
    "shew show - s n ed ing", "tho though -", "thro through -",
)  # fmt: skip


def _pairs(endings: Sequence[tuple[str, str, str]], words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words that are known as British, or older, each with the American one of today."""
    for ending, beginnings, behind in endings:
        ours, other = ending.split()
        for begin in beginnings.split():
            yield from _with_ends(begin + ours, begin + other, behind.split())
    for word in words:
        ours, other, *ends = word.split()
        yield from _with_ends(ours, other, ends)


def _with_ends(ours: str, other: str, ends: Sequence[str]) -> Iterator[tuple[str, str]]:
    for end in ends:
        yield (ours, other) if end == "-" else (ours + end, other + end)


_OF_TODAY: Final = dict(_pairs(_ENDINGS, _WORDS))
_BRITISH: Final = {other: ours for ours, other in _OF_TODAY.items()}
_AMERICAN: Final = dict(_pairs(_OLDER_ENDINGS, _OLDER_WORDS)) | _OF_TODAY
_SPELT: Final[dict[str, bool]] = {}


def american(word: str) -> str:
    """How an American house spells a word that a British one, or an old book, spells so; empty if none does, or all.

    >>> american("theatre"), american("organised"), american("musick"), american("water"), american("rise")
    ('theater', 'organized', 'music', '', '')
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

    >>> is_spelt("theatre"), is_spelt("colour-coded"), is_spelt("cornpany"), is_spelt("dont")
    (True, True, False, False)
    """
    known = _SPELT.get(fold)
    return kept(_SPELT, fold, _is_spelt(fold)) if known is None else known


def _is_spelt(fold: str) -> bool:
    return all(not part or is_listed(part) or american(part) != "" or _is_form(part) for part in fold.split("-"))


def _is_form(word: str) -> bool:
    """Whether it is another form of a listed noun or verb, by rule: no list has all of them.

    Not of one that doubles its last letter, as "commited" would be.
    """
    if word.endswith("ies"):
        return _is_inflected(f"{word[:-3]}y")
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return _is_inflected(word[:-2]) or _is_inflected(word[:-1])
    if word.endswith("s"):
        stem = word[:-1]
        is_other = stem.endswith(_HISSING) or (stem.endswith("y") and stem[-2:-1] not in _VOWELS)
        return not is_other and _is_inflected(stem)
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and (_is_inflected(f"{stem}e") or (_keeps(stem) and _is_inflected(stem))):
            return True
    return False


def _is_inflected(word: str) -> bool:
    return len(word) > _STEM and is_listed(word) and word_class(word) in _INFLECTED


def _keeps(stem: str) -> bool:
    """Whether its last letter stays and is not doubled: behind another consonant, or two vowels."""
    doubles = stem[-2:-1] in _VOWELS and stem[-3:-2] not in _VOWELS and stem[-1:] not in "aeiouwxy"
    return not (doubles or stem.endswith("e"))


def is_respelt(one: str, other: str) -> bool:
    """Whether two words are one, as a British and an American house spell it; of words with hyphens, part by part.

    >>> is_respelt("recognise", "recognize"), is_respelt("color-coded", "colour-coded"), is_respelt("four", "for")
    (True, True, False)
    """
    ours, theirs = one.split("-"), other.split("-")
    if one == other or len(ours) != len(theirs):
        return False
    return all(a == b or american(a) == b or american(b) == a for a, b in zip(ours, theirs, strict=True) if a or b)
