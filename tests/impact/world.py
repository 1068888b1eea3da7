"""A wijk with a story: two years of rows, written straight into the tables."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from bewoners.models import Contactmoment, Relatie, Thematelling
from core.periods import months_between
from mensen.models import User
from teams.models import Team
from tests import factories as make
from wijken.models import Wijk
from wijken.vocabulary import GevoeligThema, Thema

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass
class Verhaal:
    wijk: Wijk
    teams: list[Team]
    coordinator: User
    studenten: list[User]
    partner: User


def at(day: date, hour: int = 19, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)


def build(first: date, last: date, *, seed: int = 1, busy: int = 8, naam: str = "") -> Verhaal:
    """`busy` bijeenkomsten and some contact moments in each month from `first` to `last`."""
    rng = random.Random(seed)
    team = make.make_team(make.make_wijk(naam))
    teams = [team, make.make_team(team.wijk)]
    coordinator = make.make_coordinator(team)
    studenten = [make.make_student(rng.choice(teams)) for _ in range(7)]
    partner = make.make_contactpersoon(make.make_partner(team.wijk)).user
    verhaal = Verhaal(team.wijk, teams, coordinator, studenten, partner)
    reeksen = [make.make_activiteit(rng.choice(teams), coordinator) for _ in range(3)]
    relaties = [make.make_relatie(team.wijk) for _ in range(18)]
    held: list[tuple[Bijeenkomst, list[Inzet]]] = []
    contacten, tellingen = [], []
    for month in months_between(first, last):
        days = [month.first + timedelta(days=n) for n in range(month.days)]
        held += [a_bijeenkomst(verhaal, rng, rng.choice(reeksen), rng.choice(days)) for _ in range(busy)]
        contacten += [a_contact(verhaal, rng, relaties, rng.choice(days)) for _ in range(busy * 4)]
        tellingen += [
            Thematelling(wijk=team.wijk, maand=month.first, thema=thema, aantal=rng.randint(0, 9))
            for thema in GevoeligThema
        ]
    Bijeenkomst.objects.bulk_create(bijeenkomst for bijeenkomst, _ in held)
    Inzet.objects.bulk_create(row for _, inzet in held for row in inzet)
    Contactmoment.objects.bulk_create(contacten)
    Thematelling.objects.bulk_create(tellingen)
    return verhaal


def a_bijeenkomst(
    verhaal: Verhaal, rng: random.Random, reeks: Activiteit, day: date
) -> tuple[Bijeenkomst, list[Inzet]]:
    """One that happened or not, and who were on for it; not saved yet."""
    begin = at(day, rng.choice([0, 10, 19, 23]), rng.choice([0, 30]))
    status = rng.choices(["doorgegaan", "afgelast", "gepland"], [8, 1, 1])[0]
    fields: dict[str, Any] = {"eind": begin + timedelta(minutes=rng.choice([60, 90, 125])), "status": status}
    if status == "doorgegaan":
        fields |= {"geteld_door": verhaal.coordinator, "geteld_op": begin}
        if rng.random() < 0.9:
            n = fields["aantal_deelnemers"] = rng.randint(0, 40)
            fields["nieuw_aanwezig"] = rng.choice([None, rng.randint(0, n)])
            fields["helpers_uit_wijk"] = rng.choice([None, rng.randint(0, n)])
    bijeenkomst = Bijeenkomst(activiteit=reeks, begin=begin, **fields)
    crew = rng.sample(verhaal.studenten, rng.randint(0, 4))
    words = ["aanwezig", "aanwezig", "afwezig", "ingepland"]
    return bijeenkomst, [Inzet(bijeenkomst=bijeenkomst, user=user, status=rng.choice(words)) for user in crew]


def a_contact(verhaal: Verhaal, rng: random.Random, relaties: list[Relatie], day: date) -> Contactmoment:
    relatie = rng.choice([*relaties, None])
    return Contactmoment(
        wijk=verhaal.wijk,
        door=rng.choice(verhaal.studenten),
        client_id=uuid4(),
        body_hash="0" * 64,
        datum=day,
        wie="relatie" if relatie else "buur",
        relatie=relatie,
        hoe="koffie",
        duur="even",
        themas=rng.sample([str(t.value) for t in Thema], rng.randint(0, 3)),
    )
