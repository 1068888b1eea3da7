"""Periods in which figures are told: months, quarters, school years, and any first-to-last span.

Every period knows its first day and its last day (included), a label in the reader's language, and the period
before and after it. Days are dates in Europe/Amsterdam; pass `django.utils.timezone.localdate()` as today.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

SCHOOL_YEAR_STARTS = 9  # universities start in September; their year ends on 31 August
FIRST_YEAR, LAST_YEAR = 1990, 2099
DAY = timedelta(days=1)


class Period:
    """What all periods share; they compare, hash and sort by value."""

    first: date
    last: date
    label: str

    def contains(self, day: date) -> bool:
        """Say whether the day lies in this period, first and last day included."""
        return self.first <= day <= self.last

    def is_finished(self, today: date) -> bool:
        """Say whether the last day is over."""
        return self.last < today

    @property
    def days(self) -> int:
        """Return the number of days, first and last included."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> tuple["Month", ...]:
        """Return the months that this period touches, in order."""
        return tuple(months_between(self.first, self.last))

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True)
class Month(Period):
    """A calendar month; in addresses `2026-07`. Raises ValueError outside 1990-2099."""

    year: int
    month: int

    def __post_init__(self) -> None:
        _check(self.year, self.month, 12)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that holds this day."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:  # type: ignore[override]
        """Return the first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:  # type: ignore[override]
        """Return the last day, included."""
        return date(self.year + self.month // 12, self.month % 12 + 1, 1) - DAY

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «juli 2026»."""
        return date_format(self.first, "F Y")

    @property
    def short_label(self) -> str:
        """Return «jul», in English «Jul», for the foot of a chart."""
        return date_format(self.first, "MAAND_FORMAT").rstrip(".")

    @property
    def slug(self) -> str:
        """Return `2026-07`."""
        return f"{self.year}-{self.month:02}"

    def previous(self) -> Self:
        """Return the month before."""
        return type(self).of(self.first - DAY)

    def next(self) -> Self:
        """Return the month after."""
        return type(self).of(self.last + DAY)


@dataclass(frozen=True, order=True)
class Quarter(Period):
    """A calendar quarter; in addresses `2026-k3`. Raises ValueError outside 1990-2099."""

    year: int
    number: int

    def __post_init__(self) -> None:
        _check(self.year, self.number, 4)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the quarter that holds this day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:  # type: ignore[override]
        """Return the first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:  # type: ignore[override]
        """Return the last day, included."""
        return Month(self.year, 3 * self.number).last

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «derde kwartaal 2026»."""
        which = (
            gettext("eerste kwartaal %(jaar)s"),
            gettext("tweede kwartaal %(jaar)s"),
            gettext("derde kwartaal %(jaar)s"),
            gettext("vierde kwartaal %(jaar)s"),
        )
        return which[self.number - 1] % {"jaar": self.year}

    @property
    def short_label(self) -> str:
        """Return «k3 2026», in English «Q3 2026», for the foot of a chart."""
        return gettext("k%(nummer)s %(jaar)s") % {"nummer": self.number, "jaar": self.year}

    @property
    def slug(self) -> str:
        """Return `2026-k3`."""
        return f"{self.year}-k{self.number}"

    def previous(self) -> Self:
        """Return the quarter before."""
        return type(self).of(self.first - DAY)

    def next(self) -> Self:
        """Return the quarter after."""
        return type(self).of(self.last + DAY)


@dataclass(frozen=True, order=True)
class SchoolYear(Period):
    """A study year, 1 September to 31 August; in addresses `2026-2027`. Raises ValueError outside 1990-2098."""

    year: int

    def __post_init__(self) -> None:
        _check(self.year + 1, 1, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the study year that holds this day."""
        return cls(day.year - (day.month < SCHOOL_YEAR_STARTS))

    @property
    def first(self) -> date:  # type: ignore[override]
        """Return the first day."""
        return date(self.year, SCHOOL_YEAR_STARTS, 1)

    @property
    def last(self) -> date:  # type: ignore[override]
        """Return the last day, included."""
        return date(self.year + 1, SCHOOL_YEAR_STARTS, 1) - DAY

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «studiejaar 2026–2027»."""
        return gettext("studiejaar %(van)s–%(tot)s") % {"van": self.year, "tot": self.year + 1}

    @property
    def slug(self) -> str:
        """Return `2026-2027`."""
        return f"{self.year}-{self.year + 1}"

    def previous(self) -> Self:
        """Return the study year before."""
        return type(self)(self.year - 1)

    def next(self) -> Self:
        """Return the study year after."""
        return type(self)(self.year + 1)


@dataclass(frozen=True, order=True)
class Span(Period):
    """Any run of days, both ends included; in addresses `2026-07-01_2026-09-15`. Raises ValueError when reversed."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period ends on or after its first day")

    @property
    def label(self) -> str:  # type: ignore[override]
        """Return «1 juli 2026 tot en met 15 september 2026»."""
        return pgettext("periode", "%(van)s tot en met %(tot)s") % {
            "van": date_format(self.first, "j F Y"),
            "tot": date_format(self.last, "j F Y"),
        }

    @property
    def slug(self) -> str:
        """Return `2026-07-01_2026-09-15`."""
        return f"{self.first:%Y-%m-%d}_{self.last:%Y-%m-%d}"

    def previous(self) -> Self:
        """Return the equally long span that ends the day before this one."""
        return type(self)(self.first - timedelta(days=self.days), self.first - DAY)

    def next(self) -> Self:
        """Return the equally long span that starts the day after this one."""
        return type(self)(self.last + DAY, self.last + timedelta(days=self.days))


def _check(year: int, part: int, parts: int) -> None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= part <= parts):
        raise ValueError("No such period")


def months_between(first: date, last: date) -> Iterator[Month]:
    """Walk over the months from the one of `first` up to and including the one of `last`."""
    month = Month.of(first)
    while month.first <= last:
        yield month
        month = month.next()


def finished_months(first: date, today: date) -> list[Month]:
    """Return the months since the one of `first` whose last day is before today."""
    return [month for month in months_between(first, today) if month.is_finished(today)]


def parse(slug: str) -> Period | None:
    """Read a period from an address (`2026-07`, `2026-k3`, `2026-2027`, `2026-07-01_2026-09-15`).

    Anything else, also dates that do not exist, is None: the caller falls back to its own default.
    """
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{2})", slug, re.ASCII):
            return Month(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"(\d{4})-k([1-4])", slug, re.ASCII):
            return Quarter(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"(\d{4})-(\d{4})", slug, re.ASCII):
            return SchoolYear(int(found[1])) if int(found[2]) == int(found[1]) + 1 else None
        if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)", slug, re.ASCII):
            span = Span(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
            return span if span.first.year >= FIRST_YEAR and span.last.year <= LAST_YEAR else None
    except ValueError:
        return None
    return None
