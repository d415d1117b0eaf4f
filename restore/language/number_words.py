"""Number words, by language: what each amounts to, and what is made of several."""

from __future__ import annotations

from typing import Final

from restore.language.letters import folded

# Value, and the words that say it, forms and ordinals among them.
_WORDS = {
    "en": """
    0 zero nought; 2 two twice; 3 three third; 4 four fourth; 5 five fifth; 6 six sixth; 7 seven seventh;
    8 eight eighth; 9 nine ninth; 10 ten tenth; 11 eleven eleventh; 12 twelve twelfth dozen; 13 thirteen thirteenth;
    14 fourteen fourteenth; 15 fifteen fifteenth; 16 sixteen sixteenth; 17 seventeen seventeenth;
    18 eighteen eighteenth; 19 nineteen nineteenth; 20 twenty twentieth; 30 thirty thirtieth; 40 forty fortieth;
    50 fifty fiftieth; 60 sixty sixtieth; 70 seventy seventieth; 80 eighty eightieth; 90 ninety ninetieth;
    100 hundred hundreds hundredth; 1000 thousand thousands; 1000000 million millions; 1000000000 billion billions;
    1000000000000 trillion trillions; % percent
    """,
    "de": """
    2 zwei zwo zweite zweiten zweiter; 3 drei dritte dritten dritter; 4 vier vierte vierten vierter;
    5 fünf fünfte fünften; 6 sechs sechste sechsten; 7 sieben siebte siebten; 8 acht achte achten;
    9 neun neunte neunten; 10 zehn zehnte zehnten; 11 elfte elften; 12 zwölf zwölfte zwölften dutzend;
    13 dreizehn; 14 vierzehn; 15 fünfzehn; 16 sechzehn; 17 siebzehn; 18 achtzehn; 19 neunzehn; 20 zwanzig;
    30 dreißig dreissig; 40 vierzig; 50 fünfzig; 60 sechzig; 70 siebzig; 80 achtzig; 90 neunzig; 100 hundert;
    1000 tausend; 1000000 million millionen; 1000000000 milliarde milliarden; % prozent
    """,
    "fr": """
    0 zéro; 2 deux deuxième; 3 trois troisième; 4 quatre quatrième; 5 cinq cinquième; 6 six sixième; 7 septième;
    8 huit huitième; 9 neuf neuvième; 10 dixième; 11 onze onzième; 12 douze douzième douzaine; 13 treize;
    14 quatorze; 15 quinze; 16 seize; 20 vingt vingtième; 30 trente; 40 quarante; 50 cinquante; 60 soixante;
    70 septante; 80 huitante octante; 90 nonante; 100 cents centième; 1000 mille; 1000000 million millions;
    1000000000 milliard milliards; % pourcent
    """,
    "es": """
    0 cero; 2 dos; 3 tres tercero tercera; 4 cuatro cuarto cuarta; 5 cinco quinto quinta; 6 seis sexto sexta;
    7 siete séptimo séptima; 8 ocho octavo octava; 9 nueve noveno novena; 10 diez décimo décima; 12 doce docena;
    13 trece; 14 catorce; 15 quince; 16 dieciséis; 17 diecisiete; 18 dieciocho; 19 diecinueve; 20 veinte; 21 veintiuno
    veintiún; 22 veintidós; 23 veintitrés; 24 veinticuatro; 25 veinticinco; 26 veintiséis; 27 veintisiete;
    28 veintiocho; 29 veintinueve; 30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta; 70 setenta; 80 ochenta;
    90 noventa; 100 cien ciento; 200 doscientos doscientas; 300 trescientos trescientas; 400 cuatrocientos
    cuatrocientas; 500 quinientos quinientas; 600 seiscientos seiscientas; 700 setecientos setecientas;
    800 ochocientos ochocientas; 900 novecientos novecientas; 1000000 millón millones
    """,
    "it": """
    0 zero; 3 tre terzo terza; 4 quattro quarto quarta; 5 cinque quinto quinta; 6 sesto sesta;
    7 sette settimo; 8 ottavo; 9 nove nono; 10 dieci decimo; 11 undici; 12 dodici dozzina; 13 tredici;
    14 quattordici; 15 quindici; 16 sedici; 17 diciassette; 18 diciotto; 19 diciannove; 20 venti; 30 trenta;
    40 quaranta; 50 cinquanta; 60 sessanta; 70 settanta; 80 ottanta;
    90 novanta; 100 cento; 1000 mille mila; 1000000 milione milioni; 1000000000 miliardo miliardi
    """,
    "pt": """
    0 zero; 2 dois duas; 3 três terceiro terceira; 4 quatro quarto quarta; 5 cinco quinto quinta; 6 seis sexto sexta;
    7 sete sétimo sétima; 8 oito oitavo oitava; 9 nove nono; 10 décimo; 11 onze; 12 doze dúzia; 13 treze;
    14 catorze quatorze; 15 quinze; 16 dezesseis dezasseis; 17 dezessete dezassete; 18 dezoito; 19 dezenove dezanove;
    20 vinte; 30 trinta; 40 quarenta; 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta; 90 noventa; 100 cem cento;
    200 duzentos duzentas; 300 trezentos trezentas; 400 quatrocentos; 500 quinhentos; 600 seiscentos; 700 setecentos;
    800 oitocentos; 900 novecentos; 1000000 milhão milhões; 1000000000 bilhão bilhões
    """,
    "nl": """
    2 twee tweede; 3 drie derde; 4 vier vierde; 5 vijf vijfde; 6 zes zesde; 7 zeven zevende; 8 acht achtste;
    9 negen negende; 10 tien tiende; 11 elfde; 12 twaalf twaalfde dozijn; 13 dertien; 14 veertien; 15 vijftien;
    16 zestien; 17 zeventien; 18 achttien; 19 negentien; 20 twintig; 30 dertig; 40 veertig; 50 vijftig; 60 zestig;
    70 zeventig; 80 tachtig; 90 negentig; 100 honderd; 1000 duizend; 1000000 miljoen; 1000000000 miljard; % procent
    """,
    "sv, da, nb": """
    0 noll; 2 två; 3 tre tredje; 4 fyra fjärde fjerde; 5 fem femte; 6 seks sjätte
    sjette; 7 sju syv sjunde syvende; 8 åtta otte åtte åttonde; 9 nio nionde niende; 10 tio tionde; 11 elva elleve;
    12 tolv; 13 tretton tretten; 14 fjorton fjorten; 15 femton femten; 16 sexton seksten; 17 sjutton sytten;
    18 arton atten; 19 nitton nitten; 20 tjugo tyve tjue; 30 trettio tredive tretti; 40 fyrtio fyrre førti;
    50 femtio femti; 60 sextio seksti; 70 sjuttio sytti; 80 åttio åtti; 90 nittio nitti; 100 hundra hundrede;
    1000 tusen tusind; 1000000 miljon miljoner millioner; 1000000000 miljard miljarder milliarder; % procent prosent
    """,
    "pl": """
    0 zero; 2 dwa dwie dwóch dwoje drugi; 3 trzy trzech trzeci; 4 cztery czterech czwarty; 5 pięć pięciu piąty;
    6 sześć sześciu szósty; 7 siedem siedmiu siódmy; 8 osiem ośmiu ósmy; 9 dziewięć dziewięciu dziewiąty;
    10 dziesięć dziesięciu dziesiąty; 11 jedenaście; 12 dwanaście; 13 trzynaście; 14 czternaście; 15 piętnaście;
    16 szesnaście; 17 siedemnaście; 18 osiemnaście; 19 dziewiętnaście; 20 dwadzieścia; 30 trzydzieści;
    40 czterdzieści; 50 pięćdziesiąt; 60 sześćdziesiąt; 70 siedemdziesiąt; 80 osiemdziesiąt; 90 dziewięćdziesiąt;
    200 dwieście; 300 trzysta; 400 czterysta; 500 pięćset; 1000 tysiąc tysiące tysięcy;
    1000000 milion miliony milionów; 1000000000 miliard miliardy miliardów; % procent
    """,
    "cs": """
    0 nula; 2 dva dvě dvou; 3 tři tří; 4 čtyři čtyř; 5 pět pěti; 6 šest šesti; 7 sedm sedmi; 8 osm osmi; 9 devět devíti;
    10 deset deseti; 11 jedenáct; 12 dvanáct; 13 třináct; 14 čtrnáct; 15 patnáct; 16 šestnáct; 17 sedmnáct;
    18 osmnáct; 19 devatenáct; 20 dvacet; 30 třicet; 40 čtyřicet; 50 padesát; 60 šedesát; 70 sedmdesát; 80 osmdesát;
    90 devadesát; 1000 tisíc tisíce; 1000000 milion miliony milionů; 1000000000 miliarda miliardy; % procento procent
    """,
    "ru": """
    0 ноль нуль; 2 два две двух двум двумя двое; 3 три трех трёх тремя трое; 4 четыре четырех четырёх; 5 пять пяти;
    6 шесть шести; 7 семь семи; 8 восемь восьми; 9 девять девяти; 10 десять десяти; 11 одиннадцать одиннадцати;
    12 двенадцать двенадцати; 13 тринадцать; 14 четырнадцать; 15 пятнадцать; 16 шестнадцать; 17 семнадцать;
    18 восемнадцать; 19 девятнадцать; 20 двадцать двадцати; 30 тридцать тридцати; 40 сорок; 50 пятьдесят;
    60 шестьдесят; 70 семьдесят; 80 восемьдесят; 90 девяносто; 100 сто; 200 двести; 300 триста; 400 четыреста;
    500 пятьсот; 600 шестьсот; 700 семьсот; 800 восемьсот; 900 девятьсот; 1000 тысяча тысячи тысяч тысячу;
    1000000 миллион миллиона миллионов; 1000000000 миллиард миллиарда миллиардов; % процент процента процентов
    """,
    "uk": """
    2 два дві двох; 3 три трьох; 4 чотири чотирьох; 5 п'ять п'яти; 6 шість шести; 7 сім семи; 8 вісім восьми;
    9 дев'ять; 10 десять; 20 двадцять; 30 тридцять; 40 сорок; 100 сто; 1000 тисяча тисячі тисяч
    """,
    "lv": """
    2 divi divas divu; 3 trīs triju; 4 četri četras četru; 5 pieci piecas piecu; 6 seši sešas sešu; 7 septiņi
    septiņas; 8 astoņi astoņas; 9 deviņi deviņas; 10 desmit; 11 vienpadsmit; 12 divpadsmit; 20 divdesmit; 30 trīsdesmit;
    40 četrdesmit; 50 piecdesmit; 100 simts simti; 1000 tūkstotis tūkstoši tūkstošu
    """,
    "el": """
    0 μηδέν; 2 δύο δυο; 3 τρία τρεις τριών; 4 τέσσερα τέσσερις τεσσάρων; 5 πέντε; 6 έξι; 7 επτά εφτά; 8 οκτώ οχτώ;
    9 εννέα εννιά; 10 δέκα; 11 έντεκα; 12 δώδεκα; 13 δεκατρία δεκατρείς; 14 δεκατέσσερα δεκατέσσερις; 15 δεκαπέντε;
    16 δεκαέξι; 17 δεκαεπτά δεκαεφτά; 18 δεκαοκτώ δεκαοχτώ; 19 δεκαεννέα δεκαεννιά; 20 είκοσι; 30 τριάντα; 40 σαράντα;
    50 πενήντα; 60 εξήντα; 70 εβδομήντα; 80 ογδόντα; 90 ενενήντα; 100 εκατό εκατόν; 200 διακόσια διακόσιοι διακόσιες;
    300 τριακόσια τριακόσιοι τριακόσιες; 400 τετρακόσια τετρακόσιοι τετρακόσιες; 500 πεντακόσια πεντακόσιοι
    πεντακόσιες; 600 εξακόσια; 700 επτακόσια; 800 οκτακόσια; 900 εννιακόσια; 1000 χίλια χίλιοι χίλιες χιλιάδες;
    1000000 εκατομμύριο εκατομμύρια; 1000000000 δισεκατομμύριο δισεκατομμύρια
    """,
    "tr": """
    0 sıfır; 2 iki; 3 üç; 4 dört; 5 beş; 6 altı; 7 yedi; 8 sekiz; 9 dokuz; 20 yirmi; 30 otuz; 40 kırk; 50 elli;
    60 altmış; 70 yetmiş; 80 seksen; 90 doksan; 100 yüz; 1000000 milyon
    """,
    "ar": """
    2 اثنان اثنين; 3 ثلاثة ثلاث; 4 أربعة أربع; 5 خمسة خمس; 6 ستة ست; 7 سبعة سبع;
    8 ثمانية ثماني; 9 تسعة تسع; 10 عشرة عشر;
    20 عشرون عشرين; 30 ثلاثون ثلاثين; 40 أربعون أربعين; 50 خمسون خمسين; 100 مائة مئة;
    1000 ألف آلاف; 1000000 مليون ملايين
    """,
    "hi, ne": "2 दो दुई; 3 तीन; 4 चार; 5 पांच पाँच; 6 छह; 7 सात; 8 आठ; 9 नौ; 10 दस; 11 ग्यारह; 12 बारह; 13 तेरह;"
    " 14 चौदह; 15 पंद्रह पन्द्रह; 16 सोलह; 17 सत्रह; 18 अठारह; 19 उन्नीस; 20 बीस बिस; 25 पच्चीस; 30 तीस; 40 चालीस;"
    " 50 पचास; 60 साठ; 70 सत्तर; 80 अस्सी; 90 नब्बे; 100 सौ; 1000 हजार हज़ार; 100000 लाख; 10000000 करोड़",
    "bn": "2 দুই দুটি; 3 তিন; 4 চার; 5 পাঁচ; 6 ছয়; 7 সাত; 8 আট; 9 নয়টি; 10 দশ; 100 একশ; 1000 হাজার",
    "ko": "2 둘 두; 3 셋; 4 넷; 5 다섯; 6 여섯; 7 일곱; 8 여덟; 9 아홉; 20 스물",
    "zh, ja": "0 零 〇; 2 二 两 兩; 3 三; 4 四; 5 五; 6 六; 7 七; 8 八; 9 九; 10 十; "
    "100 百; 1000 千; 10000 万 萬; 100000000 亿 億",
}
# Articles, pronouns and common words besides: numbers only where the other side has one too.
_WEAK = """
1 one first eins ein eine einen einem einer erste ersten un une premier première uno una primero primera primer primo
prima um uma primeiro primeira een één eerste en ett én et første första jeden jedna jedno pierwszy první один одна одно
одного первый первая viens viena bir واحد एक একটি 하나 한 一;
2 second seconde due secondo seconda andra anden второй вторая;
3 세; 4 네; 6 sei sex; 7 sept; 8 otto; 10 dix dez 열; 11 elf; 0 null nul; 100 cent sto; 1000 mil bin
"""
_LINKS = {  # what else such words are made of
    "de": "und ein eine elf",
    "nl": "en ën een elf",
    "it": "uno due tré sei otto vent trent quarant cinquant sessant settant ottant novant",
    "sv, da, nb": "og en ett to fire sex",
}
COMPOUND, LONGEST = 7, 64  # letters of a number word made of others: "dreizehn" is listed, more is no word


