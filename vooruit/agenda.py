"""What the agenda shows: a week, a month or a year as a list; and which of it, by wijk, team, place and kind."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Activiteit, Bijeenkomst
from core.forms import VooruitForm
from core.periods import Month, Period, Span

FIRST, LAST = date(2000, 1, 10), date(2098, 12, 1)
PER = ("week", "maand", "lijst")
MEESTE = 4000
ZEEF = ("waar", "team", "plek", "soort")


@dataclass(frozen=True)
class Choice:
    """What the agenda shows: from which day, how much at once, of oneself or of the whole wijk, and what is left out."""

    dag: date
    per: str = "week"
    wijk: bool = False
    zeef: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, asked: QueryDict, *, own: bool) -> "Choice":
        """Read it from the address; what can't be understood is today, a week, and one's `own` for who has an own."""
        try:
            dag = date.fromisoformat(asked.get("dag", ""))
        except ValueError:
            dag = timezone.localdate()
        per = asked.get("per", "week")
        return cls(
            min(max(dag, FIRST), LAST),
            per=per if per in PER else "week",
            wijk=asked.get("wiens", "mij" if own else "wijk") == "wijk" or not own,
            zeef=tuple((name, str(asked[name])) for name in ZEEF if asked.get(name)),
        )

    @property
    def period(self) -> Month | Span:
        """The week, Monday first, the month around the day, or twelve months from it."""
        month = Month.of(self.dag)
        if self.per == "maand":
            return month
        if self.per == "lijst":
            return Span(month.first, Month.of(month.first + timedelta(days=340)).last)
        monday = self.dag - timedelta(days=self.dag.weekday())
        return Span(monday, monday + timedelta(days=6))

    @property
    def vast(self) -> list[tuple[str, str]]:
        """What the filter form keeps as it is."""
        return [("dag", str(self.dag)), ("per", self.per), ("wiens", "wijk" if self.wijk else "mij")]

    def url(self, **other: Any) -> str:
        """The address of this choice with something else chosen."""
        then = replace(self, **other)
        return "?" + urlencode([*then.vast, *then.zeef])


def links(choice: Choice) -> dict[str, str]:
    """Where the tabs and the pager of the agenda lead."""
    period: Period = choice.period
    return {
        "vorige": choice.url(dag=_back(choice)),
        "volgende": choice.url(dag=period.last + timedelta(days=1)),
        "vandaag": choice.url(dag=timezone.localdate()),
        "mij": choice.url(wijk=False),
        "wijk": choice.url(wijk=True),
        "alles": choice.url(zeef=()),
        **{per: choice.url(per=per) for per in PER},
    }


def _back(choice: Choice) -> date:
    """A list goes back as far as it goes on: a year; the others to the day before."""
    first = choice.period.first
    return first.replace(year=first.year - 1) if choice.per == "lijst" else first - timedelta(days=1)


# -- what is left out ---------------------------------------------------------------------------------


def _keys(row: Bijeenkomst) -> dict[str, tuple[str, Any]]:
    """By what a bijeenkomst can be chosen: the value in the address and how it is called."""
    activiteit = row.activiteit
    keys: dict[str, tuple[str, Any]] = {
        "waar": (activiteit.wijk.slug, activiteit.wijk),
        "team": (str(activiteit.team.uuid), activiteit.team),
        "soort": (activiteit.soort, Activiteit.Soort(activiteit.soort).label),
    }
    return {**keys, "plek": (str(row.plek.uuid), row.plek)} if row.plek else keys


class ZeefForm(VooruitForm):
    """Which part of the agenda; only what there is can be chosen, and only where there is a choice."""

    waar = forms.ChoiceField(label=_("Wijk"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    plek = forms.ChoiceField(label=_("Plek"), required=False)
    soort = forms.ChoiceField(label=_("Soort"), required=False)

    def __init__(self, choice: Choice, rows: Iterable[Bijeenkomst]) -> None:
        super().__init__(initial=dict(choice.zeef))
        found: dict[str, dict[str, str]] = {name: {} for name in ZEEF}
        for row in rows:
            for name, (value, label) in _keys(row).items():
                found[name][value] = str(label)
        for name, options in found.items():
            asked = self.initial.get(name)
            if len(options) < 2 and not asked:
                del self.fields[name]
                continue
            if asked and asked not in options:
                options[asked] = str(_("niet in deze periode"))
            named = sorted(options.items(), key=lambda option: option[1].lower())
            self.fields[name].choices = [("", _("alles")), *named]  # type: ignore[attr-defined]


def sieve(choice: Choice, rows: list[Bijeenkomst]) -> list[Bijeenkomst]:
    """The rows that were asked for."""
    asked = dict(choice.zeef).items()
    return [row for row in rows if not asked or all(_keys(row).get(n, ("",))[0] == v for n, v in asked)]


# -- how it is laid out -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dag:
    """One day of a month with what takes place."""

    dag: date
    rows: list[Bijeenkomst]
    kolom: int
    is_vandaag: bool


def month_days(month: Month, rows: list[Bijeenkomst]) -> list[Dag]:
    """Every day of the month, Monday in column 1."""
    today = timezone.localdate()
    found = {dag: list(of_dag) for dag, of_dag in groupby(rows, key=lambda row: row.dag)}
    days = [month.first + timedelta(days=n) for n in range(month.days)]
    return [Dag(dag, found.get(dag, []), dag.isoweekday(), dag == today) for dag in days]


@dataclass
class Regel:
    """One activity in a month of the list: at the same hours, in the same place, on these days."""

    eerste: Bijeenkomst
    rows: list[Bijeenkomst] = field(default_factory=list)


def months(rows: list[Bijeenkomst]) -> list[tuple[Month, list[Regel]]]:
    """The list: per month, per activity, hour and place, its days."""
    found: dict[Month, dict[tuple[Any, ...], Regel]] = {}
    for row in rows:
        day, van, tot = row.dag, row.van, row.tot
        key: tuple[int, str, time, time, int | None] = (row.activiteit_id, row.titel, van, tot, row.plek_id)
        lines = found.setdefault(Month.of(day), {})
        lines.setdefault(key, Regel(row)).rows.append(row)
    return [(month, list(lines.values())) for month, lines in found.items()]
