"""Small makers of rows for tests: every argument has a default, so a test names only what it is about."""

from datetime import date, datetime, time, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from activiteiten.models import (
    Activiteit,
    Bijeenkomst,
    Foto,
    FysiekeInterventie,
    Hulpbron,
    Initiatief,
    Inzet,
    Maandvrijgave,
    Overlevingscheck,
    Reeks,
    Sluiting,
)
from activiteiten.models.foto import paths
from bewoners.models import (
    Beeldtoestemming,
    Contactmoment,
    Overdracht,
    Relatie,
    Relatieperiode,
    Vrijwilligersinzet,
)
from mensen.models import User
from partners.models import (
    Afspraak,
    Betrokkenheid,
    Bijdrage,
    Contactpersoon,
    Datumwijziging,
    Partner,
    RuimtelijkeOntwikkeling,
    Woonplek,
)
from signalen.models import Signaal
from teams.models import Lidmaatschap, Rol, Team
from wijken.models import Gebied, Kerncijfer, Maat, Plek, Wijk, Wijkgebied
from wijkplan import services
from wijkplan.models import (
    BeoogdEffect,
    Bezwaar,
    Cyclusstap,
    Doel,
    Evaluatie,
    Indicator,
    Meting,
    Prioriteit,
    Project,
    Ronde,
    Schakel,
    Verbeteractie,
    Voorlegging,
    Wijkplan,
)
from wijkplan.services import answer, lay_before, set_status

number = count(1)
LONG_AGO = date(2020, 1, 1)


def fresh(user: User) -> User:
    """The same person as she is at her next request: scope is built anew."""
    return User.objects.get(pk=user.pk)


def fresh_address() -> str:
    """An address that nobody asked a code for: these are limited per address, also over tests and runs."""
    return f"{uuid4().hex}@voorbeeld.test"


def make_user(naam: str = "", **fields: Any) -> User:
    n = next(number)
    return User.objects.create_user(
        fields.pop("email", f"mens{n}@voorbeeld.test"), naam=naam or f"Mens {n}", **fields
    )


def make_wijk(naam: str = "", **fields: Any) -> Wijk:
    n = next(number)
    naam = naam or f"Wijk {n}"
    return Wijk.objects.create(naam=naam, **{"slug": f"wijk-{n}", "actief_sinds": LONG_AGO, **fields})


def make_team(wijk: Wijk | None = None, **fields: Any) -> Team:
    return Team.objects.create(
        wijk=wijk or make_wijk(), naam=fields.pop("naam", f"Team {next(number)}"), **fields
    )


def give_rol(user: User, rol: Rol | str, team: Team | None = None, **fields: Any) -> Lidmaatschap:
    return Lidmaatschap.objects.create(user=user, rol=rol, team=team, **{"van": LONG_AGO, **fields})


def make_student(team: Team, naam: str = "", **fields: Any) -> User:
    user = make_user(naam)
    give_rol(user, Rol.TEAMLID, team, **{"norm_uren_week": 10, **fields})
    return user


def make_coordinator(team: Team, naam: str = "") -> User:
    user = make_user(naam)
    give_rol(user, Rol.WIJKCOORDINATOR, team)
    return user


def make_staff(rol: Rol | str) -> User:
    user = make_user()
    give_rol(user, rol)
    return user


def make_partner(wijk: Wijk | None = None, **fields: Any) -> Partner:
    partner = Partner.objects.create(
        naam=fields.pop("naam", f"Partner {next(number)}"), **{"soort": Partner.Soort.CORPORATIE, **fields}
    )
    if wijk is not None:
        involve(partner, wijk)
    return partner


def involve(partner: Partner, wijk: Wijk) -> Betrokkenheid:
    return Betrokkenheid.objects.create(
        partner=partner, wijk=wijk, rol=Betrokkenheid.Rol.OPDRACHTGEVER, van=LONG_AGO
    )


def make_bijdrage(partner: Partner, wijk: Wijk, by: User, **fields: Any) -> Bijdrage:
    values = {"soort": Bijdrage.Soort.WOONRUIMTE, "omschrijving": "Kamers in Eendenhof", "toegezegd": 8}
    period = {"van": LONG_AGO, "tot": date(2099, 12, 31)}
    return Bijdrage.objects.create(partner=partner, wijk=wijk, door=by, **{**values, **period, **fields})


