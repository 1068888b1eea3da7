import re
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activiteiten.models import Bijeenkomst
from activiteiten.templatetags.activiteiten import weekdag
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_counted,
    make_inzet,
    make_plek,
    make_staff,
    make_student,
    make_team,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
AFGELAST = Bijeenkomst.Status.AFGELAST


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def nadia(team, client):
    nadia = make_coordinator(team)
    client.force_login(nadia)
    return nadia


def on(day, hour=10):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def page_of(client, **asked):
    return client.get(reverse("agenda"), asked).content.decode()


def test_each_choice_of_the_agenda_has_one_current_tab(client, team):
    client.force_login(make_student(team))
    page = page_of(client, per="maand", wiens="wijk")
    tabs = re.findall(r'<nav class="vu-tabs" aria-label="(.*?)">(.*?)</nav>', page, re.DOTALL)
    assert [(name, html.count('aria-current="page"')) for name, html in tabs] == [
        ("Week, maand of lijst", 1),
        ("Van wie", 1),
    ]


def test_the_agenda_offers_to_count_only_to_who_may(client, team, nadia):
    row = make_bijeenkomst(make_activiteit(team, nadia), timezone.now() - timedelta(days=20))
    offered = []
    for user in (nadia, make_student(team), make_staff("projectleider")):
        client.force_login(user)
        page = page_of(client, dag=str(row.dag), wiens="wijk")
        assert row.get_absolute_url() in page
        offered.append(reverse("activiteiten:tel", args=[row.uuid]) in page)
    assert offered == [True, False, False]


def test_a_month_shows_each_day_once_and_begins_under_its_weekday(client, team, nadia):
    make_bijeenkomst(make_activiteit(team, nadia, titel="Koffie"), on(date(2026, 10, 25)))
    page = page_of(client, per="maand", dag="2026-10-04")
    days = re.findall(r'<li class="vu-maand__dag(.*?)"', page)
    assert len(days) == 31
    assert "vu-maand__k4" in days[0]  # 1 October 2026 is a Thursday
    assert sum("--leeg" not in day for day in days) == 1


@pytest.mark.parametrize("per", ["week", "maand", "lijst"])
def test_cancelled_and_nobody_came_are_told_as_facts(client, team, nadia, per):
    day = date(2026, 3, 11)
    make_bijeenkomst(make_activiteit(team, nadia, titel="Soep"), on(day), status=AFGELAST)
    make_counted(make_activiteit(team, nadia, titel="Thee"), 0, nadia, on(day, 14))
    page = page_of(client, per=per, dag="2026-03-11")
    assert re.search(r"<s>.*?</s>", page)
    assert "niet doorgegaan" in page
    assert "niemand kwam" in page


def test_the_month_says_who_opens_and_where_nobody_does(client, team, nadia):
    tomorrow = timezone.now() + timedelta(days=1)
    planned = make_bijeenkomst(make_activiteit(team, nadia), tomorrow)
    make_inzet(planned, make_student(team, naam="Emre Yildiz"), rol="opent")
    make_bijeenkomst(make_activiteit(team, nadia), tomorrow)
    page = page_of(client, per="maand", dag=timezone.localdate(tomorrow).isoformat())
    assert "Emre opent" in page
    assert "nog niemand opent" in page


def test_a_list_puts_the_days_of_one_activity_on_one_line(client, team, nadia):
    activiteit = make_activiteit(team, nadia)
    for week in range(3):
        make_bijeenkomst(activiteit, on(date(2026, 3, 2) + timedelta(weeks=week)))
    make_bijeenkomst(activiteit, on(date(2027, 2, 28)))
    make_bijeenkomst(activiteit, on(date(2027, 3, 1)))  # a year later is another page
    response = client.get(reverse("agenda"), {"per": "lijst", "dag": "2026-03-20"})
    lines = [(str(month), [len(r.rows) for r in rows]) for month, rows in response.context["maanden"]]
    assert lines == [("maart 2026", [3]), ("februari 2027", [1])]
    assert response.context["links"]["vorige"].startswith("?dag=2025-03-01&per=lijst")


@pytest.mark.parametrize(("taal", "dag"), [("nl", "ma"), ("en", "Mon")])
def test_a_day_of_the_week_is_written_as_the_language_does(taal, dag):
    with translation.override(taal):
        assert weekdag(date(2026, 3, 2)) == dag


def test_a_part_can_be_chosen_by_place_and_stays_chosen(client, team, nadia):
    here, there = make_plek(), make_plek()
    for plek in (here, there):
        make_bijeenkomst(make_activiteit(team, nadia), on(date(2026, 3, 11)), plek=plek)
    response = client.get(reverse("agenda"), {"dag": "2026-03-11", "plek": str(here.uuid)})
    assert [row.plek for row in response.context["rows"]] == [here]
    assert f"plek={here.uuid}" in response.context["links"]["volgende"]
    assert list(response.context["zeef"].fields) == ["plek"]


@pytest.mark.parametrize(("series", "weeks"), [(1, 1), (40, 12)])
@pytest.mark.parametrize(("per", "queries"), [("week", 2), ("maand", 2), ("lijst", 1)])
def test_the_agenda_keeps_its_number_of_queries(client, team, nadia, series, weeks, per, queries):
    student, begin = make_student(team), on(date(2026, 2, 2))
    for _ in range(series):
        activiteit = make_activiteit(team, nadia, plek=make_plek())
        rows = Bijeenkomst.objects.bulk_create(
            Bijeenkomst(
                activiteit=activiteit,
                plek=activiteit.plek,
                begin=begin + timedelta(weeks=4 * n),
                eind=begin + timedelta(weeks=4 * n, hours=2),
            )
            for n in range(weeks)
        )
        make_inzet(rows[0], student)
    with assert_queries(queries):
        response = client.get(reverse("agenda"), {"per": per, "dag": "2026-02-02"})
    assert len(response.context["rows"]) == series * (weeks if per == "lijst" else 1)
