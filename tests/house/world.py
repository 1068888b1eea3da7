"""Two wijken full of rows and one person per role, for the table of roles and URLs."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from activiteiten.models import (
    Activiteit,
    Agendasleutel,
    Bijeenkomst,
    Foto,
    FysiekeInterventie,
    Hulpbron,
    Initiatief,
    Maandvrijgave,
    Overlevingscheck,
    Reeks,
    Sluiting,
    Telling,
)
from activiteiten.services import make_agendasleutel
from bewoners.models import Beeldtoestemming, Contactmoment, Overdracht, Relatie, Vrijwilligersinzet
from mensen.models import User
from partners.models import (
    Afspraak,
    Bijdrage,
    Contactpersoon,
    Datumwijziging,
    Partner,
    RuimtelijkeOntwikkeling,
    Woonplek,
)
from signalen.models import Signaal
from teams.models import Rol
from tests import factories as make
from wijken.models import Invoer, Kerncijfer, Wijk, Wijkgebied
from wijkplan.models import (
    Akkoord,
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

ROLES = ["student", "coordinator", "projectleider", "partner", "trainer", "privacy", "beheerder", "niemand"]


@dataclass
class World:
    people: dict[str, User] = field(default_factory=dict)
    own: dict[type[Model], Model] = field(default_factory=dict)
    other: dict[type[Model], Model] = field(default_factory=dict)

    def thing(self, side: str, model: type[Model]) -> Any:
        """The row of this model in the person's own or in the other wijk."""
        return getattr(self, side)[model]


def build_world() -> World:
    """People work in (or are involved with) the own wijk only."""
    world = World()
    for side in ("own", "other"):
        team = make.make_team()
        coordinator = make.make_coordinator(team)
        student = make.make_student(team)
        partner = make.make_partner(team.wijk)
        person = make.make_contactpersoon(partner).user
        setattr(world, side, fill_wijk(team, coordinator, student, partner))
        if side == "own":
            world.people |= {"student": student, "coordinator": coordinator, "partner": person}
    fair = make.make_team(
        make.make_wijk(slug="openbaar")
    )  # a public agenda at an address that the table knows
    make.make_activiteit(fair, world.people["coordinator"], openbaar=True, uuid=UUID(int=8))
    world.people |= {
        "projectleider": make.make_staff(Rol.PROJECTLEIDER),
        "trainer": make.make_staff(Rol.TRAINER),
        "privacy": make.make_staff(Rol.PRIVACYFUNCTIONARIS),
        "beheerder": make.make_staff(Rol.BEHEERDER),
        "niemand": make.make_user(),
    }
    return world


def fill_wijk(team: Any, coordinator: User, student: User, partner: Partner) -> dict[type[Model], Model]:
    """One row of every kind that stands in a URL."""
    wijk = team.wijk
    plan = make.make_plan(wijk, coordinator)
    prioriteit = make.make_prioriteit(plan)
    doel = make.make_doel(prioriteit)
    indicator = make.make_indicator(doel)
    effect = make.make_effect(prioriteit)
    voorlegging = make.lay_next_plan_before(plan, coordinator, partner)
    activiteit = make.make_activiteit(
        team, coordinator, doel=doel, openbaar=True, plek=make.make_plek(soort="buurtkamer")
    )
    bijeenkomst = make.make_bijeenkomst(activiteit)
    make.make_inzet(bijeenkomst, student)
    counted = make.make_counted(activiteit, 23, student, timezone.now() - timedelta(days=2))
    relatie = make.make_relatie(wijk, student)
    interventie = make.make_interventie(wijk, coordinator, activiteit=activiteit)
    foto = make.make_foto(bijeenkomst, coordinator, herkenbaar=1, vrijgegeven=True)
    ronde = make.make_ronde(make.make_later_plan(wijk, coordinator), coordinator, partner)
    gebied = make.make_gebied()
    room = make.make_bijdrage(partner, wijk, coordinator, soort="ruimte")
    sloop = make.make_ontwikkeling(
        partner, wijk, coordinator, start_gepland=timezone.localdate() + timedelta(days=150)
    )
    sloop.plekken.set([make.make_plek(wijk=wijk)])
    evaluatie = make.make_evaluatie(plan, coordinator)
    initiatief = make.make_zelfstandig(wijk, coordinator, timezone.localdate() - timedelta(days=100))
    return {
        Wijk: wijk,
        Wijkplan: plan,
        Prioriteit: prioriteit,
        Voorlegging: voorlegging,
        Akkoord: voorlegging.akkoorden.get(),
        Doel: doel,
        Indicator: indicator,
        Meting: make.make_meting(indicator, coordinator),
        Project: make.make_project(doel),
        BeoogdEffect: effect,
        Schakel: make.make_schakel(doel, effect),
        Cyclusstap: make.make_cyclusstap(plan, coordinator),
        Evaluatie: evaluatie,
        Verbeteractie: make.make_verbeteractie(evaluatie, coordinator),
        Ronde: ronde,
        Bezwaar: make.make_bezwaar(ronde, partner, coordinator),
        Activiteit: activiteit,
        Agendasleutel: make_agendasleutel(soort="persoon", by=student)[0],
        Bijeenkomst: bijeenkomst,
        FysiekeInterventie: interventie,
        Foto: foto,
        Beeldtoestemming: make.make_beeldtoestemming(foto, coordinator),
        Hulpbron: make.make_hulpbron(wijk, student),
        Initiatief: initiatief,
        Overlevingscheck: make.make_check(initiatief),
        Reeks: make.make_reeks(activiteit, coordinator),
        Sluiting: make.make_sluiting(wijk),
        Telling: Telling.objects.create(
            client_id=make.uuid4(),
            body_hash="0" * 64,
            bijeenkomst=counted,
            aantal=21,
            door=coordinator,
            afwijkend=True,
        ),
        Relatie: relatie,
        Contactmoment: make.make_contactmoment(wijk, student, relatie=relatie),
        Overdracht: make.make_overdracht(make.make_relatie(wijk, student), student, coordinator),
        Vrijwilligersinzet: make.make_vrijwilligersinzet(relatie, bijeenkomst, student),
        Signaal: make.make_signaal(wijk, student),
        Partner: partner,
        Contactpersoon: partner.contactpersonen.get(),
        Afspraak: make.make_afspraak(wijk, coordinator, partner=partner),
        Bijdrage: room,
        RuimtelijkeOntwikkeling: sloop,
        Woonplek: make.make_woonplek(partner, wijk, coordinator, ontwikkeling=sloop, bijdrage=None),
        Datumwijziging: make.make_wijziging(sloop, coordinator),
        Kerncijfer: make.make_kerncijfer(gebied),
        Wijkgebied: make.link_gebied(wijk, gebied, bevestigd=False),
        Invoer: Invoer.objects.create(soort="gebieden", bestandsnaam="gebieden.geojson", door=coordinator),
        Maandvrijgave: make.release_maand(wijk, timezone.localdate() - timedelta(days=90), coordinator),
    }
