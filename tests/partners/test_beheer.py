"""Which organisation runs which place: who hears it when a date closes it."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from core.errors import Refused
from mensen.models import Logregel
from partners import services
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def theepot(team):
    return f.make_plek(naam="De Theepot", wijk=team.wijk)


@pytest.fixture
def partner(team):
    return f.make_partner(team.wijk, naam="De Sluiswachter")


def test_a_coordinator_says_who_runs_a_place_and_that_nobody_does(
    client, team, coordinator, partner, theepot
):
    client.force_login(coordinator)
    url = reverse("partners:beheer", args=[team.wijk.slug])
    for chosen, runs in ((str(partner.uuid), [partner]), ("", [])):
        assert client.post(url, {str(theepot.uuid): chosen}).url == reverse(
            "partners:ruimte", args=[team.wijk.slug]
        )
        assert list(theepot.beheerders.all()) == runs
        assert f'value="{partner.uuid}" selected' in client.get(url).content.decode() or not runs
    assert Logregel.objects.filter(wat="partners.beheer_gewijzigd").count() == 2


def test_an_organisation_of_elsewhere_cannot_be_chosen(client, team, coordinator, theepot):
    client.force_login(coordinator)
    other = f.make_partner(f.make_wijk())
    page = client.post(
        reverse("partners:beheer", args=[team.wijk.slug]), {str(theepot.uuid): str(other.uuid)}
    )
    assert (page.status_code, theepot.beheerders.count()) == (200, 0)


def test_who_left_the_wijk_and_runs_a_place_stays_until_another_is_chosen(
    client, team, coordinator, partner, theepot
):
    gone = f.make_partner(f.make_wijk(), naam="Stichting Buurthuis")
    gone.beheert.add(theepot)
    client.force_login(coordinator)
    url = reverse("partners:beheer", args=[team.wijk.slug])
    client.post(url, {str(theepot.uuid): str(gone.uuid)})
    assert list(theepot.beheerders.all()) == [gone]
    client.post(url, {str(theepot.uuid): str(partner.uuid)})
    assert list(theepot.beheerders.all()) == [partner]


def test_a_place_of_another_wijk_is_refused_and_the_same_choice_changes_nothing(
    team, coordinator, partner, theepot
):
    assert services.set_beheer(wijk=team.wijk, beheer={theepot: partner}, by=coordinator) == 1
    assert services.set_beheer(wijk=team.wijk, beheer={theepot: partner}, by=coordinator) == 0
    with pytest.raises(Refused, match="andere wijk"):
        services.set_beheer(wijk=f.make_wijk(), beheer={theepot: partner}, by=coordinator)


def test_who_ran_a_place_by_name_runs_it_after_the_move(partner, theepot):
    theepot.beheerder = "de sluiswachter"
    theepot.save()
    import_module("partners.migrations.0008_keep_who_ran_a_place_by_name").keep(apps, None)
    assert list(partner.beheert.all()) == [theepot]
