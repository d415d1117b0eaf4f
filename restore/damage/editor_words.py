"""What the house's editor writes: other words for a word, sentences to add. `{name}` is a name, of the text or new."""

# ruff: noqa: SIM905 - word lists read best as running text

from __future__ import annotations

from collections.abc import Mapping

SWAPS: Mapping[str, tuple[str, ...]] = {
    "said": ("told reporters", "stated", "said on Monday", "noted", "declared", "has said"),
    "says": ("said", "argues", "insists"), "told": ("informed", "assured"), "big": ("large", "major"),
    "biggest": ("largest",), "large": ("sizeable", "big"), "small": ("modest", "little"),
    "quickly": ("rapidly", "swiftly"), "often": ("frequently", "regularly"), "now": ("currently", "at present"),
    "many": ("a great number of", "numerous"), "several": ("a number of", "various"), "some": ("a few", "certain"),
    "begin": ("start",), "began": ("started",), "start": ("begin",), "started": ("began",),
    "ended": ("came to an end",), "help": ("assist", "support"), "need": ("require",), "wants": ("would like",),
    "want": ("hope",), "get": ("obtain",), "show": ("indicate", "suggest"), "shows": ("indicates", "suggests"),
    "showed": ("indicated",), "use": ("employ",), "used": ("employed", "relied on"), "make": ("produce",),
    "made": ("produced",), "give": ("provide",), "gave": ("provided",), "important": ("crucial", "significant"),
    "difficult": ("hard", "challenging"), "clear": ("plain", "obvious"), "because": ("since", "as"),
    "but": ("yet", "however,"), "while": ("whereas",), "about": ("approximately", "around"), "after": ("following",),
    "before": ("prior to",), "during": ("in the course of",), "against": ("in opposition to",),
    "people": ("residents", "persons"), "children": ("youngsters",), "police": ("officers",),
    "officials": ("authorities",), "country": ("nation",), "government": ("administration",),
    "city": ("municipality",), "company": ("firm",), "money": ("funds", "cash"), "job": ("post",),
    "jobs": ("positions",), "plan": ("proposal",), "plans": ("proposals",), "problem": ("issue",),
    "problems": ("issues",), "law": ("legislation",), "laws": ("statutes",), "case": ("lawsuit",),
    "is": ("was", "remains"), "are": ("were", "remain"), "has": ("had",), "have": ("had",),
    "will": ("would", "is going to"), "can": ("could", "may"), "would": ("will",), "could": ("might",),
    "should": ("ought to",), "may": ("might",), "was": ("had been", "is"), "were": ("had been",),
    "threat": ("warning",), "attack": ("assault",), "killed": ("shot dead",), "asked": ("questioned",),
    "called": ("described",), "found": ("discovered",), "built": ("constructed",), "buy": ("purchase",),
    "monday": ("Tuesday",), "tuesday": ("Monday evening",), "wednesday": ("Thursday",),
    "thursday": ("late Wednesday",), "friday": ("the weekend",), "saturday": ("Sunday",),
    "sunday": ("Saturday night",), "today": ("on Friday",), "percent": ("per cent", "%"), "u.s": ("American",),
    "top": ("leading",), "new": ("recent", "latest"), "old": ("former",), "dijo": ("afirmó", "señaló"),
    "también": ("además",), "pero": ("aunque",), "muy": ("sumamente",), "grande": ("enorme",),
    "sagte": ("erklärte", "betonte"), "auch": ("ebenfalls",), "aber": ("jedoch",), "viele": ("zahlreiche",),
    "nun": ("jetzt",), "dit": ("déclaré", "affirmé"), "aussi": ("également",), "mais": ("cependant",),
    "très": ("fort",), "сказал": ("заявил",), "также": ("тоже",), "однако": ("но",), "teica": ("paziņoja",),
    "arī": ("tāpat",),
}  # fmt: skip

NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
NEGATED = frozenset("is are was were will would can could should does did do has had must".split())
ADVERBS = (
    "reportedly",
    "also",
    "now",
    "still",
    "later",
    "apparently",
    "recently",
    "already",
    "in effect",
    "by then",
    "once again",
)
TITLES = ("Mr.", "Mrs.", "Dr.", "former official", "Senator", "then-mayor", "the late", "Professor")
ATTRIBUTES = (
    ", who declined to comment further,", ", a longtime observer,", " (pictured)", ", speaking by telephone,",
    ", according to people familiar with the matter,", ", 54,", ", among others,", ", a spokesman confirmed,",
)  # fmt: skip
OPENERS = (
    "According to {name},", "In a statement,", "Earlier this week,", "As {name} put it,", "Meanwhile,",
    "At the time,", "In the view of {name},", "By all accounts,", "On the same day,", "For his part,",
)  # fmt: skip
NEW_NAMES = (
    "Helen Marsh", "Dr. Tomás Aguilar", "the Brookfield Institute", "Senator Ruth Okafor", "Lars Nyqvist",
    "Priya Raman", "the Harbor Commission", "Judge Walter Kim", "Reuters", "Amnesty International",
    "the Ministry of Justice", "Omar Haddad",
)  # fmt: skip

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "A spokesman for {name} did not respond to a request for comment.",
        "{name} is expected to address the question again next week.",
        "{name} and {name} have not commented on the matter.",
        "The report was first published by {name} in March.",
        "Critics of {name} say the decision came far too late.",
        "“This changes everything,” {name} said at the time.",
        "It was not immediately clear whether {name} would appeal.",
        "In a later interview, {name} repeated the claim and offered new figures to support it.",
        "{name} had earlier warned that the costs could double within two years.",
        "Several residents who spoke to {name} described long delays and poor communication.",
        "A final vote is due on the 14th of the month.",
        "This story has been updated with a statement from {name}.",
        "Not everyone agrees with {name}.",
        "For more than a decade, {name} has argued that the rules need to be simplified, not tightened.",
        "The two sides met for three hours on Tuesday without reaching an agreement.",
        "{name} later apologised.",
    ),
    "es": (
        "{name} no quiso hacer declaraciones.",
        "La decisión se conocerá la próxima semana, según {name}.",
        "{name} ya lo había advertido en marzo.",
    ),
    "de": (
        "{name} wollte sich dazu nicht äußern.",
        "Eine Entscheidung wird laut {name} in der kommenden Woche erwartet.",
        "Davor hatte {name} bereits im März gewarnt.",
    ),
    "fr": (
        "{name} n'a pas souhaité faire de commentaire.",
        "La décision est attendue la semaine prochaine, selon {name}.",
        "{name} avait pourtant prévenu dès le mois de mars.",
    ),
    "ru": (
        "{name} отказался от комментариев.",
        "Решение ожидается на следующей неделе.",
        "Ранее об этом сообщал {name}.",
    ),
    "lv": ("{name} no komentāriem atteicās.", "Lēmums gaidāms nākamnedēļ."),
    "zh": ("{name}对此未作回应。", "预计下周将公布最终结果。", "此前{name}曾多次就此表态。"),
    "ja": ("{name}はコメントを控えた。", "最終的な決定は来週の見通しだ。"),
    "ko": ("{name} 측은 답변을 거부했다.", "최종 결정은 다음 주에 나올 예정이다."),
    "ar": ("ولم يصدر أي تعليق من {name}.", "ومن المتوقع صدور القرار الأسبوع المقبل."),
    "hi": ("{name} ने इस पर कोई टिप्पणी नहीं की।", "अंतिम फैसला अगले सप्ताह आने की उम्मीद है।"),
    "bn": ("{name} এ বিষয়ে কোনো মন্তব্য করেননি।", "আগামী সপ্তাহে চূড়ান্ত সিদ্ধান্ত আসতে পারে।"),
    "th": ("{name} ปฏิเสธที่จะให้ความเห็น", "คาดว่าจะมีการตัดสินใจในสัปดาห์หน้า"),
    "my": ("{name} က မှတ်ချက်ပေးရန် ငြင်းဆိုခဲ့သည်။",),
}
