"""What counts by itself equals what a plain loop over the rows says, and follows when a row changes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from activiteiten.models import Bijeenkomst
from impact import services
from impact.figures.berekend import read_tellingen
from impact.figures.plan import read_plan
from impact.tasks import count_metingen
from tests import factories as f
from wijkplan.models import Meting
from wijkplan.services import close_period

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 7, 15)


@pytest.fixture
def team():
    return f.make_team(f.make_wijk("Geuzenveld", actief_sinds=date(2025, 1, 1)))


@pytest.fixture
def plan(team, coordinator):
    return f.make_plan(team.wijk, coordinator, periode_van=date(2026, 1, 1), periode_tot=date(2026, 12, 31))


@pytest.fixture
def doel(plan):
    return f.make_doel(f.make_prioriteit(plan))


def moment(month, day):
    return datetime(2026, month, day, 17, tzinfo=UTC)


def held(activiteit, month, day, aantal=None, **values):
    return f.make_counted(activiteit, aantal, activiteit.door, moment(month, day), **values)


def counts(plan, k=10):
    found = read_tellingen(plan, today=VANDAAG, k=k)
    return {(t.indicator.berekening, t.periode.slug): t.waarde for t in found}


@pytest.fixture
def gevuld(team, coordinator, plan, doel):
    """Two quarters of a main activity, one that serves the goal as well, and one that does not."""
    for soort in ("bijeenkomsten", "bezoeken", "nieuw", "helpers", "contactmomenten"):
        f.make_indicator(doel, naam=soort, berekening=soort, frequentie="kwartaal")
    f.make_indicator(doel, naam="per maand", berekening="bezoeken", frequentie="maand")
    taal = f.make_activiteit(team, coordinator, doel=doel)
    mee = f.make_activiteit(team, coordinator)
    mee.mede_doelen.add(doel)
    elders = f.make_activiteit(team, coordinator)
    student = f.make_student(team)
    for month in range(1, 7):
        row = held(taal, month, 3, 20 + month, nieuw_aanwezig=4, helpers_uit_wijk=12)
        for _ in range(4):
            f.make_inzet(row, f.make_student(team), status="aanwezig")
        held(mee, month, 10, 7)
        held(elders, month, 11, 100)
        held(taal, month, 17)
        f.make_bijeenkomst(taal, moment(month, 24), status="afgelast")
        for _ in range(5):
            relatie = f.make_relatie(team.wijk, student)
            f.make_contactmoment(
                team.wijk, student, relatie=relatie, themas=["school"], datum=date(2026, month, 4)
            )
    return taal


def raw(field, quarter, wijk):
    """The same in a plain loop over all rows."""
    total = 0
    for row in Bijeenkomst.objects.select_related("activiteit__doel").prefetch_related(
        "activiteit__mede_doelen"
    ):
        serves = row.activiteit.doel_id or row.activiteit.mede_doelen.exists()
        if serves and row.status == "doorgegaan" and (row.begin.month + 2) // 3 == quarter:
            total += 1 if field is None else getattr(row, field) or 0
    return total


def test_counts_equal_a_plain_loop_over_the_rows(gevuld, plan):
    found = counts(plan)
    for quarter in (1, 2):
        slug = f"2026-k{quarter}"
        assert found["bijeenkomsten", slug] == raw(None, quarter, plan.wijk)
        assert found["bezoeken", slug] == raw("aantal_deelnemers", quarter, plan.wijk)
        nieuw = raw("nieuw_aanwezig", quarter, plan.wijk)
        assert (nieuw, found["nieuw", slug]) == (12, 10)
        assert found["contactmomenten", slug] == 15
        assert found["helpers", slug] == 70  # 36 of 48, each rounded to fives: 35 of 50
    assert ("bezoeken", "2026-k3") not in found
    assert found["bezoeken", "2026-02"] == 22 + 7


def test_what_is_about_few_people_is_not_stored(gevuld, plan):
    found = counts(plan, k=20)
    assert found["nieuw", "2026-k1"] is None
    assert found["contactmomenten", "2026-k1"] is None


def test_missing_counts_are_told(gevuld, plan):
    [telling] = [
        t
        for t in read_tellingen(plan, today=VANDAAG, k=10)
        if (t.indicator.naam, t.periode.slug) == ("bezoeken", "2026-k1")
    ]
    assert (telling.n, telling.toelichting) == (6, "3 van 9 bijeenkomsten zijn niet geteld.")


def test_nothing_counted_is_missing_and_nothing_held_is_zero(team, coordinator, plan, doel):
    f.make_indicator(doel, berekening="bezoeken", frequentie="maand")
    held(f.make_activiteit(team, coordinator, doel=doel), 2, 3)
    found = counts(plan)
    assert (found["bezoeken", "2026-01"], found["bezoeken", "2026-02"]) == (0, None)


def test_counting_again_changes_nothing_and_a_mended_row_is_followed(gevuld, plan):
    made = services.count_plan(plan=plan, by=None, today=VANDAAG)
    assert made == Meting.objects.filter(berekend=True).count()
    assert services.count_plan(plan=plan, by=None, today=VANDAAG) == 0
    Bijeenkomst.objects.filter(activiteit=gevuld, begin=moment(1, 3)).update(aantal_deelnemers=31)
    assert services.count_plan(plan=plan, by=None, today=VANDAAG) == 2
    events = Meting.pgh_event_model.objects.filter(pgh_label="update")
    assert events.count() == 2
    assert Meting.objects.get(indicator__naam="bezoeken", periode_van=date(2026, 1, 1)).waarde == 97


def test_what_can_not_be_told_any_more_goes(gevuld, plan):
    services.count_plan(plan=plan, by=None, today=VANDAAG)
    Bijeenkomst.objects.update(nieuw_aanwezig=None)
    services.count_plan(plan=plan, by=None, today=VANDAAG)
    assert Meting.objects.filter(indicator__naam="nieuw").count() == 0


def test_closed_periods_stand_still(gevuld, plan, coordinator):
    services.count_plan(plan=plan, by=None, today=VANDAAG)
    close_period(plan=plan, tot=date(2026, 3, 31), by=coordinator)
    Bijeenkomst.objects.filter(aantal_deelnemers=7).update(aantal_deelnemers=8)
    services.count_plan(plan=plan, by=None, today=VANDAAG)
    values = Meting.objects.filter(indicator__naam="bezoeken").order_by("peildatum")
    assert list(values.values_list("waarde", flat=True)) == [87, 99]


def test_the_nightly_task_counts_every_plan_that_runs(gevuld, plan):
    assert count_metingen() > 0
    assert set(Meting.objects.values_list("door", "berekend")) == {(None, True)}


def test_counting_now_is_for_the_coordinator(client, gevuld, plan, coordinator, team):
    page = reverse("impact:count_now", args=[plan.uuid])
    client.force_login(f.make_student(team))
    assert client.post(page).status_code == 403
    client.force_login(coordinator)
    assert client.post(page).status_code == 302
    assert Meting.objects.filter(door=coordinator, berekend=True).exists()


def test_partners_read_a_count_only_when_its_months_are_released(gevuld, plan, coordinator):
    f.agree(plan, coordinator)
    services.count_plan(plan=plan, by=None, today=VANDAAG)
    told = {s.naam: s.nu for s in read_plan([plan.wijk_id], plan.periode_tot)}
    assert told["bezoeken"] is None
    for month in (1, 2, 3):
        f.release_maand(plan.wijk, date(2026, month, 1), coordinator)
    told = {s.naam: s.nu for s in read_plan([plan.wijk_id], plan.periode_tot)}
    assert told["bezoeken"].waarde == Decimal(87)