def make_ontwikkeling(partner: Partner, wijk: Wijk, by: User, **fields: Any) -> RuimtelijkeOntwikkeling:
    values = {"naam": "Eendenhof", "soort": RuimtelijkeOntwikkeling.Soort.SLOOP}
    return RuimtelijkeOntwikkeling.objects.create(
        eigenaar=partner, wijk=wijk, door=by, **{**values, **fields}
    )


def make_woonplek(partner: Partner, wijk: Wijk, by: User, **fields: Any) -> Woonplek:
    values = {"naam": f"Eendenhof deel {next(number)}", "kamers": 3, "beschikbaar_van": LONG_AGO}
    return Woonplek.objects.create(corporatie=partner, wijk=wijk, door=by, **{**values, **fields})


def make_wijziging(ontwikkeling: RuimtelijkeOntwikkeling, by: User, **fields: Any) -> Datumwijziging:
    return Datumwijziging.objects.create(
        ontwikkeling=ontwikkeling, door=by, **{"nieuw": ontwikkeling.start_gepland, **fields}
    )


def make_contactpersoon(partner: Partner, *, login: bool = True, **fields: Any) -> Contactpersoon:
    user = make_user() if login else None
    naam = fields.pop("naam", user.naam if user else f"Contact {next(number)}")
    return Contactpersoon.objects.create(partner=partner, user=user, naam=naam, **{"van": LONG_AGO, **fields})


def make_afspraak(wijk: Wijk, by: User, **fields: Any) -> Afspraak:
    return Afspraak.objects.create(
        wijk=wijk, door=by, **{"tekst": "Sleutel regelen", "voor": timezone.localdate(), **fields}
    )


def make_hulpbron(wijk: Wijk, by: User, **fields: Any) -> Hulpbron:
    return Hulpbron.objects.create(
        wijk=wijk, door=by, **{"soort": "spullen", "naam": f"Partytent {next(number)}", **fields}
    )


def make_initiatief(wijk: Wijk, by: User, **fields: Any) -> Initiatief:
    return Initiatief.objects.create(
        wijk=wijk, door=by, **{"titel": f"Initiatief {next(number)}", "fase": "opstart", **fields}
    )


def make_zelfstandig(wijk: Wijk, by: User, sinds: date, **fields: Any) -> Initiatief:
    """One that goes on without us since a day, on rung 5."""
    values = {"fase": "zelfstandig", "zelfstandig_op": sinds, "eigenaarschap": 5}
    return make_initiatief(wijk, by, **{**values, **fields})


def make_check(initiatief: Initiatief, **fields: Any) -> Overlevingscheck:
    values = {"maanden": 3, "vraag_op": timezone.localdate()}
    return Overlevingscheck.objects.create(initiatief=initiatief, **{**values, **fields})


def make_plan(wijk: Wijk, by: User, **fields: Any) -> Wijkplan:
    today = timezone.localdate()
    van = fields.pop("periode_van", today.replace(month=1, day=1))
    tot = fields.pop("periode_tot", today.replace(month=12, day=31))
    return Wijkplan.objects.create(
        wijk=wijk, door=by, periode_van=van, periode_tot=tot, **{"titel": f"Plan {next(number)}", **fields}
    )


def make_later_plan(wijk: Wijk, by: User, **fields: Any) -> Wijkplan:
    """A plan of years from now, so that it is in nobody's way."""
    year = timezone.localdate().year + 5
    return make_plan(wijk, by, periode_van=date(year, 1, 1), periode_tot=date(year, 12, 31), **fields)


def make_ronde(plan: Wijkplan, by: User, *partners: Partner, **fields: Any) -> Ronde:
    """A planned round of three options, residents too; with `opent` in the past the service opens it."""
    opties = fields.pop("opties", [{"titel": titel} for titel in ("Licht", "Groen", "Taal")])
    values = {
        "titel": "Wat eerst?",
        "methode": "stippen",
        "trede": "adviseren",
        "belofte": "De volgorde gaat het plan in.",
        "opent": timezone.now() + timedelta(days=1),
        "sluit": timezone.now() + timedelta(days=8),
        "stippen": 5,
        "hoogste": 3,
        "gelijkstand": "volgorde",
        "met_bewoners": True,
    }
    return services.make_ronde(plan=plan, opties=opties, partijen=partners, by=by, **values | fields)


