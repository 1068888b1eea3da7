"""What a moved date hits: homes, places, bijeenkomsten, activities and goals, and how it is told in one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    CharField,
    Count,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from activiteiten.models import Activiteit, Bijeenkomst
from partners.models import Datumwijziging, Partner, RuimtelijkeOntwikkeling, Woonplek
from partners.vocabulary import months_until
from teams.models import Lidmaatschap, Rol
from wijken.models import Plek, Wijk
from wijkplan.models import Doel

CLOSES = RuimtelijkeOntwikkeling.plekken.through
_RUNS = Partner.objects.filter(beheert=OuterRef("pk")).order_by("naam")
# Of a place: the organisations that run it, and their names.
RUN_BY = {name: ArraySubquery(_RUNS.values(field)) for name, field in (("van", "pk"), ("van_wie", "naam"))}


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

    uuid: UUID
    op: datetime
    oud: date | None
    nieuw: date | None
    eigenaar: str
    soort: str
    naam: str
    woningen: int
    plekken: list[str]
    bijeenkomsten: int
    doelen: int

    @property
    def zin(self) -> str:
        """«De Sluiswachter: sloop Eendenhof schuift van over 14 maanden naar over 5.»."""
        kind = RuimtelijkeOntwikkeling.Soort(self.soort).label
        said: dict[str, Any] = {"partner": self.eigenaar, "wat": f"{kind} {self.naam}"}
        if self.oud and self.nieuw:
            today = timezone.localdate()
            was, will = months_until(self.oud, today), months_until(self.nieuw, today)
            if min(was, will) > 0 and was != will:
                return ngettext(
                    "%(partner)s: %(wat)s schuift van over %(oud)d maand naar over %(nieuw)d.",
                    "%(partner)s: %(wat)s schuift van over %(oud)d maanden naar over %(nieuw)d.",
                    was,
                ) % (said | {"oud": was, "nieuw": will})
        days = {"oud": _day(self.oud), "nieuw": _day(self.nieuw)}
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


def moved_dates(wijken: Iterable[int]) -> list[Verschuiving]:
    """The newest unseen move per development in some wijken, with what it hits; one query."""
    return [_as_move(row["alles"]) for row in unseen_moves().filter(ontwikkeling__wijk__in=set(wijken))]


def moves_of(wijk: OuterRef) -> ArraySubquery:
    """The same, to ride along with a row of its wijk; read it with `as_moves`."""
    return ArraySubquery(unseen_moves().filter(ontwikkeling__wijk=wijk))


def as_moves(rows: Iterable[dict[str, Any]]) -> list[Verschuiving]:
    """What rode along."""
    return [_as_move(row) for row in rows]


def one_move(wijziging: Datumwijziging) -> Verschuiving:
    """One move, seen or not, with what it hits; one query."""
    return _as_move(_with_hits(Datumwijziging.objects.filter(pk=wijziging.pk)).get()["alles"])


def unseen_moves() -> QuerySet:
    """Of each development the newest move, when nobody looked at what it hits."""
    newest = Datumwijziging.objects.filter(ontwikkeling=OuterRef("ontwikkeling")).order_by("-pk")
    return _with_hits(Datumwijziging.objects.unseen().filter(pk=Subquery(newest.values("pk")[:1])))


def _with_hits(rows: QuerySet[Datumwijziging]) -> QuerySet:
    """Moves as one column with what they hit.

    Formula: homes whose last day is not before the new day, the places that close, what is planned there from that
    day on, and the goals of it. A day that became unknown hits nothing.
    """
    planned = _planned(OuterRef(OuterRef("ontwikkeling")), OuterRef("nieuw"))
    places = Plek.objects.filter(ontwikkelingen=OuterRef("ontwikkeling")).order_by("naam")
    return rows.values(
        alles=JSONObject(
            uuid=Cast("uuid", CharField()),
            op=F("op"),
            oud=F("oud"),
            nieuw=F("nieuw"),
            eigenaar=F("ontwikkeling__eigenaar__naam"),
            soort=F("ontwikkeling__soort"),
            naam=F("ontwikkeling__naam"),
            woningen=_number(_homes(OuterRef("ontwikkeling"), OuterRef("nieuw")), "pk"),
            plekken=ArraySubquery(places.values("naam")),
            bijeenkomsten=_number(planned, "pk"),
            doelen=_number(planned, "activiteit__doel__lijn", distinct=True),
        )
    )


def _as_move(row: dict[str, Any]) -> Verschuiving:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in ("oud", "nieuw")}
    plain: dict[str, Any] = {"uuid": UUID(row["uuid"]), "op": datetime.fromisoformat(row["op"])}
    nothing: dict[str, Any] = {} if days["nieuw"] else {"woningen": 0, "plekken": []}
    return Verschuiving(**row | days | plain | nothing)


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
    per = {found["activiteit"]: found for found in counts}
    activities: list[Any] = list(Activiteit.objects.filter(pk__in=per).select_related("plek", "doel"))
    for activity in activities:
        activity.geraakt = per[activity.pk]
    goals = {activity.doel.lijn: activity.doel for activity in activities if activity.doel}
    return Geraakt(
        woonplekken=homes,
        kamers=sum(home.kamers for home in homes),
        studenten=list(_students(row.wijk, nieuw)) if homes else [],
        plekken=list(Plek.objects.filter(ontwikkelingen=row).annotate(**RUN_BY).order_by("naam")),
        activiteiten=activities,
        bijeenkomsten=list(planned.select_related("activiteit", "plek").order_by("begin", "pk")[:MEEST]),
        doelen=list(goals.values()),
    )


def _students(wijk: Wijk, nieuw: date) -> QuerySet[Lidmaatschap]:
    rows = Lidmaatschap.objects.filter(Q(tot=None) | Q(tot__gte=nieuw), team__wijk=wijk, rol=Rol.TEAMLID)
    return rows.filter(van__lt=nieuw).select_related("user").order_by("user__naam")
