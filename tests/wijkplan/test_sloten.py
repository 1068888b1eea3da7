"""Closed periods: nobody writes there, but the one person who may mend it for a while."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import AlreadyUsed, Refused
from core.history import written_by
from mensen.models import Logregel
from tests import factories as f
from wijkplan import services
from wijkplan.models import Indicator, Meting, Ontgrendeling, Periodeslot, Wijkplan

pytestmark = pytest.mark.django_db
VAN, TOT, MAART, APRIL = date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 31), date(2026, 4, 1)
WAARDEN = {"waarde": Decimal(45), "n": 38, "bron": "vragenlijst"}


@pytest.fixture
def plan(team, coordinator):
    return f.make_plan(team.wijk, coordinator, periode_van=VAN, periode_tot=TOT)


@pytest.fixture
def meting(indicator, coordinator):
    return f.make_meting(indicator, coordinator, peildatum=MAART)


@pytest.fixture
def gesloten(meting, plan, coordinator):
    return services.close_period(plan=plan, tot=MAART, by=coordinator)


def unlock(plan, voor, by, **values):
    soon = timezone.now() + timedelta(days=2)
    sent = {"reden": "telling van school kwam later", "verloopt_op": soon, **values}
    return services.unlock_period(plan=plan, voor=voor, by=by, **sent)


def record(indicator, by, day, **values):
    return services.record_meting(indicator=indicator, by=by, peildatum=day, **WAARDEN, **values)


def test_nothing_is_added_changed_or_removed_in_a_closed_period(gesloten, indicator, meting, coordinator):
    acts = [
        lambda: record(indicator, coordinator, MAART),
        lambda: services.change_meting(meting=meting, slot=0, by=coordinator, waarde=Decimal(1)),
        lambda: services.remove_meting(meting=meting, slot=0, by=coordinator),
    ]
    for act in acts:
        with pytest.raises(Refused, match="gesloten"):
            act()
    assert list(Meting.objects.values_list("waarde", flat=True)) == [45]


def test_nothing_moves_into_a_closed_period_or_out_of_it(gesloten, indicator, meting, coordinator):
    later = record(indicator, coordinator, APRIL)
    for row, day in ((later, MAART), (meting, APRIL)):
        with pytest.raises(Refused, match="gesloten"):
            services.change_meting(meting=row, slot=0, by=coordinator, peildatum=day)


def test_the_day_after_is_open(gesloten, indicator, coordinator):
    assert record(indicator, coordinator, APRIL).pk


def test_a_closed_period_holds_in_the_database_too(gesloten, indicator, meting, coordinator):
    acts = [
        lambda: f.make_meting(indicator, coordinator, peildatum=MAART),
        lambda: Meting.objects.update(peildatum=APRIL),
        lambda: Meting.objects.all().delete(),
    ]
    for act in acts:
        with pytest.raises(IntegrityError, match="closed period"), transaction.atomic():
            act()


def test_only_the_person_with_an_unlock_writes_there(gesloten, plan, team, indicator, meting, coordinator):
    noor = f.make_student(team)
    unlock(plan, noor, coordinator)
    assert record(indicator, noor, MAART).status == "ingediend"
    for by in (coordinator, f.make_student(team)):
        with pytest.raises(Refused, match="gesloten"):
            record(indicator, by, MAART)
    with pytest.raises(IntegrityError), transaction.atomic(), written_by(coordinator):
        Meting.objects.filter(pk=meting.pk).update(waarde=1)


def test_an_unlock_that_is_over_opens_nothing(gesloten, plan, indicator, coordinator):
    unlock(plan, coordinator, coordinator)
    assert record(indicator, coordinator, MAART).pk
    Ontgrendeling.objects.update(verloopt_op=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="gesloten"):
        record(indicator, coordinator, MAART)


def test_a_count_of_the_house_stands_still_in_a_closed_period(gesloten, doel):
    telt = f.make_indicator(doel, berekening="bezoeken")
    period = {"periode_van": VAN, "periode_tot": MAART, "peildatum": MAART}
    with pytest.raises(Refused, match="gesloten"):
        services.record_meting(indicator=telt, by=None, berekend=True, **WAARDEN, **period)


def test_closing_and_unlocking_leave_a_line_in_the_trail(gesloten, plan, coordinator):
    unlock(plan, coordinator, coordinator)
    lines = Logregel.objects.order_by("pk").values_list("wat", "door", "details")
    assert list(lines) == [
        ("wijkplan.periode_gesloten", coordinator.pk, {"tot": "2026-03-31"}),
        ("wijkplan.periode_ontgrendeld", coordinator.pk, {"voor": coordinator.pk}),
    ]


def test_a_next_version_opens_nothing_that_was_closed(gesloten, plan, indicator, coordinator):
    f.agree(plan, coordinator)
    nieuw = Wijkplan.objects.create(
        wijk=plan.wijk,
        titel="Plan",
        periode_van=VAN,
        periode_tot=TOT,
        versie=2,
        vorige=plan,
        door=coordinator,
    )
    doel = f.make_doel(f.make_prioriteit(nieuw))
    same = Indicator.objects.create(doel=doel, naam="Durft", lijn=indicator.lijn)
    with pytest.raises(Refused, match="gesloten"):
        record(same, coordinator, MAART)
    assert record(same, coordinator, APRIL).pk


@pytest.mark.parametrize("day", [date(2025, 12, 31), MAART - timedelta(days=1), MAART, None], ids=str)
def test_a_period_is_closed_once_and_only_when_it_is_over(gesloten, plan, coordinator, day):
    with pytest.raises(Refused) as refused:
        services.close_period(plan=plan, tot=day or timezone.localdate(), by=coordinator)
    assert refused.value.field == "tot"
    assert Periodeslot.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"verloopt_op": timezone.now() - timedelta(days=1)}, "verloopt_op"),
        ({"verloopt_op": timezone.now() + timedelta(days=400)}, "verloopt_op"),
        ({"reden": "  "}, "reden"),
    ],
)
def test_an_unlock_needs_a_reason_and_an_end(gesloten, plan, coordinator, values, field):
    with pytest.raises(Refused) as refused:
        unlock(plan, coordinator, coordinator, **values)
    assert refused.value.field == field


def test_an_unlock_is_for_who_works_in_the_wijk(gesloten, plan, coordinator):
    with pytest.raises(Refused, match="werkt niet"):
        unlock(plan, f.make_student(f.make_team()), coordinator)


def test_nothing_closed_has_nothing_to_unlock(plan, coordinator):
    with pytest.raises(Refused, match="nog geen"):
        unlock(plan, coordinator, coordinator)


def test_id_of_an_unlock_with_another_body_or_person_is_already_used(gesloten, plan, coordinator):
    made = uuid4()
    first = unlock(plan, coordinator, coordinator, client_id=made)
    same = {"client_id": made, "verloopt_op": first.verloopt_op}
    assert unlock(plan, coordinator, coordinator, **same) == first
    with pytest.raises(AlreadyUsed):
        unlock(plan, coordinator, coordinator, **same, reden="iets anders")
    with pytest.raises(AlreadyUsed):
        unlock(
            plan, coordinator, coordinator, **same | {"verloopt_op": first.verloopt_op + timedelta(days=1)}
        )
    with pytest.raises(AlreadyUsed):
        unlock(plan, coordinator, f.make_coordinator(f.make_team(plan.wijk)), **same)
