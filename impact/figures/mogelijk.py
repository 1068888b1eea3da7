"""What a promise made possible: from rooms to students, hours and activities; from money to goals and visits.

Only months that were released, and never a euro value on hours. Who lives in which room is not known: hours are of
the whole team of the wijk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Sum,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, JSONObject, TruncMonth
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from activiteiten.models import Bijeenkomst, Inzet, Maandvrijgave
from core.periods import Period
from mensen.models import User
from partners.figures import Stand, stand_of
from partners.models import Bijdrage, Woonplek
from wijken.models import Wijk
from wijkplan.models import Dekking

AFGESPROKEN = ("vastgesteld", "in_uitvoering", "geevalueerd", "gearchiveerd")
NAMEN = 3
KOLOMMEN = ("maand", "user", "wat", "lijn", "duur", "keer", "bezoeken")


@dataclass(frozen=True, kw_only=True)
class Gevolg:
    """One promise and the steps that followed from it, in words."""

    stand: Stand
    stappen: list[str] = field(default_factory=list)

    @property
    def zin(self) -> str:
        """«8 kamers in Eendenhof → 8 studenten → 902 uur → Taalcafé, Huiswerkuur.»."""
        return " → ".join(self.stappen)


Rows = Sequence[dict[str, Any]]


def read_mogelijk(user: User, wijk: Wijk, today: date, periode: Period | None = None) -> list[Gevolg]:
    """The promises one may see in a wijk that touch the period, each with what it made possible.

    One query without promises, else two. Rooms: students present at least once and their hours at bijeenkomsten that
    went on. The rest: bijeenkomsten and bezoeken of activities for the goals it pays for, in plans that were agreed.
    Months that were not released are left out, so a promise may show less than it did.
    """
    names = Woonplek.objects.filter(bijdrage=OuterRef("pk")).order_by("naam").values("naam")
    rows = Bijdrage.objects.visible_to(user).in_wijk(wijk).standing().with_sums()
    if periode is not None:
        rows = rows.filter(van__lte=periode.last, tot__gte=periode.first)
    rows = rows.select_related("partner", "wijk").annotate(
        namen=ArraySubquery(names), doelen=ArraySubquery(_covers())
    )
    standen = [stand_of(row, today) for row in rows.order_by("partner__naam", "soort", "pk")]
    if not standen:
        return []
    lines = {cover["lijn"] for stand in standen for cover in stand.bijdrage.doelen}  # type: ignore[attr-defined]
    told = list(_hours(wijk).union(_done(wijk, lines), all=True))
    hours = [row for row in told if row["lijn"] is None]
    done = [row for row in told if row["lijn"] is not None]
    return [
        Gevolg(
            stand=stand,
            stappen=_steps(stand, _within(hours, stand, periode), _within(done, stand, periode)),
        )
        for stand in standen
    ]


def _released(wijk: OuterRef) -> Exists:
    return Exists(Maandvrijgave.objects.filter(wijk=wijk, maand=OuterRef("maand")))


def _hours(wijk: Wijk) -> QuerySet:
    """Per month, student and activity how long somebody was there."""
    rows: QuerySet = Inzet.objects.filter(
        bijeenkomst__activiteit__wijk=wijk, status=Inzet.Status.AANWEZIG, bijeenkomst__status="doorgegaan"
    )
    per: QuerySet = rows.annotate(maand=_month("bijeenkomst__begin")).filter(
        _released(OuterRef("bijeenkomst__activiteit__wijk"))
    )
    per = per.order_by().values(
        "maand",
        "user",
        wat=F("bijeenkomst__activiteit__titel"),
        lijn=Value(None, output_field=UUIDField()),
    )
    return per.annotate(
        duur=Sum(F("bijeenkomst__eind") - F("bijeenkomst__begin")),
        keer=Value(None, output_field=IntegerField()),
        bezoeken=Value(None, output_field=IntegerField()),
    ).values(*KOLOMMEN)


def _covers() -> QuerySet:
    """Which goals a promise pays for, in plans that were agreed, those of the newest version first."""
    rows = Dekking.objects.filter(bijdrage=OuterRef("pk"), doel__prioriteit__wijkplan__status__in=AFGESPROKEN)
    return rows.order_by("-doel__prioriteit__wijkplan__versie", "pk").values(
        als=JSONObject(lijn=F("doel__lijn"), titel=F("doel__titel"))
    )


def _done(wijk: Wijk, lines: Iterable[Any]) -> QuerySet:
    """Per month, goal and activity how often it went on, and how many came."""
    rows: QuerySet = Bijeenkomst.objects.filter(
        activiteit__wijk=wijk, activiteit__doel__lijn__in=lines
    ).took_place()
    per: QuerySet = rows.annotate(maand=_month("begin")).filter(_released(OuterRef("activiteit__wijk")))
    per = per.order_by().values(
        "maand",
        user=Value(None, output_field=IntegerField()),
        wat=F("activiteit__titel"),
        lijn=F("activiteit__doel__lijn"),
    )
    return per.annotate(
        duur=Value(None, output_field=DurationField()),
        keer=Count("pk"),
        bezoeken=Sum("aantal_deelnemers"),
    ).values(*KOLOMMEN)


def _month(moment: str) -> Any:
    return Cast(TruncMonth(moment), DateField())


def _within(rows: Rows, stand: Stand, periode: Period | None) -> Rows:
    first, last = stand.bijdrage.van.replace(day=1), stand.bijdrage.tot
    if periode is not None:
        first, last = max(first, periode.first), min(last, periode.last)
    return [row for row in rows if first <= row["maand"] <= last]


def _steps(stand: Stand, hours: Rows, done: Rows) -> list[str]:
    bijdrage: Any = stand.bijdrage
    if not stand.ontvangen:
        return [stand.toegezegd_tekst, gettext("nog niets ontvangen")]
    if bijdrage.soort == Bijdrage.Soort.WOONRUIMTE:
        return [_rooms(stand), *_people(hours)]
    goals = {row["lijn"]: row["titel"] for row in reversed(bijdrage.doelen)}
    if not goals:
        return [stand.ontvangen_tekst, gettext("nog niet aan een doel gekoppeld")]
    told = ", ".join(f"«{title}»" for title in list(goals.values())[:NAMEN])
    return [stand.ontvangen_tekst, told, *_visits([row for row in done if str(row["lijn"]) in goals])]


def _rooms(stand: Stand) -> str:
    names = list(dict.fromkeys(stand.bijdrage.namen))  # type: ignore[attr-defined]
    where = ", ".join(names[:NAMEN])
    said = {"kamers": stand.ontvangen_tekst, "waar": where}
    return gettext("%(kamers)s in %(waar)s") % said if where else stand.ontvangen_tekst


def _people(rows: Rows) -> list[str]:
    students = len({row["user"] for row in rows})
    if not students:
        return [gettext("nog geen vrijgegeven uren")]
    hours = round(sum(row["duur"].total_seconds() for row in rows) / 3600)
    per: dict[str, float] = {}
    for row in rows:
        per[row["wat"]] = per.get(row["wat"], 0) + row["duur"].total_seconds()
    return [
        ngettext("%d student", "%d studenten", students) % students,
        gettext("%s uur") % number_format(hours, force_grouping=True),
        _most(per),
    ]


def _visits(rows: Rows) -> list[str]:
    if not rows:
        return [gettext("nog geen vrijgegeven bijeenkomsten")]
    per: dict[str, float] = {}
    for row in rows:
        per[row["wat"]] = per.get(row["wat"], 0) + row["keer"]
    times, visits = (
        sum(row["keer"] for row in rows),
        [row["bezoeken"] for row in rows if row["bezoeken"] is not None],
    )
    steps = [ngettext("%d bijeenkomst", "%d bijeenkomsten", times) % times]
    if visits:
        steps.append(gettext("%s bezoeken") % number_format(sum(visits), force_grouping=True))
    return [*steps, _most(per)]


def _most(per: dict[str, float]) -> str:
    """The three with most, and how many more."""
    names = sorted(per, key=lambda name: (-per[name], name))
    told = ", ".join(names[:NAMEN])
    rest = len(names) - NAMEN
    return told if rest <= 0 else gettext("%(namen)s en nog %(rest)d") % {"namen": told, "rest": rest}
