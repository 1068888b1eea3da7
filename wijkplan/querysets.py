from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Subquery

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class PlanQuerySet(QuerySet):
    """Rows of a wijkplan, however deep: seen by who works in the wijk, its partners, and who leads.

    `to_plan` is the lookup from the row to its plan; empty on the plan itself.
    """

    to_plan = ""

    def _via(self, name: str) -> str:
        return f"{self.to_plan}__{name}" if self.to_plan else name

    def visible_to(self, user: "User") -> "PlanQuerySet":
        """Own wijken; all for who leads. Partners read plans through the released figures."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        return self.filter(**{self._via("wijk__in"): scope.own_wijken})

    def in_wijk(self, wijk: "Wijk") -> "PlanQuerySet":
        """Rows of the plans of one wijk."""
        return self.filter(**{self._via("wijk"): wijk})


class WijkplanQuerySet(PlanQuerySet):
    def current_on(self, day: date) -> "WijkplanQuerySet":
        """Plans whose period holds this day, newest version first."""
        return self.filter(periode_van__lte=day, periode_tot__gte=day).order_by("-versie", "-pk")

    def to_show(self, wijk_id: int, day: date) -> "WijkplanQuerySet":
        """The plan a reader of a wijk wants, at most one: the current one, else the newest."""
        current = ExpressionWrapper(
            Q(periode_van__lte=day, periode_tot__gte=day), output_field=BooleanField()
        )
        rows = self.filter(wijk_id=wijk_id)
        newest = rows.annotate(nu=current).order_by("-nu", "-periode_van", "-versie").values("pk")[:1]
        return rows.filter(pk=Subquery(newest))

    def overlapping(self, van: date, tot: date) -> "WijkplanQuerySet":
        """Plans that share at least one day with this period."""
        return self.filter(periode_van__lte=tot, periode_tot__gte=van)


class PrioriteitQuerySet(PlanQuerySet):
    to_plan = "wijkplan"

    def now(self) -> "PrioriteitQuerySet":
        """Priorities that ask for work: all but those somebody put on «niet nu»."""
        return self.exclude(moscow="niet_nu")


class DoelQuerySet(PlanQuerySet):
    to_plan = "prioriteit__wijkplan"


class IndicatorQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"

    def without_meting(self, day: date) -> "IndicatorQuerySet":
        """Never measured, in a plan whose period holds this day; priorities on «niet nu» ask nothing."""
        plan = {f"{self.to_plan}__periode_van__lte": day, f"{self.to_plan}__periode_tot__gte": day}
        rows = self.filter(metingen=None, **plan).exclude(doel__prioriteit__moscow="niet_nu")
        return rows.order_by("doel__prioriteit__rang", "pk")


class MetingQuerySet(PlanQuerySet):
    to_plan = "indicator__doel__prioriteit__wijkplan"
