from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from impact.figures.mogelijk import read_mogelijk
from partners.services import book
from tests import factories as make
from tests.queries import assert_queries
from wijkplan.services import set_dekking

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def ruud(partner):
    return make.make_contactpersoon(partner).user


LAST_MONTH = timezone.now().replace(day=1) - timedelta(days=5)


def doing(team, coordinator, **fields):
    """Two students were two hours each at one Taalcafé of a released month, which 23 people visited."""
    taal = make.make_activiteit(team, coordinator, titel="Taalcafé", **fields)
    held = make.make_counted(taal, 23, coordinator, LAST_MONTH)
    for _ in range(2):
        make.make_inzet(held, make.make_student(team), status="aanwezig")
    make.release_maand(team.wijk, LAST_MONTH.date(), coordinator)


def received(partner, team, by, amount, **fields):
    bijdrage = make.make_bijdrage(partner, team.wijk, by, **fields)
    book(bijdrage=bijdrage, soort="ontvangen", hoeveel=Decimal(amount), datum=timezone.localdate(), by=by)
    return bijdrage


def test_rooms_lead_to_students_hours_and_activities(team, coordinator, partner, ruud):
    bijdrage = received(partner, team, coordinator, 8)
    make.make_woonplek(partner, team.wijk, coordinator, naam="Eendenhof", bijdrage=bijdrage)
    doing(team, coordinator)
    [gevolg] = read_mogelijk(ruud, team.wijk, timezone.localdate())
    assert gevolg.zin == "8 kamers in Eendenhof → 2 studenten → 4 uur → Taalcafé"


def test_months_that_were_not_released_are_left_out(team, coordinator, partner, ruud):
    received(partner, team, coordinator, 8)
    taal = make.make_activiteit(team, coordinator)
    held = make.make_counted(taal, 23, coordinator, LAST_MONTH)
    make.make_inzet(held, make.make_student(team), status="aanwezig")
    [gevolg] = read_mogelijk(ruud, team.wijk, timezone.localdate())
    assert gevolg.stappen[1:] == ["nog geen vrijgegeven uren"]


def test_money_leads_to_the_goals_it_pays_for(team, coordinator, partner, ruud):
    geld = received(partner, team, coordinator, 500, soort="geld", toegezegd=1000)
    plan = make.make_plan(team.wijk, coordinator)
    doel = make.make_doel(make.make_prioriteit(plan), titel="Meepraten")
    set_dekking(bijdrage=geld, doel=doel, deel=Decimal(400), by=coordinator)
    make.agree(plan, coordinator)
    doing(team, coordinator, doel=doel)
    [gevolg] = read_mogelijk(ruud, team.wijk, timezone.localdate())
    assert gevolg.stappen == ["€\u00a0500", "«Meepraten»", "1 bijeenkomst", "23 bezoeken", "Taalcafé"]


def test_promise_of_which_nothing_came_made_nothing_possible(team, coordinator, partner, ruud):
    make.make_bijdrage(partner, team.wijk, coordinator)
    [gevolg] = read_mogelijk(ruud, team.wijk, timezone.localdate())
    assert gevolg.stappen == ["8 kamers", "nog niets ontvangen"]


def test_partner_reads_only_own_promises(team, coordinator, partner, ruud):
    make.make_bijdrage(make.make_partner(team.wijk), team.wijk, coordinator)
    assert read_mogelijk(ruud, team.wijk, timezone.localdate()) == []


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_three_queries_at_any_size(client, team, coordinator, partner, ruud, n):
    for _ in range(n):
        received(partner, team, coordinator, 2, verwacht_op=timezone.localdate() - timedelta(days=1))
    client.force_login(ruud)
    with assert_queries(3):
        page = client.get(reverse("impact:toezeggingen", args=[team.wijk.slug])).content.decode()
    assert page.count("over tijd") == 2 * n
