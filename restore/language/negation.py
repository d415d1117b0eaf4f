"""Negating words, and what stands in their place where nothing is negated.

Written down from each language's grammar: the words that deny by themselves, not those that merely doubt or refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from restore.edits import is_within
from restore.language.letters import folded, prints_alike
from restore.language.word_class import is_listed
from restore.language.words import KNOWN

# ruff: noqa: SIM905 - word lists read best as running text

# Forms of one word share an entry, its first form before the others: one for another negates as before.
_FORMS = {
    "en": "not/n't/cannot no/nay never none nor neither nobody/no-one nothing nowhere without hardly scarcely barely",
    "de": "nicht/nich kein/keine/keinen/keinem/keiner/keines nein nie niemals nimmer nichts/nix "
    "niemand/niemanden/niemandem nirgends/nirgendwo ohne weder keinerlei keineswegs keinesfalls keinmal",
    "fr": "ne pas non jamais rien aucun/aucune/aucuns/aucunes nul/nulle/nuls/nulles ni guère nullement",
    "es": "no nunca jamás nada nadie ni tampoco ningún/ninguno/ninguna/ningunos/ningunas",
    "it": "non né/nè niente nulla nessuno/nessuna/nessun neppure neanche nemmeno senza",
    "pt": "não nunca jamais ninguém nem tampouco nenhum/nenhuma/nenhuns/nenhumas",
    "nl": "niet geen nooit niets/niks niemand nergens nimmer zonder",
    "sv": "inte/ej/icke ingen/inget/inga aldrig ingenting ingenstans varken",
    "da, nb": "ikke/ikkje ingen/intet/ingenting/inkje aldrig/aldri hverken/verken uden/uten nej",
    "fi, et": "eivät emme ettei älä ilman/ilma",
    "pl": "nie nigdy nikt/nikogo/nikomu nic/niczego nigdzie żaden/żadna/żadne/żadnego/żadnej bez/beze",
    "cs, sk": "ne není/nejsou/nie nebyl/nebyla/nebylo/nebyli nikdy nikdo/nikoho/nikto nic/nič nikde žádný/žádná/žádné/"
    "žádného bez/beze",
    "hr, sl, sr": "nije/nisu/ni/niso nikad/nikada/nikoli nitko/nihče/niko ništa nema/nemaju brez",
    "ru": "не нет/нету ни никогда никто/никого/никому/никем ничего/ничто/ничем/ничему/ничто нигде никуда нельзя "
    "без/безо "
    "никакой/никакая/никакие/никаких/никакого/никакой",
    "uk, bg": "ні ніколи ніхто/нікого ніщо/нічого немає/нема няма никога никой нищо",
    "lv": "ne nav/nebija/nebūs nekad neviens/neviena/nevienu nekas/neko nedz nē",
    "lt": "nėra niekada niekas/nieko",
    "ro": "nici niciodată nimeni nimic fără",
    "hu": "nem nincs/nincsenek soha sehol senki semmi nélkül",
    "tr": "değil yok hayır asla hiç",
    "el": "δεν/δε μη/μην όχι ποτέ κανείς/κανένας/καμία τίποτα χωρίς ούτε",
    "id, vi": "tidak/tiada bukan jangan belum tanpa không chẳng chưa",
    "ar": "لا/ولا/فلا/ألا/بلا لم/ولم/فلم لن/ولن/فلن ليس/وليس/ليست/ليسوا/لست غير دون/بدون عدم",
    "fa, he": "نه نیست/نیستند/نبود هیچ לא/ולא/שלא אין/ואין אינו/אינה/אינם בלי/ללא",
    "hi, ne": "नहीं/नही न/ना मत बिना गैर छैन/छैनन् होइन",
    "bn": "না/নি নয়/নয় নেই/নাই বিনা",
    "ko": "안 못 아니다/아닌/아니라/아니/아니었다 없다/없는/없이/없고/없어/없었다/없습니다 "
    "않다/않는/않고/않은/않았다/않습니다",
    "zh, ja": "不/非/否 没/沒 無/无 未 勿 毋",
    "my": "မ",
}
# Other words too in another language ("sin" in English, "plus"), so that they count only where they come or go alone,
# or beside what they are the opposite of.
_WEAK = frozenset("sin sans sem plus personne utan mai nu ani".split())
# Runs of characters that negate in scripts whose words are not told apart.
_IN_RUNS = frozenset("なかまไมမ않없")
_RUNS = ("ない", "なかっ", "なく", "ません", "ไม่", "မဟုတ်", "않", "없")
# A negating word, and the words that stand there where nothing is negated.
_OPPOSITES = """
never: ever always sometimes; none: one some all; nobody no-one: somebody anybody everybody; without: with;
no: some any the a an yes; nothing: something anything everything; nowhere: somewhere anywhere everywhere;
neither: either both; nor: or;
cannot: can; hardly scarcely barely: easily;
kein: ein; keine: eine; keinen: einen; keinem: einem; keiner: einer; keines: eines;
nie: je immer; niemals: jemals immer;
nichts: etwas alles; niemand: jemand; niemanden: jemanden; niemandem: jemandem; nirgends: überall; nirgendwo: irgendwo;
ohne: mit; weder: entweder; keinerlei: einerlei; keineswegs: durchaus; keinmal: einmal; nicht: auch;
jamais: toujours déjà; rien: tout; aucun: un quelque chaque; aucune: une quelque chaque; sans: avec; ni: ou et;
personne: quelqu'un; plus: encore toujours; nul: tout; nulle: toute; guère: beaucoup;
nunca: siempre sempre; jamás: siempre; nada: algo todo; nadie: alguien; ningún: algún un; ninguno: alguno uno;
ninguna: alguna una; sin: con; tampoco: también; no: sí;
mai: sempre; niente: qualcosa tutto; nulla: tutto; nessuno: qualcuno uno; nessuna: qualcuna una; nessun: un qualche;
senza: con; neppure neanche nemmeno: anche pure; né: o e;
jamais: sempre; ninguém: alguém; nenhum: algum um; nenhuma: alguma uma; sem: com; tampouco: também; nem: e ou;
geen: een; nooit: ooit altijd; niets: iets alles; niemand: iemand; nergens: ergens; zonder: met; niet: wel;
ingen: någon nogen noen en; inget: något ett; inga: några; intet: noget; aldrig: alltid altid; aldri: alltid;
ingenting: någonting; utan: med; uden uten: med;
nigdy: zawsze kiedyś; nikt: ktoś każdy; nic: coś wszystko; nigdzie: gdzieś wszędzie; żaden: jakiś każdy; bez: z ze;
ani: i lub; nikdy: vždy někdy; nikdo: někdo kdo; nikde: někde kde; není: je; nejsou: jsou;
žádný: nějaký každý; bez: s se;
nav: ir; nebija: bija; nebūs: būs; nekad: kādreiz vienmēr; neviens: viens kāds; nekas: kaut viss;
nije: je; nisu: su; nikada: uvijek ikada; nitko: netko; ništa: nešto;
нет: есть да; никогда: всегда когда-то; никто: кто-то кто; ничего: что-то всё;
нигде: где-то везде; нельзя: можно; без: с со;
никакой: какой; никаких: каких; немає: є; няма: има; ніколи: завжди;
niciodată: mereu; nimeni: cineva; nimic: ceva tot; fără: cu; nincs: van; nincsenek: vannak; soha: mindig; yok: var;
nélkül: -val; hayır: evet;
ليس: هو; ليست: هي; بدون: مع; دون: مع; नहीं: हाँ; নেই: আছে; নয়: হয়; 없다: 있다;
없는: 있는; 없이: 있이; 없고: 있고; 없어: 있어;
없었다: 있었다; 없습니다: 있습니다; 아니다: 이다; 无: 有; 無: 有; 没: 有; 沒: 有; 非: 是; 不: 很; 未: 已; 否: 是
"""
_CANONICAL = {
    form: entry.partition("/")[0]
    for words in _FORMS.values()
    for entry in folded(words).split()
    for form in entry.split("/")
}
WORDS = frozenset(_CANONICAL)


# Those that stand for nobody and nothing, and may be what a noun phrase is.
_NAMING = frozenset(
    """
    none nobody no-one nothing niemand nichts rien nada nadie niente nulla ninguém
    niets ingenting nikt nic nikdo nitko ništa никто ничего ніхто ніщо nekas niekas nimeni nimic senki
    """.split()
)
_VOWELS = frozenset("aàâeéèêiîoôuyœh")  # before these French "ne" is written "n'"


def _opposites() -> frozenset[frozenset[str]]:
    """Every negating word with each of its opposites."""
    pairs = []
    for entry in folded(_OPPOSITES).split(";"):
        negations, _, others = entry.partition(":")
        pairs += [frozenset((one, other)) for one in negations.split() for other in others.split()]
    return frozenset(pairs)


OPPOSITES = _opposites()
_HAVE_OPPOSITES = frozenset().union(*OPPOSITES)
LONGEST = 64  # letters; longer "words" are data, and would make the comparison costly
LONG = 6  # letters of a word that half of them tell from all others


def is_particle(fold: str) -> bool:
    """Whether a token only negates: it is no name, and no pronoun as "nobody" is.

    >>> is_particle("nicht"), is_particle("nobody"), is_particle("mayor")
    (True, False, False)
    """
    return fold in WORDS and _CANONICAL[fold] not in _NAMING


def negations(folds: Sequence[str]) -> Counter[str]:
    """The negating words among tokens in their folded forms; forms of one word count alike.

    >>> negations(["they", "do", "n't", "not", "keinen", "kein"])
    Counter({'not': 2, 'kein': 2})
    """
    found = Counter(filter(None, map(_negation, folds)))
    if not all(map(str.isascii, folds)):
        together = "".join(folds)
        found.update({run: often for run in _RUNS if (often := together.count(run))} if together else {})
    return found


def _negation(fold: str) -> str:
    """The negating word that a token is or has as a part: "isn't" where it was not split, "n'est"."""
    if "'" in fold and fold not in WORDS:
        return "not" if fold.endswith("n't") else "ne" if fold.startswith("n'") and fold[2:3] in _VOWELS else ""
    return _CANONICAL.get(fold, "")


def is_telling(fold: str) -> bool:
    """Whether a token negates, in some language or with others, or has what negates in it."""
    if _negation(fold) or fold in _WEAK:
        return True
    return not fold.isascii() and not _IN_RUNS.isdisjoint(fold)


def denies(fold: str) -> bool:
    """Whether a token negates by itself, in some language.

    >>> denies("isn't"), denies("sans"), denies("l'eau")
    (True, True, False)
    """
    return fold in _WEAK or bool(negations([fold]))


def turned(copy: Sequence[str], source: Sequence[str], *, misread: bool = False) -> bool:
    """Whether a negating word comes or goes between the copy's and the source's tokens.

    In a `misread` copy what is no word and looks like the source's negation is one that was misread.

    >>> turned(["uot"], ["not"]), turned(["uot"], ["not"], misread=True), turned(["now"], ["not"], misread=True)
    (True, False, True)
    """
    if (_may_negate(copy) or _may_negate(source)) and _comes_or_goes(copy, source, misread=misread):
        return True
    return _weakly(copy, source) or _weakly(source, copy)


def _may_negate(folds: Sequence[str]) -> bool:
    """Whether `negations` could find one: a look at each word, where most stretches of words have none."""
    return any(not fold.isascii() or _negation(fold) for fold in folds)


def _comes_or_goes(copy: Sequence[str], source: Sequence[str], *, misread: bool) -> bool:
    ours, theirs = negations(copy), negations(source)
    return ours != theirs and not (misread and not ours - theirs and _were_misread(copy, source, theirs - ours))


def _weakly(one: Sequence[str], other: Sequence[str]) -> bool:
    found = _WEAK.intersection(one)
    return bool(found) and (not other or any(are_opposite(word, against) for word in found for against in other))


def _were_misread(copy: Sequence[str], source: Sequence[str], lost: Counter[str]) -> bool:
    """Whether the copy has, for each of the source's lost negations, a garbled word that looks like it."""
    forms = [fold for fold in source if _negation(fold) in lost]
    garbled = [fold for fold in copy if is_garbled(fold)]
    if len(copy) == len(garbled) == 1 < len(source) and _looks_like(copy[0], "".join(source)):
        return True
    return len(garbled) >= len(forms) > 0 and all(any(_looks_like(fold, form) for fold in garbled) for form in forms)


def is_garbled(fold: str) -> bool:
    """Whether a token is none of the words that are known here, in any language.

    >>> is_garbled("uot"), is_garbled("now"), is_garbled("einen")
    (True, False, False)
    """
    return fold not in KNOWN and not is_listed(fold) and fold not in _HAVE_OPPOSITES and fold not in WORDS


def _looks_like(garbled: str, word: str) -> bool:
    if len(word) > LONGEST:
        return False
    limit = len(word) // 2 if len(word) >= LONG else len(word) // 3  # what is left is enough to know it by
    return is_within(garbled, word, limit) or prints_alike(garbled, word)


def are_opposite(one: str, other: str) -> bool:
    """Whether one word is what stands where the other's negation is taken away.

    >>> are_opposite("einen", "keinen"), are_opposite("never", "ever"), are_opposite("der", "keinen")
    (True, True, False)
    """
    return one in _HAVE_OPPOSITES and frozenset((one, other)) in OPPOSITES
