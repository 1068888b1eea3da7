from datetime import date

import pytest

from tests import factories as f
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(plan, prioriteit, doel, indicator, coordinator):
    """One row of every noun in the own wijk, and one of each elsewhere."""
    team = f.make_team()
    other = f.make_plan(team.wijk, coordinator)
    meting = f.make_meting(f.make_indicator(f.make_doel(f.make_prioriteit(other))), coordinator)
    assert meting.pk
    return [plan, prioriteit, doel, indicator, f.make_meting(indicator, coordinator)]


@pytest.mark.parametrize("who", ["coordinator", "student"])
def test_who_works_in_the_wijk_sees_its_rows_and_no_others(team, rows, coordinator, who):
    user = f.fresh(coordinator) if who == "coordinator" else f.make_student(team)
    for row in rows:
        assert list(type(row).objects.visible_to(user)) == [row]


def test_who_leads_and_who_guards_privacy_see_all_plans(rows):
    for rol in ("projectleider", "privacyfunctionaris"):
        user = f.make_staff(rol)
        assert [type(row).objects.visible_to(user).count() for row in rows] == [2] * 5


@pytest.mark.parametrize("rol", ["trainer", "beheerder"])
def test_others_of_the_organisation_see_no_plan(rows, rol):
    user = f.make_staff(rol)
    assert [type(row).objects.visible_to(user).count() for row in rows] == [0] * 5


def test_a_partner_sees_no_plan_itself(team, rows):
    user = f.make_contactpersoon(f.make_partner(team.wijk)).user
    assert [type(row).objects.visible_to(user).count() for row in rows] == [0] * 5


def test_in_wijk_finds_rows_however_deep(team, rows):
    for model, row in zip((Wijkplan, Prioriteit, Doel, Indicator, Meting), rows, strict=True):
        assert list(model.objects.in_wijk(team.wijk)) == [row]


def test_current_on_includes_the_last_day_and_puts_the_newest_version_first(team, coordinator):
    periode = {"periode_van": date(2026, 1, 1), "periode_tot": date(2026, 12, 31)}
    first = f.make_plan(team.wijk, coordinator, **periode)
    second = f.make_plan(team.wijk, coordinator, versie=2, **periode)
    assert list(Wijkplan.objects.current_on(date(2026, 12, 31))) == [second, first]
    assert list(Wijkplan.objects.current_on(date(2027, 1, 1))) == []
    assert list(Wijkplan.objects.current_on(date(2026, 1, 1))) == [second, first]


def test_to_show_is_the_plan_of_today_before_a_later_one_and_its_newest_version(team, coordinator):
    now = {"periode_van": date(2026, 1, 1), "periode_tot": date(2026, 12, 31)}
    f.make_plan(team.wijk, coordinator, **now)
    second = f.make_plan(team.wijk, coordinator, versie=2, **now)
    later = f.make_plan(team.wijk, coordinator, periode_van=date(2027, 1, 1), periode_tot=date(2027, 12, 31))
    f.make_plan(f.make_wijk(), coordinator, periode_van=date(2026, 6, 1), periode_tot=date(2029, 12, 31))
    shown = {
        day: Wijkplan.objects.to_show(team.wijk.pk, day).get()
        for day in (now["periode_tot"], date(2029, 1, 1))
    }
    assert list(shown.values()) == [second, later]


def test_overlapping_shares_at_least_one_day(team, coordinator):
    plan = f.make_plan(team.wijk, coordinator, periode_van=date(2026, 1, 1), periode_tot=date(2026, 12, 31))
    overlapping = Wijkplan.objects.overlapping
    assert list(overlapping(date(2026, 12, 31), date(2027, 6, 1))) == [plan]
    assert list(overlapping(date(2025, 6, 1), date(2026, 1, 1))) == [plan]
    assert list(overlapping(date(2027, 1, 1), date(2027, 6, 1))) == []


def test_now_leaves_out_what_is_on_niet_nu(plan):
    f.make_prioriteit(plan, moscow="niet_nu")
    rows = [f.make_prioriteit(plan), f.make_prioriteit(plan, moscow="must")]
    assert list(Prioriteit.objects.now()) == rows
