"""What logging costs a student: how long logs took, measured in the browser without their content, and how often.

`registratielast` = per kind of log (count, talk, hour of the week) its median seconds × how many, added up over the weeks
in which a student logged, in minutes a week. Per kind, because an hour is one tap and would make the others look short.
Source: the phone, from the first touch of a form to sending it; by when it was logged. A log that says no seconds
(without scripts, or an old one) counts as one that took the median of its kind, or of all logs when none of its kind
says so; without any seconds the figure is unknown, never 0.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, Self, cast

from django.conf import settings
from django.db.models import Count, DateField, F, QuerySet, Value
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Telling, Weekuur
from activiteiten.querysets import day_start
from bewoners.models import Contactmoment
from core.periods import Period
from core.suppression import MISSING, SUPPRESSED, Cell, Missing
from impact.figures.definities import REGISTRATIELAST
from impact.figures.figuur import Figuur
from impact.vocabulary import KLEINSTE_TEAM
from teams.models import Lidmaatschap, Rol

KOLOMMEN = ("soort_log", "waar", "mens", "maandag", "seconden", "keren")
SOORTEN = {"telling": _("telling"), "gesprek": _("gesprek"), "uur": _("uur erbij")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logstand:
    """Logs of students in a period: how many of each kind, how many took how long, and who logged when (never shown)."""

    logs: Counter[str] = field(default_factory=Counter)
    duren: Counter[tuple[str, int]] = field(default_factory=Counter)
    weken: frozenset[tuple[int, date]] = frozenset()

    def __add__(self, other: Self) -> Self:
        return type(self)(
            logs=self.logs + other.logs, duren=self.duren + other.duren, weken=self.weken | other.weken
        )

    @property
    def mensen(self) -> int:
        """How many students logged."""
        return len({mens for mens, _maandag in self.weken})

    def mediaan(self, soort: str = "") -> Decimal | None:
        """How many seconds a log of this kind, or any log, took in the middle; None when no log says so."""
        told = [seconds for kind, seconds in self.duren.elements() if soort in {"", kind}]
        return Decimal(str(median(told))) if told else None

    @property
    def minuten(self) -> Decimal | None:
        """Minutes a week of a student who logs, to one decimal."""
        usual = self.mediaan()
        if usual is None:
            return None
        seconds = sum(((self.mediaan(soort) or usual) * n for soort, n in self.logs.items()), Decimal(0))
        return (seconds / len(self.weken) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def in_woorden(self) -> str:
        """How long each kind usually takes: «telling 14 s, gesprek 30 s, uur 1 s»."""
        known = ((label, self.mediaan(soort)) for soort, label in SOORTEN.items())
        return ", ".join(f"{label} {round(seconds)} s" for label, seconds in known if seconds is not None)


def read_logs(
    wijken: Collection[int], first: date, last: date, *, door: Collection[int] | None = None
) -> dict[int, Logstand]:
    """Logs of students per wijk, logged from `first` up to and including `last`; of `door` when given.

    One query, inside the walls of these wijken.
    """
    found: dict[int, Logstand] = defaultdict(Logstand)
    for row in cast("Iterable[dict[str, Any]]", _rows(wijken, first, last, door)):
        soort, n, seconds = row["soort_log"], row["keren"], row["seconden"]
        found[row["waar"]] += Logstand(
            logs=Counter({soort: n}),
            duren=Counter() if seconds is None else Counter({(soort, seconds): n}),
            weken=frozenset({(row["mens"], row["maandag"])}),
        )
    return found


def _rows(
    wijken: Collection[int], first: date, last: date, door: Collection[int] | None
) -> QuerySet[Any, dict[str, Any]]:
    students = Lidmaatschap.objects.filter(rol=Rol.TEAMLID, team__wijk__in=wijken).values("user")
    began, ended = day_start(first), day_start(last + timedelta(days=1))

    def counted(soort: str, rows: QuerySet[Any], wijk: str) -> QuerySet[Any, dict[str, Any]]:
        logged = rows.filter(op__gte=began, op__lt=ended, door__in=students if door is None else door)
        grouped = (
            logged.filter(**{f"{wijk}__in": wijken})
            .order_by()
            .values(
                soort_log=Value(soort),
                waar=F(wijk),
                mens=F("door"),
                maandag=TruncWeek("op", output_field=DateField()),
            )
        )
        return grouped.values(*KOLOMMEN[:-1]).annotate(keren=Count("pk")).values(*KOLOMMEN)

    return counted("telling", Telling.objects.all(), "bijeenkomst__activiteit__wijk").union(
        counted("gesprek", Contactmoment.objects.all(), "wijk"),
        counted("uur", Weekuur.objects.all(), "team__wijk"),
        all=True,
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
        said = gettext("per keer meestal: %(soorten)s; het budget is %(budget)s minuten per week") % {
            "soorten": stand.in_woorden,
            "budget": settings.LOGBUDGET,
        }
    return Figuur(
        definitie=REGISTRATIELAST,
        waarde=None if isinstance(waarde, Missing) else waarde,
        periode=periode,
        n=str(stand.logs.total()),
        toelichting=said,
    )
