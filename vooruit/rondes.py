"""What rounds ask of a coordinator today: who did not vote yet, what ended equal, which objection stops all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone

from mensen.models import User
from vooruit.vandaag import Vraag
from wijkplan.models import Bezwaar, Ronde, Rondepartij, Stembiljet, Wijkplan

BINNENKORT = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class OpenRonde:
    """A round that is open, with how many parties were asked and voted."""

    uuid: str
    titel: str
    sluit: datetime
    gevraagd: int
    gestemd: int

    @property
    def wacht(self) -> int:
        """How many parties did not vote yet."""
        return self.gevraagd - self.gestemd

    @property
    def dagen(self) -> int:
        """How many days until it closes; 0 is today."""
        return (timezone.localdate(self.sluit) - timezone.localdate()).days


def with_rondes(plans: QuerySet[Wijkplan]) -> QuerySet[Wijkplan]:
    """The plans with the open rounds of their wijk, also about a next version, in the same query."""
    rows = Ronde.objects.filter(wijkplan__wijk=OuterRef("wijk"), status=Ronde.Status.OPEN)
    objections = Bezwaar.objects.overriding().filter(ronde=OuterRef("pk")).order_by("op", "pk")
    said = objections.values(
        json=JSONObject(uuid=Cast("uuid", CharField()), partij=F("partner__naam"), argument=F("argument"))
    )
    told = rows.order_by("sluit", "pk").values(
        json=JSONObject(
            uuid=Cast("uuid", CharField()),
            titel=F("titel"),
            sluit=F("sluit"),
            gevraagd=_count(Rondepartij.objects.all()),
            gestemd=_count(Stembiljet.objects.filter(partner__isnull=False)),
            bezwaren=ArraySubquery(said),
        )
    )
    return plans.annotate(open_rondes=ArraySubquery(told))


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(ronde=OuterRef("pk")).order_by().values("ronde").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def asked_by_rondes(user: User, plans: Iterable[Any]) -> list[Vraag]:
    """What the open rounds of these plans (read `with_rondes`) ask of their coordinator; no query of its own.

    Objections first, then rounds that wait for her choice, that everybody voted in, or that close within a week.
    """
    now = timezone.now()
    bezwaren: list[Vraag] = []
    rondes: list[Vraag] = []
    for plan in plans:
        if plan.wijk_id not in user.scope.coordinator_wijken:
            continue
        for row in plan.open_rondes:
            bezwaren += [Vraag("bezwaar", one) for one in row.pop("bezwaren")]
            ronde = OpenRonde(**row | {"sluit": datetime.fromisoformat(row["sluit"])})
            if ronde.sluit <= now:
                rondes.append(Vraag("gelijkstand", ronde))
            elif ronde.sluit <= now + BINNENKORT or (ronde.gevraagd and not ronde.wacht):
                rondes.append(Vraag("ronde", ronde))
    return bezwaren + rondes
