"""Whom a moved date hits hears it once, in her own language, and nobody twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mensen.models import Bericht
from partners.models import Datumwijziging
from partners.services import move_date
from tests import factories as make
from tests.vooruit.test_raakt import story
from vooruit.tasks import tell_whom_a_date_hits

pytestmark = pytest.mark.django_db


@pytest.fixture
def corporatie(team):
    return make.make_partner(team.wijk, naam="De Sluiswachter")


@pytest.fixture
def noor(team):
    return make.make_student(team, naam="Noor Visser")


def told():
    return {row.aan.naam: row.tekst.split("\n")[1:] for row in Bericht.objects.filter(soort="datum_raakt")}


def test_a_student_hears_of_the_rooms_and_of_what_her_team_planned_there(
    team,
    coordinator,
    corporatie,
    noor,
):
    story(team, coordinator, corporatie, n=2)
    assert tell_whom_a_date_hits() == 1
    [rooms, activities] = told()["Noor Visser"]
    assert rooms.startswith("Dit raakt kamers voor studenten: Eendenhof deel")
    assert rooms.endswith("Vraag je coördinator wat dat voor jou betekent.")
    assert activities.startswith("Na die dag staat nog gepland op een plek die sluit: ")
    assert activities.endswith("(2×).")
    assert Bericht.objects.get(aan=noor).pad == reverse("agenda")


def test_nobody_is_told_twice_and_coordinators_only_by_the_act_itself(
    team,
    coordinator,
    corporatie,
    noor,
):
    story(team, coordinator, corporatie)
    assert [tell_whom_a_date_hits(), tell_whom_a_date_hits()] == [1, 0]
    assert [row.soort for row in coordinator.berichten.all()] == ["datum_verschoven"]
    assert not Datumwijziging.objects.filter(verteld_op=None).exists()


def test_who_owns_rooms_or_runs_a_place_hears_it_when_another_moved_the_date(
    team,
    coordinator,
    corporatie,
):
    theepot = make.make_partner(team.wijk, naam="Stichting De Theepot")
    make.make_contactpersoon(theepot, naam="Fatma")
    make.make_contactpersoon(make.make_partner(team.wijk))
    moved = story(team, coordinator, corporatie)
    theepot.beheert.set(moved.ontwikkeling.plekken.all())
    Datumwijziging.objects.update(door=coordinator)
    tell_whom_a_date_hits()
    lines = {
        row.aan.contactpersonen.get().partner.naam: row for row in Bericht.objects.filter(soort="datum_raakt")
    }
    assert set(lines) == {"De Sluiswachter", "Stichting De Theepot"}
    assert "Dit sluit een plek die uw organisatie beheert: De Theepot." in lines["Stichting De Theepot"].tekst
    assert "Dit raakt kamers van uw organisatie: Eendenhof" in lines["De Sluiswachter"].tekst


def test_the_mail_is_in_the_language_of_who_gets_it(team, coordinator, corporatie, noor):
    noor.taal = "en"
    noor.save()
    story(team, coordinator, corporatie)
    tell_whom_a_date_hits()
    mail = Bericht.objects.get(aan=noor)
    assert "the date moves" in mail.titel
    assert "This affects rooms for students" in mail.tekst


@pytest.mark.parametrize("later", [None, timedelta(days=9999)])
def test_a_date_that_hits_nothing_is_told_to_nobody(team, coordinator, corporatie, noor, later):
    moved = story(team, coordinator, corporatie)
    day = timezone.localdate() + later if later else None
    moved.ontwikkeling.woonplekken.update(beschikbaar_tot=timezone.localdate() + timedelta(days=300))
    move_date(ontwikkeling=moved.ontwikkeling, nieuw=day, by=coordinator)
    assert tell_whom_a_date_hits() == 0
