"""Days with their texture: quarters, holidays, exams, Ramadan, and numbers that add up exactly."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from core.periods import Quarter

RAMADAN = (
    (date(2024, 3, 11), date(2024, 4, 9)),
    (date(2025, 3, 1), date(2025, 3, 29)),
    (date(2026, 2, 18), date(2026, 3, 19)),
    (date(2027, 2, 8), date(2027, 3, 9)),
    (date(2028, 1, 28), date(2028, 2, 25)),
    (date(2029, 1, 16), date(2029, 2, 13)),
    (date(2030, 1, 6), date(2030, 2, 3)),
    (date(2030, 12, 26), date(2031, 1, 23)),
)

VAKANTIES = (  # school holidays of the north, as the government published them
    ("zomervakantie", "Zomervakantie", date(2026, 7, 4), date(2026, 8, 16)),
    ("schoolvakantie", "Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
    ("kerstvakantie", "Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
    ("schoolvakantie", "Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ("schoolvakantie", "Meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
    ("zomervakantie", "Zomervakantie", date(2027, 7, 10), date(2027, 8, 22)),
    ("schoolvakantie", "Herfstvakantie", date(2027, 10, 16), date(2027, 10, 24)),
    ("kerstvakantie", "Kerstvakantie", date(2027, 12, 25), date(2028, 1, 9)),
    ("schoolvakantie", "Voorjaarsvakantie", date(2028, 2, 19), date(2028, 2, 27)),
)
SLUITINGEN = (*VAKANTIES, *(("ramadan", "Ramadan", first, last) for first, last in RAMADAN))


def in_ramadan(day: date) -> bool:
    """Whether a day falls in Ramadan, and the week of the sugar feast after it."""
    return any(first <= day <= last + timedelta(days=4) for first, last in RAMADAN)


def in_holiday(day: date) -> bool:
    """Summer dip and the days around New Year."""
    return day.month == 8 or (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 2)


def in_exams(day: date) -> bool:
    """The last week of January and the middle of June, when students study."""
    return (day.month, day.day // 24) == (1, 1) or (day.month == 6 and 10 <= day.day <= 23)


def is_sinterklaas(day: date) -> bool:
    """The days before 5 December."""
    return day.month == 12 and day.day <= 5


def is_snow_day(day: date, today: date) -> bool:
    """The three days of the last winter on which nobody could get anywhere."""
    winter = today.year if today >= date(today.year, 1, 20) else today.year - 1
    return date(winter, 1, 13) <= day <= date(winter, 1, 15)


def factor(day: date) -> float:
    """How full it is compared with an ordinary week."""
    if is_sinterklaas(day):
        return 1.5
    if in_holiday(day):
        return 0.55
    return 0.8 if in_exams(day) else 1.0


def story_quarter(today: date) -> Quarter:
    """The quarter that is told to the visit: the last one of which every month may be released."""
    return Quarter.of(today - timedelta(days=14)).previous()


def weekly_days(weekday: int, first: date, last: date, every: int = 1) -> list[date]:
    """Each such weekday from first to last; with `every` 2 each other week, the second before the last included."""
    end = last - timedelta(days=(last.weekday() - weekday) % 7)
    days = [end - timedelta(weeks=n) for n in range((end - first).days // 7 + 1)] if end >= first else []
    return days[::-1] if every == 1 else days[2 % every :: every][::-1]


def days_in_quarter(weekday: int, quarter: Quarter, count: int, every: int = 1) -> list[date]:
    """Exactly so many days of a quarter: its weekdays, and days after those when there are too few."""
    days = weekly_days(weekday, quarter.first, quarter.last)
    if every > 1:
        days = days[::every]
    extra = [day + timedelta(days=1) for day in reversed(days)] + [
        day + timedelta(days=-1) for day in reversed(days[1:])
    ]
    inside = [day for day in extra if quarter.first <= day <= quarter.last]
    return sorted((days + inside)[:count])


def spread(total: int, weights: Sequence[float], *, at_least: int = 0) -> list[int]:
    """Whole numbers in these proportions that add up to `total`, none below `at_least`."""
    rest = total - at_least * len(weights)
    scale = rest / (sum(weights) or 1)
    exact = [weight * scale for weight in weights]
    found = [int(value) for value in exact]
    by_loss = sorted(range(len(weights)), key=lambda i: (found[i] - exact[i], i))
    for i in by_loss[: rest - sum(found)]:
        found[i] += 1
    return [value + at_least for value in found]


def around(mean: float, rnd: Random, width: float = 0.22) -> int:
    """A number of people near the mean, never below one."""
    return max(1, round(rnd.gauss(mean, mean * width)))
