from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from core.errors import Refused
from core.locking import Conflict
from mensen.models import Bericht
from partners.models import Datumwijziging, RuimtelijkeOntwikkeling
from partners.services import (
    add_ontwikkeling,
    add_woonplek,
    change_contactpersoon,
    change_ontwikkeling,
    change_woonplek,
    end_room,
    end_woonplek,
    mark_seen,
    move_date,
)
from partners.vocabulary import looks_like_address, months_until
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def by(team):
    return make.make_coordinator(team)


@pytest.fixture
def partner(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def ruud(partner):
    return make.make_contactpersoon(partner).user


@pytest.fixture
def sloop(partner, team, by):
    start = TODAY() + timedelta(days=425)
    return make.make_ontwikkeling(
        partner, team.wijk, by, start_gepland=start, eind_gepland=start + timedelta(days=100)
    )


@pytest.mark.parametrize("name", ["Eendenhof 12", "Kerkstraat 5-2", "1063 AB", "Lange Dreef 7 b"])
def test_home_with_an_address_is_refused(partner, team, by, name):
    with pytest.raises(Refused, match="adres"):
        add_woonplek(corporatie=partner, wijk=team.wijk, naam=name, kamers=2, beschikbaar_van=TODAY(), by=by)


@pytest.mark.parametrize("name", ["Eendenhof", "Eendenhof, blok 4", "Nieuwbouw 2031", "Toren B"])
def test_home_in_a_complex_is_no_address(name):
    assert not looks_like_address(name)


def test_home_of_another_wijk_than_its_development_is_refused(partner, team, by):
    elders = make.make_ontwikkeling(partner, make.make_wijk(), by)
    with pytest.raises(Refused, match="andere wijk"):
        make_home(partner, team, by, ontwikkeling=elders)


def make_home(partner, team, by, **fields):
    values = {"naam": "Eendenhof", "kamers": 3, "beschikbaar_van": TODAY(), **fields}
    return add_woonplek(corporatie=partner, wijk=team.wijk, by=by, **values)


def test_home_is_not_changed_unseen(partner, team, by):
    home = make_home(partner, team, by)
    home.kamers = 2
    change_woonplek(woonplek=home, expected_slot=0, by=by)
    with pytest.raises(Conflict):
        change_woonplek(woonplek=home, expected_slot=0, by=by)


def test_home_sent_twice_is_one(partner, team, by):
    key = uuid4()
    assert make_home(partner, team, by, client_id=key) == make_home(partner, team, by, client_id=key)


def test_development_that_ends_before_it_begins_is_refused(partner, team, by):
    with pytest.raises(Refused) as refused:
        add_ontwikkeling(
            wijk=team.wijk,
            eigenaar=partner,
            naam="Eendenhof",
            soort="sloop",
            start_gepland=date(2027, 2, 1),
            eind_gepland=date(2027, 1, 1),
            by=by,
        )
    assert refused.value.field == "eind_gepland"


def test_development_keeps_its_start_when_it_is_changed(sloop, by):
    start = sloop.start_gepland
    sloop.naam, sloop.start_gepland = "Eendenhof-Zuid", TODAY()
    change_ontwikkeling(ontwikkeling=sloop, expected_slot=0, by=by)
    assert RuimtelijkeOntwikkeling.objects.get().start_gepland == start


def test_moved_date_takes_the_end_along_and_tells_the_coordinator(sloop, by, ruud):
    nieuw = TODAY() + timedelta(days=150)
    moved = move_date(ontwikkeling=sloop, nieuw=nieuw, reden="Vergunning was eerder", by=ruud)
    row = RuimtelijkeOntwikkeling.objects.get()
    assert (row.start_gepland, row.eind_gepland) == (nieuw, nieuw + timedelta(days=100))
    assert (moved.oud, moved.nieuw) == (sloop.start_gepland, nieuw)
    assert [bericht.aan for bericht in Bericht.objects.all()] == [by]


def test_moved_date_sent_twice_is_one_move(sloop, ruud):
    same = {"ontwikkeling": sloop, "nieuw": TODAY(), "by": ruud, "client_id": uuid4()}
    assert move_date(**same) == move_date(**same)
    assert Datumwijziging.objects.count() == 1


def test_date_that_stood_there_or_is_past_changing_is_refused(sloop, ruud):
    with pytest.raises(Refused, match="stond er al"):
        move_date(ontwikkeling=sloop, nieuw=sloop.start_gepland, by=ruud)
    RuimtelijkeOntwikkeling.objects.update(status="vervallen")
    with pytest.raises(Refused, match="verschuift niet meer"):
        move_date(ontwikkeling=sloop, nieuw=TODAY(), by=ruud)


def test_date_that_became_unknown_has_no_end(sloop, ruud):
    move_date(ontwikkeling=sloop, nieuw=None, by=ruud)
    row = RuimtelijkeOntwikkeling.objects.get()
    assert (row.start_gepland, row.eind_gepland) == (None, None)


def test_seen_counts_for_earlier_moves_too(sloop, by, ruud):
    first = move_date(ontwikkeling=sloop, nieuw=TODAY(), by=ruud)
    second = move_date(ontwikkeling=sloop, nieuw=TODAY() + timedelta(days=9), by=ruud)
    mark_seen(wijziging=second, by=by)
    first.refresh_from_db()
    assert (first.bekeken_door, second.bekeken_door) == (by, by)
    assert not Datumwijziging.objects.unseen().exists()


def test_corporation_ends_rooms_and_the_coordinator_hears_it(partner, team, by, ruud):
    home = make_home(partner, team, by)
    end_woonplek(woonplek=home, tot=TODAY() + timedelta(days=30), by=ruud)
    assert Bericht.objects.get().aan == by
    with pytest.raises(Refused):
        end_woonplek(woonplek=home, tot=home.beschikbaar_van - timedelta(days=1), by=ruud)


def test_partner_ends_only_a_room_to_meet_in(partner, team, by, ruud):
    room = make.make_bijdrage(partner, team.wijk, by, soort="ruimte")
    assert end_room(bijdrage=room, tot=TODAY(), reden="Verkocht", by=ruud).tot == TODAY()
    with pytest.raises(Refused):
        end_room(bijdrage=make.make_bijdrage(partner, team.wijk, by), tot=TODAY(), reden="", by=ruud)


def test_contact_person_that_leaves_is_told_to_each_wijk(partner, by, ruud):
    elders = make.make_team()
    yasmina = make.make_coordinator(elders)
    make.involve(partner, elders.wijk)
    person = make.make_contactpersoon(partner, login=False)
    person.tot = TODAY() + timedelta(days=14)
    change_contactpersoon(persoon=person, expected_slot=0, by=ruud)
    assert {bericht.aan for bericht in Bericht.objects.all()} == {by, yasmina}
    with pytest.raises(Conflict):
        change_contactpersoon(persoon=person, expected_slot=0, by=ruud)


def test_partner_ends_a_role_but_a_coordinator_makes_it_longer(partner, by, ruud):
    person = make.make_contactpersoon(partner, tot=TODAY() - timedelta(days=1))
    for later in (None, TODAY() + timedelta(days=900)):
        person.tot = later
        with pytest.raises(Refused, match="coördinator"):
            change_contactpersoon(persoon=person, expected_slot=0, by=ruud)
    assert change_contactpersoon(persoon=person, expected_slot=0, by=by).slot == 1


def test_months_until_a_day_are_rounded():
    assert (
        months_until(date(2028, 1, 22), date(2026, 11, 22)),
        months_until(date(2027, 4, 20), date(2026, 11, 22)),
    ) == (14, 5)
