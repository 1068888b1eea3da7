from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from partners.models import Bijdrage, Boeking, Contactpersoon, RuimtelijkeOntwikkeling, Woonplek
from partners.services import book
from tests import factories as make
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(team, client):
    user = make.make_coordinator(team)
    client.force_login(user)
    return user


@pytest.fixture
def partner(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def ruud(partner):
    return make.make_contactpersoon(partner).user


def body(partner, **fields):
    today = timezone.localdate()
    return {
        "client_id": str(uuid4()),
        "partner": partner.pk,
        "soort": "geld",
        "omschrijving": "Voor de maaltijd",
        "toegezegd": "1250,50",
        "van": today.isoformat(),
        "tot": (today + timedelta(days=99)).isoformat(),
        **fields,
    }


def test_promise_written_twice_is_one(client, team, by, partner):
    url, same = reverse("partners:promise", args=[team.wijk.slug]), body(partner)
    assert [client.post(url, same).status_code for _ in range(2)] == [302, 302]
    assert Bijdrage.objects.get().toegezegd == Decimal("1250.50")
    assert client.post(url, same | {"omschrijving": "Iets anders"}).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"toegezegd": "-3"}, "meer dan 0"),
        ({"toegezegd": "1,5", "soort": "woonruimte"}, "Halve kamers"),
        ({"tot": "2001-01-01"}, "vóór de eerste dag"),
        ({"soort": "goud"}, "bestaat niet"),
    ],
)
def test_bad_input_is_told_in_plain_dutch_and_stores_nothing(client, team, by, partner, wrong, said):
    answer = client.post(reverse("partners:promise", args=[team.wijk.slug]), body(partner, **wrong))
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert not Bijdrage.objects.exists()


def test_who_changes_second_sees_both_versions(client, team, by, partner):
    row = make.make_bijdrage(partner, team.wijk, by)
    url = reverse("partners:change_promise", args=[row.uuid])
    sent = body(partner, toegezegd="6", reden="Minder kamers", slot=0)
    assert client.post(url, sent).status_code == 302
    second = client.post(url, sent | {"toegezegd": "7"})
    assert second.status_code == 409
    assert "Iemand anders was net eerder" in second.content.decode()


def test_booking_more_used_than_came_in_asks_once_and_then_stands(client, team, by, partner):
    row = make.make_bijdrage(partner, team.wijk, by)
    url = reverse("partners:book", args=[row.uuid])
    assert "Ja, dit klopt" not in client.get(url).content.decode()
    sent = {
        "client_id": str(uuid4()),
        "soort": "besteed",
        "hoeveel": "2",
        "datum": timezone.localdate().isoformat(),
    }
    assert "Ja, dit klopt" in client.post(url, sent).content.decode()
    assert client.post(url, sent | {"bevestigd": "on"}).status_code == 302
    assert Boeking.objects.get().hoeveel == 2


@pytest.mark.parametrize("n", [1, 3])
def test_ledger_takes_four_queries_at_any_size(client, team, by, partner, n):
    for _ in range(n):
        row = make.make_bijdrage(partner, team.wijk, by, verwacht_op=timezone.localdate() - timedelta(days=1))
        book(bijdrage=row, soort="ontvangen", hoeveel=Decimal(1), datum=timezone.localdate(), by=by)
    with assert_queries(4):
        page = client.get(reverse("partners:toezeggingen", args=[team.wijk.slug])).content.decode()
    assert page.count("over tijd, verwacht") == 2 * n


def test_ledger_finds_by_word_kind_and_how_it_stands(client, team, by, partner):
    make.make_bijdrage(partner, team.wijk, by, omschrijving="Kamers boven de winkel")
    make.make_bijdrage(partner, team.wijk, by, soort="uren", omschrijving="Juridisch spreekuur")
    url = reverse("partners:toezeggingen", args=[team.wijk.slug])
    for query, found in (
        ("q=winkel", [True, False]),
        ("soort=uren", [False, True]),
        ("stand=open", [True, True]),
        ("stand=weg", [False, False]),
    ):
        page = client.get(f"{url}?{query}").content.decode()
        assert [name in page for name in ("boven de winkel", "Juridisch")] == found


def test_leader_reads_all_wijken_and_takes_a_file_of_them(client, team, partner):
    by = make.make_staff("projectleider")
    client.force_login(by)
    make.make_bijdrage(partner, team.wijk, by, omschrijving="=1+1")
    assert "=1+1" in client.get(reverse("partners:alle_toezeggingen")).content.decode()
    book_ = load_workbook(BytesIO(client.get(reverse("partners:alle_xlsx")).content))
    assert [cell.value for cell in book_.worksheets[0][2]][3:6] == ["=1+1", 8, 0]
    assert "'=1+1" in b"".join(client.get(reverse("partners:alle_csv")).streaming_content).decode()


def test_corporation_moves_her_own_date_and_no_other(client, team, by, partner, ruud):
    own = make.make_ontwikkeling(partner, team.wijk, by)
    other = make.make_ontwikkeling(make.make_partner(team.wijk), team.wijk, by)
    client.force_login(ruud)
    sent = {"client_id": str(uuid4()), "nieuw": "2031-05-01", "reden": "Vergunning"}
    assert client.post(reverse("partners:move", args=[own.uuid]), sent).url == reverse("partners:verandert")
    assert client.post(reverse("partners:move", args=[other.uuid]), sent).status_code == 404
    assert str(RuimtelijkeOntwikkeling.objects.get(pk=own.pk).start_gepland) == "2031-05-01"


def test_corporation_ends_own_rooms_and_changes_own_people(client, team, by, partner, ruud):
    home = make.make_woonplek(partner, team.wijk, by)
    client.force_login(ruud)
    url = reverse("partners:woonplek_end", args=[home.uuid])
    assert client.post(url, {"beschikbaar_tot": "2031-05-01", "slot": 0}).status_code == 302
    assert str(Woonplek.objects.get().beschikbaar_tot) == "2031-05-01"
    person = Contactpersoon.objects.get(user=ruud)
    url = reverse("partners:contact", args=[person.uuid])
    assert (
        "geen telefoonnummer"
        in client.post(url, {"naam": "Ruud", "telefoon": "bel", "slot": 0}).content.decode()
    )
    assert client.post(url, {"naam": "Ruud", "telefoon": "06-00000109", "slot": 0}).status_code == 302


def test_home_with_an_address_is_told_beside_its_field(client, team, by, partner):
    sent = {
        "client_id": str(uuid4()),
        "corporatie": partner.pk,
        "naam": "Kerkstraat 12",
        "kamers": "2",
        "beschikbaar_van": "2026-01-01",
    }
    answer = client.post(reverse("partners:woonplek_create", args=[team.wijk.slug]), sent)
    assert "lijkt een adres" in answer.content.decode()
    assert not Woonplek.objects.exists()


@pytest.mark.parametrize("n", [1, 3])
def test_timeline_takes_four_queries_at_any_size(client, team, by, partner, n):
    for _ in range(n):
        plan = make.make_ontwikkeling(partner, team.wijk, by, start_gepland=timezone.localdate())
        make.make_woonplek(partner, team.wijk, by, ontwikkeling=plan)
    with assert_queries(4):
        page = client.get(reverse("partners:ruimte", args=[team.wijk.slug])).content.decode()
    assert page.count("<rect") == 2 * n
