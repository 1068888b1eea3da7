from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, ExpressionWrapper, Max, Q, QuerySet, Subquery, When

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk
    from wijkplan.models import Indicator


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


IN_FORCE = ("vastgesteld", "in_uitvoering")
OLDER_LAST = Case(When(status__in=IN_FORCE, then=0), When(status="gearchiveerd", then=2), default=1)


class WijkplanQuerySet(PlanQuerySet):
    def visible_to(self, user: "User") -> "WijkplanQuerySet":
        """Also for partners of the wijk: every plan that was ever laid before parties or put to a round."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        shared = Q(wijk__in=scope.partner_wijken) & ~Q(status="concept", voorleggingen=None, rondes=None)
        return self.filter(Q(wijk__in=scope.own_wijken) | shared).distinct()

    def current_on(self, day: date) -> "WijkplanQuerySet":
        """Plans whose period holds this day: the one in force first, then the newest version; none that was replaced."""
        rows = self.filter(periode_van__lte=day, periode_tot__gte=day).exclude(
            status="gearchiveerd", volgende__isnull=False
        )
        return rows.order_by(OLDER_LAST, "-versie", "-pk")

    def to_show(self, wijk_id: int, day: date) -> "WijkplanQuerySet":
        """The plan a reader of a wijk wants, at most one: of the current ones that in force, else the newest."""
        current = ExpressionWrapper(
            Q(periode_van__lte=day, periode_tot__gte=day), output_field=BooleanField()
        )
        rows = self.filter(wijk_id=wijk_id)
        newest = (
            rows.annotate(nu=current).order_by("-nu", OLDER_LAST, "-periode_van", "-versie").values("pk")[:1]
        )
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

    def of_line(self, indicator: "Indicator") -> "MetingQuerySet":
        """Measurements of this indicator, those made for other versions of it included."""
        return self.filter(indicator__lijn=indicator.lijn)

    def settled(self) -> "MetingQuerySet":
        """What may leave the team."""
        return self.filter(status="vastgesteld")

    def waiting(self) -> "MetingQuerySet":
        """Handed in, and not judged yet; the oldest first."""
        return self.filter(status="ingediend").order_by("op", "pk")


class ProjectQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"


class BeoogdEffectQuerySet(PlanQuerySet):
    to_plan = "prioriteit__wijkplan"


class SchakelQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"


class DekkingQuerySet(PlanQuerySet):
    to_plan = "doel__prioriteit__wijkplan"


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


class InvitedQuerySet(PlanQuerySet):
    """Rows parties are invited to: also seen by an invited organisation, as long as it is involved in the wijk.

    `invited` is the lookup to the invited organisations.
    """

    to_plan = "wijkplan"
    invited = ""

    def visible_to(self, user: "User") -> "InvitedQuerySet":
        """Own wijken, all for who leads, and what one's own organisation was invited to."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        asked = {self.invited + "__in": scope.partners, self._via("wijk__in"): scope.partner_wijken}
        return self.filter(Q(**{self._via("wijk__in"): scope.own_wijken}) | Q(**asked)).distinct()


class RondeQuerySet(InvitedQuerySet):
    invited = "partijen__partner"

    def to_open(self, now: datetime) -> "RondeQuerySet":
        """Planned, and their moment has come."""
        return self.filter(status="gepland", opent__lte=now)

    def to_close(self, now: datetime) -> "RondeQuerySet":
        """Open, and their time is over."""
        return self.filter(status="open", sluit__lte=now)


class RondeoptieQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"


class RondepartijQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"


class StembiljetQuerySet(InvitedQuerySet):
    """Ballots are open to who works in the wijk; a party sees its own."""

    to_plan = "ronde__wijkplan"
    invited = "partner"


class StemQuerySet(InvitedQuerySet):
    to_plan = "biljet__ronde__wijkplan"
    invited = "biljet__partner"


class BewonerstellingQuerySet(PlanQuerySet):
    to_plan = "ronde__wijkplan"


class BezwaarQuerySet(InvitedQuerySet):
    to_plan = "ronde__wijkplan"
    invited = "ronde__partijen__partner"

    def overriding(self) -> "BezwaarQuerySet":
        """Overriding objections that nobody solved yet."""
        return self.filter(overwegend=True, opgelost_op=None)


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


class CyclusstapQuerySet(PlanQuerySet):
    to_plan = "wijkplan"


class EvaluatieQuerySet(PlanQuerySet):
    to_plan = "wijkplan"


class VerbeteractieQuerySet(PlanQuerySet):
    to_plan = "evaluatie__wijkplan"

    def open(self) -> "VerbeteractieQuerySet":
        """Still to be done, the earliest deadline first."""
        return self.filter(status="open").order_by("deadline", "pk")


class PartnerpulsQuerySet(InvitedQuerySet):
    """Who works in the wijk reads all; a partner its own."""

    invited = "partner"


class PulspuntQuerySet(InvitedQuerySet):
    to_plan = "puls__wijkplan"
    invited = "puls__partner"
