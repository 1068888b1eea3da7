import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.periods import Month, Quarter, SchoolYear, Span, finished_months, parse

days = st.dates(date(1991, 1, 1), date(2098, 1, 1))
KINDS = [Month, Quarter, SchoolYear]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Month(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Month(2026, 12), date(2026, 12, 1), date(2026, 12, 31)),
        (Quarter(2026, 3), date(2026, 7, 1), date(2026, 9, 30)),
        (Quarter(2026, 4), date(2026, 10, 1), date(2026, 12, 31)),
        (SchoolYear(2026), date(2026, 9, 1), date(2027, 8, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(period, first, last):
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Month(2026, 7), "juli 2026"),
        (Quarter(2026, 3), "derde kwartaal 2026"),
        (SchoolYear(2026), "studiejaar 2026–2027"),
        (Span(date(2026, 7, 1), date(2026, 9, 15)), "1 juli 2026 tot en met 15 september 2026"),
    ],
)
def test_a_period_is_called_in_dutch(period, label):
    with override("nl"):
        assert str(period) == label


def test_a_month_has_a_short_name_for_charts():
    with override("nl"):
        assert [Month(2026, n).short_label for n in (1, 3, 7)] == ["jan", "mrt", "jul"]
    with override("en"):
        assert [Month(2026, n).short_label for n in (1, 3, 7)] == ["Jan", "Mar", "Jul"]


@pytest.mark.parametrize(
    ("taal", "gezegd"),
    [
        ("nl", ["6 okt", "6 okt 2026", "6 okt 2026 00.00", "okt", "okt 2026", "6 oktober 2026"]),
        ("en", ["6 Oct", "6 Oct 2026", "6 Oct 2026 00:00", "Oct", "Oct 2026", "6 October 2026"]),
    ],
)
def test_english_months_have_a_capital_and_dutch_ones_have_none(taal, gezegd):
    names = (
        "DAG_FORMAT",
        "DAG_JAAR_FORMAT",
        "DAG_TIJD_FORMAT",
        "MAAND_FORMAT",
        "MAAND_JAAR_FORMAT",
        "DATE_FORMAT",
    )
    with override(taal):
        assert [date_format(datetime(2026, 10, 6, tzinfo=UTC), name) for name in names] == gezegd


def test_no_page_writes_a_month_as_only_dutch_does():
    pages = settings.BASE_DIR.joinpath("templates").rglob("*.html")
    assert [page.name for page in pages if re.search(r'date:"[^"]*\bb\b', page.read_text())] == []


@given(days, st.sampled_from(KINDS))
def test_every_day_lies_in_exactly_its_own_period(day, kind):
    period = kind.of(day)
    assert period.contains(day)
    assert not period.previous().contains(day)
    assert not period.next().contains(day)


@given(days, st.sampled_from(KINDS))
def test_periods_follow_each_other_without_a_gap(day, kind):
    period = kind.of(day)
    assert period.next().first == period.last + timedelta(days=1)
    assert period.next().previous() == period
    assert period.previous() < period


@given(days, st.sampled_from(KINDS))
def test_an_address_leads_back_to_the_period(day, kind):
    assert parse(kind.of(day).slug) == kind.of(day)


def test_a_span_leads_back_from_its_address():
    span = Span(date(2026, 7, 1), date(2026, 9, 15))
    assert parse(span.slug) == span


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-k5",
        "1900-01",
        "2100-01",
        "2026-2028",
        "２０２６-07",
        "2026-07\n",
        "9" * 40,
    ],
)
def test_an_address_of_no_period_is_nothing(slug):
    assert parse(slug) is None


@pytest.mark.parametrize("slug", ["2026-02-30_2026-03-01", "2026-03-01_2026-02-01", "1026-03-01_2026-02-01"])
def test_an_address_of_no_span_is_nothing(slug):
    assert parse(slug) is None


def test_a_period_is_finished_the_day_after_its_last():
    assert not Month(2026, 7).is_finished(date(2026, 7, 31))
    assert Month(2026, 7).is_finished(date(2026, 8, 1))


def test_finished_months_leave_out_the_running_one():
    assert finished_months(date(2026, 5, 9), date(2026, 7, 31)) == [Month(2026, 5), Month(2026, 6)]


def test_a_quarter_has_its_three_months():
    assert Quarter(2026, 1).months == (Month(2026, 1), Month(2026, 2), Month(2026, 3))


def test_a_span_is_preceded_by_one_as_long():
    span = Span(date(2026, 7, 1), date(2026, 7, 10))
    assert span.previous() == Span(date(2026, 6, 21), date(2026, 6, 30))
    assert span.next().previous() == span
    assert span.days == 10
