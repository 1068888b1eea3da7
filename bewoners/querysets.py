from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class RelatieQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "RelatieQuerySet":
        """Relations this person maintains today, and the codes of the wijken she coordinates."""
        scope = user.scope
        maintained = Q(perioden__user=user, perioden__van__lte=scope.today, wijk__in=scope.own_wijken) & (
            Q(perioden__tot=None) | Q(perioden__tot__gte=scope.today)
        )
        return self.filter(Q(wijk__in=scope.coordinator_wijken) | maintained).distinct()

    def maintained_by(self, user: "User") -> "RelatieQuerySet":
        """Relations this person maintains today."""
        today = user.scope.today
        return self.filter(
            Q(perioden__tot=None) | Q(perioden__tot__gte=today), perioden__user=user, perioden__van__lte=today
        ).distinct()

    def active(self) -> "RelatieQuerySet":
        """Not closed."""
        return self.exclude(status="afgesloten")


class ContactmomentQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ContactmomentQuerySet":
        """Own contact moments, and those of the wijken one coordinates."""
        scope = user.scope
        return self.filter(Q(door=user, wijk__in=scope.own_wijken) | Q(wijk__in=scope.coordinator_wijken))

    def in_wijk(self, wijk: "Wijk") -> "ContactmomentQuerySet":
        """Contact moments in one wijk."""
        return self.filter(wijk=wijk)

    def between(self, first: date, last: date) -> "ContactmomentQuerySet":
        """On a day from `first` up to and including `last`."""
        return self.filter(datum__gte=first, datum__lte=last)
