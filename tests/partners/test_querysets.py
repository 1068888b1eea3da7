from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Afspraak, Betrokkenheid, Contactpersoon, Partner
from tests.factories import (
    fresh,
    make_afspraak,
    make_contactpersoon,
    make_coordinator,
    make_partner,
    make_staff,
    make_student,
    make_team,
)

pytestmark = pytest.mark.django_db


def test_afspraken_are_for_the_coordinator_of_the_wijk_and_who_leads():
    team = make_team()
    coordinator, partner = make_coordinator(team), make_partner(team.wijk)
    made = make_afspraak(team.wijk, coordinator, partner=partner)
    others = [make_student(team), make_contactpersoon(partner).user, make_coordinator(make_team())]
    people = (coordinator, make_staff("projectleider"), *others)
    assert [list(Afspraak.objects.visible_to(user)) for user in people] == [[made], [made], [], [], []]


def test_numbers_of_contact_persons_are_for_colleagues_and_the_coordinator():
    team = make_team()
    mine = make_contactpersoon(make_partner(team.wijk))
    other = make_contactpersoon(make_partner(make_team().wijk))
    people = (make_coordinator(team), mine.user, make_student(team), make_staff("projectleider"))
    seen = [set(Contactpersoon.objects.visible_to(user)) for user in people]
    assert seen == [{mine}, {mine}, set(), {mine, other}]


def test_organisations_and_their_roles_are_seen_in_own_wijken_only():
    team, elders = make_team(), make_team()
    here, there = make_partner(team.wijk), make_partner(elders.wijk)
    people = (make_student(team), make_contactpersoon(there).user, make_staff("projectleider"))
    assert [set(Partner.objects.visible_to(user)) for user in people] == [{here}, {there}, {here, there}]
    roles = [{row.partner for row in Betrokkenheid.objects.visible_to(user)} for user in people]
    assert roles == [{here}, {there}, {here, there}]


def test_two_organisations_in_one_wijk_do_not_see_each_other():
    team = make_team()
    mine, other = make_partner(team.wijk), make_partner(team.wijk)
    user = make_contactpersoon(mine).user
    make_contactpersoon(other)
    assert list(Partner.objects.visible_to(user)) == [mine]
    assert [row.partner for row in Betrokkenheid.objects.visible_to(user)] == [mine]
    assert [row.partner for row in Contactpersoon.objects.visible_to(user)] == [mine]


def test_involvement_is_true_on_its_last_day_and_not_after():
    today = timezone.localdate()
    partner = make_partner(make_team().wijk)
    partner.betrokkenheden.update(tot=today)
    involved = [list(Betrokkenheid.objects.on(today + timedelta(days=n))) for n in (0, 1)]
    assert involved == [[partner.betrokkenheden.get()], []]


def test_a_closed_account_is_nothing():
    person = make_contactpersoon(make_partner(make_team().wijk)).user
    person.is_active = False
    person.save()
    assert (fresh(person).scope.partners, fresh(person).scope.partner_wijken) == (set(), set())
