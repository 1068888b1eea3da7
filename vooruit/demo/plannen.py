"""The plans of the four wijken: what was agreed, and where it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from mensen.models import User
from partners.models import Partner
from vooruit.demo.klok import at, days_ago, moment
from wijken.models import Wijk
from wijken.vocabulary import Bewijsniveau
from wijkplan import services
from wijkplan.models import Doel, Indicator, Wijkplan


@dataclass(frozen=True)
class Meetpunt:
    """A value: how many days ago, the value, n, source, and how well it is supported."""

    dagen: int
    waarde: str
    n: int | None
    bron: str
    niveau: int = Bewijsniveau.TELLING


@dataclass(frozen=True)
class Voornemen:
    """A priority with its one goal and (maybe) one indicator."""

    sleutel: str
    titel: str
    aanleiding: str
    effectgebied: str
    doel: str = ""
    doelgroep: str = ""
    indicator: str = ""
    eenheid: str = ""
    begin: Meetpunt | None = None
    streef: str = ""
    streef_dagen: int = 300
    methode: str = ""
    metingen: tuple[Meetpunt, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan: title, version, how many days ago it began and ends from now, status and priorities."""

    titel: str
    versie: int
    sinds_dagen: int
    status: str
    voornemens: tuple[Voornemen, ...]


ZELF = Bewijsniveau.BEVESTIGD
PLANNEN = {
    "geuzenveld": Plan(
        "Wijkplan Geuzenveld",
        3,
        735,
        "in_uitvoering",
        (
            Voornemen(
                "meepraten",
                "Iedereen kan meepraten",
                "6 op de 10 nieuwe buren durven de school niet te bellen",
                "opleiding",
                "60 % durft Nederlands te spreken",
                "nieuwe buren",
                "Durft Nederlands te spreken",
                "%",
                Meetpunt(500, "31", 42, "vragenlijst bij de start", ZELF),
                "60",
                210,
                "vragenlijst, door bewoners zelf ingevuld",
                (Meetpunt(60, "45", 38, "vragenlijst onder bezoekers", ZELF),),
            ),
            Voornemen(
                "sloop",
                "Prettig wonen tot en na de sloop",
                "Bewoners van Eendenhof weten niet waar ze aan toe zijn",
                "betrokkenheid",
                "In elk van 11 portieken een aanspreekpunt",
                "bewoners van Eendenhof",
                "Portieken met een aanspreekpunt",
                "portieken",
                Meetpunt(365, "2", None, "geteld langs de portieken"),
                "11",
                390,
                "geteld door het team",
                (
                    Meetpunt(200, "4", None, "geteld langs de portieken"),
                    Meetpunt(40, "7", None, "geteld langs de portieken"),
                ),
            ),
            Voornemen(
                "rondkomen",
                "Samen rondkomen",
                "Aan het eind van de maand is bij veel gezinnen het geld op",
                "armoede",
                "3 buren runnen de maaltijd zelf",
                "gezinnen in de buurt",
                "Buren die de maaltijd runnen",
                "buren",
                streef="3",
                streef_dagen=250,
                methode="geteld door het team",
            ),
        ),
    ),
    "osdorp": Plan(
        "Eerste plan Osdorp-Oost",
        1,
        20,
        "in_ronde",
        (
            Voornemen(
                "lift",
                "Elkaar ontmoeten rond Het Trapveld",
                "Bewoners kennen elkaar van gezicht, niet van naam",
                "betrokkenheid",
            ),
            Voornemen(
                "taal",
                "Taal om mee te doen",
                "Veel ouders willen Nederlands oefenen dicht bij huis",
                "opleiding",
            ),
        ),
    ),
    "volewijck": Plan(
        "Wijkplan Volewijck, goed vertrekken",
        2,
        733,
        "in_uitvoering",
        (
            Voornemen(
                "zelf",
                "Buren aan het stuur",
                "VoorUit gaat weg; wat goed loopt moet blijven",
                "betrokkenheid",
                "Twee groepen draaien zonder ons",
                "actieve buren",
                "Groepen die zelfstandig draaien",
                "groepen",
                Meetpunt(600, "0", None, "geteld door het team"),
                "2",
                120,
                "geteld door het team",
                (Meetpunt(365, "1", None, "Pan op Tafel draait zelf"),),
            ),
            Voornemen(
                "ontmoeten",
                "In beweging met elkaar",
                "Veel ouderen komen weinig buiten",
                "gezondheid",
                "20 buren bewegen elke week samen",
                "ouderen",
                "Buren die wekelijks meedoen",
                "buren",
                Meetpunt(420, "4", None, "geteld bij de start"),
                "20",
                120,
                "geteld door het team",
                (Meetpunt(30, "12", None, "geteld bij het wandelen"),),
            ),
        ),
    ),
    "banne": Plan(
        "Wijkplan Banne Buiksloot",
        2,
        733,
        "in_uitvoering",
        (
            Voornemen(
                "nieuw",
                "Ook wie we nog niet kennen",
                "Bij alle activiteiten komen dezelfde mensen",
                "betrokkenheid",
                "60 nieuwe gezichten per kwartaal",
                "buren die nog niet meedoen",
                "Nieuwe gezichten per kwartaal",
                "mensen",
                Meetpunt(400, "60", None, "geteld bij de bijeenkomsten"),
                "60",
                200,
                "geteld door het team",
                (Meetpunt(20, "15", None, "geteld bij de bijeenkomsten"),),
            ),
            Voornemen(
                "regie",
                "Zelf beslissen in je wijk",
                "Bewoners zeggen: er wordt over ons beslist",
                "veiligheid",
                "Meer buren ervaren regie",
                "vaste bezoekers",
                "Ervaart regie over eigen leven",
                "%",
                Meetpunt(380, "43", 7, "vragenlijst onder bezoekers", ZELF),
                "60",
                250,
                "vragenlijst, door bewoners zelf ingevuld",
            ),
        ),
    ),
}


