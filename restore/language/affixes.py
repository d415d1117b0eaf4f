"""Prefixes and endings that negate the word they are put on: "legal" and "illegal", "careful" and "careless"."""

from __future__ import annotations

from typing import Final

from restore.edits import is_within
from restore.language.letters import folded
from restore.language.word_class import is_listed
from restore.language.words import SUFFIXES
from restore.remembered import kept

# By language, the longest first where one begins another; "x>y" where a prefix stands for another, or goes into it.
_PREFIXES = {
    "en": "un in im il ir dis mis non anti anti>pro",
    "de": "un in im il ir des dis miß miss nicht anti",
    "fr": "in im il ir dés mal més mé non anti",
    "es, pt": "in im ir des anti mal não",
    "it": "in im il ir dis anti mal non",
    "nl": "on in im il ir des mis niet anti",
    "sv, da, nb": "in im ir il mis miss icke ikke",
    "pl": "nie bez",
    "cs, sk, hr, sl, sr, lv, lt, ro": "ne bez in im",
    "fi, et": "epä eba",
    "ru, uk, bg": "не ни ні без бес анти",
    "ar": "لا اللا>ال",
    "fa": "نمی>می نا بی",
    "hi, ne, bn": "अ अन ना गैर निर अव অ অন না নির",
    "ko": "불 비 무 미 부",
    "zh, ja": "不 无 無 未 非",
}
# Endings that negate, and what the word ends in without.
_ENDINGS = {
    "en": "less> less>ful lessly>fully lessness>fulness",
    "de": "los> los>voll lose>volle losen>vollen loser>voller loses>volles los>haft lose>e losen>en slos> slose> "
    "slosen>",
    "nl": "loos> loos>vol loze>volle",
    "sv, da, nb": "lös> lös>full løs> løs>fuld løs>full løs>fullt lösa>fulla",
    "fi": "ton> tön> ttoman> ttömän>",
    "hu": "tlan> tlen> talan> telen> atlan> etlen>",
    "tr": "sız> siz> suz> süz> sız>lı siz>li suz>lu süz>lü",
}
# A single letter that negates is told from a lost one only word by word; and other pairs without a rule.
_PAIRS = """
moral amoral; typical atypical; political apolitical; symmetric asymmetric; sexual asexual; theist atheist;
normal abnormal; noble ignoble; activate deactivate; escalate deescalate;
stabilize destabilize; legitimate illegitimate;
legal ilegal; legales ilegales; legalmente ilegalmente; lógico ilógico; lógica ilógica; limitado ilimitado;
limitada ilimitada; legítimo ilegítimo; legítima ilegítima; lícito ilícito; lícita ilícita; legible ilegible;
fortunato sfortunato; fortunata sfortunata; contento scontento; contenta scontenta; comodo scomodo; leale sleale;
leali sleali; conosciuto sconosciuto; conosciuta sconosciuta; conosciuti sconosciuti; favorevole sfavorevole;
favorevoli sfavorevoli; gradito sgradito; gradevole sgradevole; corretto scorretto; corretta scorretta;
piacevole spiacevole; fiducia sfiducia; vantaggio svantaggio; vantaggi svantaggi; conveniente sconveniente;
möjlig omöjlig; möjligt omöjligt; möjliga omöjliga; laglig olaglig; lagligt olagligt; lagliga olagliga; känd okänd;
känt okänt; kända okända; lycklig olycklig; lyckliga olyckliga; vanlig ovanlig; vanligt ovanligt; rättvis orättvis;
rättvist orättvist; nöjd onöjd; säker osäker; säkert osäkert; säkra osäkra; giltig ogiltig; giltigt ogiltigt;
viktig oviktig; viktigt oviktigt; farlig ofarlig; farligt ofarligt; skyldig oskyldig; tydlig otydlig; synlig osynlig;
mulig umulig; muligt umuligt; lovlig ulovlig; lovligt ulovligt; lovlige ulovlige; kendt ukendt; kjent ukjent;
kendte ukendte; kjente ukjente; sikker usikker; sikkert usikkert; sikre usikre; lykkelig ulykkelig; vanlig uvanlig;
almindelig ualmindelig; retfærdig uretfærdig; rettferdig urettferdig; gyldig ugyldig;
skyldig uskyldig; tydelig utydelig;
synlig usynlig; heldig uheldig; heldigvis uheldigvis; enig uenig; enige uenige; afhængig uafhængig; avhengig uavhengig
"""
_ONE_EACH = frozenset(frozenset(entry.split()) for entry in folded(_PAIRS).split(";"))
_IN_PAIRS = frozenset().union(*_ONE_EACH)
_BEFORE = {"il": "l", "ir": "r", "im": "bmp"}
_STEMS: Final[dict[str, tuple[str, ...]]] = {}
_FORM_ENDINGS: Final = SUFFIXES | {""}
STEM = 3  # letters of a negated word at least: two are too few to know it by
UNKNOWN_STEM = 4  # of one in no list, whose lost first syllable is as likely a misreading
SYLLABLES = 2  # signs of such a stem in scripts where one is a syllable or more
SHORTEST = 6  # letters of a word in which one may be misread and it still be known


