"""Sums per wijk and month straight from the rows: one query per kind of row, whatever the period.

Nothing here is safe to show: what is about persons goes through `impact.figures.afscherming` first.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self, cast

from django.db.models import Case, CharField, Count, DateField, F, Max, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, TruncMonth
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Inzet
from activiteiten.querysets import day_start
from bewoners.models import Contactmoment, Thematelling
from core.periods import Month
from wijken.vocabulary import EFFECTGEBIED_VAN_THEMA, Effectgebied, Thema

WijkMonth = tuple[int, Month]
ReeksMonth = tuple[int, Month, int]
UUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Telstand:
    """What the bijeenkomsten of a period add up to; begun in the period, on a day in local time.

    `niet_gezegd` are over while nobody said whether they went on; `geteld` went on with a number (0 included);
    `nieuw` and `helpers` are sums over the `nieuw_geteld` and `helpers_geteld` bijeenkomsten that know them.
    """

    gepland: int = 0
    doorgegaan: int = 0
    niet_doorgegaan: int = 0
    niet_gezegd: int = 0
    geteld: int = 0
    bezoeken: int = 0
    nieuw: int = 0
    nieuw_geteld: int = 0
    helpers: int = 0
    helpers_geteld: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    @property
    def niet_geteld(self) -> int:
        """Went on without a number, or nobody said anything."""
        return self.doorgegaan - self.geteld + self.niet_gezegd


@dataclass(frozen=True, slots=True, kw_only=True)
class Reeksstand:
    """A series: how many people came already when counting began, what it adds up to, and its busiest bijeenkomst."""

    startgroep: int
    drukste: int = 0
    telling: Telstand = field(default_factory=Telstand)

    def __add__(self, other: Self) -> Self:
        return type(self)(
            startgroep=self.startgroep,
            drukste=max(self.drukste, other.drukste),
            telling=self.telling + other.telling,
        )

    @property
    def bereikt(self) -> int:
        """Who was there already plus every new face that was counted."""
        return self.startgroep + self.telling.nieuw


@dataclass(frozen=True, slots=True, kw_only=True)
class Inzetstand:
    """Students present: seconds in total, who they were (never shown), and how often beside counted helpers."""

    seconden: int = 0
    mensen: frozenset[int] = frozenset()
    naast_helpers: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            seconden=self.seconden + other.seconden,
            mensen=self.mensen | other.mensen,
            naast_helpers=self.naast_helpers + other.naast_helpers,
        )

    @property
    def uren(self) -> Decimal | None:
        """Hours to one decimal; None when nobody was noted as present."""
        if not self.mensen:
            return None
        return (Decimal(self.seconden) / UUR).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactstand:
    """Contact moments per person behind them, in all and per effect area.

    The key of a person is a relation, or for contact without one the student: those count as one relation. `los`
    holds the sensitive themes, counted loose from any conversation, so without a person behind them.
    """

    personen: Counter[str] = field(default_factory=Counter)
    gebieden: dict[Effectgebied, Counter[str]] = field(default_factory=dict)
    los: Counter[Effectgebied] = field(default_factory=Counter)

    def __add__(self, other: Self) -> Self:
        areas = {*self.gebieden, *other.gebieden}
        none: Counter[str] = Counter()
        return type(self)(
            personen=self.personen + other.personen,
            gebieden={a: self.gebieden.get(a, none) + other.gebieden.get(a, none) for a in areas},
            los=self.los + other.los,
        )

    def aantal(self, gebied: Effectgebied | None = None) -> int:
        """Contact moments in all, or those about an effect area with its sensitive themes."""
        if gebied is None:
            return self.personen.total()
        return self.gebieden.get(gebied, Counter()).total() + self.los[gebied]

    def groep(self, gebied: Effectgebied | None = None) -> int:
        """Distinct relations behind them; loose counts are at most as many as there are counts or relations."""
        if gebied is None:
            return len(self.personen)
        known = len(self.gebieden.get(gebied, ()))
        return min(known + self.los[gebied], len(self.personen))

    def grootste(self, gebied: Effectgebied | None = None) -> int:
        """What one relation made of it."""
        people = self.personen if gebied is None else self.gebieden.get(gebied, Counter())
        return max(people.values(), default=0)


def read_bijeenkomsten(
    wijken: Collection[int], first: date, last: date, *, now: datetime | None = None
) -> dict[WijkMonth, Telstand]:
    """Counts of bijeenkomsten per wijk and month. Missing months had none."""
    rows = Bijeenkomst.objects.between(first, last).filter(activiteit__wijk__in=wijken)
    per_month = rows.values("activiteit__wijk", maand=TruncMonth("begin", output_field=DateField()))
    found: Iterable[dict[str, Any]] = per_month.annotate(**sums(now)).order_by()
    return {(row.pop("activiteit__wijk"), Month.of(row.pop("maand"))): Telstand(**row) for row in found}


def read_met_reeksen(
    wijken: Collection[int], first: date, last: date, *, now: datetime | None = None
) -> tuple[dict[WijkMonth, Telstand], dict[ReeksMonth, Reeksstand]]:
    """The same counts and, in the same query, per month since its start what each series with a startgroep adds up to.

    Months of a series before `first` are in the second only.
    """
    in_period, is_series = Q(begin__gte=day_start(first)), Q(activiteit__startgroep__isnull=False)
    grouped = (
        Bijeenkomst.objects.filter(in_period | is_series, begin__lt=day_start(last + timedelta(days=1)))
        .filter(activiteit__wijk__in=wijken)
        .values(
            "activiteit__wijk",
            maand=TruncMonth("begin", output_field=DateField()),
            reeks=Case(When(is_series, then="activiteit")),
            startgroep=F("activiteit__startgroep"),
            binnen=Case(When(in_period, then=True), default=False),
        )
    )
    wanted = sums(now) | {"drukste": Coalesce(Max("aantal_deelnemers"), 0)}
    rows = cast("Iterable[dict[str, Any]]", grouped.annotate(**wanted).order_by())
    tellingen: dict[WijkMonth, Telstand] = {}
    reeksen: dict[ReeksMonth, Reeksstand] = {}
    for row in rows:
        key = row.pop("activiteit__wijk"), Month.of(row.pop("maand"))
        reeks, start, drukste = row.pop("reeks"), row.pop("startgroep"), row.pop("drukste")
        inside, stand = row.pop("binnen"), Telstand(**row)
        if reeks is not None:
            extra = Reeksstand(startgroep=start, drukste=drukste, telling=stand)
            reeksen[*key, reeks] = reeksen[*key, reeks] + extra if (*key, reeks) in reeksen else extra
        if inside:
            tellingen[key] = tellingen.get(key, Telstand()) + stand
    return tellingen, reeksen


def sums(now: datetime | None) -> dict[str, Any]:
    """What a Telstand adds up, as the database does it."""
    held = Q(status=Bijeenkomst.Status.DOORGEGAAN)
    return {
        "gepland": Count("pk"),
        "doorgegaan": Count("pk", filter=held),
        "niet_doorgegaan": Count("pk", filter=Q(status=Bijeenkomst.Status.AFGELAST)),
        "niet_gezegd": Count(
            "pk", filter=Q(status=Bijeenkomst.Status.GEPLAND, eind__lte=now or timezone.now())
        ),
        "geteld": Count("aantal_deelnemers", filter=held),
        "bezoeken": Coalesce(Sum("aantal_deelnemers", filter=held), 0),
        "nieuw": Coalesce(Sum("nieuw_aanwezig", filter=held), 0),
        "nieuw_geteld": Count("nieuw_aanwezig", filter=held),
        "helpers": Coalesce(Sum("helpers_uit_wijk", filter=held), 0),
        "helpers_geteld": Count("helpers_uit_wijk", filter=held),
    }


def read_inzet(wijken: Collection[int], first: date, last: date) -> dict[tuple[int, Month, str], Inzetstand]:
    """Students present at bijeenkomsten that went on, per wijk, month and name of the team."""
    rows = (
        Inzet.objects.filter(
            bijeenkomst__in=Bijeenkomst.objects.between(first, last).took_place(),
            bijeenkomst__activiteit__wijk__in=wijken,
            status=Inzet.Status.AANWEZIG,
        )
        .values_list(
            "bijeenkomst__activiteit__wijk",
            TruncMonth("bijeenkomst__begin", output_field=DateField()),
            "bijeenkomst__activiteit__team__naam",
            "user",
        )
        .annotate(
            tijd=Sum(F("bijeenkomst__eind") - F("bijeenkomst__begin")),
            naast=Count("pk", filter=Q(bijeenkomst__helpers_uit_wijk__isnull=False)),
        )
        .order_by()
    )
    result: dict[tuple[int, Month, str], Inzetstand] = {}
    for wijk, maand, team, user, tijd, naast in rows:
        key = wijk, Month.of(maand), team
        extra = Inzetstand(seconden=_seconds(tijd), mensen=frozenset([user]), naast_helpers=naast)
        result[key] = result.get(key, Inzetstand()) + extra
    return result


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())


THEMAS_VAN = {
    gebied: [str(thema.value) for thema in Thema if EFFECTGEBIED_VAN_THEMA.get(thema) == gebied]
    for gebied in Effectgebied
}


def read_contacten(wijken: Collection[int], first: date, last: date) -> dict[WijkMonth, Contactstand]:
    """Contact moments per wijk and month with the people behind them, and per effect area of their themes."""
    person = Case(
        When(relatie=None, then=Concat(Value("s"), Cast("door", CharField()))),
        default=Concat(Value("r"), Cast("relatie", CharField())),
    )
    about = {
        f"over_{gebied.value}": Count("pk", filter=Q(themas__overlap=themas))
        for gebied, themas in THEMAS_VAN.items()
        if themas
    }
    rows = (
        Contactmoment.objects.between(first, last)
        .filter(wijk__in=wijken)
        .values("wijk", maand=TruncMonth("datum"), persoon=person)
        .annotate(aantal=Count("pk"), **about)
        .order_by()
    )
    result: dict[WijkMonth, Contactstand] = {}
    for row in rows:
        stand = result.setdefault((row["wijk"], Month.of(row["maand"])), Contactstand())
        stand.personen[row["persoon"]] += row["aantal"]
        for name in about:
            if row[name]:
                gebied = Effectgebied(name.removeprefix("over_"))
                stand.gebieden.setdefault(gebied, Counter())[row["persoon"]] += row[name]
    return result


def read_themas(wijken: Collection[int], first: date, last: date) -> dict[WijkMonth, Contactstand]:
    """Sensitive themes per wijk and month, joined to their effect area; whole months only."""
    rows = Thematelling.objects.filter(wijk__in=wijken, maand__gte=first.replace(day=1), maand__lte=last)
    return add_themas(rows.values_list("wijk", "maand", "thema", "aantal"))


def add_themas(rows: Iterable[tuple[int, date, str, int]]) -> dict[WijkMonth, Contactstand]:
    """Bring rows of (wijk, month, theme, number) together as loose counts."""
    result: dict[WijkMonth, Contactstand] = {}
    for wijk, maand, thema, aantal in rows:
        stand = result.setdefault((wijk, Month.of(maand)), Contactstand())
        stand.los[EFFECTGEBIED_VAN_THEMA[thema]] += aantal  # type: ignore[index]
    return result
