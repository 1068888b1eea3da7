"""Who takes part in a wijk, in one query, and who may see whom to call."""

import pytest

from partners.figures import open_afspraken, partner_lines
from partners.models import Betrokkenheid
from tests import factories as make
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(team):
    return make.fresh(make.make_coordinator(team))


def lines(user, team):
    return partner_lines(user, team.wijk, open_afspraken(user, team.wijk))


@pytest.mark.parametrize("n", [1, 3])
def test_lines_and_their_afspraken_take_two_queries_at_any_size(team, coordinator, n):
    for _ in range(n):
        partner = make.make_partner(team.wijk)
        make.make_contactpersoon(partner, telefoon="06-12345678")
        make.make_afspraak(team.wijk, coordinator, partner=partner)
    coordinator.scope  # noqa: B018 - built before, as in a request
    with assert_queries(2):
        found = lines(coordinator, team)
    assert [len(line.afspraken) for line in found] == [1] * n


def test_a_partner_stays_when_its_only_contact_left(team, coordinator):
    partner = make.make_partner(team.wijk, naam="De Sluiswachter")
    make.make_contactpersoon(partner, login=False, naam="Ruud", tot=make.LONG_AGO)
    (line,) = lines(coordinator, team)
    assert (line.naam, line.mensen) == ("De Sluiswachter", [])


def test_two_roles_and_two_people_are_each_named_once(team, coordinator):
    partner = make.make_partner(team.wijk)
    first = Betrokkenheid.objects.get(partner=partner)
    other = next(rol for rol in Betrokkenheid.Rol if rol != first.rol)
    Betrokkenheid.objects.create(partner=partner, wijk=team.wijk, rol=other, van=first.van)
    for naam in ("Mirjam", "Ruud"):
        make.make_contactpersoon(partner, login=False, naam=naam)
    (line,) = lines(coordinator, team)
    assert sorted(line.rollen) == sorted([Betrokkenheid.Rol(first.rol).label, other.label])
    assert [mens["naam"] for mens in line.mensen] == ["Mirjam", "Ruud"]


def test_people_to_call_are_for_who_coordinates_here_or_leads(team, coordinator):
    make.make_contactpersoon(make.make_partner(team.wijk), login=False, naam="Ruud")
    readers = (coordinator, make.make_staff("projectleider"), make.make_student(team))
    assert [len(lines(make.fresh(user), team)[0].mensen) for user in readers] == [1, 1, 0]


def test_who_waits_for_whom_follows_who_has_to_act(team, coordinator):
    partner = make.make_partner(team.wijk)
    for aan_zet in ("partner", "vooruit"):
        make.make_afspraak(team.wijk, coordinator, partner=partner, aan_zet=aan_zet)
    (line,) = lines(coordinator, team)
    assert [row.aan_zet for row in line.wij_wachten] == ["partner"]
    assert [row.aan_zet for row in line.zij_wachten] == ["vooruit"]


def test_an_afspraak_with_no_organisation_is_in_no_line(team, coordinator):
    make.make_partner(team.wijk)
    make.make_afspraak(team.wijk, coordinator, partner=None)
    (line,) = lines(coordinator, team)
    assert line.afspraken == []
