"""The plans of the wijken beside Geuzenveld: what was agreed, and where it stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from mensen.models import User
from vooruit.demo.akkoorden import Antwoorden, agree
from vooruit.demo.geschiedenis import date_history
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.periode import plan_period
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
    """A plan: title, version, how many days ago it was begun, priorities, and why its last version was made."""

    titel: str
    versie: int
    sinds_dagen: int
    voornemens: tuple[Voornemen, ...]
    reden: str = ""


ZELF = Bewijsniveau.BEVESTIGD
PLANNEN = {
    "osdorp": Plan(
        "Eerste plan Osdorp-Oost",
        1,
        20,
        (
            Voornemen(
                "samen",
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
            Voornemen(
                "lift",
                "Een lift die het altijd doet",
                "De lift staat elke maand stil; wie slecht loopt, blijft dan binnen",
                "veiligheid",
            ),
            Voornemen(
                "feest",
                "Een feest voor het hele Trapveld",
                "Er is niets waar iedereen tegelijk bij kan zijn",
                "betrokkenheid",
            ),
        ),
    ),
    "volewijck": Plan(
        "Wijkplan Volewijck, goed vertrekken",
        2,
        733,
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
        "VoorUit bouwt hier af: het plan gaat nu over wat zonder ons blijft bestaan.",
    ),
    "banne": Plan(
        "Wijkplan Banne Buiksloot",
        2,
        733,
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
        "We willen weten of we ook nieuwe buren bereiken, en schrijven op hoe we dat zien.",
    ),
}


JAAR = 365
PARTIJEN = {
    "volewijck": (Antwoorden("heemfonds", "partner3", functie="programmamaker"),),
    "banne": (Antwoorden("heemfonds", "partner3", functie="programmamaker"),),
}
START_DAGEN = 300  # when an indicator without a baseline was chosen


def tell_plan(sleutel: str, verhaal: Verhaal, by: User) -> dict[str, Doel]:
    """Make the plan of a wijk, in its versions; returns its goals by key. A first version is still a concept."""
    data, today = PLANNEN[sleutel], verhaal.today
    with at(moment(days_ago(data.sinds_dagen))):
        plan = _start(data, verhaal.wijken[sleutel], by, today)
        for voornemen in data.voornemens:
            prioriteit = services.add_prioriteit(
                plan=plan,
                titel=voornemen.titel,
                effectgebied=voornemen.effectgebied,
                aanleiding=voornemen.aanleiding,
                by=by,
            )
            if voornemen.doel:
                services.add_doel(
                    prioriteit=prioriteit,
                    by=by,
                    titel=voornemen.doel,
                    doelgroep=voornemen.doelgroep,
                    streefdatum=today + timedelta(days=voornemen.streef_dagen),
                )
    if data.versie > 1:
        plan = _next(data, verhaal, plan, sleutel, by)
    found = {doel.titel: doel for doel in Doel.objects.filter(prioriteit__wijkplan=plan)}
    doelen = {each.sleutel: found[each.doel] for each in data.voornemens if each.doel}
    measured = [voornemen for voornemen in data.voornemens if voornemen.indicator]
    indicatoren = [tell_indicator(voornemen, doelen[voornemen.sleutel], by) for voornemen in measured]
    if data.versie > 1:
        agree(verhaal, plan, PARTIJEN[sleutel], on=days_ago(_agreed(data)), by=by)
    date_history(moment(days_ago(_agreed(data) if data.versie > 1 else data.sinds_dagen)))
    for voornemen, indicator in zip(measured, indicatoren, strict=True):
        tell_metingen(voornemen, indicator, by)
    return doelen


def _start(data: Plan, wijk: Wijk, by: User, today: date) -> Wijkplan:
    van, tot = plan_period(today)
    if data.sinds_dagen < JAAR:
        van, tot = today.replace(day=1), date(today.year + 1, 12, 31)
    titel = f"{data.titel} {van.year}–{tot.year}"
    return services.make_wijkplan(wijk=wijk, titel=titel, periode_van=van, periode_tot=tot, by=by)


def _next(data: Plan, verhaal: Verhaal, plan: Wijkplan, sleutel: str, by: User) -> Wijkplan:
    """Let the parties agree to the first version, and begin the second when the first thing of it was measured."""
    agree(verhaal, plan, PARTIJEN[sleutel], on=days_ago(data.sinds_dagen - 20), by=by)
    begun = max(voornemen.begin.dagen for voornemen in data.voornemens if voornemen.begin) + 10
    with at(moment(days_ago(begun))):
        return services.next_version(plan=plan, reden=data.reden, by=by)


def _agreed(data: Plan) -> int:
    """How many days ago the last version was laid before the parties: once all baselines were known."""
    return min([START_DAGEN, *(each.begin.dagen for each in data.voornemens if each.begin)]) - 1


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
