"""What happened to the measurements of an indicator: who wrote, settled or corrected what, newest first."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mensen.models import User
from wijkplan.models import Indicator, Meting

MEEST = 50


@dataclass(frozen=True, kw_only=True)
class Gebeurtenis:
    """One thing that was done to one measurement; `wie` is empty for a count of the house."""

    op: datetime
    soort: str
    wie: str
    waarde: Decimal
    status: str
    reden: str


def read_tijdlijn(indicator: Indicator) -> list[Gebeurtenis]:
    """The newest acts out of the history, of every version of the indicator; two queries.

    Source: the history rows of its metingen. Missing: an act before history was kept is not told.
    """
    kinds = Indicator.objects.filter(lijn=indicator.lijn).values("pk")
    events = Meting.pgh_event_model.objects.filter(indicator__in=kinds).select_related("pgh_context")  # type: ignore[attr-defined]
    rows = list(events.order_by("-pgh_id")[:MEEST])
    hands = [(row.pgh_context.metadata if row.pgh_context else {}).get("door") for row in rows]
    names = dict(User.objects.filter(pk__in={hand for hand in hands if hand}).values_list("pk", "naam"))
    return [
        Gebeurtenis(
            op=row.pgh_created_at,
            soort=row.pgh_label,
            wie=names.get(hand or 0, ""),
            waarde=row.waarde,
            status=row.get_status_display(),
            reden=row.teruggelegd_omdat if row.status == Meting.Status.TERUGGELEGD else "",
        )
        for row, hand in zip(rows, hands, strict=True)
    ]
