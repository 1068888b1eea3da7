"""Calendar feeds and the public agenda: what is in them, who reads them, and what is never in them."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from activiteiten import services
from activiteiten.models import Agendasleutel
from activiteiten.openbaar import poster_of
from activiteiten.services import make_agendasleutel
from core.errors import Refused
from teams.models import Lidmaatschap
from tests.factories import (
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_counted,
    make_inzet,
    make_plek,
    make_student,
    make_team,
)
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PAGES = re.compile(rb"/Count (\d+)")


@pytest.fixture
def team():
    return make_team()


@pytest.fixture
def nadia(team):
    return make_coordinator(team)


@pytest.fixture
def emre(team):
    return make_student(team, naam="Emre Yildiz")


@pytest.fixture
def koffie(team, nadia):
    return make_activiteit(
        team, nadia, titel="Koffie, thee; en meer", plek=make_plek(naam="De Theepot", soort="buurtkamer")
    )


def soon(activiteit, days=1, **fields):
    begin = (timezone.now() + timedelta(days=days)).replace(microsecond=0)
    return make_bijeenkomst(activiteit, begin, plek=activiteit.plek, **fields)


def address(by, soort="persoon", **whose):
    sleutel, token = make_agendasleutel(soort=soort, by=by, **whose)
    return reverse("activiteiten:feed", args=[sleutel.uuid, token])


def events(response):
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_feed_is_what_clients_need(client, emre, koffie):
    row = soon(koffie)
    make_inzet(row, emre, rol="opent")
    response = client.get(address(emre))
    lines = response.content.split(b"\r\n")
    assert b"\n" not in response.content.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert rb"SUMMARY:Koffie\, thee\; en meer" in lines
    assert b"METHOD:PUBLISH" in lines
    assert any(line.startswith(b"DTSTART;TZID=Europe/Amsterdam:") for line in lines)
    (event,) = events(response)
    assert {"UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "DTEND", "LOCATION", "STATUS", "URL"} <= set(event)
    assert (event["UID"], event["DESCRIPTION"]) == (f"{row.uuid}@vooruit", "Jij opent.")
    calendar = Calendar.from_ical(response.content)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert calendar["PRODID"]


def test_a_person_gets_her_own_and_a_team_and_a_wijk_get_theirs(client, team, nadia, emre, koffie):
    make_inzet(soon(koffie), emre)
    soon(koffie)
    soon(make_activiteit(make_team(team.wijk), nadia))
    soon(make_activiteit(make_team(), nadia))
    found = [
        len(events(client.get(url)))
        for url in (address(emre), address(emre, "team", team=team), address(emre, "wijk", wijk=team.wijk))
    ]
    assert found == [1, 2, 3]


def test_a_feed_names_nobody_and_tells_no_count(client, team, nadia, emre, koffie):
    make_inzet(soon(koffie), emre, rol="opent")
    make_counted(koffie, 4711, emre)
    text = client.get(address(nadia, "wijk", wijk=team.wijk)).content.decode()
    assert ("Emre" in text, "4711" in text, "opent" in text) == (False, False, False)


def test_what_was_not_planned_stays_out_of_a_feed(client, team, emre, nadia):
    los = services.los_activiteit(team=team, by=nadia)
    make_inzet(soon(los), emre)
    assert events(client.get(address(emre))) == []


def test_an_event_keeps_its_uid_and_counts_its_changes(client, nadia, team, koffie):
    row, url = soon(koffie), address(nadia, "team", team=team)
    (before,) = events(client.get(url))
    services.cancel_bijeenkomst(bijeenkomst=row, by=nadia)
    (after,) = events(client.get(url))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SUMMARY"].startswith("Gaat niet door: ")


def test_a_new_title_of_the_activity_is_a_change_of_its_events(client, nadia, team, koffie):
    soon(koffie)
    own = soon(koffie, titel="Kerstkoffie")
    url = address(nadia, "team", team=team)
    before = {event["UID"]: event for event in events(client.get(url))}
    services.change_activiteit(activiteit=koffie, slot=koffie.slot, by=nadia, titel="Theekrans")
    for event in events(client.get(url)):
        changed = event["UID"] != f"{own.uuid}@vooruit"
        assert event["SEQUENCE"] == before[event["UID"]]["SEQUENCE"] + changed
        assert (event["SUMMARY"] == "Theekrans") == changed


def test_a_client_that_has_it_gets_not_modified(client, nadia, team, koffie):
    soon(koffie)
    url = address(nadia, "team", team=team)
    etag = client.get(url)["ETag"]
    again = client.get(url, headers={"if-none-match": etag})
    soon(koffie)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 0),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 2),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 2),
    ],
)
def test_in_the_odd_nights_an_event_is_the_same_moment(
    client, nadia, team, koffie, time_machine, moment, hour
):
    time_machine.move_to(moment - timedelta(days=1))
    make_bijeenkomst(koffie, moment)
    (event,) = events(client.get(address(nadia, "team", team=team)))
    begin, eind = event["DTSTART"].dt, event["DTEND"].dt
    assert begin.astimezone(UTC) == moment
    assert begin.astimezone(AMSTERDAM).hour == hour
    assert eind.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=2)


def test_an_address_dies_with_the_role_with_a_new_one_and_when_it_is_withdrawn(client, team, emre):
    first = address(emre, "team", team=team)
    second = address(emre, "team", team=team)
    assert [client.get(url).status_code for url in (first, second)] == [410, 200]
    client.force_login(emre)
    client.post(reverse("activiteiten:withdraw_sleutel", args=[Agendasleutel.objects.get().uuid]))
    third = address(emre)
    assert [client.get(url).status_code for url in (second, third)] == [410, 200]
    Lidmaatschap.objects.filter(user=emre).update(tot=timezone.localdate() - timedelta(days=1))
    assert client.get(third).status_code == 410


def test_a_wrong_secret_reads_nothing(client, emre):
    url = address(emre)
    assert client.get(url[:-6] + "x.ics").status_code == 410


@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_keeps_its_number_of_queries(client, team, emre, koffie, rows):
    for day in range(rows):
        make_inzet(soon(koffie, day + 1), emre)
    url = address(emre)
    with assert_queries(3):
        client.get(url)


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(client, emre):
    client.force_login(emre)
    page = client.post(reverse("activiteiten:sleutels"), {"wat": "persoon"})
    token = page.context["made"]["adres"].rsplit("/", 1)[1].removesuffix(".ics")
    assert Agendasleutel.objects.get().token_hash == Agendasleutel.hash_token(token)
    assert token in page.content.decode()
    assert token not in client.get(reverse("activiteiten:sleutels")).content.decode()
    assert "no-store" in page["Cache-Control"]


def test_who_asks_twice_at_once_waits_her_turn(emre):
    with CaptureQueriesContext(connection) as captured:
        make_agendasleutel(soort="persoon", by=emre)
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert asked[0].endswith("FOR NO KEY UPDATE")


def test_a_student_cannot_ask_for_another_team(client, emre):
    client.force_login(emre)
    client.post(reverse("activiteiten:sleutels"), {"wat": f"team:{make_team().uuid}"})
    assert not Agendasleutel.objects.exists()


# -- what everyone may know ---------------------------------------------------------------------------


def test_nothing_is_public_until_the_coordinator_says_so(client, team, nadia, koffie):
    soon(koffie)
    pages = [
        reverse("activiteiten:buurtagenda", args=[team.wijk.slug]),
        reverse("activiteiten:buurtagenda_ics", args=[team.wijk.slug]),
        reverse("activiteiten:meedoen", args=[koffie.uuid]),
    ]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    answers = [client.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all("De Theepot" in answer.content.decode() for answer in answers)


def test_the_public_agenda_holds_only_public_places_and_names_nobody(client, team, nadia, emre, koffie):
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    make_inzet(soon(koffie), emre, rol="opent")
    make_bijeenkomst(koffie, timezone.now() + timedelta(days=2), plek=make_plek(naam="Bij mevrouw Bos"))
    soon(make_activiteit(team, nadia, titel="Overleg", plek=koffie.plek))
    for name in ("buurtagenda", "buurtagenda_ics"):
        text = client.get(reverse(f"activiteiten:{name}", args=[team.wijk.slug])).content.decode()
        assert [word in text for word in ("Koffie", "Emre", "mevrouw Bos", "Overleg")] == [
            True,
            False,
            False,
            False,
        ]


def test_a_place_nobody_named_the_kind_of_is_asked_for_first(nadia, team):
    thuis = make_activiteit(team, nadia, plek=make_plek(naam="Ergens"))
    with pytest.raises(Refused, match="Bij iemand thuis"):
        services.set_openbaar(activiteit=thuis, openbaar=True, slot=thuis.slot, by=nadia)
    services.set_openbaar(activiteit=thuis, openbaar=True, slot=thuis.slot, by=nadia, plek_soort="plein")
    thuis.refresh_from_db()
    assert (thuis.openbaar, thuis.plek.soort) == (True, "plein")


def test_the_coordinator_puts_it_on_by_a_form(client, nadia, koffie):
    client.force_login(nadia)
    page = reverse("activiteiten:openbaar", args=[koffie.uuid])
    client.post(page, {"openbaar": "on", "slot": koffie.slot})
    koffie.refresh_from_db()
    assert koffie.openbaar


def test_the_page_of_an_activity_says_when_in_plain_words(client, nadia, koffie):
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    rules = {"FREQ=WEEKLY;BYDAY=WE": 10, "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO": 14}
    for regel, uur in rules.items():
        hours = {"van": time(uur), "eindigt": time(uur + 2)}
        services.plan_reeks(activiteit=koffie, by=nadia, begint=localdate(), regel=regel, **hours)
    page = client.get(reverse("activiteiten:meedoen", args=[koffie.uuid]))
    assertContains(page, "Elke week op woensdag, 10.00–12.00")
    assertNotContains(page, "FREQ")


def test_the_poster_is_an_accessible_pdf_and_only_of_what_is_public(client, emre, nadia, koffie):
    client.force_login(emre)
    page = reverse("activiteiten:poster", args=[koffie.uuid])
    assert client.get(page).status_code == 404
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    soon(koffie)
    response = client.get(page)
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in response.content


def test_the_poster_is_one_sheet_also_with_much_to_say(client, nadia, koffie):
    koffie.titel = "Koffie en taal voor wie in de portieken woont en de buren nog niet kent"
    koffie.kosten, koffie.taal, koffie.aanmelden = (
        "een euro of wat je missen kunt",
        "Nederlands en Turks",
        True,
    )
    koffie.save()
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    for days in range(1, 9):
        soon(koffie, days=days)
    client.force_login(nadia)
    pdf = client.get(reverse("activiteiten:poster", args=[koffie.uuid])).content
    assert PAGES.findall(pdf) == [b"1"]


def test_the_poster_is_silent_about_a_home_to_which_an_activity_moved(nadia, koffie):
    services.set_openbaar(activiteit=koffie, openbaar=True, slot=koffie.slot, by=nadia)
    assert poster_of(koffie, "/", uitleg="/")["plek"] == koffie.plek.naam
    koffie.plek = make_plek(naam="Thuis", adres="Teststraat 5", soort="")
    said = poster_of(koffie, "/", uitleg="/")
    assert (said["plek"], said["adres"]) == ("", "")
