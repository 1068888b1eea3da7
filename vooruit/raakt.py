"""What a moved date hits: homes, places, bijeenkomsten, activities and goals, and how it is told in one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Func, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from activiteiten.models import Activiteit, Bijeenkomst
from partners.models import Datumwijziging, RuimtelijkeOntwikkeling, Woonplek
from partners.vocabulary import months_until
from teams.models import Lidmaatschap, Rol
from wijken.models import Plek, Wijk
from wijkplan.models import Doel

CLOSES = RuimtelijkeOntwikkeling.plekken.through


def _homes(ontwikkeling: Any, nieuw: Any) -> QuerySet[Woonplek]:
    """Rooms tied to a development that should still be there on its new day."""
    still = Q(beschikbaar_tot=None) | Q(beschikbaar_tot__gte=nieuw)
    return Woonplek.objects.filter(still, ontwikkeling=ontwikkeling)


def _planned(ontwikkeling: Any, nieuw: Any) -> QuerySet[Bijeenkomst]:
    """Bijeenkomsten planned from the new day on, at a place that closes."""
    closed = CLOSES.objects.filter(ruimtelijkeontwikkeling=ontwikkeling).values("plek")
    here = Bijeenkomst.objects.annotate(waar=Coalesce("plek_id", "activiteit__plek_id"))
    return here.filter(status="gepland", waar__in=closed, begin__date__gte=nieuw)


def _number(rows: QuerySet, of: str, *, distinct: bool = False) -> Subquery:
    """How many rows, as a column of one query."""
    template = "COUNT(DISTINCT %(expressions)s)" if distinct else "COUNT(%(expressions)s)"
    count = Func(F(of), template=template, output_field=IntegerField())
    return Subquery(rows.order_by().annotate(aantal=count).values("aantal"))


@dataclass(frozen=True, kw_only=True)
class Verschuiving:
    """One moved date with what it hits in numbers, as «Vraagt jou nu» tells it."""

    wijziging: Datumwijziging
    woningen: int
    plekken: list[str]
    bijeenkomsten: int
    doelen: int
    today: date

    @property
    def zin(self) -> str:
        """«De Sluiswachter: sloop Eendenhof schuift van over 14 maanden naar over 5.»."""
        row = self.wijziging
        said: dict[str, Any] = {
            "partner": row.ontwikkeling.eigenaar,
            "wat": f"{row.ontwikkeling.get_soort_display()} {row.ontwikkeling.naam}",
        }
        if row.oud and row.nieuw:
            was, will = months_until(row.oud, self.today), months_until(row.nieuw, self.today)
            if min(was, will) > 0 and was != will:
                return ngettext(
                    "%(partner)s: %(wat)s schuift van over %(oud)d maand naar over %(nieuw)d.",
                    "%(partner)s: %(wat)s schuift van over %(oud)d maanden naar over %(nieuw)d.",
                    was,
                ) % (said | {"oud": was, "nieuw": will})
        days = {"oud": _day(row.oud), "nieuw": _day(row.nieuw)}
        return gettext("%(partner)s: %(wat)s schuift van %(oud)s naar %(nieuw)s.") % (said | days)

    @property
    def raakt(self) -> str:
        """«Raakt 3 woningen, De Theepot, 38 bijeenkomsten, 1 doel.»."""
        counted = [
            (self.woningen, ngettext("%d woning", "%d woningen", self.woningen)),
            (self.bijeenkomsten, ngettext("%d bijeenkomst", "%d bijeenkomsten", self.bijeenkomsten)),
            (self.doelen, ngettext("%d doel", "%d doelen", self.doelen)),
        ]
        said = [words % number for number, words in counted if number]
        told = said[:1] * bool(self.woningen) + self.plekken + said[bool(self.woningen) :]
        if not told:
            return gettext("Raakt niets wat hier staat.")
        return gettext("Raakt %s.") % ", ".join(told)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else gettext("nog niet bekend")


def moved_dates(wijken: Iterable[int], today: date) -> list[Verschuiving]:
    """The newest unseen move per development in some wijken, with what it hits; one query."""
    newest = Datumwijziging.objects.filter(ontwikkeling=OuterRef("ontwikkeling")).order_by("-pk")
    rows = Datumwijziging.objects.unseen().filter(ontwikkeling__wijk__in=set(wijken))
    return _with_hits(rows.filter(pk=Subquery(newest.values("pk")[:1])), today)


def one_move(wijziging: Datumwijziging, today: date) -> Verschuiving:
    """One move, seen or not, with what it hits; one query."""
    return _with_hits(Datumwijziging.objects.filter(pk=wijziging.pk), today)[0]


def _with_hits(rows: QuerySet[Datumwijziging], today: date) -> list[Verschuiving]:
    """Formula: homes whose last day is not before the new day, the places that close, what is planned there from that
    day on, and the goals of it. A day that became unknown hits nothing."""  # noqa: D205, D209 - one thought
    planned = _planned(OuterRef(OuterRef("ontwikkeling")), OuterRef("nieuw"))
    rows = rows.select_related("ontwikkeling__eigenaar", "ontwikkeling__wijk").annotate(
        woningen=_number(_homes(OuterRef("ontwikkeling"), OuterRef("nieuw")), "pk"),
        namen=ArraySubquery(
            Plek.objects.filter(ontwikkelingen=OuterRef("ontwikkeling")).order_by("naam").values("naam")
        ),
        bijeenkomsten=_number(planned, "pk"),
        doelen=_number(planned, "activiteit__doel__lijn", distinct=True),
    )
    found: Iterable[Any] = rows
    return [
        Verschuiving(
            wijziging=row,
            woningen=row.woningen,
            plekken=row.namen if row.nieuw else [],
            bijeenkomsten=row.bijeenkomsten,
            doelen=row.doelen,
            today=today,
        )
        for row in found
    ]


@dataclass(frozen=True, kw_only=True)
class Geraakt:
    """Everything a moved date hits, one by one, so that somebody can act on each."""

    woonplekken: list[Woonplek]
    kamers: int
    studenten: list[Lidmaatschap]
    plekken: list[Plek]
    activiteiten: list[Any]
    bijeenkomsten: list[Bijeenkomst]
    doelen: list[Doel]


MEEST = 200


def read_geraakt(wijziging: Datumwijziging) -> Geraakt:
    """The lists behind the line; six queries whatever they hold, at most 200 bijeenkomsten one by one.

    Students are those of the team of the wijk whose role runs beyond the new day; only when homes are hit.
    """
    row, nieuw = wijziging.ontwikkeling, wijziging.nieuw
    if nieuw is None:
        return Geraakt(
            woonplekken=[], kamers=0, studenten=[], plekken=[], activiteiten=[], bijeenkomsten=[], doelen=[]
        )
    homes = list(_homes(row, nieuw).select_related("corporatie"))
    planned = _planned(row, nieuw)
    counts = (
        planned.order_by()
        .values("activiteit")
        .annotate(keer=Count("pk"), eerste=Min("begin"), laatste=Max("begin"))
    )
    per = {found.pop("activiteit"): found for found in counts}
    activities: list[Any] = list(Activiteit.objects.filter(pk__in=per).select_related("plek", "doel"))
    for activity in activities:
        activity.geraakt = per[activity.pk]
    goals = {activity.doel.lijn: activity.doel for activity in activities if activity.doel}
    return Geraakt(
        woonplekken=homes,
        kamers=sum(home.kamers for home in homes),
        studenten=list(_students(row.wijk, nieuw)) if homes else [],
        plekken=list(Plek.objects.filter(ontwikkelingen=row).order_by("naam")),
        activiteiten=activities,
        bijeenkomsten=list(planned.select_related("activiteit", "plek").order_by("begin", "pk")[:MEEST]),
        doelen=list(goals.values()),
    )


def _students(wijk: Wijk, nieuw: date) -> QuerySet[Lidmaatschap]:
    rows = Lidmaatschap.objects.filter(Q(tot=None) | Q(tot__gte=nieuw), team__wijk=wijk, rol=Rol.TEAMLID)
    return rows.filter(van__lt=nieuw).select_related("user").order_by("user__naam")
