"""Many counts of the house at once: the plan is held once, and only what differs is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from wijken.vocabulary import Bewijsniveau
from wijkplan.models import Indicator, Meting, Periodeslot, Wijkplan
from wijkplan.services.sloten import hold_wijk
from wijkplan.services.writing import lock_open_plan


@dataclass(frozen=True, kw_only=True)
class Telwaarde:
    """What the house counted for an indicator over a period; `waarde` is None when it can not be told."""

    indicator: Indicator
    periode_van: date
    periode_tot: date
    waarde: Decimal | None
    bron: str
    n: int | None = None
    toelichting: str = ""

    @property
    def body(self) -> dict[str, Any]:
        """The fields of the measurement it is."""
        return {
            "peildatum": self.periode_tot,
            "periode_van": self.periode_van,
            "periode_tot": self.periode_tot,
            "waarde": self.waarde,
            "n": self.n,
            "bron": self.bron,
            "bewijsniveau": Bewijsniveau.TELLING,
            "toelichting": self.toelichting,
        }


@transaction.atomic
def record_counts(*, plan: Wijkplan, counts: Iterable[Telwaarde], by: User | None) -> int:
    """The measurements that count by themselves are these, as `record_meting(berekend=True)` says; tell how many changed.

    A count that can not be told goes. Closed periods stand still, also for who may mend them by hand. Refuses a
    closed plan.
    """
    lock_open_plan(plan.pk)
    hold_wijk(plan.wijk_id)
    closed = Periodeslot.objects.closed_until(plan.wijk_id)
    wanted = [count for count in counts if closed is None or count.periode_tot > closed]
    lines = {count.indicator.lijn for count in wanted}
    rows = Meting.objects.filter(berekend=True, indicator__lijn__in=lines).annotate(lijn=F("indicator__lijn"))
    found = {
        (row.lijn, row.periode_van, row.periode_tot): row  # type: ignore[attr-defined]
        for row in rows.select_for_update(of=("self",)).order_by("pk")
    }
    with written_by(by):
        return sum(
            _write(count, found.get((count.indicator.lijn, count.periode_van, count.periode_tot)), by)
            for count in wanted
        )


def _write(count: Telwaarde, found: Meting | None, by: User | None) -> bool:
    if count.waarde is None:
        if found is not None:
            found.delete()
        return found is not None
    if found is None:
        state = {"status": Meting.Status.VASTGESTELD, "berekend": True, "door": by}
        Meting.objects.create(indicator=count.indicator, **count.body, **state)
        return True
    if all(getattr(found, name) == value for name, value in count.body.items()):
        return False
    for name, value in count.body.items():
        setattr(found, name, value)
    save_with_slot(found, fields=tuple(count.body), expected_slot=found.slot)
    return True
