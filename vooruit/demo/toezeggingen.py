"""What the parties promised and what came of it; homes, and a demolition that comes sooner than was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from partners import services
from partners.models import Bijdrage, RuimtelijkeOntwikkeling
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.periode import NAAR_OVER, VAN_OVER, months_ahead
from vooruit.demo.rollen import WIJKEN
from wijkplan.models import Doel
from wijkplan.services import set_dekking

Soort = Bijdrage.Soort
COORDINATOREN = {wijk.sleutel: wijk.coordinator.sleutel for wijk in WIJKEN}


@dataclass(frozen=True)
class Belofte:
    """A promise: where, by whom, what, how much, days ago from when, days ahead until and expected (None: not said).

    `kwam` and `ging` are what came in and what was used, as (days ago, how much); `dekt` is which part pays for which goal.
    """

    sleutel: str
    wijk: str
    partij: str
    soort: str
    omschrijving: str
    toegezegd: int
    sinds: int
    tot: int
    verwacht: int | None = None
    voorwaarden: str = ""
    kwam: tuple[tuple[int, int], ...] = ()
    ging: tuple[tuple[int, int], ...] = ()
    dekt: tuple[tuple[str, int], ...] = ()


KAMERS = ("kamers",)
GELD = ("renovatie", "taal", "theepot", "leerkrachten", "rondes")
BELOFTEN = (
    Belofte(
        "kamers",
        "geuzenveld",
        "sluiswachter",
        Soort.WOONRUIMTE,
        "8 kamers in Eendenhof, tot aan de sloop",
        8,
        880,
        425,
        voorwaarden="Elke student geeft tien uur per week aan de buurt.",
        kwam=((870, 8),),
        dekt=(("meepraten", 4), ("sloop", 4)),
    ),
    Belofte(
        "renovatie",
        "geuzenveld",
        "hekstra",
        Soort.GELD,
        "5 % van de aanneemsom voor de buurt",
        60000,
        340,
        425,
        verwacht=120,
        voorwaarden="Te besteden in Eendenhof en de straten eromheen.",
        kwam=((300, 10000), (190, 8000), (70, 6300)),
        ging=((240, 6200), (130, 7400), (40, 4150)),
        dekt=(("sloop", 25000), ("rondkomen", 20000)),
    ),
    Belofte(
        "taal",
        "geuzenveld",
        "stadsdeel",
        Soort.GELD,
        "Subsidie taal in de buurt",
        12000,
        340,
        150,
        voorwaarden="Verantwoording in één bladzijde, vóór 1 april.",
        kwam=((290, 12000),),
        ging=((200, 4600), (60, 2800)),
        dekt=(("meepraten", 12000),),
    ),
    Belofte(
        "theepot",
        "geuzenveld",
        "sluiswachter",
        Soort.RUIMTE,
        "De Theepot, vier dagdelen per week",
        200,
        340,
        425,
        kwam=((180, 90), (30, 80)),
        ging=((180, 74), (30, 71)),
        dekt=(("rondkomen", 60),),
    ),
    Belofte(
        "leerkrachten",
        "geuzenveld",
        "springplank",
        Soort.UREN,
        "Leerkrachten bij het Huiswerkuur",
        40,
        340,
        210,
        kwam=((150, 12), (45, 10)),
        dekt=(("meepraten", 40),),
    ),
    Belofte(
        "rondes",
        "geuzenveld",
        "eendenhof",
        Soort.UREN,
        "Portiekrondes door de commissie",
        60,
        340,
        210,
        kwam=((160, 18), (50, 16)),
        dekt=(("sloop", 60),),
    ),
    Belofte(
        "heemfonds",
        "banne",
        "heemfonds",
        Soort.GELD,
        "Bijdrage aan het Buurtrestaurant",
        15000,
        210,
        155,
        verwacht=-20,
        voorwaarden="Eindverslag vóór het einde van de looptijd.",
    ),
)


def promise(verhaal: Verhaal) -> None:
    """Book every promise, and what came in and was used of it."""
    for belofte in BELOFTEN:
        by = verhaal.mensen[COORDINATOREN[belofte.wijk]]
        with at(moment(days_ago(belofte.sinds))):
            row = services.promise(
                partner=verhaal.partijen[belofte.partij],
                wijk=verhaal.wijken[belofte.wijk],
                by=by,
                soort=belofte.soort,
                omschrijving=belofte.omschrijving,
                toegezegd=Decimal(belofte.toegezegd),
                van=verhaal.today - timedelta(days=belofte.sinds),
                tot=verhaal.today + timedelta(days=belofte.tot),
                verwacht_op=None
                if belofte.verwacht is None
                else verhaal.today + timedelta(days=belofte.verwacht),
                voorwaarden=belofte.voorwaarden,
            )
        verhaal.beloften[belofte.sleutel] = row
        booked = [(days, "ontvangen", hoeveel) for days, hoeveel in belofte.kwam]
        booked += [(days, "besteed", hoeveel) for days, hoeveel in belofte.ging]
        for days, soort, hoeveel in sorted(booked, reverse=True):
            with at(moment(days_ago(days), 14)):
                services.book(
                    bijdrage=row,
                    soort=soort,
                    hoeveel=Decimal(hoeveel),
                    datum=verhaal.today - timedelta(days=days),
                    by=by,
                )


def cover(verhaal: Verhaal, doelen: Mapping[str, Doel], keys: tuple[str, ...]) -> None:
    """Let these promises pay for the goals they were meant for."""
    for belofte in BELOFTEN:
        if belofte.sleutel in keys:
            for doel, deel in belofte.dekt:
                set_dekking(
                    bijdrage=verhaal.beloften[belofte.sleutel],
                    doel=doelen[doel],
                    deel=Decimal(deel),
                    by=verhaal.mensen[COORDINATOREN[belofte.wijk]],
                )


def house(verhaal: Verhaal) -> None:
    """Eendenhof: three homes for students with eight rooms, and the demolition that ends them and De Theepot."""
    by, wijk = verhaal.mensen["yasmina"], verhaal.wijken["geuzenveld"]
    corporatie, sloop = verhaal.partijen["sluiswachter"], months_ahead(verhaal.today, VAN_OVER)
    with at(moment(days_ago(875))):
        services.set_beheer(wijk=wijk, beheer={verhaal.plekken["geuzenveld"][0]: corporatie}, by=by)
        verhaal.eendenhof = services.add_ontwikkeling(
            wijk=wijk,
            eigenaar=corporatie,
            by=by,
            plekken=[verhaal.plekken["geuzenveld"][0]],
            naam="Eendenhof",
            soort=RuimtelijkeOntwikkeling.Soort.SLOOP,
            status=RuimtelijkeOntwikkeling.Status.BESLOTEN,
            start_gepland=sloop,
            eind_gepland=sloop + timedelta(days=240),
            aantal_woningen=64,
        )
        for kamers in (3, 3, 2):
            services.add_woonplek(
                corporatie=corporatie,
                wijk=wijk,
                by=by,
                naam="Eendenhof",
                kamers=kamers,
                beschikbaar_van=verhaal.today - timedelta(days=870),
                beschikbaar_tot=sloop - timedelta(days=1),
                ontwikkeling=verhaal.eendenhof,
                bijdrage=verhaal.beloften["kamers"],
            )


def move_demolition(verhaal: Verhaal) -> None:
    """Two days ago Ruud reported that the demolition begins nine months sooner; nobody looked what it hits yet."""
    with at(moment(days_ago(2), 16, 40)):
        services.move_date(
            ontwikkeling=verhaal.eendenhof,
            nieuw=months_ahead(verhaal.today, NAAR_OVER),
            reden="De aannemer kan eerder beginnen en de vergunning is rond.",
            by=verhaal.mensen["partner"],
        )
