"""What logging costs: the median of what was measured, times how often, and only of three students or more."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from activiteiten.services import add_weekuur
from core.suppression import MISSING, SUPPRESSED
from impact.figures.last import Logstand, logging_cost, read_logs
from tests import factories as make
from tests.impact.world import AMSTERDAM

NOW = datetime(2026, 10, 14, 12, tzinfo=AMSTERDAM)
WEEK = date(2026, 10, 12), date(2026, 10, 18)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def huis(db):
    team = make.make_team()
    studenten = [make.make_student(team) for _ in range(3)]
    yasmina = make.make_coordinator(team)
    cafe = make.make_activiteit(team, yasmina)
    return SimpleNamespace(wijk=team.wijk, studenten=studenten, yasmina=yasmina, cafe=cafe)


def log(huis, door, *seconden):
    for sec in seconden:
        make.make_contactmoment(huis.wijk, door, hoe="straat", seconden=sec)


def stand_of(huis, **only):
    return read_logs([huis.wijk.pk], *WEEK, **only).get(huis.wijk.pk, Logstand())


def test_cost_is_the_median_times_how_often_a_student_logs(huis):
    noor, emre, lotte = huis.studenten
    log(huis, noor, 10, 20, None)
    log(huis, emre, 30)
    add_weekuur(soort="overleg", client_id=uuid4(), by=make.fresh(lotte), seconden=60)
    row = make.make_bijeenkomst(huis.cafe)
    row.tellingen.create(client_id=uuid4(), body_hash="0" * 64, aantal=3, door=noor, seconden=40)
    stand = stand_of(huis)
    assert (stand.logs.total(), stand.mediaan("gesprek"), stand.mensen) == (6, Decimal(20), 3)
    assert logging_cost(stand) == Decimal(
        "1.0"
    )  # (4 talks × 20 s + 1 hour × 60 s + 1 count × 40 s) / 3 students


def test_a_tap_of_a_second_does_not_make_talks_look_short(huis):
    for student in huis.studenten:
        log(huis, student, 60)
        for _ in range(9):
            add_weekuur(soort="overleg", client_id=uuid4(), by=make.fresh(student), seconden=1)
    assert stand_of(huis).minuten == Decimal("1.2")  # 60 + 9 seconds
    assert stand_of(huis).in_woorden == "gesprek 60 s, uur erbij 1 s"


def test_weeks_in_which_nobody_logged_do_not_thin_the_cost(huis):
    for student in huis.studenten:
        log(huis, student, 60, 60)
    with time_machine.travel(datetime(2026, 10, 7, 12, tzinfo=AMSTERDAM), tick=False):
        log(huis, huis.studenten[0], 60, 60)
    found = read_logs([huis.wijk.pk], date(2026, 9, 1), WEEK[1])[huis.wijk.pk]
    assert (found.logs.total(), len(found.weken), found.minuten) == (8, 4, Decimal("2.0"))


def test_cost_of_two_students_is_hidden_and_without_a_measured_log_unknown(huis):
    log(huis, huis.studenten[0], 10)
    log(huis, huis.studenten[1], 10)
    assert logging_cost(stand_of(huis)) is SUPPRESSED
    assert logging_cost(Logstand(logs=Counter(uur=3), weken=frozenset({(1, WEEK[0])}))) is MISSING


def test_what_a_coordinator_types_is_no_cost_of_a_student(huis):
    log(huis, huis.yasmina, 200)
    assert stand_of(huis) == Logstand()
    log(huis, huis.studenten[0], 10)
    assert stand_of(huis, door=[huis.studenten[0].pk]).logs.total() == 1


def test_who_leads_and_who_coordinates_read_it_beside_the_budget(client, huis):
    for student in huis.studenten:
        log(huis, student, 60, 60, 60)
    client.force_login(make.make_staff("projectleider"))
    page = client.get(reverse("impact:overview"), {"van": WEEK[0], "tot": WEEK[1]})
    assert [rij.figuren["registratielast"].waarde for rij in page.context["table"].alle] == [
        Decimal("3.0")
    ] * 2
    with time_machine.travel(datetime(2026, 10, 21, 12, tzinfo=AMSTERDAM), tick=False):
        client.force_login(huis.yasmina)
        told = client.get(reverse("teamuren")).content.decode()
    assert "Per keer meestal: gesprek 60 s; het budget is 30 minuten per week." in told


def test_a_student_reads_her_own_cost_on_her_week(client, huis):
    log(huis, huis.studenten[0], 30, 30)
    log(huis, huis.studenten[1], 999)
    client.force_login(huis.studenten[0])
    assert "2 keer gelogd, samen 1 van de 30 minuten" in client.get(reverse("week")).content.decode()
