from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import RuimtelijkeOntwikkeling
from partners.services import move_date
from tests import factories as make
from tests.queries import assert_queries
from vooruit.raakt import moved_dates, read_geraakt

pytestmark = pytest.mark.django_db


@pytest.fixture
def corporatie(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


def on(days):
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(19)))


def story(team, coordinator, corporatie, n=1):
    """Demolition goes from over 14 months to over 5; n weekly bijeenkomsten lie before it and n after."""
    today = timezone.localdate()
    sloop = make.make_ontwikkeling(
        corporatie, team.wijk, coordinator, start_gepland=today + timedelta(days=425)
    )
    sloop.plekken.set([make.make_plek(naam="De Theepot", wijk=team.wijk)])
    for _ in range(3):
        make.make_woonplek(corporatie, team.wijk, coordinator, ontwikkeling=sloop)
    ended = today + timedelta(days=60)
    make.make_woonplek(corporatie, team.wijk, coordinator, ontwikkeling=sloop, beschikbaar_tot=ended)
    doel = make.make_doel(make.make_prioriteit(make.make_plan(team.wijk, coordinator)))
    taal = make.make_activiteit(team, coordinator, doel=doel, plek=sloop.plekken.get())
    for week in range(n):
        make.make_bijeenkomst(taal, on(153 + 7 * week))
        make.make_bijeenkomst(taal, on(week + 1))
    make.make_bijeenkomst(make.make_activiteit(team, coordinator), on(200))
    ruud = make.make_contactpersoon(corporatie).user
    return move_date(ontwikkeling=sloop, nieuw=today + timedelta(days=152), by=ruud)


def test_moved_date_is_told_in_one_line(team, coordinator, corporatie):
    story(team, coordinator, corporatie, n=38)
    [line] = moved_dates([team.wijk.pk])
    assert line.zin == "De Sluiswachter: sloop Eendenhof schuift van over 14 maanden naar over 5."
    assert line.raakt == "Raakt 3 woningen, De Theepot, 38 bijeenkomsten, 1 doel."


def test_moved_date_of_another_wijk_is_not_told(team, coordinator, corporatie):
    story(team, coordinator, corporatie)
    assert moved_dates([make.make_wijk().pk]) == []


def test_lists_behind_the_line_name_each_thing(team, coordinator, corporatie):
    student = make.make_student(team)
    found = read_geraakt(story(team, coordinator, corporatie, n=2))
    assert [len(rows) for rows in (found.woonplekken, found.plekken, found.bijeenkomsten, found.doelen)] == [
        3,
        1,
        2,
        1,
    ]
    assert (found.kamers, [row.user for row in found.studenten]) == (9, [student])
    assert [row.geraakt["keer"] for row in found.activiteiten] == [2]


def test_day_that_became_unknown_hits_nothing(team, coordinator, corporatie):
    story(team, coordinator, corporatie)
    move_date(ontwikkeling=RuimtelijkeOntwikkeling.objects.get(), nieuw=None, by=coordinator)
    [line] = moved_dates([team.wijk.pk])
    assert line.raakt == "Raakt niets wat hier staat."


def test_seen_line_is_gone_from_both_pages(client, team, coordinator, corporatie):
    moved = story(team, coordinator, corporatie)
    client.force_login(coordinator)
    pages = ["/", team.wijk.get_absolute_url()]
    assert all("Bekijk wat het raakt" in client.get(page).content.decode() for page in pages)
    client.post(reverse("gezien", args=[moved.uuid]))
    assert not any("Bekijk wat het raakt" in client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("n", [1, 3])
def test_page_of_what_it_hits_takes_eight_queries(client, team, coordinator, corporatie, n):
    moved = story(team, coordinator, corporatie, n)
    client.force_login(coordinator)
    with assert_queries(8):
        page = client.get(reverse("raakt", args=[moved.uuid])).content.decode()
    assert page.count("Verplaats") == n
