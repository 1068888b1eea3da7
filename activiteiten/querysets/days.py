from datetime import date, datetime, time

from django.utils import timezone

from core.periods import Quarter


def day_start(day: date) -> datetime:
    """Midnight at the beginning of a day in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def named_since(now: datetime | None = None) -> date:
    """The first day of the previous quarter: who was where is told by name from then on."""
    return Quarter.of(timezone.localdate(now)).previous().first
