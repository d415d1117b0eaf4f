"""Words that name nothing, by language: pronouns, determiners and what else holds the others together.

Written down from the closed classes of each language's grammar; not all of them, but those that are in every text.
"""

from __future__ import annotations

from itertools import chain

from restore.language.letters import folded

# ruff: noqa: SIM905 - word lists read best as running text

PRONOUNS = {
    "en": frozenset(
        """
        i you he she it we they me him her us them his hers its their theirs our ours your yours my mine himself
        herself itself themselves
        """.split()
    ),
    "de": frozenset(
        """
        ich du er sie es wir ihr mich dich ihn ihm uns euch ihnen mein meine meinen dein deine sein seine seinen seiner
        seinem seines ihre ihren ihrer ihrem ihres unser unsere unseren euer eure sich selbst
        """.split()
    ),
    "fr": frozenset(
        """
        je tu il elle on nous vous ils elles me te se lui leur leurs moi toi eux mon ma mes ton ta tes son sa ses notre
        nos votre vos y en
        """.split()
    ),
    "es": frozenset(
        """
        yo tú él ella ello nosotros vosotros ellos ellas usted ustedes me te se le les nos os lo la los las mi mis tu
        tus su sus nuestro nuestra nuestros nuestras mí ti sí
        """.split()
    ),
    "it": frozenset(
        """
        io tu lui lei noi voi loro mi ti si ci vi lo la li le gli mio mia miei tuo tua tuoi suo sua suoi sue nostro
        nostra vostro vostra egli ella essi esse
        """.split()
    ),
    "pt": frozenset(
        """
        eu tu ele ela nós vós eles elas você vocês me te se lhe lhes nos vos meu minha meus minhas teu tua seu sua seus
        suas nosso nossa nossos nossas mim ti si
        """.split()
    ),
    "nl": frozenset("ik jij je hij zij ze het wij we jullie u mij me jou hem haar ons hun hen mijn jouw zijn".split()),
    "sv": frozenset("jag du han hon den det vi ni de mig dig honom henne oss er dem min din sin hans hennes".split()),
    "da": frozenset("jeg du han hun den det vi i de mig dig ham hende os jer dem min din sin hans hendes".split()),
    "pl": frozenset("ja ty on ona ono my wy oni one mnie mi ciebie ci jego go jej ją nas nam ich im je mój".split()),
    "cs": frozenset("já ty on ona ono my vy oni ony mě mi tě ti ho mu ji jí nás nám je jim můj jeho její".split()),
    "ru": frozenset(
        """
        я ты он она оно мы вы они меня мне тебя тебе его ему ее её ей ней нас нам вас вам их им ними него мой моя мои
        свой своя свою своих наш наша ваш себя себе
        """.split()
    ),
    "lv": frozenset("es tu viņš viņa mēs jūs viņi viņas man tev viņam viņai mums jums savu sava mana tavs".split()),
    "ar": frozenset("أنا أنت هو هي نحن أنتم هم هن".split()),
    "hi": frozenset("मैं तुम आप वह वे हम मुझे उसे उन्हें मेरा मेरी उसका उसकी उनके उनकी अपने अपनी".split()),
}
# What stands before nouns.
DETERMINERS = {
    "en": frozenset(
        """
        the a an this that these those his her its their our my your some any no every each of in by with
        """.split()
    ),
}
# Third persons: a pronoun of one stands for no pronoun of another, where both are of the same thing.
PERSONS = {
    word: words.split()[0]
    for words in ("he him his himself", "she her hers herself", "it its itself", "they them their theirs themselves")
    for word in words.split()
}
# What stands before a name and is none.
TITLES = frozenset("mr mrs ms miss dr prof sir lord lady herr frau monsieur mme mlle señor señora sr sra".split())
# What is written short with a full stop, and is hardly a word that is written out.
ABBREVIATED = frozenset(
    (
        "apr assn aug ave bros capt cent cents col corp dec dept dr est etc feb fig gen gov hon inc jan jr jul jun ltd "
        "mar messrs mr mrs ms no nos nov oct prof rep rev sec sen sep sept sgt sr st ste vol vols vs"
    ).split()
)
# What begins a noun phrase in other languages, and is hardly a word in English texts before one.
ARTICLES = frozenset(
    folded(
        """
        der die das den dem des ein eine einen einem einer eines
        le la les un une el los las uno una unos unas il lo gli os um uma het een
        ο η το οι τα τον την του της των τους τις
        """
    ).split()
)
# What names nothing, pronouns aside.
FUNCTION = {
    "en": frozenset(
        """
        a an the and or but nor if so of to in on at by for with from as into about over after before under between
        through during against is are was were be been being has have had having do does did will would can could
        may might shall should must not n't 's 're 've 'll 'd 'm no than then there here when where while because
        also very more most just only even still yet too now what how why all any some each every both such own same
        other up down out off again further once this that these those who which less well much many few one two
        three later earlier soon often never ever always almost around
        """.split()
    ),
    "de": frozenset(
        """
        der die das den dem des ein eine einen einem einer eines und oder aber denn sondern wenn weil dass daß ob als
        wie wo wann was wer wen wem von zu mit in im an am auf aus bei beim nach vor für über unter um durch gegen bis
        seit zum zur vom ins ist sind war waren sei wird werden wurde wurden worden hat haben hatte hatten kann können
        konnte muss muß müssen soll sollen will wollen darf noch nur auch schon so sehr mehr doch dann da hier dort
        jetzt nun immer je jemals dieser diese dieses diesen diesem jener jene jenes alle allem allen aller alles man
        etwas jemand hin her
        """.split()
    ),
    "fr": frozenset(
        """
        le la les l' un une des du de d' et ou mais donc car si que qu' qui quoi dont où quand comme à au aux en dans
        sur sous par pour avec chez vers entre est sont était étaient sera a ont avait avaient ce cet cette ces plus
        très tout tous toute toutes aussi bien encore déjà peu trop
        """.split()
    ),
    "es": frozenset(
        """
        el la los las un una unos unas y e o u pero si que quien cual como cuando donde de del a al en con por para
        sobre entre hasta desde es son era eran fue ser está están ha han había este esta estos estas ese esa eso más
        muy todo toda todos todas también ya cada algo siempre
        """.split()
    ),
    "it": frozenset(
        """
        il lo la i gli le un uno una e o ma se che chi cui come quando dove di del della dei delle dello a al alla ai
        alle da dal dalla in nel nella nei nelle con su sul sulla per tra fra è sono era erano ha hanno aveva questo
        questa questi queste quello quella più molto tutto tutti tutta tutte anche già ogni sempre
        """.split()
    ),
    "pt": frozenset(
        """
        o a os as um uma uns umas e ou mas se que quem qual como quando onde de do da dos das em na nos nas ao à com
        por para pelo pela sobre entre até é são era eram foi ser está há tem mais muito todo toda todos todas também
        já cada sempre este esta esse essa isto isso
        """.split()
    ),
    "nl": frozenset(
        """
        de het een en of maar want als dat die dit deze wat wie waar wanneer hoe van in op aan met voor door over onder
        naar bij uit tot om is zijn was waren wordt worden werd heeft hebben had kan kunnen moet zal zou ook nog al wel
        meer zeer alle elk iets iemand ooit
        """.split()
    ),
    "sv": frozenset(
        """
        en ett och eller men om att som när var hur i på av till med för från vid under över är blev har hade kan ska
        skulle också mer mycket alla något någon alltid nu
        """.split()
    ),
    "da": frozenset(
        """
        en et og eller men om at som når hvor i på af til med for fra ved under over er var blev har havde kan skal
        skulle også mere meget alle noget nogen altid nu
        """.split()
    ),
    "pl": frozenset(
        """
        i a oraz lub albo ale że żeby jeśli gdy kiedy gdzie jak co kto który która które w we z ze na do od po o dla
        przez przy pod nad jest są był była było byli ma już też tylko bardzo ten ta to te tego tej coś
        """.split()
    ),
    "cs": frozenset(
        """
        a i nebo ale že aby když kde kdy jak co kdo který která které v ve z ze na do od po o pro přes při pod nad je
        jsou byl byla bylo byli má již také jen velmi ten ta to ti toho něco někdo vždy
        """.split()
    ),
    "ru": frozenset(
        """
        и а но или что чтобы если когда где как кто который которая которые в во с со на к ко у о об от до из за по под
        над при для через был была было были есть будет это этот эта эти того тот та те же бы ли уже еще ещё только
        очень все всё так там тут
        """.split()
    ),
    "lv": frozenset("un vai bet ka lai ja kad kur kā kas no uz ar par pie pēc līdz ir bija būs tas tā šis arī".split()),
    "ar": frozenset("في من إلى على عن مع أن إن التي الذي هذا هذه ذلك كان كانت قد أو ثم".split()),
    "hi": frozenset("का की के को में से पर है हैं था थे थी और या भी ही तो यह कि जो एक कर लिए".split()),
}
# What is a word in some language, whatever it says.
KNOWN = frozenset(folded(" ".join(chain(*PRONOUNS.values(), *FUNCTION.values()))).split())
# Where English noun phrases do not begin or end: a text in another language aligns without.
NO_BEGIN = frozenset(
    """
    and or but nor of to in on at by for with from as is are was were be been has have had will would can could
    may might should must do does did not n't that than then because if so when where while who which whose whom
    what how why said says 's 're 've 'll 'd 'm about into over after before under between through during
    against
    """.split()
)
NO_END = frozenset(
    """
    the a an and or but nor of to in on at by for with from as is are was were be been has have had will would can
    could may might should must do does did not n't than then because if so when where while who which whose whom
    what how why his her its their our my your about into over after before under between through during against
    said says
    """.split()
)
# What English words end in by inflection.
SUFFIXES = frozenset({"s", "es", "d", "ed", "r", "er", "ly", "ing", "n", "en", "y", "'s", "al", "st", "est", "e"})
