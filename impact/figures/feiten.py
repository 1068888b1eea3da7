"""Sums per wijk and month straight from the rows: one query per kind of row, whatever the period.

Nothing here is safe to show: what is about persons goes through `impact.figures.afscherming` first.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self, cast

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DurationField,
    F,
    Max,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncMonth
from django.utils import timezone

from activiteiten.models import Bijeenkomst, Inzet
from activiteiten.querysets import day_start
from bewoners.models import Contactmoment, Thematelling
from bewoners.muur import for_wijken
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
            van_reeks=Case(When(is_series, then="activiteit")),
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
        reeks, start, drukste = row.pop("van_reeks"), row.pop("startgroep"), row.pop("drukste")
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


INZET = {
    "tijd": Sum(F("bijeenkomst__eind") - F("bijeenkomst__begin")),
    "naast": Count("pk", filter=Q(bijeenkomst__helpers_uit_wijk__isnull=False)),
}


def read_inzet(wijken: Collection[int], first: date, last: date) -> dict[tuple[int, Month, str], Inzetstand]:
    """Students present at bijeenkomsten that went on, per wijk, month and name of the team."""
    rows = (
        _present(wijken, first, last)
        .values_list(
            "bijeenkomst__activiteit__wijk",
            TruncMonth("bijeenkomst__begin", output_field=DateField()),
            "bijeenkomst__activiteit__team__naam",
            "user",
        )
        .annotate(**INZET)
        .order_by()
    )
    result: dict[tuple[int, Month, str], Inzetstand] = {}
    for wijk, maand, team, user, tijd, naast in rows:
        key = wijk, Month.of(maand), team
        result[key] = result.get(key, Inzetstand()) + _inzet(user, tijd, naast)
    return result


def _present(wijken: Collection[int], first: date, last: date) -> QuerySet[Inzet]:
    return Inzet.objects.filter(
        bijeenkomst__in=Bijeenkomst.objects.between(first, last).took_place(),
        bijeenkomst__activiteit__wijk__in=wijken,
        status=Inzet.Status.AANWEZIG,
    )


def _inzet(user: int, tijd: timedelta, naast: int) -> Inzetstand:
    return Inzetstand(seconden=int(tijd.total_seconds()), mensen=frozenset([user]), naast_helpers=naast)


THEMAS_VAN = {
    gebied: [str(thema.value) for thema in Thema if EFFECTGEBIED_VAN_THEMA.get(thema) == gebied]
    for gebied in Effectgebied
}


OVER = {f"over_{gebied.value}": themas for gebied, themas in THEMAS_VAN.items() if themas}


def read_contacten(wijken: Collection[int], first: date, last: date) -> dict[WijkMonth, Contactstand]:
    """Contact moments per wijk and month with the people behind them, and per effect area of their themes."""
    result: dict[WijkMonth, Contactstand] = {}
    with for_wijken(wijken):
        for row in _contact_rows(wijken, first, last):
            _add_contact(result, row)
    return result


def _contact_rows(wijken: Collection[int], first: date, last: date) -> QuerySet[Any, dict[str, Any]]:
    person = Case(
        When(relatie=None, then=Concat(Value("s"), Cast("door", CharField()))),
        default=Concat(Value("r"), Cast("relatie", CharField())),
    )
    about = {name: Count("pk", filter=Q(themas__overlap=themas)) for name, themas in OVER.items()}
    return (
        Contactmoment.objects.between(first, last)
        .filter(wijk__in=wijken)
        .values("wijk", maand=TruncMonth("datum"), persoon=person)
        .annotate(aantal=Count("pk"), **about)
        .order_by()
    )


def _add_contact(result: dict[WijkMonth, Contactstand], row: Mapping[str, Any]) -> None:
    stand = result.setdefault((row["wijk"], Month.of(row["maand"])), Contactstand())
    stand.personen[row["persoon"]] += row["aantal"]
    for name in OVER:
        if row[name]:
            gebied = Effectgebied(name.removeprefix("over_"))
            stand.gebieden.setdefault(gebied, Counter())[row["persoon"]] += row[name]


def read_themas(wijken: Collection[int], first: date, last: date) -> dict[WijkMonth, Contactstand]:
    """Sensitive themes per wijk and month, joined to their effect area; whole months only."""
    with for_wijken(wijken):
        return add_themas(_thema_rows(wijken, first, last).values_list("wijk", "maand", "thema", "aantal"))


def _thema_rows(wijken: Collection[int], first: date, last: date) -> QuerySet[Thematelling]:
    return Thematelling.objects.filter(wijk__in=wijken, maand__gte=first.replace(day=1), maand__lte=last)


KOLOMMEN = ("soort", "wijk", "maand", "persoon", "aantal", "naast", "tijd", *OVER)


def read_mensen(
    wijken: Collection[int], first: date, last: date
) -> tuple[dict[WijkMonth, Inzetstand], dict[WijkMonth, Contactstand]]:
    """What `read_inzet` (of all teams together), `read_contacten` and `read_themas` say, in one query."""
    inzet: dict[WijkMonth, Inzetstand] = {}
    contacten: dict[WijkMonth, Contactstand] = {}
    themas = []
    with for_wijken(wijken):
        rows = list(cast("Iterable[dict[str, Any]]", _mensen_rows(wijken, first, last)))
    for row in rows:
        key = row["wijk"], Month.of(row["maand"])
        if row["soort"] == "inzet":
            inzet[key] = inzet.get(key, Inzetstand()) + _inzet(int(row["persoon"]), row["tijd"], row["naast"])
        elif row["soort"] == "contact":
            _add_contact(contacten, row)
        else:
            themas.append((row["wijk"], row["maand"], row["persoon"], row["aantal"]))
    for month, stand in add_themas(themas).items():
        contacten[month] = contacten.get(month, Contactstand()) + stand
    return inzet, contacten


def _mensen_rows(wijken: Collection[int], first: date, last: date) -> QuerySet[Any, dict[str, Any]]:
    """Rows of three kinds (`soort`) under the same columns; what a kind does not have is 0 or NULL."""
    none: dict[str, Any] = {"naast": Value(0), "tijd": Value(None, output_field=DurationField())}
    nowhere = dict.fromkeys(OVER, Value(0))
    present = (
        _present(wijken, first, last)
        .values(
            soort=Value("inzet"),
            wijk=F("bijeenkomst__activiteit__wijk"),
            maand=TruncMonth("bijeenkomst__begin", output_field=DateField()),
            persoon=Cast("user", CharField()),
        )
        .annotate(aantal=Count("pk"), **INZET, **nowhere)
        .order_by()
    )
    spoken = _contact_rows(wijken, first, last).annotate(soort=Value("contact"), **none)
    loose = _thema_rows(wijken, first, last).annotate(
        soort=Value("thema"), persoon=F("thema"), **none, **nowhere
    )
    return present.values(*KOLOMMEN).union(spoken.values(*KOLOMMEN), loose.values(*KOLOMMEN), all=True)


def add_themas(rows: Iterable[tuple[int, date, str, int]]) -> dict[WijkMonth, Contactstand]:
    """Bring rows of (wijk, month, theme, number) together as loose counts."""
    result: dict[WijkMonth, Contactstand] = {}
    for wijk, maand, thema, aantal in rows:
        stand = result.setdefault((wijk, Month.of(maand)), Contactstand())
        stand.los[EFFECTGEBIED_VAN_THEMA[thema]] += aantal  # type: ignore[index]
    return result
