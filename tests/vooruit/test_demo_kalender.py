"""The numbers of the story hold on whatever day it is told; no database needed."""

from datetime import date, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from core.periods import Month, Quarter
from core.suppression import round5
from impact.figures.kwartaal import Vrijgave, newest_whole, quarters_of
from impact.vocabulary import first_release_day
from partners.vocabulary import months_until
from vooruit.demo import kalender, reeksen
from vooruit.demo.gesprekken import JAREN
from vooruit.demo.periode import NAAR_OVER, VAN_OVER, months_ahead, plan_period
from vooruit.demo.rollen import OSDORP
from vooruit.demo.slot import releasable
from wijken.models import Wijk

DAGEN = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 800, 23)]


def rows_of(wijk: str, today: date) -> list[reeksen.Beurt]:
    rnd = Random(7)
    return [row for reeks in reeksen.REEKSEN[wijk] for row in reeksen.beurten(reeks, today, rnd)]


@pytest.fixture(params=DAGEN, ids=str)
def today(request):
    return request.param


def test_geuzenveld_is_exact_to_the_visit(today):
    rows = rows_of("geuzenveld", today) + reeksen.eenmalig(today)
    reeksen.finish_geuzenveld(rows, today, Random(7))
    quarter = kalender.story_quarter(today)
    inside = [row for row in rows if quarter.first <= row.dag <= quarter.last]
    counted = [row for row in inside if row.uitkomst == "geteld"]
    outcomes = [sum(row.uitkomst == word for row in inside) for word in ("afgelast", "ongeteld", "open")]
    assert (len(inside), len(counted), outcomes) == (61, 54, [5, 2, 0])
    assert sum(row.aantal for row in counted) == 1118
    assert sum(row.nieuw for row in counted if row.nieuw is not None) == 135
    assert sum(row.nieuw is not None for row in counted) == 47
    assert all((row.nieuw or 0) <= row.aantal and (row.helpers or 0) <= row.aantal for row in counted)


def test_yesterday_and_two_huiswerkuren_wait_to_be_counted(today):
    rows = rows_of("geuzenveld", today) + reeksen.eenmalig(today)
    reeksen.finish_geuzenveld(rows, today, Random(7))
    waiting = sorted(
        (row.reeks.sleutel, row.dag) for row in rows if row.uitkomst == "open" and row.dag < today
    )
    assert [key for key, _ in waiting] == ["huiswerk", "huiswerk", "taalcafe"]
    assert waiting[-1][1] == today - timedelta(days=1)
    assert waiting[0][1] >= today - timedelta(days=40)


def test_banne_grows_while_new_faces_fall(today):
    rows = rows_of("banne", today)
    reeksen.finish_banne(rows, today)
    quarter = kalender.story_quarter(today)
    counted = [r for r in rows if r.uitkomst == "geteld" and quarter.first <= r.dag <= quarter.last]
    assert sum(row.aantal for row in counted) == 826
    assert sum(row.nieuw or 0 for row in counted) == 15


def test_osdorp_has_eleven_times_and_62_visits(today):
    counted = [row for row in rows_of("osdorp", today) if row.uitkomst == "geteld"]
    assert (len(counted), sum(row.aantal for row in counted)) == (11, 62)
    assert min(row.dag for row in counted) >= today - timedelta(days=63)


def test_a_partner_of_osdorp_reads_a_released_month_with_times_and_too_few_new_faces_to_tell(today):
    wijk = Wijk(actief_sinds=today - timedelta(days=OSDORP.dagen))
    vrijgaven = [
        Vrijgave(uuid=uuid4(), maand=month, door="Daan", op=timezone.now())
        for month in releasable(today, OSDORP.dagen)
    ]
    quarter = newest_whole(wijk, quarters_of(vrijgaven, today), vrijgaven)
    told = {vrijgave.maand for vrijgave in vrijgaven} & set(quarter.months)
    rows = [row for row in rows_of("osdorp", today) if Month.of(row.dag) in told and row.dag < today]
    assert told
    assert {row.uitkomst for row in rows} == {"geteld"}
    assert all(today >= first_release_day(month) for month in told)
    assert 0 < sum(row.nieuw for row in rows) < settings.K_PARTNER


def test_forty_percent_of_the_hands_came_from_the_wijk_and_27_the_year_before(today):
    rows = rows_of("geuzenveld", today) + reeksen.eenmalig(today)
    reeksen.finish_geuzenveld(rows, today, Random(7))
    quarter = kalender.story_quarter(today)
    for told, percent in ((quarter, 40), (Quarter(quarter.year - 1, quarter.number), 27)):
        reeksen.fix_hands(rows, told, percent, lambda _row: 3)
        known = [r for r in rows if r.helpers is not None and told.first <= r.dag <= told.last]
        helpers = sum(row.helpers for row in known)
        assert round(100 * round5(helpers) / round5(helpers + 3 * len(known))) == percent
        assert all(row.helpers <= row.aantal for row in known)


def test_no_month_of_two_years_is_left_unreleased(today):
    months = releasable(today)
    assert months[0] == Month.of(today - timedelta(days=JAREN))
    assert min(row.dag for wijk in reeksen.REEKSEN for row in rows_of(wijk, today)) >= months[0].first
    assert first_release_day(months[-1].next()) > today


def test_volewijck_counts_nobody_three_times_then_twelve(today):
    rows = [row for row in rows_of("volewijck", today) if row.reeks.sleutel == "wandelen"]
    assert [row.aantal for row in rows[:4]] == [0, 0, 0, 12]
    assert [row.uur for row in rows[2:4]] == [9, 19]


def test_the_quarter_of_the_story_may_be_released(today):
    months = releasable(today)
    assert set(kalender.story_quarter(today).months) <= set(months)


def test_the_demolition_hits_38_times_of_the_taalcafe_and_nothing_else_in_de_theepot(today):
    day = months_ahead(today, NAAR_OVER)
    hit = [row for row in rows_of("geuzenveld", today) if row.dag >= day and row.reeks.plek == 0]
    assert (len(hit), {row.reeks.sleutel for row in hit}) == (38, {"taalcafe"})
    assert len({row.dag for row in hit}) == 38


def test_the_demolition_moves_from_14_months_ahead_to_5(today):
    days = [months_ahead(today, months) for months in (VAN_OVER, NAAR_OVER)]
    assert [months_until(day, today) for day in days] == [14, 5]


def test_the_plan_of_three_years_is_in_the_tenth_month_of_its_second(today):
    van, tot = plan_period(today)
    months = 12 * (today.year - van.year) + today.month - van.month
    assert (van.day, months, (tot.month, tot.day)) == (1, 21, (12, 31))
    assert timedelta(days=2.4 * 365) < tot - van < timedelta(days=3.6 * 365)


def test_no_beurt_of_the_past_stays_open_elsewhere(today):
    for wijk in ("osdorp", "volewijck", "banne"):
        assert [row for row in rows_of(wijk, today) if row.dag < today and row.uitkomst == "open"] == []


@pytest.mark.parametrize(
    ("total", "weights"), [(0, [1, 2]), (7, [1, 1, 1]), (1118, [3.5] * 54), (2, [0, 0, 1])]
)
def test_spread_adds_up(total, weights):
    assert sum(kalender.spread(total, weights)) == total