def make_bezwaar(ronde: Ronde, partner: Partner, by: User) -> Bezwaar:
    return Bezwaar.objects.create(
        ronde=ronde, partner=partner, door=by, argument="Eerst de lift", voorstel="Dan het feest"
    )


def agree(plan: Wijkplan, by: User, *partners: Partner) -> Wijkplan:
    """The plan as it is after every asked party said yes; with none given, one partner of the wijk is made."""
    asked = partners or (make_partner(plan.wijk),)
    if not plan.prioriteiten.exists():
        make_prioriteit(plan)
    voorlegging = lay_before(plan=plan, partners=asked, antwoord_voor=timezone.localdate(), by=by)
    for akkoord in voorlegging.akkoorden.select_related("voorlegging"):
        answer(akkoord=akkoord, antwoord="akkoord", kenmerk=voorlegging.kenmerk, slot=akkoord.slot, by=by)
    plan.refresh_from_db()
    return plan


def lay_next_plan_before(plan: Wijkplan, by: User, *partners: Partner) -> Voorlegging:
    """The plan of the period after this one, as it lies before these parties now."""
    van = plan.periode_tot + timedelta(days=1)
    coming = make_plan(plan.wijk, by, periode_van=van, periode_tot=van + timedelta(days=364))
    make_indicator(make_doel(make_prioriteit(coming)))
    day = timezone.localdate() + timedelta(days=14)
    return lay_before(plan=coming, partners=partners, antwoord_voor=day, by=by)


def walk(plan: Wijkplan, by: User, status: str) -> Wijkplan:
    """An agreed plan, walked on to this status."""
    agree(plan, by)
    for step in ("in_uitvoering", "geevalueerd", "gearchiveerd"):
        if plan.status == status:
            break
        if step == "geevalueerd":
            make_evaluatie(plan, by)
        set_status(plan=plan, status=step, by=by)
    return plan


def make_evaluatie(plan: Wijkplan, by: User, **fields: Any) -> Evaluatie:
    body = {"werkte": "De maaltijd", "werkte_niet": "Het tijdstip", "besluit": "doorgaan"}
    return Evaluatie.objects.create(
        wijkplan=plan, door=by, **{"datum": timezone.localdate(), **body, **fields}
    )


def make_cyclusstap(plan: Wijkplan, by: User, **fields: Any) -> Cyclusstap:
    body = {"onderwerp": "werkwijze", "stap": "bepaald", "uitkomst": "Samen besloten"}
    return Cyclusstap.objects.create(
        wijkplan=plan, door=by, **{"datum": timezone.localdate(), **body, **fields}
    )


def make_verbeteractie(evaluatie: Evaluatie, eigenaar: User, **fields: Any) -> Verbeteractie:
    return Verbeteractie.objects.create(
        evaluatie=evaluatie,
        eigenaar=eigenaar,
        **{"tekst": "Later beginnen", "deadline": timezone.localdate() + timedelta(days=7), **fields},
    )


def make_prioriteit(plan: Wijkplan, **fields: Any) -> Prioriteit:
    rang = fields.pop("rang", plan.prioriteiten.count() + 1)
    return Prioriteit.objects.create(
        wijkplan=plan, rang=rang, **{"titel": "Iedereen kan meepraten", "effectgebied": "opleiding", **fields}
    )


def make_doel(prioriteit: Prioriteit, **fields: Any) -> Doel:
    return Doel.objects.create(
        prioriteit=prioriteit, **{"titel": "Zes op de tien durft Nederlands", **fields}
    )


def make_indicator(doel: Doel, **fields: Any) -> Indicator:
    return Indicator.objects.create(
        doel=doel, **{"naam": "Durft Nederlands te spreken", "eenheid": "%", **fields}
    )


def make_project(doel: Doel, **fields: Any) -> Project:
    return Project.objects.create(doel=doel, **{"titel": f"Taal aan tafel {next(number)}", **fields})


