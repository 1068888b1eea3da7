"""A clock that stands still in the past, so that every stamp of the story is the moment it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let `timezone.now` answer this moment; the services then stamp and judge as they would have done then."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A day and a time on the clock of Amsterdam."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def days_ago(days: int) -> date:
    """The day so many days before today; negative lies ahead. Ask it outside `at`, where today is today."""
    return timezone.localdate() - timedelta(days=days)
