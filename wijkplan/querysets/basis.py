"""What all querysets of a plan share: who sees their rows."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


def model_of(rows: QuerySet, *path: str) -> Any:
    """The model at the end of a path of relations."""
    model: Any = rows.model
    for name in path:
        model = model._meta.get_field(name).related_model
    return model


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
