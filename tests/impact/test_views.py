from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from mensen.models import Logregel
from tests import factories as make
from tests.impact import world
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=world.AMSTERDAM)
DERDE = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def verhaal():
    return world.build(date(2025, 7, 1), date(2026, 10, 31), naam="Geuzenveld")


def release(verhaal, months=DERDE):
    for month in months:
        make.release_maand(verhaal.wijk, month, verhaal.coordinator)


def plan(verhaal, number):
    plan = make.make_plan(verhaal.wijk, verhaal.coordinator, status="vastgesteld")
    for _ in range(number):
        indicator = make.make_indicator(make.make_doel(make.make_prioriteit(plan)), streefwaarde=60)
        make.make_meting(indicator, verhaal.coordinator, peildatum=date(2026, 2, 1), waarde=31, n=42)
        make.make_meting(indicator, verhaal.coordinator, peildatum=date(2026, 9, 1), waarde=45, n=38)


@pytest.mark.parametrize("number", [1, 3])
def test_quarter_asks_as_many_queries_for_three_as_for_one(client, verhaal, number):
    release(verhaal)
    plan(verhaal, number)
    for _ in range(number - 1):
        make.Betrokkenheid.objects.create(
            partner=verhaal.partner.contactpersonen.get().partner,
            wijk=make.make_wijk(),
            rol="financier",
            van=make.LONG_AGO,
        )
    client.force_login(verhaal.partner)
    with assert_queries(8):
        response = client.get(reverse("impact:quarter", args=[verhaal.wijk.slug]))
    assert response.status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_overview_asks_as_many_queries_for_three_as_for_one(client, verhaal, number):
    for _ in range(number - 1):
        make.make_wijk()
    client.force_login(make.make_staff("projectleider"))
    with assert_queries(5):
        response = client.get(reverse("impact:overview"))
    assert response.status_code == 200


def test_export_is_in_the_trail(client, verhaal):
    release(verhaal)
    client.force_login(verhaal.partner)
    client.get(reverse("impact:quarter_csv", args=[verhaal.wijk.slug]))
    regel = Logregel.objects.get()
    assert (regel.wat, regel.door, regel.details) == (
        "impact.geexporteerd",
        verhaal.partner,
        {"periode": "2026-k3", "soort": "csv"},
    )
