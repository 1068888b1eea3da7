"""What is made in public space: never at a home, ready only with permission, and looked after until a day."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import FysiekeInterventie
from core.errors import Refused
from mensen.models import Bericht
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuin(team, coordinator):
    today = timezone.localdate()
    return make.make_interventie(
        team.wijk, coordinator, status="klaar", beheerafspraak_tot=today + timedelta(days=60)
    )


def body(**fields):
    said = {"titel": "Geveltuinen", "soort": "geveltuin", "status": "idee", "waar": "Plein 40-45"}
    return {**said, "client_id": str(uuid4()), **fields}


def post(client, wijk, **fields):
    return client.post(reverse("activiteiten:add_interventie", args=[wijk.slug]), body(**fields))


def test_coordinator_notes_something_once(client, team, coordinator):
    client.force_login(coordinator)
    key = str(uuid4())
    said = {"client_id": key, "kosten": "1250,50", "status": "klaar", "toestemming_eigenaar": "gegeven"}
    assert [post(client, team.wijk, **said).status_code for _ in range(2)] == [302, 302]
    row = FysiekeInterventie.objects.get()
    assert (row.kosten, row.plaats, row.slot) == (Decimal("1250.50"), "Plein 40-45", 0)
    assert post(client, team.wijk, client_id=key, titel="Iets anders").status_code == 409


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"waar": "Lambertus Zijlstraat 12"}, "Hier staat een huisnummer."),
        ({"beheerder": "Samira de Vries"}, "Is «Samira» een naam?"),
        ({"titel": "Geveltuin van Samira"}, "Is «Samira» een naam?"),
        ({"waar": ""}, "Kies een plek, of schrijf waar het is."),
        ({"status": "klaar"}, "Het kan pas klaar zijn als de eigenaar toestemming gaf"),
        ({"kosten": "-1"}, "Kosten zijn nul of meer."),
        ({"klaar_op": "2026-01-05"}, "Een dag hoort er pas bij als het klaar is."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, team, coordinator, said, why):
    client.force_login(coordinator)
    answer = post(client, team.wijk, **said)
    assert (why in answer.content.decode(), FysiekeInterventie.objects.count()) == (True, 0)


def test_a_place_that_may_be_a_home_is_never_taken(team, coordinator):
    home = make.make_plek(soort="anders", wijk=team.wijk)
    with pytest.raises(Refused, match="nooit een woning"):
        services.add_interventie(
            wijk=team.wijk,
            client_id=uuid4(),
            by=coordinator,
            titel="Bank",
            soort="anders",
            plek=home,
            waar="",
        )


def test_who_saves_second_sees_both(client, tuin, coordinator):
    client.force_login(coordinator)
    url = reverse("activiteiten:change_interventie", args=[tuin.uuid])
    said = body(status="klaar", toestemming_eigenaar="niet_nodig", slot="0")
    assert [client.post(url, said).status_code for _ in range(2)] == [302, 409]


def test_page_shows_before_beside_after(client, tuin, team, coordinator):
    student = make.make_student(team)
    voor = make.make_foto(tuin, student, moment="voor", herkenbaar=0, vrijgegeven=True)
    make.make_foto(tuin, coordinator, moment="na")
    client.force_login(student)
    text = client.get(tuin.get_absolute_url()).content.decode()
    assert reverse("activiteiten:foto_groot", args=[voor.uuid]) in text
    assert (text.count("<figure"), "Zet er een foto bij van hoe het werd" in text) == (2, True)


def test_coordinator_hears_sixty_days_ahead_and_on_the_last_day_once(tuin):
    today = timezone.localdate()
    days = (-1, 0, 0, 30, 60, 61)
    told = [services.tell_beheerafspraken(today + timedelta(days=ahead)) for ahead in days]
    assert told == [0, 1, 0, 0, 1, 0]
    assert Bericht.objects.filter(soort="beheerafspraak").count() == 1  # the same day here: one mail a day


def test_another_last_day_is_told_again(tuin):
    services.tell_beheerafspraken()
    FysiekeInterventie.objects.update(beheerafspraak_tot=timezone.localdate() + timedelta(days=30))
    assert services.tell_beheerafspraken() == 1


def test_what_is_gone_asks_nobody(tuin):
    FysiekeInterventie.objects.update(status="weg")
    assert services.tell_beheerafspraken() == 0


def test_lapsing_upkeep_stands_in_what_needs_the_coordinator(client, tuin, team, coordinator):
    client.force_login(coordinator)
    for page in (reverse("home"), team.wijk.get_absolute_url()):
        text = client.get(page).content.decode()
        assert reverse("activiteiten:change_interventie", args=[tuin.uuid]) in text
    assert "Gemaakt in de buurt: 1 ding" in text


def test_list_of_a_wijk_shows_what_stands_there_first(client, tuin, team, coordinator):
    make.make_interventie(team.wijk, coordinator, titel="Muur")
    make.make_interventie(make.make_wijk(), coordinator, titel="Elders")
    client.force_login(coordinator)
    text = client.get(reverse("activiteiten:interventies", args=[team.wijk.slug])).content.decode()
    assert (text.index("Geveltuinen") < text.index("Muur"), "Elders" in text) == (True, False)
