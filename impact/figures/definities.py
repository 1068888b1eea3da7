"""The definitions: fixed in code, printed next to every figure, the same on page and in file."""

from django.utils.translation import gettext_lazy as _

from impact.figures.figuur import Definitie
from wijken.vocabulary import Bewijsniveau

GETELD = _("tellingen van het team in VoorUit")

BIJEENKOMSTEN = Definitie(
    code="bijeenkomsten",
    naam=_("Bijeenkomsten"),
    eenheid=_("bijeenkomsten"),
    enkelvoud=_("bijeenkomst"),
    formule=_("bijeenkomsten die begonnen in de periode, doorgingen en geteld zijn"),
    bron=GETELD,
    ontbreekt=_("wat doorging zonder telling, of waarover niemand iets zei, staat bij niet geteld"),
)
GEPLAND = Definitie(
    code="gepland",
    naam=_("Geplande bijeenkomsten"),
    eenheid=_("bijeenkomsten"),
    enkelvoud=_("bijeenkomst"),
    formule=_("alle bijeenkomsten die in de periode op de agenda stonden, ook die niet doorgingen"),
    bron=_("agenda in VoorUit"),
    ontbreekt=_("wat niet op de agenda stond, telt niet mee"),
)
NIET_DOORGEGAAN = Definitie(
    code="niet_doorgegaan",
    naam=_("Niet doorgegaan"),
    eenheid=_("bijeenkomsten"),
    enkelvoud=_("bijeenkomst"),
    formule=_("bijeenkomsten in de periode waarvan het team zei dat zij niet doorgingen"),
    bron=GETELD,
    ontbreekt=_("een bijeenkomst waarover niemand iets zei, staat bij niet geteld"),
)
NIET_GETELD = Definitie(
    code="niet_geteld",
    naam=_("Niet geteld"),
    eenheid=_("bijeenkomsten"),
    enkelvoud=_("bijeenkomst"),
    formule=_("bijeenkomsten die doorgingen zonder telling, of voorbij zijn zonder bericht"),
    bron=GETELD,
    ontbreekt=_("dit getal is zelf wat ontbreekt"),
)
BEZOEKEN = Definitie(
    code="bezoeken",
    naam=_("Bezoeken"),
    eenheid=_("bezoeken"),
    enkelvoud=_("bezoek"),
    formule=_("som van het aantal deelnemers van de getelde bijeenkomsten; wie vaker komt, telt vaker mee"),
    bron=GETELD,
    ontbreekt=_("niet getelde bijeenkomsten tellen niet mee, dus het echte aantal is eerder hoger"),
)
GEMIDDELD = Definitie(
    code="gemiddeld",
    naam=_("Gemiddeld per bijeenkomst"),
    eenheid=_("bezoeken per bijeenkomst"),
    formule=_("bezoeken gedeeld door het aantal getelde bijeenkomsten, afgerond op helen"),
    bron=GETELD,
    ontbreekt=_("niet getelde bijeenkomsten tellen niet mee"),
)
NIEUW = Definitie(
    code="nieuwe_gezichten",
    naam=_("Nieuwe gezichten"),
    eenheid=_("mensen"),
    formule=_("som van het aantal mensen dat er voor het eerst was, zoals het team het zag"),
    bron=GETELD,
    ontbreekt=_("alleen bijeenkomsten waarbij dit geteld is; wie bij twee reeksen nieuw is, telt twee keer"),
    over_personen=True,
)
BEREIK_ONDER = Definitie(
    code="bereik_ten_minste",
    naam=_("Bereik, ten minste"),
    eenheid=_("mensen"),
    formule=_(
        "sinds de start van de reeksen het grootste van twee: startgroep plus nieuwe gezichten van de grootste reeks, "
        "en de drukste bijeenkomst"
    ),
    bron=GETELD,
    ontbreekt=_(
        "reeksen zonder startgroep tellen niet mee; bijeenkomsten zonder telling van nieuwe gezichten voegen niets toe"
    ),
    over_personen=True,
)
BEREIK_BOVEN = Definitie(
    code="bereik_ten_hoogste",
    naam=_("Bereik, ten hoogste"),
    eenheid=_("mensen"),
    formule=_(
        "startgroep plus nieuwe gezichten sinds de start, opgeteld over de reeksen; nooit lager dan ten minste"
    ),
    bron=GETELD,
    ontbreekt=_(
        "wie bij twee reeksen komt, telt twee keer; wie niet als nieuw geteld is, ontbreekt, dus het kan hoger zijn"
    ),
    over_personen=True,
)
HELPERS = Definitie(
    code="helpers",
    naam=_("Handen uit de wijk"),
    eenheid="%",
    formule=_(
        "helpers uit de wijk gedeeld door helpers plus aanwezige studenten, bij bijeenkomsten waar helpers geteld zijn"
    ),
    bron=GETELD,
    ontbreekt=_("bijeenkomsten waarbij helpers niet geteld zijn, tellen niet mee"),
    over_personen=True,
)
INZET = Definitie(
    code="inzet",
    naam=_("Inzet van studenten"),
    eenheid=_("uur"),
    formule=_("aanwezige studenten keer de duur van de bijeenkomst; alleen als totaal, nooit per persoon"),
    bron=_("aanwezigheid bij bijeenkomsten in VoorUit"),
    ontbreekt=_("bijeenkomsten waarbij niet is genoteerd wie er was, tellen niet mee"),
)
REGISTRATIELAST = Definitie(
    code="registratielast",
    naam=_("Registratielast"),
    eenheid=_("minuten per student per week"),
    formule=_(
        "per soort (telling, gesprek, uur) de mediaan van de seconden keer het aantal, samen gedeeld door de weken waarin "
        "een student logde"
    ),
    bron=_("de telefoon van de student, van de eerste aanraking tot versturen: alleen hoe lang, nooit wat"),
    ontbreekt=_("een log zonder gemeten tijd telt wel als log; zonder één gemeten tijd is er geen cijfer"),
)
CONTACTMOMENTEN = Definitie(
    code="contactmomenten",
    naam=_("Contactmomenten"),
    eenheid=_("contactmomenten"),
    enkelvoud=_("contactmoment"),
    formule=_("aantal gesprekken dat studenten noteerden; niet opgeteld bij bezoeken"),
    bron=_("korte notities van studenten, zonder namen"),
    ontbreekt=_("een gesprek dat niemand noteerde, telt niet mee"),
    over_personen=True,
)
EFFECTGEBIED = Definitie(
    code="waar_het_over_ging",
    naam=_("Waar het over ging"),
    eenheid=_("contactmomenten"),
    enkelvoud=_("contactmoment"),
    formule=_(
        "contactmomenten met een thema van dit effectgebied; een gesprek kan bij meer effectgebieden horen. "
        "Gezondheid en rondkomen worden los van het gesprek geteld"
    ),
    bron=_("thema’s bij korte notities van studenten, zonder namen"),
    ontbreekt=_("een gesprek zonder thema of met het thema «iets anders» telt hier niet mee"),
    over_personen=True,
)
BEGINSTAND = Definitie(
    code="beginstand",
    naam=_("Beginstand"),
    eenheid="",
    formule=_("de waarde waarmee het doel begon, zoals het plan die noemt"),
    bron=_("wijkplan"),
    ontbreekt=_("er is nog geen beginstand"),
)
STAND = Definitie(
    code="stand",
    naam=_("Stand"),
    eenheid="",
    formule=_("de laatste meting op of vóór de laatste dag van de periode"),
    bron=_("wijkplan"),
    ontbreekt=_("nog niet gemeten"),
)
STREEFWAARDE = Definitie(
    code="doel",
    naam=_("Doel"),
    eenheid="",
    formule=_("de waarde die het plan wil bereiken"),
    bron=_("wijkplan"),
    ontbreekt=_("er is nog geen streefwaarde"),
)
OP_KOERS = Definitie(
    code="op_koers",
    naam=_("Metingen op koers"),
    eenheid=_("indicatoren"),
    formule=_("indicatoren van het plan die gehaald of op koers zijn, van alle indicatoren met een doel"),
    bron=_("wijkplan"),
    ontbreekt=_("wat nog niet gemeten is, is niet op koers"),
    bewijsniveau=Bewijsniveau.TELLING,
)
