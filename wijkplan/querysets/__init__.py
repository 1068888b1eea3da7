from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, ExpressionWrapper, F, OuterRef, Q, Subquery, When

from wijkplan.querysets.basis import InvitedQuerySet, PlanQuerySet, model_of

if TYPE_CHECKING:
    from uuid import UUID

    from mensen.models import User


IN_FORCE = ("vastgesteld", "in_uitvoering")
CLOSED = ("geevalueerd", "gearchiveerd")
OLDER_LAST = Case(When(status__in=IN_FORCE, then=0), When(status="gearchiveerd", then=2), default=1)


class WijkplanQuerySet(PlanQuerySet):
    def visible_to(self, user: "User") -> "WijkplanQuerySet":
        """Also for partners of the wijk: every plan that was ever laid before parties or put to a round that opened."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        shown = (
            ~Q(status="concept") | Q(voorleggingen__isnull=False) | Q(rondes__status__in=["open", "gesloten"])
        )
        shared = Q(wijk__in=scope.partner_wijken) & shown
        return self.filter(Q(wijk__in=scope.own_wijken) | shared).distinct()

    def current_on(self, day: date) -> "WijkplanQuerySet":
        """Plans whose period holds this day: the one in force first, then the newest version; none that was replaced."""
        rows = self.filter(periode_van__lte=day, periode_tot__gte=day).exclude(
            status="gearchiveerd", opvolgers__isnull=False
        )
        return rows.order_by(OLDER_LAST, "-versie", "-pk")

    def best_first(self, day: date) -> "WijkplanQuerySet":
        """The current ones first, of these that in force, then the newest."""
        current = ExpressionWrapper(
            Q(periode_van__lte=day, periode_tot__gte=day), output_field=BooleanField()
        )
        return self.annotate(nu=current).order_by("-nu", OLDER_LAST, "-periode_van", "-versie")

    def to_show(self, wijk_id: int, day: date) -> "WijkplanQuerySet":
        """The plan a reader of a wijk wants, at most one: the first of `best_first`."""
        rows = self.filter(wijk_id=wijk_id)
        return rows.filter(pk=Subquery(rows.best_first(day).values("pk")[:1]))

    def shown_in(self, wijken: Collection[int], day: date) -> "WijkplanQuerySet":
        """The plan each of these wijken shows: the first of `best_first`."""
        best = self.model.objects.filter(wijk=OuterRef("wijk")).best_first(day)  # type: ignore[attr-defined]
        return self.filter(wijk__in=wijken, pk=Subquery(best.values("pk")[:1]))

    def agreed_in(self, wijk_id: int, day: date) -> "WijkplanQuerySet":
        """The agreed plans by which one works in a wijk, the current first; one that was evaluated until the next is."""
        return self.filter(wijk_id=wijk_id, status__in=(*IN_FORCE, "geevalueerd")).best_first(day)

    def overlapping(self, van: date, tot: date) -> "WijkplanQuerySet":
        """Plans that share at least one day with this period."""
        return self.filter(periode_van__lte=tot, periode_tot__gte=van)


class PrioriteitQuerySet(PlanQuerySet):
    to_plan = "wijkplan"

    def now(self) -> "PrioriteitQuerySet":
        """Priorities that ask for work: all but those somebody put on «niet nu»."""
        return self.exclude(moscow="niet_nu")


class GesprekskaartQuerySet(PlanQuerySet):
    to_plan = "prioriteit__wijkplan"

    def of_lines(self, lijnen: Collection["UUID"]) -> "GesprekskaartQuerySet":
        """The cards of these priorities, in whichever version they were written, with the line in `lijn`."""
        return self.filter(prioriteit__lijn__in=lijnen).annotate(lijn=F("prioriteit__lijn"))


class DoelQuerySet(PlanQuerySet):
    to_plan = "prioriteit__wijkplan"

    def to_work_for(self, wijken: Collection[int], day: date) -> "DoelQuerySet":
        """The goals one plans work for: of the plan each of these wijken shows, when that is not closed."""
        plans = model_of(self, "prioriteit", "wijkplan").objects
        shown = plans.filter(wijk=OuterRef(f"{self.to_plan}__wijk")).best_first(day).values("pk")[:1]
        rows = self.filter(**{f"{self.to_plan}__wijk__in": wijken, self.to_plan: Subquery(shown)})
        rows = rows.exclude(**{f"{self.to_plan}__status__in": CLOSED})
        return rows.order_by("prioriteit__rang", "rang", "pk")


class ProjectQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"


class BeoogdEffectQuerySet(PlanQuerySet):
    to_plan = "prioriteit__wijkplan"


TOETS_BINNEN = timedelta(days=365)


class SchakelQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"

    def untested(self, day: date) -> "SchakelQuerySet":
        """Assumptions of a plan in force that nobody tested in a year; priorities on «niet nu» ask nothing."""
        rows = self.filter(getoetst_op=None, sinds__lte=day - TOETS_BINNEN)
        in_force = rows.filter(**{f"{self.to_plan}__status__in": IN_FORCE})
        return in_force.exclude(doel__prioriteit__moscow="niet_nu").order_by("sinds", "pk")

    def tested_in(self, wijk_id: int, jaar: int) -> "SchakelQuerySet":
        """What a wijk tested in a year, each assumption once, the last test first."""
        rows = self.filter(**{f"{self.to_plan}__wijk": wijk_id}, getoetst_op__year=jaar)
        once = rows.order_by("lijn", "-getoetst_op", "-pk").distinct("lijn")
        return self.filter(pk__in=once.values("pk")).order_by("-getoetst_op", "-pk")


class DekkingQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"


class VoorleggingQuerySet(InvitedQuerySet):
    invited = "akkoorden__partner"

    def standing(self) -> "VoorleggingQuerySet":
        """Texts that were not withdrawn."""
        return self.filter(ingetrokken_op=None)


class AkkoordQuerySet(InvitedQuerySet):
    """What each party said is open to all that were asked."""

    to_plan = "voorlegging__wijkplan"
    invited = "voorlegging__akkoorden__partner"

    def waiting(self) -> "AkkoordQuerySet":
        """Asked, and no yes, no or absence yet."""
        return self.filter(antwoord__in=["", "voorgelegd", "doorgegeven"], voorlegging__ingetrokken_op=None)


class PartnerpulsQuerySet(InvitedQuerySet):
    """Who works in the wijk reads all; a partner its own."""

    invited = "partner"


class PulspuntQuerySet(InvitedQuerySet):
    to_plan = "puls__wijkplan"
    invited = "puls__partner"
