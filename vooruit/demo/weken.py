"""The weeks of two teams: hours that were no bijeenkomst, one tap each, and somebody who asks to swap."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from activiteiten.models import Bijeenkomst
from activiteiten.services import add_weekuur, ask_swap
from activiteiten.services.inzet import mates_for
from vooruit.demo import kalender
from vooruit.demo.klok import at, days_ago, moment
from vooruit.demo.opbouw import Verhaal
from vooruit.demo.rollen import GEUZENVELD, OSDORP, Student, Wijkrol

WEKEN = 9
SLORDIG = {"jip": 0.5}  # logs half of what she does
# kind, day of the week, from how many hours a week somebody does it, how often
GEWOON = (
    ("overleg", 0, 0, 1.0),
    ("voorbereiding", 1, 0, 0.9),
    ("voorbereiding", 3, 10, 0.6),
    ("training", 2, 0, 0.25),
    ("training", 2, 10, 0.25),
    ("bewonersrol", 5, 10, 0.5),
)


def tell_weeks(verhaal: Verhaal, rnd: Random) -> None:
    """Nine weeks of Geuzenveld and Osdorp-Oost, the running one up to today; Aisha asks Noor to open for her."""
    for wijkrol in (GEUZENVELD, OSDORP):
        for student in wijkrol.studenten:
            _weeks_of(verhaal, wijkrol, student, rnd)
    _ask_noor(verhaal)


def _weeks_of(verhaal: Verhaal, wijkrol: Wijkrol, student: Student, rnd: Random) -> None:
    monday = verhaal.today - timedelta(days=verhaal.today.weekday())
    for week in range(WEKEN):
        for soort, weekday, uren, kans in GEWOON:
            day = monday - timedelta(weeks=week) + timedelta(days=weekday)
            there = student in verhaal.on_team(wijkrol, day) and day <= verhaal.today
            often = kans * SLORDIG.get(student.sleutel, 1) * (0.3 if kalender.in_exams(day) else 1)
            if there and student.uren >= uren and not kalender.in_holiday(day) and rnd.random() < often:
                _tap(verhaal, student, soort, day, rnd)


def _tap(verhaal: Verhaal, student: Student, soort: str, day: date, rnd: Random) -> None:
    with at(min(moment(day, 20, rnd.randint(0, 59)), timezone.now())):
        add_weekuur(
            soort=soort,
            client_id=UUID(int=rnd.getrandbits(128), version=4),
            by=verhaal.mensen[student.sleutel],
            seconden=rnd.randint(0, 2),
        )


def _ask_noor(verhaal: Verhaal) -> None:
    """The next time Aisha opens and Noor does nothing there yet."""
    aisha, noor = verhaal.mensen["aisha"], verhaal.mensen["noor"]
    mine = Bijeenkomst.objects.upcoming().filter(
        begin__gt=timezone.now(), inzetten__user=aisha, inzetten__rol="opent", inzetten__status="ingepland"
    )
    row = next((row for row in mine[:5] if noor in mates_for(row, aisha)), None)
    if row is not None:
        with at(moment(days_ago(1), 19)):
            ask_swap(bijeenkomst=row, aan=noor, by=aisha)
