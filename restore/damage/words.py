"""Small word lists that help to find mentions; in a language without a list, capitals and repetition do."""

# ruff: noqa: SIM905 - word lists read best as running text

from __future__ import annotations

PERSONS = frozenset(
    "he him his himself she her hers herself they them their theirs themselves it its itself we us our ours i me "
    "my mine you your él ella ellos ellas le les lo su sus nosotros se er ihn ihm sie ihr ihre ihrer sich wir uns "
    "il elle ils elles lui leur leurs son sa ses nous он она они его её ей их им мы viņš viņa viņi".split()
)
POSSESSIVES = frozenset("his her their its our my your su sus ihr ihre ihrer leur leurs son sa ses его её их".split())
DETERMINERS = frozenset(
    "the a an this these those his her their its our my your some all both several el la los las un una unos unas "
    "su sus este esta estos ese esa der die das den dem des ein eine einen einem einer dieser diese dieses le les "
    "une des ce cette ces son sa ses leur leurs o os as um uma il lo gli i uno".split()
)
LINKS = frozenset("of de del la da do dos di du van von der den bin ibn al el y und & for the".split())
RELATIVES = frozenset("who that which whose in of from with including around for under on at to".split())
POINTERS = frozenset(
    {"that", "such", "each", "every", "any", "no"}
)  # determiners only before a noun known from elsewhere
FUNCTION = frozenset(
    "a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto "
    "out over to up with without within under about after again against all also always am among any are be "
    "became because been before being below between both can could did do does doing done down during each ever "
    "every few had has have having here how however i is it its just may me might more most much must my no not "
    "now one only other our own per same shall she should since some still such their them there they through "
    "until upon us very was we were what when where whether which while who whom whose why will would you your he "
    "him his her they said says say told asked according 's 're 've 'll 'd 'm n't el la los las un una y o pero "
    "que de del en con por para se no su al lo como más fue es son ha han está este esta der die das und oder "
    "aber nicht ein eine einen dem den des im in zu zum zur mit von vom auf für ist sind war hat haben sich als "
    "auch wie bei nach aus an am es er sie wir dass wird werden le les et ou mais que qui dans pour par sur pas "
    "ne est sont était a ont au aux du une ce cette ces il elle ils и в на не что с по как из у к о за от это для "
    "он она они но un ir par ar no uz kas ka tika".split()
)
VERBS = frozenset(
    "is are was were be been being has have had do does did will would can could may might must should said says "
    "told made make makes took take takes went goes go came come comes got get gets gave give gives saw see sees "
    "knew know knows thought think thinks found find finds wanted want wants looked look looks used use uses "
    "began begin begins kept keep keeps let lets seemed seem seems felt feel feels became become becomes left "
    "leave leaves called call calls told tell tells put puts run ran held hold holds brought bring brings wrote "
    "write writes stood sat lost lose paid pay met meet sent send built build led lead spent spend won win broke "
    "spoke speak face faces plan plans hope hopes need needs include includes".split()
)
ABBREVIATED = frozenset(
    "mr mrs ms dr st vs v no jr sr gen sen rep gov prof inc co corp ltd jan feb aug sept oct nov dec".split()
)


def looks_like_a_verb(fold: str) -> bool:
    """A guess from form alone, for English: enough to end a noun phrase before its verb most of the time.

    >>> looks_like_a_verb("declared"), looks_like_a_verb("mayors")
    (True, False)
    """
    return fold in VERBS or (fold.endswith("ed") and len(fold) > 4 and fold not in {"united", "hundred", "speed"})