START_DAGEN = 300  # when an indicator without a baseline was chosen


def tell_plan(sleutel: str, wijk: Wijk, by: User) -> dict[str, Doel]:
    """Make the plan of a wijk; returns its goals by key."""
    data, today = PLANNEN[sleutel], timezone.localdate()
    doelen: dict[str, Doel] = {}
    with at(moment(days_ago(data.sinds_dagen))):
        plan = _start(data, wijk, by, today)
        for voornemen in data.voornemens:
            prioriteit = services.add_prioriteit(
                plan=plan,
                titel=voornemen.titel,
                effectgebied=voornemen.effectgebied,
                aanleiding=voornemen.aanleiding,
                by=by,
            )
            if voornemen.doel:
                doelen[voornemen.sleutel] = services.add_doel(
                    prioriteit=prioriteit,
                    by=by,
                    titel=voornemen.doel,
                    doelgroep=voornemen.doelgroep,
                    streefdatum=today + timedelta(days=voornemen.streef_dagen),
                )
    measured = [voornemen for voornemen in data.voornemens if voornemen.indicator]
    indicatoren = [tell_indicator(voornemen, doelen[voornemen.sleutel], by) for voornemen in measured]
    with at(moment(days_ago(min([START_DAGEN, *(v.begin.dagen for v in measured if v.begin)]) - 1))):
        _settle(plan, data.status, by)
    for voornemen, indicator in zip(measured, indicatoren, strict=True):
        tell_metingen(voornemen, indicator, by)
    return doelen


def _start(data: Plan, wijk: Wijk, by: User, today: date) -> Wijkplan:
    van = date(today.year - 1, 1, 1) if data.sinds_dagen > 365 else today.replace(day=1)
    tot = date(today.year + 1, 12, 31)
    titel = f"{data.titel} {van.year}–{tot.year}"
    return services.make_wijkplan(
        wijk=wijk, titel=titel, periode_van=van, periode_tot=tot, versie=data.versie, by=by
    )


def _settle(plan: Wijkplan, status: str, by: User) -> None:
    if status == "in_ronde":
        services.set_status(plan=plan, status=status, by=by)
    if status != "in_uitvoering":
        return
    partners = Partner.objects.filter(betrokkenheden__wijk=plan.wijk).distinct()
    voorlegging = services.lay_before(plan=plan, partners=list(partners), antwoord_voor=days_ago(-1), by=by)
    for akkoord in voorlegging.akkoorden.select_related("voorlegging", "partner"):
        person = akkoord.partner.contactpersonen.exclude(user=None).first()
        services.answer(
            akkoord=akkoord,
            antwoord="akkoord",
            kenmerk=voorlegging.kenmerk,
            slot=akkoord.slot,
            by=person.user if person else by,
        )
    plan.refresh_from_db()
    services.set_status(plan=plan, status="in_uitvoering", by=by)


def tell_indicator(voornemen: Voornemen, doel: Doel, by: User) -> Indicator:
    """Where it began, where it should be, and what was measured since."""
    begin = voornemen.begin
    with at(moment(days_ago(begin.dagen if begin else START_DAGEN))):
        return services.add_indicator(
            doel=doel,
            by=by,
            naam=voornemen.indicator,
            eenheid=voornemen.eenheid,
            nulmeting=Decimal(begin.waarde) if begin else None,
            nulmeting_datum=timezone.localdate() if begin else None,
            nulmeting_bron=begin.bron if begin else "",
            streefwaarde=Decimal(voornemen.streef),
            streefdatum=doel.streefdatum,
            meetmethode=voornemen.methode,
        )


def tell_metingen(voornemen: Voornemen, indicator: Indicator, by: User) -> None:
    """What was measured since the plan was agreed, each on its own day."""
    begin = voornemen.begin
    for punt in ([begin] if begin and begin.n else []) + [*voornemen.metingen]:
        with at(moment(days_ago(punt.dagen))):
            services.record_meting(
                indicator=indicator,
                by=by,
                peildatum=timezone.localdate(),
                waarde=Decimal(punt.waarde),
                n=punt.n,
                bron=punt.bron,
                bewijsniveau=punt.niveau,
            )
