"""Words of the plan that need no database: what pasted lines become, and which words hint at an effect area."""

import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijken.vocabulary import Effectgebied

StrOrPromise = str | Promise

VEEL_PRIORITEITEN = 5


class Participatieladder(models.TextChoices):
    """How much who takes part has to say; said beforehand."""

    INFORMEREN = "informeren", _("informeren: u hoort wat er gebeurt")
    RAADPLEGEN = "raadplegen", _("raadplegen: u zegt wat u vindt")
    ADVISEREN = "adviseren", _("adviseren: uw advies telt mee")
    COPRODUCEREN = "coproduceren", _("coproduceren: u maakt het mee")
    MEEBESLISSEN = "meebeslissen", _("meebeslissen: u beslist mee")
    ZELFBEHEER = "zelfbeheer", _("zelfbeheer: u beslist zelf")


@dataclass
class Voorstel:
    """A priority as read from pasted lines, before a person confirmed it; nothing is cut off here."""

    titel: str
    aanleiding: str = ""
    doelen: list[str] = field(default_factory=list)
    effectgebied: str = ""

    @property
    def tekst(self) -> str:
        """Everything that was typed for it."""
        return "\n".join([self.titel, self.aanleiding, *self.doelen])


HINTS: dict[Effectgebied, tuple[str, ...]] = {
    Effectgebied.VEILIGHEID: (
        "veilig",
        "onveilig",
        "politie",
        "overlast",
        "inbraak",
        "criminal",
        "geweld",
        "verlichting",
        "donker",
        "verkeer",
        "thuisvoelen",
    ),
    Effectgebied.GEZONDHEID: (
        "gezond",
        "bewegen",
        "beweeg",
        "sport",
        "eenza",
        "zorg",
        "mentaal",
        "welzijn",
        "voeding",
        "slaap",
        "stress",
    ),
    Effectgebied.ARMOEDE: (
        "armoe",
        "rondkom",
        "schuld",
        "geld",
        "inkomen",
        "toeslag",
        "werkloos",
        "uitkering",
        "voedselbank",
        "energierekening",
        "bestaanszeker",
        "baan",
        "werk",
    ),
    Effectgebied.OPLEIDING: (
        "taal",
        "nederlands",
        "school",
        "huiswerk",
        "leren",
        "onderwijs",
        "opleiding",
        "lezen",
        "meepraten",
        "digital",
        "diploma",
        "stage",
    ),
    Effectgebied.BETROKKENHEID: (
        "betrok",
        "buren",
        "buurt",
        "portiek",
        "wonen",
        "sloop",
        "renovatie",
        "groen",
        "schoon",
        "afval",
        "ontmoet",
        "samen",
        "tuin",
        "bewoners",
        "meedoen",
        "wijk",
    ),
}


def guess_effectgebied(text: str) -> str:
    """The effect area whose words occur most; empty when none does or two are equally likely to be meant."""
    words = re.findall(r"\w+", text.lower())
    scores = {
        area: sum(any(word.startswith(hint) for hint in hints) for word in words)
        for area, hints in HINTS.items()
    }
    best = max(scores.values())
    found = [area.value for area, score in scores.items() if score == best]
    return found[0] if best and len(found) == 1 else ""


LANGE_ZIN = 15  # words; B1 texts stay below it
LANG_WOORD = 16  # letters
MOEILIJK = {
    "participatie": "meedoen",
    "draagvlak": "steun",
    "faciliteren": "mogelijk maken",
    "implementeren": "invoeren",
    "realiseren": "maken",
    "stakeholders": "betrokkenen",
    "doelgroep": "voor wie",
    "initiëren": "beginnen",
    "stimuleren": "helpen",
    "kwetsbaar": "wie hulp nodig heeft",
    "sociale cohesie": "elkaar kennen",
    "leefbaarheid": "prettig wonen",
    "zelfredzaam": "zelf kunnen",
    "optimaliseren": "beter maken",
    "monitoren": "volgen",
    "conform": "zoals",
    "inzake": "over",
    "middels": "met",
    "t.b.v.": "voor",
    "i.h.k.v.": "voor",
    "d.m.v.": "door",
}


