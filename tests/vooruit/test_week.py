"""One's own week and the hours of a team: what counts, what waits, and who sees it."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from activiteiten.models import Inzet, Weekuur
from activiteiten.services import add_weekuur
from core.errors import Refused
from tests.factories import (
    fresh,
    give_rol,
    make_activiteit,
    make_bijeenkomst,
    make_contactmoment,
    make_coordinator,
    make_counted,
    make_inzet,
    make_relatie,
    make_sluiting,
    make_student,
    make_team,
    make_user,
)
from tests.queries import assert_queries

URL, TEAM = reverse("week"), reverse("teamuren")
WOENSDAG = "2026-10-14 12:00+02:00"


@pytest.fixture(autouse=True)
def wednesday():
    """Weeks are counted from Monday: stand in the middle of one."""
    with time_machine.travel(WOENSDAG, tick=False):
        yield


@pytest.fixture
def huis(db, client):
    team = make_team()
    noor = make_student(team, "Noor Visser")
    yasmina = make_coordinator(team, "Yasmina Haddou")
    client.force_login(noor)
    cafe = make_activiteit(team, yasmina, titel="Taalcafé")
    return SimpleNamespace(team=team, noor=noor, yasmina=yasmina, cafe=cafe)


def hours_ago(n):
    return timezone.now() - timedelta(hours=n)


def worked(huis, begin, user=None, **fields):
    row = make_counted(huis.cafe, 23, huis.noor, begin, **fields)
    return make_inzet(row, user or huis.noor, status="aanwezig").bijeenkomst


def fill_week(huis):
    """2 hours at the Taalcafé, 1¾ hours of talk, 1 hour overleg: 4,75 hours."""
    worked(huis, hours_ago(30))
    gezin = make_relatie(huis.team.wijk, huis.noor, soort="contactgezin")
    make_contactmoment(huis.team.wijk, huis.noor, relatie=gezin, wie="relatie", hoe="thuis", duur="uur")
    for hoe, duur in (("straat", "even"), ("koffie", "half_uur"), ("activiteit", "uur")):
        make_contactmoment(huis.team.wijk, huis.noor, hoe=hoe, duur=duur)
    add_weekuur(soort="overleg", client_id=uuid4(), by=fresh(huis.noor))


def said(client, url=URL):
    return " ".join(client.get(url).content.decode().split())


def test_week_adds_up_by_source_and_counts_no_talk_twice(client, huis):
    fill_week(huis)
    page = client.get(URL)
    assert page.context["week"].chart.rows == [
        ("activiteiten", "2"),
        ("gesprekken", "1,75"),
        ("overleg", "1"),
    ]
    assert "4,75 van 10 uur" in page.content.decode()
    assert "Jij en Yasmina zien dit" in page.content.decode()


def test_home_and_coordinator_see_the_same_hours_as_the_week_page(client, huis):
    fill_week(huis)
    assert "Deze week 4,75 van 10 uur" in said(client, "/")
    client.force_login(huis.yasmina)
    with time_machine.travel("2026-10-21 12:00+02:00", tick=False):
        client.force_login(huis.yasmina)
        [team] = client.get(TEAM).context["teams"]
    assert [(s.naam, s.gedaan, s.norm) for s in team.studenten] == [
        ("Noor Visser", Decimal("4.75"), Decimal(80))
    ]
    assert team.weken[-1] == (date(2026, 10, 12), Decimal("4.75"), Decimal(10))
    assert team.per_bron.rows == [("activiteiten", "2"), ("gesprekken", "1,75"), ("overleg", "1")]


@pytest.mark.parametrize(
    ("status", "inzet", "hours", "told"),
    [
        ("gepland", "ingepland", 3, "2 uur telt mee zodra het geteld is"),
        ("gepland", "ingepland", -3, "2 uur, komt nog"),
        ("gepland", "afwezig", -3, "jij kunt niet"),
        ("gepland", "afwezig", 3, "jij was er niet"),
        ("afgelast", "ingepland", 3, "niet doorgegaan"),
    ],
)
def test_week_explains_what_adds_no_hours(client, huis, status, inzet, hours, told):
    make_inzet(make_bijeenkomst(huis.cafe, hours_ago(hours), status=status), huis.noor, status=inzet)
    page = said(client)
    assert told in page
    assert "0 van 10 uur" in page
    assert ("/tellen/" in page) == (told == "2 uur telt mee zodra het geteld is")


def test_week_says_which_holiday_touches_it(client, huis):
    make_sluiting(huis.team.wijk, naam="Herfstvakantie", van=date(2026, 10, 17), tot=date(2026, 10, 25))
    make_sluiting(huis.team.wijk, naam="Kerstvakantie", van=date(2026, 12, 19), tot=date(2027, 1, 3))
    page = said(client)
    assert "Herfstvakantie" in page
    assert "Kerstvakantie" not in page


def test_time_with_a_contact_family_is_told_after_a_recent_login_only(client, huis):
    fill_week(huis)
    assert "Met je contactgezin</span><span>1 van 2 uur" in said(client)
    session = client.session
    session["begin"] -= 20 * 3600
    session["gezien"] -= 20 * 3600
    session.save()
    page = said(client)
    assert "contactgezin" not in page
    assert "4,75 van 10 uur" in page


@pytest.mark.parametrize(
    ("query", "monday"),
    [
        ("", date(2026, 10, 12)),
        ("?dag=2026-10-07", date(2026, 10, 5)),
        ("?dag=geen-dag", date(2026, 10, 12)),
        ("?dag=%00", date(2026, 10, 12)),
        ("?dag=9999-12-31", date(2026, 10, 12)),
        ("?dag=0001-01-01", date(2026, 7, 6)),
    ],
)
def test_week_goes_back_to_the_previous_quarter_and_not_into_the_future(client, huis, query, monday):
    week = client.get(URL + query).context["week"]
    assert week.periode.first == monday
    assert (week.vorige is None, week.volgende is None) == (monday.month == 7, monday.day == 12)


def test_an_hour_can_be_added_to_last_week_and_stands_there(client, huis):
    page = said(client, f"{URL}?dag=2026-10-07")
    assert 'name="dag" value="2026-10-11"' in page
    body = {"soort": "training", "dag": "2026-10-11", "client_id": str(uuid4()), "seconden": "1"}
    terug = f"{URL}?dag=2026-10-05#erbij"
    assert client.post(reverse("activiteiten:weekuren"), body | {"next": terug}).url == terug
    assert list(Weekuur.objects.values_list("dag", "seconden")) == [(date(2026, 10, 11), 1)]
    assert "1 van 10 uur" in said(client, f"{URL}?dag=2026-10-07")
    assert "0 van 10 uur" in said(client)


@pytest.mark.parametrize("dag", [date(2026, 10, 15), date(2026, 9, 29)])
def test_an_hour_of_tomorrow_or_too_long_ago_is_refused(huis, dag):
    with pytest.raises(Refused, match="14 dagen"):
        add_weekuur(soort="training", client_id=uuid4(), by=fresh(huis.noor), dag=dag)


def test_norm_counts_the_days_on_which_the_role_was_true(client, huis):
    lotte = make_user("Lotte")
    give_rol(lotte, "teamlid", huis.team, van=date(2026, 10, 1), tot=date(2026, 10, 13), norm_uren_week=7)
    client.force_login(huis.yasmina)
    [team] = client.get(TEAM).context["teams"]
    assert [(s.naam, s.norm) for s in team.studenten] == [
        ("Lotte", Decimal(11)),
        ("Noor Visser", Decimal(80)),
    ]


def test_team_stands_by_name_and_says_what_waits_for_a_count(client, huis):
    anna = make_student(huis.team, "Anna Bos", norm_uren_week=None)
    worked(huis, hours_ago(24 * 9))
    make_inzet(make_bijeenkomst(huis.cafe, hours_ago(24 * 9)), anna)
    client.force_login(huis.yasmina)
    page = client.get(TEAM)
    [team] = page.context["teams"]
    assert [(s.naam, s.gedaan, s.norm, s.open) for s in team.studenten] == [
        ("Anna Bos", 0, None, 2),
        ("Noor Visser", 2, 80, 0),
    ]
    assert "Anna Bos 2 uur" in said(client, TEAM)


def test_hours_of_another_wijk_are_no_business_of_this_coordinator(client, huis):
    elders = make_team()
    give_rol(huis.noor, "teamlid", elders, norm_uren_week=5)
    cafe = make_activiteit(elders, make_coordinator(elders))
    make_inzet(make_counted(cafe, 9, huis.noor, hours_ago(24 * 9)), huis.noor, status="aanwezig")
    make_contactmoment(elders.wijk, huis.noor, hoe="straat", datum=date(2026, 10, 6))
    client.force_login(huis.yasmina)
    [team] = client.get(TEAM).context["teams"]
    assert [(s.gedaan, s.norm) for s in team.studenten] == [(0, 80)]
    assert Inzet.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_both_pages_keep_their_number_of_queries(client, huis, rows):
    for n in range(rows):
        fill_week(huis)
        worked(huis, hours_ago(24 * (n + 8)), make_student(huis.team))
    with assert_queries(7):
        client.get(URL)
    client.force_login(huis.yasmina)
    with assert_queries(3):
        client.get(TEAM)
