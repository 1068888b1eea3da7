"""What runs in a wijk, with the goals it is for by their line, so that it is found in every version of a plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q

from activiteiten.models import Activiteit, Bijeenkomst
from activiteiten.querysets import day_start
from wijkplan.models import Wijkplan


@dataclass(frozen=True, kw_only=True)
class Werk:
    """An activity that runs: its goal, the goals it helps as well, its project, and how often it was held."""

    uuid: UUID
    titel: str
    slot: int
    los: bool
    lijn: UUID | None
    projectlijn: UUID | None
    mede: list[UUID]
    keer: int

    @property
    def lijnen(self) -> set[UUID]:
        """The lines of all goals it helps."""
        return {lijn for lijn in (self.lijn, *self.mede) if lijn is not None}


def running(plan: Wijkplan, today: date) -> list[Werk]:
    """Activities of the wijk of this plan that did not stop, with what was held in its period; one query."""
    held = Q(
        bijeenkomsten__status=Bijeenkomst.Status.DOORGEGAAN,
        bijeenkomsten__begin__gte=day_start(plan.periode_van),
        bijeenkomsten__begin__lt=day_start(plan.periode_tot + timedelta(days=1)),
    )
    rows = (
        Activiteit.objects.filter(wijk_id=plan.wijk_id)
        .filter(Q(gestopt_op=None) | Q(gestopt_op__gte=today))
        .annotate(
            mede=ArrayAgg(
                "mede_doelen__lijn", filter=Q(mede_doelen__isnull=False), distinct=True, default=[]
            ),
            keer=Count("bijeenkomsten", filter=held, distinct=True),
        )
        .order_by("titel", "pk")
    )
    names = ("uuid", "titel", "slot", "los", "mede", "keer")
    return [Werk(**row) for row in rows.values(*names, lijn=F("doel__lijn"), projectlijn=F("project__lijn"))]