def make_effect(prioriteit: Prioriteit, **fields: Any) -> BeoogdEffect:
    return BeoogdEffect.objects.create(
        prioriteit=prioriteit,
        **{"tekst": "Ouders bellen zelf de school", "effectgebied": "opleiding", **fields},
    )


def make_schakel(doel: Doel, effect: BeoogdEffect | None = None, **fields: Any) -> Schakel:
    return Schakel.objects.create(
        doel=doel, effect=effect, **{"aanname": "wie durft te praten, durft te bellen", **fields}
    )


def make_meting(indicator: Indicator, by: User, **fields: Any) -> Meting:
    return Meting.objects.create(
        indicator=indicator,
        door=by,
        **{
            "peildatum": timezone.localdate(),
            "waarde": 45,
            "n": 38,
            "bron": "vragenlijst",
            "status": Meting.Status.VASTGESTELD,
            "beoordeeld_door": by,
            "beoordeeld_op": timezone.now(),
            **fields,
        },
    )


def make_activiteit(team: Team, by: User, **fields: Any) -> Activiteit:
    return Activiteit.objects.create(
        wijk=team.wijk, team=team, door=by, **{"titel": f"Taalcafé {next(number)}", **fields}
    )


def make_bijeenkomst(activiteit: Activiteit, begin: datetime | None = None, **fields: Any) -> Bijeenkomst:
    begin = begin or timezone.now() - timedelta(days=1)
    eind = fields.pop("eind", begin + timedelta(hours=2))
    return Bijeenkomst.objects.create(activiteit=activiteit, begin=begin, eind=eind, **fields)


def make_reeks(activiteit: Activiteit, by: User, **fields: Any) -> Reeks:
    """A weekly series from next week on; its bijeenkomsten are not planned."""
    day = timezone.localdate() + timedelta(days=7)
    hours = {"van": time(19), "eindigt": time(21), "regel": "FREQ=WEEKLY"}
    return Reeks.objects.create(activiteit=activiteit, door=by, **{"begint": day, **hours, **fields})


def make_sluiting(wijk: Wijk | None, **fields: Any) -> Sluiting:
    van = fields.pop("van", timezone.localdate())
    named = {"naam": "Verbouwing", "van": van, "tot": van + timedelta(days=7)}
    return Sluiting.objects.create(wijk=wijk, **{**named, **fields})


def make_counted(
    activiteit: Activiteit, aantal: int | None, by: User, begin: datetime | None = None, **fields: Any
) -> Bijeenkomst:
    return make_bijeenkomst(
        activiteit,
        begin,
        status=Bijeenkomst.Status.DOORGEGAAN,
        aantal_deelnemers=aantal,
        geteld_door=by,
        geteld_op=timezone.now(),
        **fields,
    )


def make_inzet(bijeenkomst: Bijeenkomst, user: User, **fields: Any) -> Inzet:
    return Inzet.objects.create(bijeenkomst=bijeenkomst, user=user, **fields)


def make_relatie(wijk: Wijk, user: User | None = None, **fields: Any) -> Relatie:
    relatie = Relatie.objects.create(
        wijk=wijk, **{"code": f"MOL-kastanje-{next(number)}", "sinds": LONG_AGO, **fields}
    )
    if user is not None:
        Relatieperiode.objects.create(relatie=relatie, user=user, van=LONG_AGO)
    return relatie


def make_signaal(wijk: Wijk, by: User, **fields: Any) -> Signaal:
    said = {"soort": "kans", "thema": "samen", "tekst": "Wil koken voor de flat", "bron": "gesprek"}
    keys = {"client_id": uuid4(), "body_hash": "0" * 64, "stap_op": timezone.now()}
    op = fields.pop("op", None)
    signaal = Signaal.objects.create(wijk=wijk, door=by, **{**keys, **said, **fields})
    if op is not None:  # the database stamps it
        signaal.op = op
        signaal.save(update_fields=["op"])
    return signaal


def make_huis() -> SimpleNamespace:
    """A team with two students and a coordinator."""
    team = make_team()
    return SimpleNamespace(
        team=team,
        wijk=team.wijk,
        yasmina=make_coordinator(team, "Yasmina Haddou"),
        noor=make_student(team, "Noor Visser"),
        emre=make_student(team, "Emre Aydin"),
    )


