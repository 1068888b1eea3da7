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
        "wijkplan.change_project": f.make_project(doel),
        "wijkplan.change_effect": f.make_effect(prioriteit),
        "wijkplan.change_schakel": f.make_schakel(doel),
        "wijkplan.test_schakel": f.make_schakel(doel),
        "wijkplan.change_meting": f.make_meting(indicator, coordinator),
    }


def answers(user, things):
    return [f.fresh(user).has_perm(perm, thing) for perm, thing in things.items()]


def test_the_coordinator_of_the_wijk_changes_everything_in_an_open_plan(coordinator, things):
    assert answers(coordinator, things) == [True] * 9


def test_of_an_agreed_plan_only_the_measurements_change(coordinator, things):
    f.agree(things["wijkplan.change"], coordinator)
    fresh = {perm: type(thing).objects.get(pk=thing.pk) for perm, thing in things.items()}
    assert answers(coordinator, fresh) == [False] * 7 + [True, True]


@pytest.mark.parametrize("status", ["geevalueerd", "gearchiveerd"])
def test_nobody_changes_a_closed_plan(coordinator, things, status):
    f.walk(things["wijkplan.change"], coordinator, status)
    fresh = {perm: type(thing).objects.get(pk=thing.pk) for perm, thing in things.items()}
    assert answers(coordinator, fresh) == [False] * 9


def test_others_change_nothing(team, things):
    others = [f.make_student(team), f.make_coordinator(f.make_team()), f.make_staff("projectleider")]
    assert [answers(user, things) for user in others] == [[False] * 9] * 3


def test_no_permission_holds_without_an_object(coordinator, things):
    assert [f.fresh(coordinator).has_perm(perm) for perm in things] == [False] * 9


def test_who_works_there_and_who_leads_may_read(team, plan):
    people = [f.make_student(team), f.make_staff("projectleider"), f.make_staff("trainer")]
    assert [user.has_perm("wijkplan.view", plan) for user in people] == [True, True, False]
    assert [user.has_perm("wijkplan.list", team.wijk) for user in people] == [True, True, False]


def test_who_works_there_measures_and_only_what_the_house_does_not_count(team, indicator, doel, coordinator):
    counts = f.make_indicator(doel, berekening="bezoeken")
    people = [coordinator, f.make_student(team), f.make_staff("projectleider"), f.make_student(f.make_team())]
    assert [user.has_perm("wijkplan.measure", indicator) for user in people] == [True, True, False, False]
    assert [user.has_perm("wijkplan.measure", counts) for user in people] == [False] * 4


@pytest.mark.parametrize(
    ("status", "mine"),
    [("concept", True), ("ingediend", True), ("teruggelegd", True), ("vastgesteld", False)],
)
def test_who_wrote_a_measurement_changes_it_until_it_is_settled(team, indicator, coordinator, status, mine):
    noor = f.make_student(team)
    meting = f.make_meting(indicator, noor, status=status, teruggelegd_omdat="x")
    people = [noor, f.make_student(team), coordinator]
    assert [user.has_perm("wijkplan.change_meting", meting) for user in people] == [mine, False, True]
    assert [user.has_perm("wijkplan.judge_meting", meting) for user in people] == [False, False, True]


def test_nobody_changes_a_count_of_the_house(doel, coordinator):
    counts = f.make_indicator(doel, berekening="bezoeken")
    period = {"periode_van": "2026-01-01", "periode_tot": "2026-01-31"}
    meting = f.make_meting(counts, None, berekend=True, **period)
    assert coordinator.has_perm("wijkplan.change_meting", meting) is False


def test_of_a_replaced_version_measurements_go_on_in_the_next(plan, indicator, coordinator):
    f.walk(plan, coordinator, "geevalueerd")
    fresh = type(indicator).objects.get()
    assert f.fresh(coordinator).has_perm("wijkplan.measure", fresh) is False
    f.make_plan(plan.wijk, coordinator, versie=2, vorige=plan)
    fresh = type(indicator).objects.get()
    assert f.fresh(coordinator).has_perm("wijkplan.measure", fresh) is True


def test_closing_is_for_the_coordinator_and_unlocking_for_who_leads_too(team, plan, coordinator):
    people = [coordinator, f.make_staff("projectleider"), f.make_student(team)]
    assert [user.has_perm("wijkplan.close_period", plan) for user in people] == [True, False, False]
    assert [user.has_perm("wijkplan.unlock_period", plan) for user in people] == [True, True, False]