@dataclass(frozen=True)
class Leesbaarheid:
    """What makes a text hard to read: sentences and words that are too long, and difficult words with an easier one."""

    lange_zinnen: list[str]
    lange_woorden: list[str]
    moeilijk: list[tuple[str, str]]

    @property
    def is_plain(self) -> bool:
        """Whether nothing was found; a help while writing, no proof of B1."""
        return not (self.lange_zinnen or self.lange_woorden or self.moeilijk)


def read_plainly(text: str) -> Leesbaarheid:
    """Look for what residents stumble over in a Dutch text."""
    zinnen = [zin.strip() for zin in re.split(r"(?<=[.!?:])\s+|\n", text) if zin.strip()]
    words = re.findall(r"[^\W\d_]+", text)
    return Leesbaarheid(
        lange_zinnen=[zin for zin in zinnen if len(zin.split()) > LANGE_ZIN],
        lange_woorden=sorted({word for word in words if len(word) > LANG_WOORD}),
        moeilijk=[
            (hard, easy)
            for hard, easy in MOEILIJK.items()
            if re.search(rf"(?<!\w){re.escape(hard)}", text.lower())
        ],
    )


@dataclass(frozen=True, kw_only=True)
class Meetvoorstel:
    """An indicator others use for an effect area; `bron` names where it comes from. A proposal, nothing more."""

    naam: StrOrPromise
    niveau: str
    bron: StrOrPromise
    eenheid: str = ""
    richting: str = "omhoog"
    frequentie: str = ""
    berekening: str = ""

    def begin(self) -> dict[str, str]:
        """What it fills in on the form; every field may still be changed."""
        return {
            "naam": str(self.naam),
            "niveau": self.niveau,
            "meetmethode": str(self.bron),
            "eenheid": self.eenheid,
            "richting": self.richting,
            "frequentie": self.frequentie,
            "berekening": self.berekening,
        }


