"""The plan board of a wijk: the plan as `wijkplan` lays it out, and beside each goal what we do for it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Avg, Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum

from activiteiten.models import Activiteit, Bijeenkomst, Initiatief
from activiteiten.querysets import day_start
from core.periods import Period
from wijkplan.figures import Band, Bord, Doelregel, read_bord
from wijkplan.models import Wijkplan
from wijkplan.querysets import CLOSED

PLAN_TOT = "doel__prioriteit__wijkplan__periode_tot"


@dataclass(frozen=True, kw_only=True)
class Doen:
    """An activity with what was counted in the period; `gemiddeld` is None when nothing was counted.

    `lijn` is that of its goal, `eigenaarschap` the rung of an initiative it belongs to, `tot` the last day of the plan this goal stood in; both None without a goal.
    """

    uuid: UUID
    titel: str
    soort: str
    keer: int
    geteld: int
    bezoeken: int | None
    gemiddeld: Decimal | None
    lijn: UUID | None
    tot: date | None
    slot: int
    los: bool
    eigenaarschap: int | None

    @property
    def niet_geteld(self) -> int:
        """How often it was held while nobody counted."""
        return self.keer - self.geteld


@dataclass(frozen=True, kw_only=True)
class Wijkbord(Bord):
    """The board of the plan with one column more, what we do for each goal; and what is loose from the plan.

    What we do is found by the line of its goal, so it stands in every version that has the goal.
    """

    doen: dict[UUID | None, list[Doen]]

    @property
    def rijen(self) -> list[tuple[Band, list[tuple[Doelregel, list[Doen]]]]]:
        """Each band with its goals, and beside every goal what we do for it."""
        return [
            (band, [(regel, self.doen.get(regel.doel.lijn, [])) for regel in band.doelen])
            for band in self.bands
        ]

    @property
    def los(self) -> list[Doen]:
        """What we do without a goal; the place for what was not planned only once it was used.

        Also what a version before this one had a goal for, and this one has not.
        """
        known = {regel.doel.lijn for band in self.bands for regel in band.doelen}
        loose = [row for lijn in self.doen.keys() - known for row in self.doen[lijn] if self._is_loose(row)]
        return sorted(loose, key=lambda row: (-row.keer, row.titel))

    def _is_loose(self, row: Doen) -> bool:
        if row.tot is None:
            return bool(row.keer) or not row.los
        return self.plan is not None and self.plan.status not in CLOSED and row.tot >= self.plan.periode_van


def build_bord(plans: QuerySet[Wijkplan], wijk_id: int, period: Period, today: date) -> Wijkbord:
    """Read the plan in one query and the activities in another, and lay them side by side."""
    bord = read_bord(plans, today=today)
    doen: dict[UUID | None, list[Doen]] = defaultdict(list)
    for row in activities(wijk_id, period):
        doen[row.lijn].append(row)
    return Wijkbord(plan=bord.plan, bands=bord.bands, doen=doen)


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
            eigenaarschap=Subquery(
                Initiatief.objects.filter(activiteiten=OuterRef("pk"))
                .exclude(fase="gestopt")
                .order_by(F("eigenaarschap").desc(nulls_last=True))
                .values("eigenaarschap")[:1]
            ),
        )
        .filter(Q(gestopt_op=None) | Q(keer__gt=0))
        .order_by("-keer", "titel", "pk")
    )
    names = (
        "uuid",
        "titel",
        "soort",
        "keer",
        "geteld",
        "bezoeken",
        "gemiddeld",
        "slot",
        "los",
        "eigenaarschap",
    )
    return (Doen(**row) for row in rows.values(*names, lijn=F("doel__lijn"), tot=F(PLAN_TOT)))
