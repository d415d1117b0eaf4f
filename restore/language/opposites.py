"""Words that exclude each other, so that one for the other turns the sense: kin, sexes, sides, amounts, units.

Written down by language from what texts are about; those that are alike in their letters ("mother", "father") most of
all, since an engine might have misread them. Not words that mostly mean something else ("est", "este", "right"), nor
those that a last letter tells apart ("hijo", "hija"), which engines do misread.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from restore.language.letters import folded

# By language; what is between two semicolons excludes each other.
LANGUAGES: Final[Mapping[str, str]] = {
    "units": "km dm cm mm µm nm kg mg µg ng hl dl cl ml; kw mw gw tw; kb mb gb tb; khz mhz ghz; kj mj; am pm",
    "en": """
    north south east west; northern southern eastern western; northward southward eastward westward;
    father mother; fathers mothers; brother sister; brothers sisters; son daughter; sons daughters; husband wife;
    husbands wives; uncle aunt; nephew niece; nephews nieces; man woman; men women; boy girl; boys girls; male female;
    males females; king queen; prince princess; duke duchess; actor actress; waiter waitress; bride bridegroom groom;
    import export; imports exports; imported exported; importer exporter; importers exporters; importing exporting;
    increase decrease; increases decreases; increased decreased; increasing decreasing; rise fall; rises falls;
    rose fell; rising falling; risen fallen; ascend descend; ascending descending; ascent descent; minimum maximum;
    minimal maximal; minima maxima; more less fewer; most least; higher lower; upper lower; larger smaller;
    longer shorter; older younger; elder younger; better worse; best worst; major minor; majority minority;
    internal external; inner outer; interior exterior; inside outside; inward outward; inwards outwards;
    inbound outbound;
    upstairs downstairs; upstream downstream; upward downward; upwards downwards; uphill downhill; above below;
    employer employee; employers employees; lessor lessee; buyer seller; buyers sellers; plaintiff defendant;
    plaintiffs defendants; debtor creditor; debtors creditors; landlord tenant; winner loser; winners losers; won lost;
    wins loses; bought sold; profit loss; profits losses; credit debit; income expenditure; plus minus;
    positive negative; offensive defensive; attack defence; offence defence; morning evening; day night; before after;
    former latter; prefix suffix; prefixes suffixes; presence absence; present absent; arrival departure;
    arrivals departures; entrance exit; include exclude; includes excludes; included excluded; including excluding;
    inclusion exclusion; progress regress; superior inferior; senior junior; public private; urban rural; war peace;
    friend enemy foe; friends enemies foes; dead alive; guilty innocent; true false; black white; hot cold; rich poor;
    vertical horizontal; latitude longitude; numerator denominator; interstate intrastate; hypertension hypotension
    """,
    "de": """
    nord süd ost west; norden süden osten westen; nördlich südlich östlich westlich; nördlichen südlichen östlichen
    westlichen; vater mutter; väter mütter; bruder schwester; brüder schwestern; sohn tochter; söhne töchter; mann frau;
    männer frauen; junge mädchen; onkel tante; neffe nichte; könig königin; import export; importe exporte;
    innen außen; innere äußere; oben unten; obere untere; oberen unteren; rechts links; rechte linke; rechten linken;
    vormittag nachmittag; morgens abends; tag nacht; gestern morgen; mehr weniger; größer kleiner; älter jünger;
    höher niedriger; besser schlechter; minimum maximum; gewinn verlust; gewinne verluste; krieg frieden;
    käufer verkäufer; mieter vermieter; arbeitgeber arbeitnehmer; kläger beklagter; gläubiger schuldner;
    einnahmen ausgaben; einfuhr ausfuhr; einwanderung auswanderung; anfang ende; freund feind; freunde feinde
    """,
    "fr": """
    nord sud ouest; père mère; pères mères; frère sœur; frères sœurs; fils fille; homme femme; hommes femmes;
    garçon fille; oncle tante; neveu nièce; roi reine; gauche droite; importation exportation;
    importations exportations;
    intérieur extérieur; intérieure extérieure; augmentation diminution; hausse baisse; supérieur inférieur;
    supérieure inférieure; matin soir; jour nuit; hier demain; avant après; minimum maximum; acheteur vendeur;
    employeur employé; gain perte; gains pertes; guerre paix; vrai faux; meilleur pire; majorité minorité; ami ennemi
    """,
    "es, pt": """
    norte sur sul oeste; padre madre; hombre mujer; hombres mujeres;
    rey reina; izquierda derecha; importación exportación; importaciones exportaciones; interior exterior;
    aumento descenso; superior inferior; ayer hoy; mínimo máximo; mínima máxima; comprador vendedor; ganancia pérdida;
    guerra paz; mayor menor; mejor peor; mayoría minoría; amigo enemigo; arriba abajo; pai mãe;
    homem mulher; homens mulheres; esquerda direita; importação exportação; ontem hoje; maior menor; melhor pior
    """,
    "it": """
    nord sud ovest; padre madre; fratello sorella; fratelli sorelle; uomo donna;
    uomini donne; re regina; sinistra destra; importazione esportazione; importazioni esportazioni;
    aumento diminuzione; superiore inferiore; ieri oggi domani; minimo massimo; minima massima;
    acquirente venditore; guadagno perdita; guerra pace; maggiore minore; migliore peggiore; maggioranza minoranza;
    amico nemico; vero falso; aumentato diminuito; aumentati diminuiti
    """,
    "nl": """
    noord zuid oost west; noorden zuiden oosten westen; vader moeder; broer zus zuster; zoon dochter; man vrouw;
    mannen vrouwen; jongen meisje; koning koningin; links rechts; linker rechter; invoer uitvoer; binnen buiten;
    boven onder; hoger lager; groter kleiner; ouder jonger; meer minder; ochtend avond; dag nacht; gisteren morgen;
    winst verlies; koper verkoper; werkgever werknemer; oorlog vrede; vriend vijand; meerderheid minderheid
    """,
}


def _groups_by_word() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    entries = [entry.split() for groups in LANGUAGES.values() for entry in folded(groups).split(";")]
    for number, words in enumerate(entries):
        for word in words:
            found[word] = found.get(word, frozenset()) | {number}
    return found


_BY_WORD: Final[Mapping[str, frozenset[int]]] = _groups_by_word()


def is_telling(fold: str) -> bool:
    """Whether a token excludes others, in some language."""
    return fold in _BY_WORD


def exclude(one: str, other: str) -> bool:
    """Whether two words, folded, exclude each other.

    >>> exclude("mother", "father"), exclude("km", "cm"), exclude("mother", "rnother"), exclude("west", "west")
    (True, True, False, False)
    """
    return one != other and not _BY_WORD.get(one, frozenset()).isdisjoint(_BY_WORD.get(other, frozenset()))
