from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class ReeksQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ReeksQuerySet":
        """Series of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(activiteit__wijk__in=scope.own_wijken)

    def running(self) -> "ReeksQuerySet":
        """Not ended before today, and neither was their activity."""
        today = timezone.localdate()
        activity = Q(activiteit__gestopt_op=None) | Q(activiteit__gestopt_op__gte=today)
        return self.filter(activity, Q(tot=None) | Q(tot__gte=today))

    def skipping(self, soorten: "set[str]", wijk: "Wijk | None") -> "ReeksQuerySet":
        """Series that skip one of these kinds of closure, of one wijk or of all."""
        rows = self.filter(sla_over__overlap=sorted(soorten))
        return rows if wijk is None else rows.filter(activiteit__wijk=wijk)