def _listed(*lists: str) -> dict[str, str]:
    """The value of each word; of one that is listed twice the later."""
    said: dict[str, str] = {}
    for entries in lists:  # each folded by itself: most are as they are, which is seen at once
        for entry in folded(entries).split(";"):
            value, *words = entry.split()
            said.update(dict.fromkeys(words, value))
    return said


VALUES: Final[dict[str, str]] = _listed(*_WORDS.values()) | {
    "%": "%",
    "‰": "‰",
}
WEAK_VALUES: Final[dict[str, str]] = _listed(_WEAK)

_PARTS = tuple(
    frozenset(_listed(_WORDS[language])) | frozenset(folded(links).split()) for language, links in _LINKS.items()
)
_BEGINNINGS = frozenset(part[:2] for parts in _PARTS for part in parts)
_LONGEST = max(len(part) for parts in _PARTS for part in parts)


def is_compound(fold: str) -> bool:
    """Whether a word is made of number words of one language throughout.

    >>> is_compound("einundzwanzig"), is_compound("trecentoventi"), is_compound("einundtwintig")
    (True, True, False)
    """
    if not COMPOUND <= len(fold) <= LONGEST or fold[:2] not in _BEGINNINGS:
        return False
    return any(_is_made_of(fold, parts) for parts in _PARTS)


def _is_made_of(word: str, parts: frozenset[str]) -> bool:
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(start in ends and word[start:end] in parts for start in range(max(end - _LONGEST, 0), end)):
            ends.add(end)
    return len(word) in ends
