"""Words for what is measured, and for the periods that are closed."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, OuterRef, Q, Subquery

from wijkplan.querysets.basis import PlanQuerySet, model_of

if TYPE_CHECKING:
    from mensen.models import User

MEET_OM = {"maand": 31, "kwartaal": 92, "halfjaar": 184, "jaar": 366}  # days after which it is over time
MEASURED = ("ingediend", "vastgesteld")


class IndicatorQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"

    def to_measure(self, day: date) -> "IndicatorQuerySet":
        """Never measured in any version, or over time for how often it is; `laatste` is the newest day, or None.

        Of the plan that counts on this day. What the house counts itself, priorities on «niet nu» and what somebody
        postponed ask nothing; what was handed in is measured.
        """
        plans = model_of(self, "doel", "prioriteit", "wijkplan").objects
        current = plans.current_on(day).filter(wijk=OuterRef(f"{self.to_plan}__wijk")).values("pk")[:1]
        measured = model_of(self, "metingen").objects.filter(
            indicator__lijn=OuterRef("lijn"), status__in=MEASURED
        )
        newest = measured.order_by("-peildatum").values("peildatum")[:1]
        late = Q(laatste=None)
        for frequentie, days in MEET_OM.items():
            late |= Q(frequentie=frequentie, laatste__lt=day - timedelta(days=days))
        rows = self.filter(**{self.to_plan: Subquery(current)}, berekening="")
        asking = rows.annotate(laatste=Subquery(newest)).filter(late).exclude(uitgesteld_tot__gt=day)
        return asking.exclude(doel__prioriteit__moscow="niet_nu").order_by("doel__prioriteit__rang", "pk")


class MetingQuerySet(PlanQuerySet):
    to_plan = "indicator__doel__prioriteit__wijkplan"

    def of_line(self, indicator: Any) -> "MetingQuerySet":
        """Measurements of this indicator, those made for other versions of it included."""
        return self.filter(indicator__lijn=indicator.lijn)

    def settled(self) -> "MetingQuerySet":
        """What may leave the team."""
        return self.filter(status="vastgesteld")

    def waiting(self) -> "MetingQuerySet":
        """Handed in, and not judged yet; the oldest first."""
        return self.filter(status="ingediend").order_by("op", "pk")


class PeriodeslotQuerySet(PlanQuerySet):
    to_plan = "wijkplan"

    def closed_until(self, wijk_id: int) -> date | None:
        """The last day of a wijk whose measurements are closed, or None."""
        return self.filter(wijkplan__wijk=wijk_id).aggregate(dag=Max("tot"))["dag"]


class OntgrendelingQuerySet(PlanQuerySet):
    to_plan = "wijkplan"

    def lasting(self, now: datetime) -> "OntgrendelingQuerySet":
        """Not over yet."""
        return self.filter(verloopt_op__gt=now)

    def of_person(self, wijk_id: int, user: "User") -> "OntgrendelingQuerySet":
        """What one person may mend in a wijk."""
        return self.filter(wijkplan__wijk=wijk_id, voor=user)
