from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from activiteiten import services
from activiteiten.models import Weekuur
from core.errors import AlreadyUsed, Refused
from tests.factories import (
    fresh,
    make_activiteit,
    make_bijeenkomst,
    make_coordinator,
    make_inzet,
    make_student,
    make_team,
)
from tests.queries import assert_queries

URL = reverse("activiteiten:weekuren")


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def noor(team):
    return make_student(team, "Noor Visser")


def test_one_tap_is_one_hour_also_when_it_is_sent_twice(client, noor):
    client.force_login(noor)
    body = {"soort": "overleg", "client_id": str(uuid4())}
    for _ in range(2):
        assert client.post(URL, body).url == "/#uren"
    assert Weekuur.objects.get().soort == "overleg"
    page = client.get("/").content.decode()
    assert "Deze week 1 van 10 uur" in " ".join(page.split())
    assert "+ als bewoner 1 u" in page


def test_an_hour_is_taken_back_with_one_tap_and_only_by_its_maker(client, team, noor):
    uur = services.add_weekuur(soort="training", client_id=uuid4(), by=fresh(noor))
    for who, left in ((make_student(team), 1), (noor, 0), (noor, 0)):
        client.force_login(who)
        client.post(URL, {"weg": str(uur.uuid), "client_id": str(uuid4())})
        assert Weekuur.objects.count() == left


def test_an_hour_of_over_fourteen_days_ago_stays(noor):
    uur = services.add_weekuur(soort="training", client_id=uuid4(), by=fresh(noor))
    Weekuur.objects.update(dag=timezone.localdate() - timedelta(days=15))
    assert services.remove_weekuur(uuid=uur.uuid, by=noor) == 0


def test_an_id_of_another_hour_or_person_is_refused(team, noor):
    used = uuid4()
    services.add_weekuur(soort="overleg", client_id=used, by=fresh(noor))
    for soort, who in (("training", noor), ("overleg", make_student(team))):
        with pytest.raises(AlreadyUsed):
            services.add_weekuur(soort=soort, client_id=used, by=fresh(who))


def test_more_than_a_day_can_hold_is_refused(noor):
    for _ in range(12):
        services.add_weekuur(soort="overleg", client_id=uuid4(), by=fresh(noor))
    with pytest.raises(Refused, match="12 uur"):
        services.add_weekuur(soort="overleg", client_id=uuid4(), by=fresh(noor))


def test_hours_are_seen_by_oneself_and_the_coordinator_and_by_no_teammate(team, noor):
    uur = services.add_weekuur(soort="bewonersrol", client_id=uuid4(), by=fresh(noor))
    seen = {
        "zelf": noor,
        "coordinator": make_coordinator(team),
        "teamgenoot": make_student(team),
        "elders": make_coordinator(make_team()),
    }
    found = {who: list(Weekuur.objects.visible_to(fresh(user))) for who, user in seen.items()}
    assert found == {"zelf": [uur], "coordinator": [uur], "teamgenoot": [], "elders": []}


@pytest.mark.parametrize("soort", ["", "slapen"])
def test_an_unknown_kind_is_said_and_stores_nothing(client, noor, soort):
    client.force_login(noor)
    client.post(URL, {"soort": soort, "client_id": str(uuid4())})
    assert not Weekuur.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_home_of_a_student_keeps_its_number_of_queries(client, team, noor, rows):
    taalcafe = make_activiteit(team, make_coordinator(team))
    for _ in range(rows):
        services.add_weekuur(soort="overleg", client_id=uuid4(), by=fresh(noor))
        for days in (-1, 1):
            row = make_bijeenkomst(taalcafe, timezone.now() + timedelta(days=days))
            make_inzet(row, noor)
    client.force_login(noor)
    with assert_queries(8):
        client.get("/")
