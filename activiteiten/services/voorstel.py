"""The days a series falls on and those it skips, with the reason: what people read before they save."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import holidays
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Reeks, Sluiting
from core.closed_ranges import read_range
from core.errors import Refused
from core.recurrence import days_of, read_rule

VOORUIT = timedelta(days=396)  # thirteen months


@dataclass(frozen=True)
class Keer:
    """One time it takes place."""

    dag: date
    begin: datetime
    eind: datetime


@dataclass(frozen=True)
class Overslag:
    """A day of the rule on which it does not take place, and why."""

    dag: date
    waarom: str


@dataclass
class Voorstel:
    """What a series gives in a period; `onbekend` are the kinds it skips of which no day is known then."""

    keren: list[Keer] = field(default_factory=list)
    overgeslagen: list[Overslag] = field(default_factory=list)
    onbekend: list[str] = field(default_factory=list)


def horizon() -> date:
    """Until which day series are planned: thirteen months ahead."""
    return timezone.localdate() + VOORUIT


def propose(reeks: Reeks, *, first: date | None = None, last: date | None = None) -> Voorstel:
    """The days of a series (stored or not) from today up to the horizon, in one query.

    A day of `extra` takes place also when it is closed. An hour that does not exist that night is skipped too.
    """
    first = max(first or timezone.localdate(), reeks.begint)
    ends = (last or max(horizon(), reeks.begint + VOORUIT), reeks.tot, reeks.activiteit.gestopt_op)
    last = min(day for day in ends if day is not None)
    found = Voorstel()
    if last < first:
        return found
    closed = closures(reeks, first, last)
    extra = {day for day in reeks.extra if first <= day <= last}
    for day in sorted({*days_of(read_rule(reeks.regel), start=reeks.begint, first=first, last=last), *extra}):
        reason = "" if day in extra else closed(day)
        try:
            keer = Keer(day, *reeks.at(day))
        except Refused as refused:
            reason = reason or refused.message
        if reason:
            found.overgeslagen.append(Overslag(day, reason))
        else:
            found.keren.append(keer)
    return found


def closures(reeks: Reeks, first: date, last: date) -> Callable[[date], str]:
    """A function that says why a series stands still on a day; empty when it does not."""
    own = [read_range(text) for text in reeks.dicht]
    rows = list(
        Sluiting.objects.holding_in(reeks.activiteit.wijk_id)
        .between(first, last)
        .filter(soort__in=reeks.sla_over)
    )
    years = range(first.year, last.year + 1)
    skips_public = Sluiting.Soort.FEESTDAG in reeks.sla_over
    public = holidays.NL(years=years, language="nl") if skips_public else {}

    def reason(day: date) -> str:
        if naam := public.get(day):
            return str(naam)
        for row in rows:
            if row.van <= day <= row.tot:
                return row.naam
        for period in own:
            if period.covers(day):
                return gettext("gesloten %(wanneer)s") % {"wanneer": period.words()}
        return ""

    return reason


def unknown_kinds(reeks: Reeks) -> list[str]:
    """The holidays a series skips of which no period stands in the thirteen months to come: it would skip nothing."""
    first = max(timezone.localdate(), reeks.begint)
    rows = Sluiting.objects.holding_in(reeks.activiteit.wijk_id).between(first, first + VOORUIT)
    elsewhere = {
        Sluiting.Soort.FEESTDAG,
        Sluiting.Soort.EIGEN,
    }  # the calendar knows them; nobody has to fill them in
    asked = set(reeks.sla_over) - elsewhere
    missing = asked - set(rows.values_list("soort", flat=True)) if asked else set()
    return [str(soort.label) for soort in Sluiting.Soort if soort in missing]