def _rules(lists: dict[str, str]) -> tuple[tuple[str, str], ...]:
    rules = {
        (before, behind)
        for words in lists.values()
        for before, _, behind in [rule.partition(">") for rule in folded(words).split()]
    }
    return tuple(sorted(rules, key=lambda rule: (-len(rule[0]), rule)))


_ALL_PREFIXES, _ENGLISH_PREFIXES = _rules(_PREFIXES), _rules({"en": _PREFIXES["en"]})
_ALL_ENDINGS, _ENGLISH_ENDINGS = _rules(_ENDINGS), _rules({"en": _ENDINGS["en"]})
_FIRST = tuple(dict.fromkeys(prefix for prefix, _ in _ALL_PREFIXES))
_LAST = tuple(dict.fromkeys(ending for ending, _ in _ALL_ENDINGS))


def stems(word: str) -> tuple[str, ...]:
    """What a word would be with its negating prefix or ending taken off; nothing for most words.

    An English word is cut by English rules only, and to a word; of others no list is at hand.

    >>> stems("illegal"), stems("careless"), stems("interesting"), stems("stable")
    (('legal',), ('care', 'careful'), (), ())
    """
    known = _STEMS.get(word)
    return kept(_STEMS, word, _stems_of(word)) if known is None else known


def _stems_of(word: str) -> tuple[str, ...]:
    plain = word.replace("-", "") if "-" in word else word
    if len(plain) < STEM or not (plain.startswith(_FIRST) or plain.endswith(_LAST)):
        return ()
    english = is_listed(plain)
    prefixes, endings = (_ENGLISH_PREFIXES, _ENGLISH_ENDINGS) if english else (_ALL_PREFIXES, _ALL_ENDINGS)
    cut = [(plain[len(prefix) :], other, "", UNKNOWN_STEM) for prefix, other in prefixes if _begins(plain, prefix)]
    cut += [(plain[: -len(ending)], "", other, STEM) for ending, other in endings if _ends(plain, ending)]
    return tuple(pre + stem + post for stem, pre, post, least in cut if _may_stand(stem, least, english=english))


def _begins(word: str, prefix: str) -> bool:
    """Whether it begins a word; one whose last letter is that of the stem by assimilation, only such a stem."""
    behind = _BEFORE.get(prefix, "")
    return word.startswith(prefix) and (not behind or word[len(prefix) : len(prefix) + 1] in behind)


def _ends(word: str, ending: str) -> bool:
    """Whether it ends a word, and is no Spanish pronoun behind a verb ("darlos")."""
    return word.endswith(ending) and (ending != "los" or not word.endswith("rlos"))


def _may_stand(stem: str, least: int, *, english: bool) -> bool:
    """Whether it is a word, as far as is known, or long enough to be one where nothing is."""
    if english:
        return len(stem) >= STEM and is_listed(stem)
    return len(stem) >= (least if stem[:1] < "\u0370" else SYLLABLES)


def are_endings(one: str, other: str, *, english: bool) -> bool:
    """Whether what two words do not share are endings, neither the other's: "betwen" is no form of "between".

    Nor is "frome" one of "from": in English "e" is no ending by itself.

    >>> are_endings("s", "", english=True), are_endings("n", "en", english=True), are_endings("e", "", english=True)
    (True, False, False)
    """
    if one not in _FORM_ENDINGS or other not in _FORM_ENDINGS or (english and one + other == "e"):
        return False
    return not (one and other and (one.endswith(other) or other.endswith(one)))


def is_telling(fold: str) -> bool:
    """Whether a token may be negated by a part of it, or be what such a word is without."""
    return bool(stems(fold)) or fold in _IN_PAIRS


def are_opposite(one: str, other: str) -> bool:
    """Whether one word is the other with a negating prefix or ending, through a misread letter too.

    >>> are_opposite("legale", "illegale"), are_opposite("posfible", "impossible")
    (True, True)
    >>> are_opposite("mpossible", "impossible")
    False
    """
    if one in _IN_PAIRS and frozenset((one, other)) in _ONE_EACH:
        return True
    return negates(one, other) or negates(other, one)


def negates(word: str, other: str) -> bool:
    """Whether the first is the second with a negating prefix or ending."""
    found = stems(word)
    if not found:
        return False
    other = other.replace("-", "") if "-" in other else other
    return other in found or (len(other) >= SHORTEST and any(_is_nearer(stem, word, other) for stem in found))


def _is_nearer(stem: str, word: str, other: str) -> bool:
    """Whether a word is the stem with one letter misread, not the whole with its beginning misread."""
    if stem[0] != other[0]:
        return False
    return is_within(stem, other, 1) and not is_within(word, other, 1)
