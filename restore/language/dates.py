"""Names of months and weekdays, by language: one for another is another date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from restore.language.letters import folded

# Twelve months from January on, seven days from Monday on; forms of one name with strokes between them.
_MONTHS = {
    "en": "january/jan february/feb march april/apr may june/jun july/jul august/aug september/sept/sep october/oct "
    "november/nov december/dec",
    "de": "januar/jänner februar/feber märz april mai juni juli august september oktober/okt november dezember/dez",
    "fr": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre octobre novembre décembre/déc",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da, nb": "januar februar marts/mars april maj/mai juni juli august september oktober november december/desember",
    "pl": "styczeń/stycznia/styczniu luty/lutego/lutym marzec/marca/marcu kwiecień/kwietnia/kwietniu maj/maja/maju "
    "czerwiec/czerwca/czerwcu lipiec/lipca/lipcu sierpień/sierpnia/sierpniu wrzesień/września/wrześniu "
    "październik/października/październiku listopad/listopada/listopadzie grudzień/grudnia/grudniu",
    "cs": "leden/ledna/lednu únor/února/únoru březen/března/březnu duben/dubna/dubnu květen/května/květnu "
    "červen/června/červnu červenec/července/červenci srpen/srpna/srpnu září/září říjen/října/říjnu listopad/listopadu "
    "prosinec/prosince/prosinci",
    "ru": "январь/января/январе февраль/февраля/феврале март/марта/марте апрель/апреля/апреле май/мая/мае "
    "июнь/июня/июне июль/июля/июле август/августа/августе сентябрь/сентября/сентябре октябрь/октября/октябре "
    "ноябрь/ноября/ноябре декабрь/декабря/декабре",
    "uk": "січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня "
    "серпень/серпня вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня",
    "lv": "janvāris/janvārī/janvāra februāris/februārī/februāra marts/martā/marta aprīlis/aprīlī/aprīļa "
    "maijs/maijā/maija jūnijs/jūnijā/jūnija jūlijs/jūlijā/jūlija augusts/augustā/augusta "
    "septembris/septembrī/septembra oktobris/oktobrī/oktobra novembris/novembrī/novembra "
    "decembris/decembrī/decembra",
    "el": "ιανουάριος/ιανουαρίου/ιανουάριο φεβρουάριος/φεβρουαρίου/φεβρουάριο μάρτιος/μαρτίου/μάρτιο "
    "απρίλιος/απριλίου/απρίλιο μάιος/μαΐου/μάιο ιούνιος/ιουνίου/ιούνιο ιούλιος/ιουλίου/ιούλιο "
    "αύγουστος/αυγούστου/αύγουστο σεπτέμβριος/σεπτεμβρίου/σεπτέμβριο οκτώβριος/οκτωβρίου/οκτώβριο "
    "νοέμβριος/νοεμβρίου/νοέμβριο δεκέμβριος/δεκεμβρίου/δεκέμβριο",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "hi": "जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
    "bn": "জানুয়ারি/জানুয়ারি ফেব্রুয়ারি/ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
}
_DAYS = {
    "en": "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thurs friday/fri saturday/sat sunday/sun",
    "de": "montag/montags dienstag/dienstags mittwoch/mittwochs donnerstag/donnerstags freitag/freitags "
    "samstag/sonnabend/samstags sonntag/sonntags",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado/sábados domingo/domingos",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag/måndagen tisdag/tisdagen onsdag/onsdagen torsdag/torsdagen fredag/fredagen lördag/lördagen "
    "söndag/söndagen",
    "da, nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek/poniedziałku wtorek/wtorku środa/środę/środy czwartek/czwartku piątek/piątku "
    "sobota/sobotę/soboty niedziela/niedzielę/niedzieli",
    "cs": "pondělí úterý středa/středu/středy čtvrtek/čtvrtku pátek/pátku sobota/sobotu/soboty neděle/neděli",
    "ru": "понедельник/понедельника вторник/вторника среда/среду/среды четверг/четверга пятница/пятницу/пятницы "
    "суббота/субботу/субботы воскресенье/воскресенья",
    "uk": "понеділок/понеділка вівторок/вівторка середа/середу четвер/четверга п'ятниця/п'ятницю субота/суботу "
    "неділя/неділю",
    "lv": "pirmdiena/pirmdien/pirmdienu otrdiena/otrdien/otrdienu trešdiena/trešdien/trešdienu "
    "ceturtdiena/ceturtdien/ceturtdienu piektdiena/piektdien/piektdienu sestdiena/sestdien/sestdienu "
    "svētdiena/svētdien/svētdienu",
    "el": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο/σαββάτου κυριακή/κυριακής",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "ar": "الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "hi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일",
}


def _by_name() -> dict[str, str]:
    """Each name with what it names, alike in all languages; a name of two in two languages is left to the first."""
    names: dict[str, str] = {}
    for kind, lists in (("month", _MONTHS), ("day", _DAYS)):
        for words in lists.values():
            for at, forms in enumerate(folded(words).split(), 1):
                for form in forms.split("/"):
                    names.setdefault(form, f"{kind} {at}")
    return names


_NAMES = _by_name()


def dates(folds: Sequence[str]) -> Counter[str]:
    """The months and weekdays among tokens in their folded forms.

    >>> dates("on monday , 3 july".split())
    Counter({'day 1': 1, 'month 7': 1})
    """
    return Counter(_NAMES[fold] for fold in folds if fold in _NAMES)


def is_telling(fold: str) -> bool:
    """Whether a token is the name of a month or day."""
    return fold in _NAMES


def turned(copy: Sequence[str], source: Sequence[str]) -> bool:
    """Whether both name a month or weekday, and not the same: one that comes or goes is a word like another.

    >>> turned(["june"], ["july"]), turned(["juli"], ["july"]), turned(["tune"], ["june"])
    (True, False, False)
    """
    ours = dates(copy)
    theirs = dates(source) if ours else ours
    return bool(ours and theirs) and ours != theirs
