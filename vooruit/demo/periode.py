"""The days the plans hang on, whatever day the story is told."""

from datetime import date, timedelta

MAAND = 30.4375
VAN_OVER, NAAR_OVER = 14, 5  # months from today to the demolition of Eendenhof: as it was, and as it became
RAAKT_BIJEENKOMSTEN = 38


def plan_period(today: date) -> tuple[date, date]:
    """Three years, in the second of which the tenth month runs: then it is time to evaluate."""
    month = today.year * 12 + today.month - 1 - 21
    van = date(month // 12, month % 12 + 1, 1)
    return van, date(van.year + (2 if van.month <= 6 else 3), 12, 31)


def months_ahead(today: date, months: int) -> date:
    """The day that lies so many months ahead, by the length of an ordinary month."""
    return today + timedelta(days=round(months * MAAND))
