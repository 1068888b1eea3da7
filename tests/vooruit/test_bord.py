"""The board equals what the rooms say one by one, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activiteiten.querysets import day_start
from core.periods import Quarter
from tests import factories as make
from tests.queries import assert_queries
from vooruit.bord import activities, build_bord
from wijkplan.models import Wijkplan

pytestmark = pytest.mark.django_db


def fill(team, coordinator, n: int) -> Wijkplan:
    plan = make.make_plan(team.wijk, coordinator)
    for _ in range(n):
        doel = make.make_doel(make.make_prioriteit(plan))
        indicator = make.make_indicator(
            doel, streefwaarde=60, nulmeting=31, nulmeting_datum=plan.periode_van, nulmeting_bron="lijst"
        )
        make.make_meting(indicator, coordinator)
        activiteit = make.make_activiteit(team, coordinator, doel=doel)
        make.make_counted(activiteit, 23, coordinator, timezone.now() - timedelta(hours=3))
    return plan


def board(team, coordinator):
    today = timezone.localdate()
    plans = Wijkplan.objects.visible_to(coordinator).to_show(team.wijk_id, today)
    return build_bord(plans, team.wijk_id, Quarter.of(today), today)


@pytest.mark.parametrize("n", [1, 3])
def test_board_takes_two_queries_at_any_size(team, coordinator, n):
    fill(team, coordinator, n)
    coordinator.scope  # noqa: B018 - built before, as in a request
    with assert_queries(2):
        bord = board(team, coordinator)
    assert len(bord.bands) == n


def test_activities_stand_beside_their_goal(team, coordinator):
    fill(team, coordinator, 2)
    rows = [(regel, doen) for _, rijen in board(team, coordinator).rijen for regel, doen in rijen]
    assert [[row.lijn for row in doen] for _, doen in rows] == [[regel.doel.lijn] for regel, _ in rows]


def test_activity_without_goal_is_loose_from_the_plan(team, coordinator):
    fill(team, coordinator, 1)
    loose = make.make_activiteit(team, coordinator, titel="Straatfeest")
    assert [row.uuid for row in board(team, coordinator).los] == [loose.uuid]


def test_wijk_without_plan_has_an_empty_board(team, coordinator):
    bord = board(team, coordinator)
    assert (bord.plan, bord.bands, bord.los) == (None, [], [])


def test_what_was_not_planned_shows_only_once_it_was_used(team, coordinator):
    place = make.make_activiteit(team, coordinator, titel="Losse momenten", los=True)
    assert board(team, coordinator).los == []
    make.make_counted(place, 23, coordinator, timezone.now())
    assert [row.bezoeken for row in board(team, coordinator).los] == [23]


def test_activity_for_a_goal_of_an_older_plan_is_not_called_loose(team, coordinator):
    day = timezone.localdate() - timedelta(days=800)
    old = make.make_plan(team.wijk, coordinator, periode_van=day, periode_tot=day + timedelta(days=99))
    make.make_activiteit(team, coordinator, doel=make.make_doel(make.make_prioriteit(old)))
    make.make_plan(team.wijk, coordinator)
    assert board(team, coordinator).los == []


def test_activity_counts_know_the_three_values(team, coordinator):
    activiteit = make.make_activiteit(team, coordinator)
    now = timezone.now()  # yesterday may be of another quarter
    for minutes, aantal in enumerate([10, 0, None]):
        make.make_counted(activiteit, aantal, coordinator, now - timedelta(minutes=minutes))
    row = next(activities(team.wijk_id, Quarter.of(timezone.localdate())))
    assert (row.keer, row.geteld, row.bezoeken, row.gemiddeld, row.niet_geteld) == (3, 2, 10, 5, 1)


def test_counts_of_another_quarter_are_not_on_the_board(team, coordinator):
    activiteit = make.make_activiteit(team, coordinator)
    make.make_counted(activiteit, 10, coordinator, timezone.now() - timedelta(days=200))
    row = next(activities(team.wijk_id, Quarter.of(timezone.localdate())))
    assert (row.keer, row.bezoeken) == (0, None)


def test_what_is_planned_or_cancelled_was_not_held(team, coordinator):
    activiteit = make.make_activiteit(team, coordinator)
    for status in ("gepland", "afgelast"):
        make.make_bijeenkomst(activiteit, timezone.now() - timedelta(hours=3), status=status)
    row = next(activities(team.wijk_id, Quarter.of(timezone.localdate())))
    assert (row.keer, row.geteld, row.niet_geteld) == (0, 0, 0)


def test_the_last_evening_of_a_quarter_is_in_it_and_the_next_morning_is_not(team, coordinator):
    activiteit = make.make_activiteit(team, coordinator)
    quarter = Quarter.of(timezone.localdate()).previous()
    midnight = day_start(quarter.last + timedelta(days=1))
    for hours, aantal in ((-2, 10), (2, 20)):
        make.make_counted(activiteit, aantal, coordinator, midnight + timedelta(hours=hours))
    assert next(activities(team.wijk_id, quarter)).bezoeken == 10
