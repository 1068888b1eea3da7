"""What counts by itself: per indicator and period one number out of what was logged, safe to leave the team.

Numbers about persons (new faces, helpers, contact moments) are rounded and hidden as for partners before they are
stored; the others are exact. What can not be told is None, never 0.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, DateField, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from core.periods import Month, Period, Quarter, finished_months
from impact.figures.afscherming import contacts, helpers_share, hide, new_faces, number
from impact.figures.feiten import (
    Contactstand,
    Inzetstand,
    Telstand,
    read_contacten,
    read_themas,
    sums,
)
from wijken.vocabulary import Effectgebied
from wijkplan.models import Indicator, Wijkplan

B = Indicator.Berekening


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The count of one indicator over one finished period; `waarde` is None when it can not be told."""

    indicator: Indicator
    periode: Period
    waarde: Decimal | None
    n: int | None
    toelichting: str


@dataclass(frozen=True)
class Gelogd:
    """What was logged in a wijk: per goal (by its line) and month, and the contact moments per month."""

    tellingen: dict[tuple[UUID, Month], Telstand] = field(default_factory=dict)
    inzet: dict[tuple[UUID, Month], Inzetstand] = field(default_factory=dict)
    contacten: dict[Month, Contactstand] = field(default_factory=dict)

    def telling(self, lijn: UUID, months: Iterable[Month]) -> Telstand:
        """Bijeenkomsten for a goal over some months."""
        return sum((self.tellingen.get((lijn, month), Telstand()) for month in months), Telstand())

    def hulp(self, lijn: UUID, months: Iterable[Month]) -> Inzetstand:
        """Students beside counted helpers, for a goal over some months."""
        return sum((self.inzet.get((lijn, month), Inzetstand()) for month in months), Inzetstand())

    def contact(self, months: Iterable[Month]) -> Contactstand:
        """Contact moments of the wijk over some months."""
        return sum((self.contacten.get(month, Contactstand()) for month in months), Contactstand())


def read_tellingen(plan: Wijkplan, *, today: date, k: int) -> list[Telling]:
    """Every count of a plan over every finished period in it; seven queries whatever the size.

    Formula: bijeenkomsten = those that went on; bezoeken = Σ aantal_deelnemers of what was counted; nieuw = Σ
    nieuw_aanwezig; helpers = Σ helpers_uit_wijk / Σ (helpers_uit_wijk + students present) where helpers were counted,
    in whole percents; each over the activities that serve the goal, mainly or as well, in any version of the plan.
    contactmomenten = conversations of the wijk about the effect area of the priority, loose themes included.
    Period: a month when that is how often it is measured, else a quarter; only whole ones, that are over.
    Source: Bijeenkomst, Inzet, Contactmoment, Thematelling. Missing: nothing counted at bijeenkomsten that went on, or
    a hidden number, is None; none held is 0.
    """
    rows = Indicator.objects.filter(doel__prioriteit__wijkplan=plan).exclude(berekening="")
    indicatoren = list(rows.select_related("doel__prioriteit__wijkplan").order_by("pk"))
    months = [
        month
        for month in finished_months(plan.periode_van, today)
        if plan.periode_van <= month.first and month.last <= plan.periode_tot
    ]
    if not indicatoren or not months:
        return []
    logged = read_gelogd(plan.wijk_id, months[0].first, months[-1].last)
    return [
        _count(indicator, periode, logged, k)
        for indicator in indicatoren
        for periode in periods_of(indicator, months)
    ]


def periods_of(indicator: Indicator, months: list[Month]) -> list[Period]:
    """The months, or the quarters of which every month is among them."""
    if indicator.frequentie == Indicator.Frequentie.MAAND:
        return list(months)
    quarters = sorted({Quarter.of(month.first) for month in months})
    return [quarter for quarter in quarters if set(quarter.months) <= set(months)]


