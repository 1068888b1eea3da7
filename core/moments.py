"""A day and a time as people type them, turned into one moment in Amsterdam, also on the two odd nights a year."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone as local
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext

from core.errors import Refused


def moment(day: date, clock: time, *, field: str | None = None) -> datetime:
    """Return the moment at which the clocks show this time on this day.

    In the night that summer time ends an hour happens twice: the first of the two is taken. In the night that
    it begins an hour does not happen: Refused, with the day and the time, beside `field`. The moment is in UTC, so
    that a difference between two is real time and not what the clocks show.
    """
    typed = datetime.combine(day, clock, tzinfo=local.get_current_timezone())
    real = typed.astimezone(UTC)
    if local.make_naive(real) != typed.replace(tzinfo=None):
        raise Refused(
            gettext(
                "Op %(dag)s bestaat %(tijd)s niet: de klok gaat dan een uur vooruit. Kies een andere tijd."
            )
            % {"dag": date_format(day, "j F Y"), "tijd": time_format(clock)},
            field=field,
        )
    return real


def weekly(begin: datetime, eind: datetime, weeks: int) -> list[tuple[datetime, datetime]]:
    """Return the same weekday and clock time in each of so many weeks, the first one included.

    An hour on the clock stays that hour when summer time begins or ends in between. Refused as `moment` does.
    """
    begin, eind = local.localtime(begin), local.localtime(eind)
    return [
        (
            moment(begin.date() + timedelta(weeks=n), begin.time(), field="begin"),
            moment(eind.date() + timedelta(weeks=n), eind.time(), field="eind"),
        )
        for n in range(weeks)
    ]
