"""The plan laid out: one query, every level, and what is asked of whom."""

from datetime import timedelta

import pytest

from tests import factories as f
from tests.queries import assert_queries
from wijkplan.figures import read_bord, stand
from wijkplan.models import Indicator, Wijkplan

pytestmark = pytest.mark.django_db


def fill(plan, coordinator, rows):
    for _ in range(rows):
        prioriteit = f.make_prioriteit(plan)
        for _ in range(rows):
            f.make_meting(f.make_indicator(f.make_doel(prioriteit)), coordinator)


def measured(bord):
    return [rij for band in bord.bands for regel in band.doelen for rij in regel.indicatoren]


@pytest.mark.parametrize("rows", [1, 3])
def test_board_takes_one_query_at_any_size(plan, coordinator, rows):
    fill(plan, coordinator, rows)
    with assert_queries(1):
        bord = read_bord(Wijkplan.objects.all())
    assert len(measured(bord)) == rows * rows
    assert [(band.eerste, band.laatste) for band in bord.bands] == [
        (n == 0, n == rows - 1) for n in range(rows)
    ]


def test_stand_on_the_board_equals_the_stand_of_the_indicator(plan, coordinator):
    fill(plan, coordinator, 2)
    shown = {rij.indicator.pk: rij.stand for rij in measured(read_bord(Wijkplan.objects.all()))}
    assert shown == {row.pk: stand(row) for row in Indicator.objects.all()}


def test_bands_stand_in_order_of_rank(plan):
    for rang in (3, 1, 2):
        f.make_prioriteit(plan, rang=rang)
    assert [band.prioriteit.rang for band in read_bord(Wijkplan.objects.all()).bands] == [1, 2, 3]


def test_priority_without_goal_and_goal_without_indicator_stay(plan):
    f.make_prioriteit(plan)
    f.make_doel(f.make_prioriteit(plan))
    bands = read_bord(Wijkplan.objects.all()).bands
    assert [[regel.indicatoren for regel in band.doelen] for band in bands] == [[], [[]]]


def test_no_plan_is_an_empty_board():
    bord = read_bord(Wijkplan.objects.none())
    assert (bord.plan, bord.bands, bord.te_veel) == (None, [], [])


def test_five_priorities_are_not_too_many_and_six_are(plan):
    for _ in range(5):
        f.make_prioriteit(plan)
    assert read_bord(Wijkplan.objects.all()).te_veel == []
    f.make_prioriteit(plan)
    assert len(read_bord(Wijkplan.objects.all()).te_veel) == 6


def test_what_is_not_now_does_not_make_a_plan_too_much(plan):
    for moscow in ("niet_nu", *[""] * 5):
        f.make_prioriteit(plan, moscow=moscow)
    assert read_bord(Wijkplan.objects.all()).te_veel == []


def test_waiting_for_a_measurement_is_what_the_queryset_says(plan, coordinator):
    fill(plan, coordinator, 1)
    for moscow in ("", "niet_nu"):
        f.make_indicator(f.make_doel(f.make_prioriteit(plan, moscow=moscow)))
    bord = read_bord(Wijkplan.objects.all())
    for day in (plan.periode_van, plan.periode_tot, plan.periode_tot + timedelta(days=1)):
        assert bord.te_meten(day) == list(Indicator.objects.to_measure(day))
    assert len(bord.te_meten(plan.periode_tot)) == 1
