"""What logging costs a student: how long logs took, measured in the browser without their content, and how often.

`registratielast` = median seconds of the logs that say so × logs per student and week in which she logged, in minutes.
Source: counts, talks and hours of the week, by when they were logged. A log that says no seconds (without scripts, or
an old one) counts as a log; without any seconds the figure is unknown, never 0.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, Self, cast

from django.conf import settings
from django.db.models import Count, DateField, F, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext

from activiteiten.models import Telling, Weekuur
from activiteiten.querysets import day_start
from bewoners.models import Contactmoment
from core.periods import Period
from core.suppression import MISSING, SUPPRESSED, Cell, Missing
from impact.figures.definities import REGISTRATIELAST
from impact.figures.figuur import Figuur
from impact.vocabulary import KLEINSTE_TEAM
from teams.models import Lidmaatschap, Rol

KOLOMMEN = ("waar", "mens", "maandag", "seconden", "keren")


@dataclass(frozen=True, slots=True, kw_only=True)
class Logstand:
    """Logs of students in a period: how many took how long, and in which weeks who logged (never shown)."""

    logs: int = 0
    duren: Counter[int] = field(default_factory=Counter)
    weken: frozenset[tuple[int, date]] = frozenset()

    def __add__(self, other: Self) -> Self:
        return type(self)(
            logs=self.logs + other.logs, duren=self.duren + other.duren, weken=self.weken | other.weken
        )

    @property
    def mensen(self) -> int:
        """How many students logged."""
        return len({mens for mens, _maandag in self.weken})

    @property
    def mediaan(self) -> Decimal | None:
        """How many seconds a log took in the middle; None when no log says so."""
        return Decimal(str(median(self.duren.elements()))) if self.duren else None

    @property
    def minuten(self) -> Decimal | None:
        """Minutes a week of a student who logs, to one decimal."""
        if self.mediaan is None:
            return None
        minutes = self.mediaan * self.logs / len(self.weken) / 60
        return minutes.quantize(Decimal("0.1"), ROUND_HALF_UP)


def read_logs(
    wijken: Collection[int], first: date, last: date, *, door: Collection[int] | None = None
) -> dict[int, Logstand]:
    """Logs of students per wijk, logged from `first` up to and including `last`; of `door` when given.

    One query, inside the walls of these wijken.
    """
    found: dict[int, Logstand] = defaultdict(Logstand)
    for row in cast("Iterable[dict[str, Any]]", _rows(wijken, first, last, door)):
        n, seconds = row["keren"], row["seconden"]
        found[row["waar"]] += Logstand(
            logs=n,
            duren=Counter() if seconds is None else Counter({seconds: n}),
            weken=frozenset({(row["mens"], row["maandag"])}),
        )
    return found


def _rows(
    wijken: Collection[int], first: date, last: date, door: Collection[int] | None
) -> QuerySet[Any, dict[str, Any]]:
    students = Lidmaatschap.objects.filter(rol=Rol.TEAMLID, team__wijk__in=wijken).values("user")
    began, ended = day_start(first), day_start(last + timedelta(days=1))

    def counted(rows: QuerySet[Any], wijk: str) -> QuerySet[Any, dict[str, Any]]:
        logged = rows.filter(op__gte=began, op__lt=ended, door__in=students if door is None else door)
        grouped = (
            logged.filter(**{f"{wijk}__in": wijken})
            .order_by()
            .values(waar=F(wijk), mens=F("door"), maandag=TruncWeek("op", output_field=DateField()))
        )
        return grouped.values(*KOLOMMEN[:3], "seconden").annotate(keren=Count("pk")).values(*KOLOMMEN)

    return counted(Telling.objects.all(), "bijeenkomst__activiteit__wijk").union(
        counted(Contactmoment.objects.all(), "wijk"), counted(Weekuur.objects.all(), "team__wijk"), all=True
    )


def logging_cost(stand: Logstand) -> Decimal | Cell:
    """The minutes as they may be told: hidden for one or two students, unknown when nothing was measured."""
    if stand.minuten is None:
        return MISSING
    return stand.minuten if stand.mensen >= KLEINSTE_TEAM else SUPPRESSED


def tell_cost(stand: Logstand, periode: Period, waarde: Decimal | Cell) -> Figuur:
    """The figure, with the budget beside it."""
    said = ""
    if isinstance(waarde, Decimal):
        said = gettext(
            "een log duurt meestal %(sec)s seconden; het budget is %(budget)s minuten per week"
        ) % {
            "sec": round(stand.mediaan or 0),
            "budget": settings.LOGBUDGET,
        }
    return Figuur(
        definitie=REGISTRATIELAST,
        waarde=None if isinstance(waarde, Missing) else waarde,
        periode=periode,
        n=str(stand.logs),
        toelichting=said,
    )
