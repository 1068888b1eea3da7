from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.errors import Refused
from mensen.models import Logregel
from teams import services
from teams.models import Lidmaatschap, Rol, Team
from tests.factories import (
    fresh,
    make_contactpersoon,
    make_partner,
    make_staff,
    make_team,
    make_user,
    make_wijk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_staff(Rol.PROJECTLEIDER)


def give(user, by, **fields):
    return services.give_rol(user=user, rol=fields.pop("rol", Rol.TEAMLID), by=by, **fields)


def test_make_team_refuses_the_same_name_in_a_wijk_but_not_elsewhere(by):
    wijk = make_wijk()
    services.make_team(wijk=wijk, naam="Team Noord", by=by)
    for naam in ("team noord", " "):
        with pytest.raises(Refused):
            services.make_team(wijk=wijk, naam=naam, by=by)
    services.make_team(wijk=make_wijk(), naam="Team Noord", by=by)
    assert Team.objects.count() == 2


def test_role_gives_rights_on_its_last_day_and_not_on_the_next(by, time_machine):
    team, user = make_team(), make_user()
    give(user, by, team=team, tot=timezone.localdate() + timedelta(days=2))
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert fresh(user).scope.team_wijken == {team.wijk_id}
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert fresh(user).scope.team_wijken == frozenset()


def test_role_of_tomorrow_gives_nothing_today(by):
    team, user = make_team(), make_user()
    give(user, by, team=team, van=timezone.localdate() + timedelta(days=1))
    assert fresh(user).scope.own_wijken == frozenset()


def test_give_rol_refuses_a_team_that_does_not_fit(by):
    user = make_user()
    with pytest.raises(Refused):
        give(user, by, team=None)
    with pytest.raises(Refused):
        give(user, by, rol=Rol.BEHEERDER, team=make_team())


def test_give_rol_refuses_a_period_the_wrong_way_round(by):
    with pytest.raises(Refused):
        give(make_user(), by, team=make_team(), van=date(2026, 2, 1), tot=date(2026, 1, 31))


@pytest.mark.parametrize(("days", "free"), [(0, False), (9, False), (10, False), (11, True)])
def test_give_rol_refuses_the_same_role_in_the_same_days(by, days, free):
    team, user, today = make_team(), make_user(), timezone.localdate()
    give(user, by, team=team, van=today, tot=today + timedelta(days=10))
    if free:
        give(user, by, team=team, van=today + timedelta(days=days))
    else:
        with pytest.raises(Refused):
            give(user, by, team=team, van=today + timedelta(days=days))


def test_end_rol_ends_access_and_is_recorded(by, time_machine):
    team, user = make_team(), make_user()
    lid = give(user, by, team=team)
    services.end_rol(lidmaatschap=lid, tot=timezone.localdate(), by=by)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert fresh(user).scope.own_wijken == frozenset()
    assert Logregel.objects.filter(wat="teams.rol_eindigt", door=by).count() == 1


def test_end_rol_refuses_before_the_beginning_and_after_the_end(by, time_machine):
    lid = give(make_user(), by, team=make_team())
    with pytest.raises(Refused):
        services.end_rol(lidmaatschap=lid, tot=lid.van - timedelta(days=1), by=by)
    services.end_rol(lidmaatschap=lid, tot=timezone.localdate(), by=by)
    time_machine.move_to(timezone.now() + timedelta(days=5))
    with pytest.raises(Refused):
        services.end_rol(lidmaatschap=lid, tot=timezone.localdate(), by=by)


def test_invite_lid_twice_is_one_role_and_a_fresh_link(by):
    team = make_team()
    invited = [
        services.invite_lid(email="lid@voorbeeld.test", naam="Lid", rol=Rol.TEAMLID, team=team, by=by)
        for _ in range(2)
    ]
    assert invited[0][0] == invited[1][0]
    assert invited[0][1] != invited[1][1]
    assert Lidmaatschap.objects.filter(team=team).count() == 1


def test_scope_takes_two_queries(by):
    user = make_user()
    team = make_team()
    give(user, by, team=team)
    give(user, by, team=team, rol=Rol.WIJKCOORDINATOR)
    partner = make_partner(make_wijk())
    make_contactpersoon(partner, login=False)
    partner.contactpersonen.update(user=user)
    again = fresh(user)
    with CaptureQueriesContext(connection) as captured:
        scope = again.scope
    assert len(captured) == 2
    assert (len(scope.team_wijken), len(scope.coordinator_wijken), len(scope.partner_wijken)) == (1, 1, 1)