TELLING = _("VoorUit telt dit zelf, uit wat het team logt")
EIGEN = _("eigen vragenlijst, zonder namen, voor en na")
WIA = _("Wonen in Amsterdam (WiA)")
MEETVOORSTELLEN: dict[str, tuple[Meetvoorstel, ...]] = {
    Effectgebied.VEILIGHEID: (
        Meetvoorstel(
            naam=_("Buurtgesprekken over veilig voelen"),
            niveau="prestatie",
            bron=TELLING,
            berekening="contactmomenten",
            frequentie="kwartaal",
        ),
        Meetvoorstel(
            naam=_("Voelt zich thuis en veilig op straat"),
            niveau="uitkomst",
            bron=EIGEN,
            eenheid="%",
            frequentie="halfjaar",
        ),
        Meetvoorstel(
            naam=_("Voelt zich wel eens onveilig in de buurt"),
            niveau="context",
            bron=_("Veiligheidsmonitor"),
            eenheid="%",
            richting="omlaag",
            frequentie="jaar",
        ),
        Meetvoorstel(
            naam=_("Oordeel over veiligheid in de buurt"), niveau="context", bron=WIA, frequentie="jaar"
        ),
    ),
    Effectgebied.GEZONDHEID: (
        Meetvoorstel(
            naam=_("Beweeg- en ontmoetingsactiviteiten"),
            niveau="prestatie",
            bron=TELLING,
            berekening="bijeenkomsten",
            frequentie="kwartaal",
        ),
        Meetvoorstel(
            naam=_("Eenzaamheid, zes uitspraken"),
            niveau="uitkomst",
            bron=_("De Jong Gierveld, korte schaal; afgeleid, niet vergelijkbaar met het landelijke cijfer"),
            richting="omlaag",
            frequentie="jaar",
        ),
        Meetvoorstel(
            naam=_("Voelt zich eenzaam"),
            niveau="context",
            bron=_("Gezondheidsmonitor"),
            eenheid="%",
            richting="omlaag",
            frequentie="jaar",
        ),
    ),
    Effectgebied.ARMOEDE: (
        Meetvoorstel(
            naam=_("Gratis maaltijden"),
            niveau="prestatie",
            bron=_("telling van het team"),
            eenheid="maaltijden",
            frequentie="kwartaal",
        ),
        Meetvoorstel(
            naam=_("Weet waar hulp te vinden is"),
            niveau="uitkomst",
            bron=EIGEN,
            eenheid="%",
            frequentie="halfjaar",
        ),
        Meetvoorstel(
            naam=_("Huishoudens met een laag inkomen"),
            niveau="context",
            bron=_("CBS, BBGA"),
            eenheid="%",
            richting="omlaag",
            frequentie="jaar",
        ),
    ),
    Effectgebied.OPLEIDING: (
        Meetvoorstel(
            naam=_("Bezoeken aan taalles en huiswerkuur"),
            niveau="prestatie",
            bron=TELLING,
            berekening="bezoeken",
            frequentie="kwartaal",
        ),
        Meetvoorstel(
            naam=_("Durft Nederlands te spreken"),
            niveau="uitkomst",
            bron=EIGEN,
            eenheid="%",
            frequentie="halfjaar",
        ),
        Meetvoorstel(
            naam=_("Inwoners met een lage opleiding"),
            niveau="context",
            bron=_("OIS, DUO"),
            eenheid="%",
            richting="omlaag",
            frequentie="jaar",
        ),
    ),
    Effectgebied.BETROKKENHEID: (
        Meetvoorstel(
            naam=_("Handen uit de wijk"),
            niveau="prestatie",
            bron=TELLING,
            berekening="helpers",
            frequentie="kwartaal",
        ),
        Meetvoorstel(
            naam=_("Trede op de eigenaarschapsladder"),
            niveau="uitkomst",
            bron=_("eigenaarschapsladder van 0 tot 5, samen met de trekkers"),
            frequentie="halfjaar",
        ),
        Meetvoorstel(
            naam=_("Oordeel over de omgang in de buurt"),
            niveau="context",
            bron=_("Wonen in Amsterdam (WiA), Leefbaarometer"),
            frequentie="jaar",
        ),
    ),
}


# Ready questions to begin a talk with: open, first what goes well here and then what people could do. Never a direct
# question about somebody's health, money, faith, origin or the police. Residents are «u».
GESPREKSVRAGEN: dict[Effectgebied, tuple[Promise, Promise, Promise]] = {
    Effectgebied.VEILIGHEID: (
        _("Waar in de buurt voelt u zich op uw gemak?"),
        _("Wat doen buren hier al voor elkaar?"),
        _("Wat kunnen buren samen doen, zodat iedereen hier graag over straat gaat?"),
    ),
    Effectgebied.GEZONDHEID: (
        _("Waar in de buurt komt u graag buiten?"),
        _("Wat doet u graag samen met anderen, zoals wandelen, koken of tuinieren?"),
        _("Wat zouden buren hier elke week samen buiten kunnen doen?"),
    ),
    Effectgebied.ARMOEDE: (
        _("Wat delen of ruilen buren hier al met elkaar?"),
        _("Wat kunt u goed, waar een ander iets aan heeft?"),
        _("Wat zouden we hier samen kunnen koken, maken of repareren?"),
    ),
    Effectgebied.OPLEIDING: (
        _("Waar leren kinderen en jongeren in deze buurt veel van?"),
        _("Wat zou u een ander graag leren?"),
        _("Wat wilt u zelf nog leren, en met wie?"),
    ),
    Effectgebied.BETROKKENHEID: (
        _("Waar bent u trots op in deze buurt?"),
        _("Wanneer was het hier echt gezellig, en wie maakte dat mogelijk?"),
        _("Wat zou u hier beginnen als een paar buren meededen?"),
    ),
}
