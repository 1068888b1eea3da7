import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(plan, prioriteit, doel, indicator, coordinator):
    return {
        "wijkplan.change": plan,
        "wijkplan.change_prioriteit": prioriteit,
        "wijkplan.change_doel": doel,
        "wijkplan.change_indicator": indicator,
        "wijkplan.change_meting": f.make_meting(indicator, coordinator),
    }


def answers(user, things):
    return [f.fresh(user).has_perm(perm, thing) for perm, thing in things.items()]


def test_the_coordinator_of_the_wijk_changes_everything_in_an_open_plan(coordinator, things):
    assert answers(coordinator, things) == [True] * 5


def test_of_an_agreed_plan_only_the_measurements_change(coordinator, things):
    f.agree(things["wijkplan.change"], coordinator)
    fresh = {perm: type(thing).objects.get(pk=thing.pk) for perm, thing in things.items()}
    assert answers(coordinator, fresh) == [False, False, False, False, True]


@pytest.mark.parametrize("status", ["geevalueerd", "gearchiveerd"])
def test_nobody_changes_a_closed_plan(coordinator, things, status):
    f.walk(things["wijkplan.change"], coordinator, status)
    fresh = {perm: type(thing).objects.get(pk=thing.pk) for perm, thing in things.items()}
    assert answers(coordinator, fresh) == [False] * 5


def test_others_change_nothing(team, things):
    others = [f.make_student(team), f.make_coordinator(f.make_team()), f.make_staff("projectleider")]
    assert [answers(user, things) for user in others] == [[False] * 5] * 3


def test_no_permission_holds_without_an_object(coordinator, things):
    assert [f.fresh(coordinator).has_perm(perm) for perm in things] == [False] * 5


def test_who_works_there_and_who_leads_may_read(team, plan):
    people = [f.make_student(team), f.make_staff("projectleider"), f.make_staff("trainer")]
    assert [user.has_perm("wijkplan.view", plan) for user in people] == [True, True, False]
    assert [user.has_perm("wijkplan.list", team.wijk) for user in people] == [True, True, False]