def read_gelogd(wijk_id: int, first: date, last: date) -> Gelogd:
    """Read what was logged in a wijk between two days; six queries."""
    lines = lines_of(wijk_id)
    logged = Gelogd()
    held = Bijeenkomst.objects.between(first, last).filter(activiteit__wijk=wijk_id)
    per_month = held.values("activiteit", maand=TruncMonth("begin", output_field=DateField()))
    for row in per_month.annotate(**sums(None)).order_by():
        activiteit, month = row.pop("activiteit"), Month.of(row.pop("maand"))
        for lijn in lines[activiteit]:
            logged.tellingen[lijn, month] = logged.telling(lijn, [month]) + Telstand(**row)
    for activiteit, maand, naast in _beside_helpers(wijk_id, first, last):
        for lijn in lines[activiteit]:
            key = lijn, Month.of(maand)
            logged.inzet[key] = logged.hulp(lijn, [key[1]]) + Inzetstand(naast_helpers=naast)
    for found in (read_contacten([wijk_id], first, last), read_themas([wijk_id], first, last)):
        for (_wijk, month), stand in found.items():
            logged.contacten[month] = logged.contact([month]) + stand
    return logged


def lines_of(wijk_id: int) -> dict[int, set[UUID]]:
    """Which goals an activity serves, mainly or as well, by their line."""
    lines: dict[int, set[UUID]] = defaultdict(set)
    for name in ("doel__lijn", "mede_doelen__lijn"):
        rows = Activiteit.objects.filter(wijk=wijk_id, **{f"{name}__isnull": False})
        for activiteit, lijn in rows.values_list("pk", name):
            lines[activiteit].add(lijn)
    return lines


def _beside_helpers(wijk_id: int, first: date, last: date) -> Iterable[tuple[int, date, int]]:
    """Students present where helpers were counted, per activity and month."""
    took_place = Bijeenkomst.objects.between(first, last).took_place()
    present = Inzet.objects.filter(
        bijeenkomst__in=took_place, bijeenkomst__activiteit__wijk=wijk_id, status=Inzet.Status.AANWEZIG
    )
    month = TruncMonth("bijeenkomst__begin", output_field=DateField())
    return (
        present.values_list("bijeenkomst__activiteit", month)
        .annotate(naast=Count("pk", filter=Q(bijeenkomst__helpers_uit_wijk__isnull=False)))
        .order_by()
    )


def _count(indicator: Indicator, periode: Period, logged: Gelogd, k: int) -> Telling:
    lijn, months = indicator.doel.lijn, periode.months
    stand = logged.telling(lijn, months)
    made: tuple[int | Decimal | None, int | None, str]
    if indicator.berekening == B.BIJEENKOMSTEN:
        made = stand.doorgegaan, stand.doorgegaan, _unsaid(stand)
    elif indicator.berekening == B.BEZOEKEN:
        visits = stand.bezoeken if stand.geteld or not stand.niet_geteld else None
        made = visits, stand.geteld, _uncounted(stand)
    elif indicator.berekening == B.NIEUW:
        value = number(hide({"nieuw": new_faces(stand)}, k=k)["nieuw"])
        made = value, stand.nieuw_geteld, _of(stand.nieuw_geteld, stand)
    elif indicator.berekening == B.HELPERS:
        value = number(helpers_share(stand, logged.hulp(lijn, months), k=k))
        made = value, stand.helpers_geteld, _of(stand.helpers_geteld, stand)
    else:
        gebied = Effectgebied(indicator.doel.prioriteit.effectgebied)
        told = contacts(logged.contact(months), gebied)
        made = number(hide({"contact": told}, k=k)["contact"]) if told.aantal else None, None, _rounded()
    waarde, n, toelichting = made
    return Telling(
        indicator=indicator,
        periode=periode,
        waarde=None if waarde is None else Decimal(waarde),
        n=n,
        toelichting=toelichting,
    )


def _unsaid(stand: Telstand) -> str:
    if not stand.niet_gezegd:
        return ""
    return gettext("Van %(n)s bijeenkomsten is niet gezegd of ze doorgingen.") % {"n": stand.niet_gezegd}


def _uncounted(stand: Telstand) -> str:
    if not stand.niet_geteld:
        return ""
    all_held = stand.doorgegaan + stand.niet_gezegd
    return gettext("%(n)s van %(m)s bijeenkomsten zijn niet geteld.") % {
        "n": stand.niet_geteld,
        "m": all_held,
    }


def _of(counted: int, stand: Telstand) -> str:
    said = gettext("Geteld bij %(n)s van %(m)s bijeenkomsten.") % {"n": counted, "m": stand.doorgegaan}
    return f"{said} {_rounded()}"


def _rounded() -> str:
    return gettext("Afgerond, want het gaat over mensen.")
