from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_contactmoment,
    make_coordinator,
    make_counted,
    make_inzet,
    make_overdracht,
    make_relatie,
    make_signaal,
    make_student,
    make_team,
)
from tests.queries import assert_queries


@pytest.fixture(autouse=True)
def wednesday():
    """Weeks are counted from Monday: stand in the middle of one."""
    with time_machine.travel("2026-10-14 12:00+02:00", tick=False):
        yield


@pytest.fixture
def huis(db, client):
    team = make_team()
    noor = make_student(team, "Noor Visser")
    yasmina = make_coordinator(team, "Yasmina Haddou")
    client.force_login(noor)
    return SimpleNamespace(
        team=team, noor=noor, yasmina=yasmina, taalcafe=make_activiteit(team, yasmina, titel="Taalcafé")
    )


def planned(huis, days, user=None, **fields):
    row = make_bijeenkomst(huis.taalcafe, timezone.now() + timedelta(days=days), **fields)
    make_inzet(row, user or huis.noor)
    return row


def test_home_shows_the_two_newest_to_count_and_the_week_that_comes(client, huis):
    rows = [planned(huis, days) for days in (-1, -2, -3, 1)]
    page = client.get("/")
    assert [card["bijeenkomst"] for card in page.context["cards"]] == rows[:2]
    assert page.context["week"] == [rows[3]]
    assert "Dag Noor" in page.content.decode()


def test_home_of_the_first_day_teaches_three_things(client, huis):
    page = client.get("/").content.decode()
    for said in ("drie dingen", "Lees in 4 minuten", "beginscherm", "Tel je eerste activiteit"):
        assert said in page


def test_first_day_stays_until_the_first_log_beside_what_waits(client, huis):
    planned(huis, -1)
    page = client.get("/")
    assert ("drie dingen" in page.content.decode(), len(page.context["cards"])) == (True, 1)
    make_contactmoment(huis.team.wijk, huis.noor)
    assert "drie dingen" not in client.get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_home_keeps_its_number_of_queries(client, huis, rows):
    make_contactmoment(huis.team.wijk, huis.noor)
    for n in range(rows):
        planned(huis, -1 - n)
        planned(huis, 1 + n)
        make_overdracht(make_relatie(huis.team.wijk, huis.noor), huis.noor, huis.yasmina)
        make_signaal(huis.team.wijk, huis.noor)
    client.get("/")
    with assert_queries(8):
        client.get("/")


def test_home_says_when_one_is_up_to_date(client, huis):
    make_contactmoment(huis.team.wijk, huis.noor)
    assert "Je bent bij." in client.get("/").content.decode()


def test_home_adds_up_hours_of_presence_and_says_who_sees_them(client, huis):
    now = timezone.now()
    row = make_counted(huis.taalcafe, 23, huis.noor, now - timedelta(minutes=90), eind=now)
    make_inzet(row, huis.noor, status="aanwezig")
    assert "Deze week 1,5 van 10 uur" in " ".join(client.get("/").content.decode().split())
    assert "jij en Yasmina zien dit" in client.get("/").content.decode()


def test_home_offers_the_planned_teammate_to_count(client, huis):
    emre = make_student(huis.team, "Emre Aydin")
    make_inzet(planned(huis, -1), emre)
    assert "Emre telt" in client.get("/").content.decode()


@pytest.mark.parametrize("mine", [True, False])
def test_sheet_guesses_own_bijeenkomst_first(client, huis, mine):
    of_wijk = planned(huis, -1, make_student(huis.team))
    own = planned(huis, -2) if mine else None
    page = client.get("/loggen/")
    assert page.context["eerst"] == (own or of_wijk)
    assert page.content.decode().count('class="vu-sheet__row" href="/bijeenkomsten/') == 1


def test_sheet_without_anything_to_count_has_two_rows(client, huis):
    page = client.get("/loggen/").content.decode()
    assert "Iemand gesproken" in page
    assert "Iets anders" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?wiens=wijk", 2),
        ("?per=maand&wiens=wijk", 2),
        ("?dag=2020-01-01", 0),
        ("?dag=geen-dag&per=x&wiens=y", 1),
        ("?dag=9999-12-31", 0),
        ("?dag=0001-01-01&per=maand", 0),
        ("?dag=%00", 1),
    ],
)
def test_agenda_shows_own_or_all_of_a_week_or_month(client, huis, query, found):
    planned(huis, 0)
    planned(huis, 0, huis.yasmina)
    assert len(client.get(f"/agenda/{query}").context["rows"]) == found


def test_agenda_holds_no_other_wijk(client, huis):
    team = make_team()
    make_bijeenkomst(make_activiteit(team, make_coordinator(team)), timezone.now())
    assert client.get("/agenda/?wiens=wijk").context["rows"] == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [("/agenda/", 2), ("/loggen/", 2), ("/loggen/iets-anders/", 2)])
def test_pages_keep_their_number_of_queries(client, huis, url, queries, rows):
    for _ in range(rows):
        planned(huis, 0)
        planned(huis, -1, make_student(huis.team))
    with assert_queries(queries):
        client.get(url)
