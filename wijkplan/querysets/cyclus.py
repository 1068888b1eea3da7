"""Words about the yearly cycle: what was done, how it went, and what is still to be done differently."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkplan.querysets.basis import PlanQuerySet

if TYPE_CHECKING:
    from mensen.models import User

BINNENKORT = timedelta(days=14)


class CyclusstapQuerySet(PlanQuerySet):
    to_plan = "wijkplan"


class EvaluatieQuerySet(PlanQuerySet):
    to_plan = "wijkplan"

    def of_plan(self) -> "EvaluatieQuerySet":
        """Of a plan as a whole."""
        return self.filter(prioriteit=None, project=None)

    def lessons(self, words: str = "") -> "EvaluatieQuerySet":
        """Evaluated experiments; every one of the words stands somewhere in each of them."""
        rows = self.filter(project__experiment=True)
        for word in words.split():
            rows = rows.filter(
                Q(project__titel__icontains=word)
                | Q(project__hypothese__icontains=word)
                | Q(project__stopcriterium__icontains=word)
                | Q(werkte__icontains=word)
                | Q(werkte_niet__icontains=word)
                | Q(geleerd__icontains=word)
            )
        return rows


class VerbeteractieQuerySet(PlanQuerySet):
    to_plan = "evaluatie__wijkplan"

    def open(self) -> "VerbeteractieQuerySet":
        """Still to be done, the earliest deadline first."""
        return self.filter(status="open").order_by("deadline", "pk")

    def late(self, day: date) -> "VerbeteractieQuerySet":
        """Still to be done, and the deadline is over."""
        return self.open().filter(deadline__lt=day)

    def waiting_for(self, user: "User", day: date) -> "VerbeteractieQuerySet":
        """Hers, to be done within two weeks of this day or late already."""
        return self.open().filter(eigenaar=user, deadline__lte=day + BINNENKORT)


class PulsvraagQuerySet(PlanQuerySet):
    """Who works in the wijk knows that was asked, and so does every partner of it."""

    to_plan = "wijkplan"

    def visible_to(self, user: "User") -> "PulsvraagQuerySet":
        """Of own wijken, and of those one's organisation is involved in; all for who leads."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        return self.filter(wijkplan__wijk__in=scope.own_wijken | scope.partner_wijken)