def make_overdracht(relatie: Relatie, van: User, naar: User) -> Overdracht:
    return Overdracht.objects.create(
        relatie=relatie, van=van, naar=naar, akkoord_op=timezone.localdate(), door=van
    )


def make_vrijwilligersinzet(relatie: Relatie, bijeenkomst: Bijeenkomst, by: User) -> Vrijwilligersinzet:
    return Vrijwilligersinzet.objects.create(relatie=relatie, bijeenkomst=bijeenkomst, uren=2, door=by)


def make_interventie(wijk: Wijk, by: User, **fields: Any) -> FysiekeInterventie:
    values = {"titel": "Geveltuinen", "soort": "geveltuin", "waar": "langs het plein", "body_hash": "0" * 64}
    return FysiekeInterventie.objects.create(wijk=wijk, door=by, **{**values, **fields})


def make_foto(over: Bijeenkomst | FysiekeInterventie, by: User, **fields: Any) -> Foto:
    """A photo with two files that hold no picture; who is on it was not said."""
    name = uuid4().hex
    for path in paths(name):
        default_storage.save(path, ContentFile(b"RIFF"))
    if isinstance(over, Bijeenkomst):
        of: dict[str, Any] = {"bijeenkomst": over, "wijk": over.activiteit.wijk}
    else:
        of = {"interventie": over, "wijk": over.wijk, "moment": "na"}
    size = {"breedte": 8, "hoogte": 6}
    return Foto.objects.create(door=by, bestand=name, body_hash="0" * 64, **{**of, **size, **fields})


def make_beeldtoestemming(foto: Foto, by: User, **fields: Any) -> Beeldtoestemming:
    said = {"persoon": 1, "wie": "zelf", "wijze": "mondeling", "gegeven_op": timezone.localdate()}
    keys = {"client_id": uuid4(), "body_hash": "0" * 64, "tekst_versie": "2026-1"}
    return Beeldtoestemming.objects.create(foto=foto, wijk=foto.wijk, door=by, **{**said, **keys, **fields})


def make_contactmoment(wijk: Wijk, by: User, **fields: Any) -> Contactmoment:
    relatie = fields.get("relatie")
    return Contactmoment.objects.create(
        wijk=wijk,
        door=by,
        **{
            "client_id": uuid4(),
            "body_hash": "0" * 64,
            "datum": timezone.localdate(),
            "wie": "relatie" if relatie else "buur",
            "hoe": "koffie",
            "duur": "even",
            **fields,
        },
    )


def release_maand(wijk: Wijk, maand: date, by: User) -> Maandvrijgave:
    return Maandvrijgave.objects.create(wijk=wijk, maand=maand.replace(day=1), door=by)


def make_gebied(naam: str = "Geuzenveld", **fields: Any) -> Gebied:
    return Gebied.objects.create(
        naam=naam,
        **{
            "soort": "wijk",
            "stelsel": "cbs",
            "code": f"WK{next(number):06}",
            "geldig_van": LONG_AGO,
            **fields,
        },
    )


def make_kerncijfer(gebied: Gebied, **fields: Any) -> Kerncijfer:
    maat = fields.pop("maat", None) or Maat.objects.create(
        code=f"maat-{next(number)}", naam="SES-WOA totaalscore", bron="CBS", effectgebied="armoede"
    )
    return Kerncijfer.objects.create(
        gebied=gebied, maat=maat, **{"peiljaar": 2019, "waarde": "-0.416", **fields}
    )


def link_gebied(wijk: Wijk, gebied: Gebied, *, by: User | None = None, bevestigd: bool = True) -> Wijkgebied:
    status = Wijkgebied.Status.BEVESTIGD if bevestigd else Wijkgebied.Status.VOORGESTELD
    return Wijkgebied.objects.create(
        wijk=wijk, gebied=gebied, status=status, door=by, op=timezone.now() if bevestigd else None
    )


def make_plek(**fields: Any) -> Plek:
    return Plek.objects.create(**{"naam": f"De Theepot {next(number)}", **fields})
