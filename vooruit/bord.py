"""The plan board: from priority to measurement in one picture, in two queries however large the plan is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Avg,
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
)
from django.db.models.functions import Cast, JSONObject

from activiteiten.models import Activiteit, Bijeenkomst
from activiteiten.querysets import day_start
from core.periods import Period
from mensen.models import User
from wijkplan.figures import Stand, Status, stand
from wijkplan.models import Doel, Indicator, Meting, Prioriteit, Wijkplan

DOEL = "prioriteiten__doelen"
INDICATOR = "prioriteiten__doelen__indicatoren"
PLAN_FIELDS = ("pk", "uuid", "wijk_id", "titel", "versie", "status", "periode_van", "periode_tot", "slot")
PRIORITEIT_FIELDS = ("pk", "uuid", "titel", "aanleiding", "effectgebied", "rang", "moscow")
DOEL_FIELDS = ("pk", "uuid", "titel", "doelgroep", "streefdatum")
INDICATOR_FIELDS = (
    "pk",
    "uuid",
    "naam",
    "niveau",
    "eenheid",
    "richting",
    "nulmeting",
    "nulmeting_datum",
    "nulmeting_bron",
    "streefwaarde",
    "streefdatum",
)


@dataclass(frozen=True, kw_only=True)
class Doen:
    """An activity with what was counted in the period; `gemiddeld` is None when nothing was counted."""

    uuid: UUID
    titel: str
    soort: str
    keer: int
    geteld: int
    bezoeken: int | None
    gemiddeld: Decimal | None
    doel_id: int | None
    slot: int
    los: bool

    @property
    def niet_geteld(self) -> int:
        """How often it was held while nobody counted."""
        return self.keer - self.geteld


@dataclass(kw_only=True)
class Doelcel:
    """A goal with how it stands and what we do for it."""

    doel: Doel
    standen: list[tuple[Indicator, Stand]] = field(default_factory=list)
    doen: list[Doen] = field(default_factory=list)


@dataclass(kw_only=True)
class Band:
    """A priority with its goals, in order of rank."""

    prioriteit: Prioriteit
    doelen: dict[int, Doelcel] = field(default_factory=dict)


@dataclass(kw_only=True)
class Bord:
    """The whole plan and, under it, what is loose from it."""

    plan: Wijkplan | None
    bands: list[Band]
    los: list[Doen]

    @property
    def actieve_prioriteiten(self) -> int:
        """Priorities that were not put on «niet nu»."""
        return sum(band.prioriteit.moscow != Prioriteit.Moscow.NIET_NU for band in self.bands)

    @property
    def zonder_meting(self) -> list[Indicator]:
        """Indicators that wait for their first measurement."""
        return [
            indicator
            for band in self.bands
            for cell in band.doelen.values()
            for indicator, now in cell.standen
            if now.status == Status.NIET_GEMETEN
        ]


def newest_plan(user: User, wijk_id: int, today: date) -> QuerySet[Wijkplan]:
    """The plan a reader of the wijk page wants: the current one, else the newest; a queryset of at most one."""
    rows = Wijkplan.objects.visible_to(user).filter(wijk_id=wijk_id)
    current = ExpressionWrapper(
        Q(periode_van__lte=today, periode_tot__gte=today), output_field=BooleanField()
    )
    newest = rows.annotate(nu=current).order_by("-nu", "-periode_van", "-versie").values("pk")[:1]
    return rows.filter(pk=Subquery(newest))


def build_bord(plans: QuerySet[Wijkplan], wijk_id: int, period: Period, today: date) -> Bord:
    """Read the plan in one query and the activities in another, and lay them side by side."""
    plan, bands = _lay_out(list(_tree(plans)), today)
    cells = {pk: cell for band in bands for pk, cell in band.doelen.items()}
    los = []
    for row in activities(wijk_id, period):
        if row.doel_id in cells:
            cells[row.doel_id].doen.append(row)
        elif row.doel_id is None and (row.keer or not row.los):
            los.append(row)
    return Bord(plan=plan, bands=bands, los=los)


def activities(wijk_id: int, period: Period) -> Iterator[Doen]:
    """Activities of a wijk that run, or were held in the period, with their counts in it; one query."""
    held = Q(tijdens__status=Bijeenkomst.Status.DOORGEGAAN)
    rows = (
        Activiteit.objects.filter(wijk_id=wijk_id)
        .annotate(
            tijdens=FilteredRelation(
                "bijeenkomsten",
                condition=Q(
                    bijeenkomsten__begin__gte=day_start(period.first),
                    bijeenkomsten__begin__lt=day_start(period.last + timedelta(days=1)),
                ),
            )
        )
        .annotate(
            keer=Count("tijdens", filter=held),
            geteld=Count("tijdens__aantal_deelnemers"),
            bezoeken=Sum("tijdens__aantal_deelnemers"),
            gemiddeld=Avg("tijdens__aantal_deelnemers"),
        )
        .filter(Q(gestopt_op=None) | Q(keer__gt=0))
        .order_by("-keer", "titel", "pk")
    )
    names = ("uuid", "titel", "soort", "keer", "geteld", "bezoeken", "gemiddeld", "doel_id", "slot", "los")
    return (Doen(**row) for row in rows.values(*names))


def _tree(plans: QuerySet[Wijkplan]) -> QuerySet[Wijkplan, dict[str, Any]]:
    """One row per indicator (or per goal, priority, plan without any), with its measurements."""
    metingen = Meting.objects.filter(indicator=OuterRef(INDICATOR)).order_by("peildatum", "pk")
    as_json = JSONObject(
        pk=F("pk"),
        waarde=Cast("waarde", TextField()),
        peildatum=Cast("peildatum", TextField()),
        n=F("n"),
        bron=F("bron"),
        bewijsniveau=F("bewijsniveau"),
    )
    return (
        plans.annotate(metingen=ArraySubquery(metingen.values(json=as_json)))
        .order_by("prioriteiten__rang", f"{DOEL}__rang", f"{DOEL}__pk", f"{INDICATOR}__pk")
        .values(
            *PLAN_FIELDS,
            *(f"prioriteiten__{name}" for name in PRIORITEIT_FIELDS),
            *(f"{DOEL}__{name}" for name in DOEL_FIELDS),
            *(f"{INDICATOR}__{name}" for name in INDICATOR_FIELDS),
            "metingen",
        )
    )


def _part(row: dict[str, Any], path: str, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[f"{path}__{name}"] for name in names}


def _lay_out(rows: list[dict[str, Any]], today: date) -> tuple[Wijkplan | None, list[Band]]:
    plan = Wijkplan(**{name: rows[0][name] for name in PLAN_FIELDS}) if rows else None
    bands: dict[int, Band] = {}
    for row in rows:
        if row["prioriteiten__pk"] is None:
            continue
        prioriteit = Prioriteit(wijkplan=plan, **_part(row, "prioriteiten", PRIORITEIT_FIELDS))
        band = bands.setdefault(prioriteit.pk, Band(prioriteit=prioriteit))
        if row[f"{DOEL}__pk"] is None:
            continue
        doel = Doel(prioriteit=prioriteit, **_part(row, DOEL, DOEL_FIELDS))
        cell = band.doelen.setdefault(doel.pk, Doelcel(doel=doel))
        if row[f"{INDICATOR}__pk"] is not None:
            indicator = _indicator(row, doel)
            cell.standen.append((indicator, stand(indicator, today=today)))
    return plan, list(bands.values())


def _indicator(row: dict[str, Any], doel: Doel) -> Indicator:
    """An indicator that knows its goal and its measurements, so that reading its stand asks nothing more."""
    indicator = Indicator(doel=doel, **_part(row, INDICATOR, INDICATOR_FIELDS))
    fetched = Meting.objects.all()
    fetched._result_cache = [  # noqa: SLF001 - as prefetch_related hands over what it fetched
        Meting(**m | {"waarde": Decimal(m["waarde"]), "peildatum": date.fromisoformat(m["peildatum"])})
        for m in row["metingen"]
    ]
    indicator.__dict__["_prefetched_objects_cache"] = {"metingen": fetched}
    return indicator
