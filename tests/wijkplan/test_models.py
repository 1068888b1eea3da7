import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories as f

pytestmark = pytest.mark.django_db


def _make_now(make) -> None:
    with transaction.atomic():
        make()
        connection.check_constraints()


def refused(make) -> str:
    """The name of the constraint that refused a row."""
    with pytest.raises(IntegrityError) as error:
        _make_now(make)
    return error.value.__cause__.diag.constraint_name


def test_a_baseline_without_date_or_source_is_refused(doel):
    name = "indicator_baseline_has_date_and_source"
    assert refused(lambda: f.make_indicator(doel, nulmeting=3)) == name
    assert refused(lambda: f.make_indicator(doel, nulmeting=3, nulmeting_datum="2026-01-01")) == name


def test_a_plan_that_ends_first_is_refused(team, coordinator):
    days = {"periode_van": "2026-02-01", "periode_tot": "2026-01-01"}
    assert refused(lambda: f.make_plan(team.wijk, coordinator, **days)) == "wijkplan_period"


def test_two_priorities_never_keep_the_same_rank(plan, prioriteit):
    assert refused(lambda: f.make_prioriteit(plan, rang=prioriteit.rang)) == "prioriteit_rank"


def test_things_are_called_by_what_people_typed(plan, prioriteit, doel, indicator, coordinator):
    meting = f.make_meting(indicator, coordinator)
    assert [str(each) for each in (plan, prioriteit, doel, indicator, meting)] == [
        "Plan Geuzenveld",
        "Iedereen kan meepraten",
        "Zes op de tien durft Nederlands",
        "Durft Nederlands te spreken",
        "Durft Nederlands te spreken: 45",
    ]
