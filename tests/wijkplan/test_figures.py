from datetime import date
from decimal import Decimal

import pytest

from tests import factories as f
from wijkplan.figures import Status, stand
from wijkplan.models import Indicator

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 1)
JAAR = {
    "nulmeting": 31,
    "nulmeting_datum": date(2026, 1, 1),
    "nulmeting_bron": "vragenlijst",
    "streefwaarde": 60,
    "streefdatum": date(2026, 12, 31),
}


def measured(doel, by, *values, **fields):
    """An indicator with measurements on 1 April, 1 May, … of 2026."""
    indicator = f.make_indicator(doel, **{**JAAR, **fields})
    for month, value in enumerate(values, start=4):
        f.make_meting(indicator, by, peildatum=date(2026, month, 1), waarde=value)
    return Indicator.objects.get(pk=indicator.pk)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (60, Status.GEHAALD),
        (61, Status.GEHAALD),
        (59, Status.OP_KOERS),
        (39, Status.OP_KOERS),
        (38, Status.ACHTER),
        (31, Status.ACHTER),
        (0, Status.ACHTER),
    ],
)
def test_stand_compares_way_and_time_on_the_day_of_the_measurement(doel, coordinator, value, status):
    assert stand(measured(doel, coordinator, value), today=TODAY).status == status


@pytest.mark.parametrize(
    ("value", "status"), [(30, Status.GEHAALD), (44, Status.OP_KOERS), (55, Status.ACHTER)]
)
def test_stand_knows_that_lower_can_be_better(doel, coordinator, value, status):
    lower = {"richting": "omlaag", "nulmeting": 50, "streefwaarde": 30}
    assert stand(measured(doel, coordinator, value, **lower), today=TODAY).status == status


def test_stand_takes_the_newest_measurement_and_all_it_says(doel, coordinator):
    known = stand(measured(doel, coordinator, 33, 45), today=TODAY)
    assert (known.begin, known.nu, known.doel, known.n) == (31, 45, 60, 38)
    assert (known.peildatum, known.bron, known.bewijs) == (date(2026, 5, 1), "vragenlijst", 2)
    assert known.voortgang == Decimal(14) / Decimal(29)
    assert known.verstreken == Decimal(120) / Decimal(364)


def test_stand_without_measurement_is_not_measured(doel, coordinator):
    known = stand(measured(doel, coordinator), today=TODAY)
    assert (known.status, known.nu, known.n, known.begin) == (Status.NIET_GEMETEN, None, None, 31)


def test_stand_without_target_says_so(doel, coordinator):
    assert stand(measured(doel, coordinator, 45, streefwaarde=None), today=TODAY).status == Status.GEEN_DOEL


def test_stand_without_baseline_begins_at_the_first_of_two_measurements(doel, coordinator):
    bare = {"nulmeting": None, "nulmeting_datum": None, "nulmeting_bron": ""}
    once = stand(measured(doel, coordinator, 45, **bare), today=TODAY)
    twice = stand(measured(doel, coordinator, 31, 45, **bare), today=TODAY)
    assert (once.status, once.begin) == (Status.GEEN_BEGIN, None)
    assert (twice.status, twice.begin, twice.begin_datum) == (Status.OP_KOERS, 31, date(2026, 4, 1))


def test_stand_with_a_baseline_of_zero_is_not_missing(doel, coordinator):
    assert stand(measured(doel, coordinator, 30, nulmeting=0), today=TODAY).begin == 0


def test_stand_after_the_target_day_is_behind_unless_reached(doel, coordinator):
    late = date(2027, 1, 1)
    assert stand(measured(doel, coordinator, 59), today=late).status == Status.ACHTER
    assert stand(measured(doel, coordinator, 60), today=late).status == Status.GEHAALD


def test_stand_on_the_target_day_itself_is_not_too_late(doel, coordinator):
    assert stand(measured(doel, coordinator, 59), today=date(2026, 12, 31)).status == Status.OP_KOERS


def test_stand_of_a_target_behind_the_beginning_is_never_on_course(doel, coordinator):
    assert stand(measured(doel, coordinator, 40, nulmeting=50, streefwaarde=45)).status == Status.ACHTER


def test_stand_that_should_only_stay_is_behind_when_it_fell(doel, coordinator):
    assert stand(measured(doel, coordinator, 59, nulmeting=60), today=TODAY).status == Status.ACHTER
    assert stand(measured(doel, coordinator, 60, nulmeting=60), today=TODAY).status == Status.GEHAALD


def test_stand_measured_before_the_beginning_has_spent_no_time(doel, coordinator):
    indicator = measured(doel, coordinator, 32, nulmeting_datum=date(2026, 5, 1))
    assert stand(indicator, today=TODAY).verstreken == 0


def test_stand_with_a_target_day_before_the_beginning_has_spent_all_time(doel, coordinator):
    indicator = measured(doel, coordinator, 32, streefdatum=date(2025, 1, 1))
    assert stand(indicator, today=date(2024, 1, 1)).verstreken == 1


def test_stand_falls_back_on_the_day_of_the_goal_and_then_of_the_plan(doel, coordinator, plan):
    indicator = measured(doel, coordinator, streefdatum=None)
    assert stand(indicator).doel_datum == plan.periode_tot
    indicator.doel.streefdatum = date(2026, 9, 1)
    assert stand(indicator).doel_datum == date(2026, 9, 1)


def test_stand_exactly_in_time_is_on_course(doel, coordinator):
    half = {"nulmeting": 30, "streefdatum": date(2026, 6, 30)}  # 1 April is day 90 of 180
    on_time, late = (measured(doel, coordinator, value, **half) for value in (45, 44))
    assert stand(on_time, today=date(2026, 5, 1)).status == Status.OP_KOERS
    assert stand(late, today=date(2026, 5, 1)).status == Status.ACHTER
