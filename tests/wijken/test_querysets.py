import pytest
from django.db import IntegrityError, transaction

from tests.factories import (
    LONG_AGO,
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_plek,
    make_staff,
    make_student,
    make_team,
    make_wijk,
)
from wijken.models import Aanwezigheid, Invoer, Plek, Wijk

pytestmark = pytest.mark.django_db


def test_near_a_wijk_are_its_own_places_and_public_ones_around_them():
    wijk, other = make_wijk(), make_wijk()
    own = make_plek(wijk=wijk, lat=52.38, lng=4.80)
    nowhere = make_plek(wijk=wijk)
    around = make_plek(lat=52.385, lng=4.81)
    make_plek(lat=52.40, lng=4.81)
    make_plek(lat=None, lng=None)
    make_plek(wijk=other, lat=52.38, lng=4.80)
    assert set(Plek.objects.near({wijk.pk})) == {own, nowhere, around}


@pytest.mark.parametrize("half", [{"lat": 52.38}, {"lng": 4.80}])
def test_the_database_keeps_no_half_a_point(half):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plek(**half)


def test_a_wijk_is_seen_by_who_works_there_its_partners_and_who_leads():
    team, other = make_team(), make_team()
    partner = make_contactpersoon(make_partner(team.wijk)).user
    readers = (make_student(team), make_coordinator(team), partner, make_coordinator(other))
    assert [set(Wijk.objects.visible_to(user)) for user in readers] == [{team.wijk}] * 3 + [{other.wijk}]
    assert set(Wijk.objects.visible_to(make_staff("projectleider"))) == {team.wijk, other.wijk}


def test_how_long_we_are_in_a_wijk_is_not_for_its_partners():
    team = make_team()
    row = Aanwezigheid.objects.create(wijk=team.wijk, fase="actief", van=LONG_AGO)
    partner = make_contactpersoon(make_partner(team.wijk)).user
    readers = (make_student(team), make_staff("projectleider"), partner, make_student(make_team()))
    assert [list(Aanwezigheid.objects.visible_to(user)) for user in readers] == [[row], [row], [], []]


def test_an_import_is_for_who_did_it_and_who_keeps_the_house():
    team = make_team()
    mine, other = make_coordinator(team), make_coordinator(team)
    row = Invoer.objects.create(soort="gebieden", bestandsnaam="gebieden.geojson", door=mine)
    readers = (mine, other, make_staff("beheerder"), make_staff("projectleider"), make_student(team))
    assert [list(Invoer.objects.visible_to(user)) for user in readers] == [[row], [], [row], [row], []]
