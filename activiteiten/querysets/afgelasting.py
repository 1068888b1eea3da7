from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User


class AfgelastingQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "AfgelastingQuerySet":
        """Own ones, and those of the wijken one coordinates."""
        return self.filter(Q(door=user) | Q(bijeenkomst__activiteit__wijk__in=user.scope.coordinator_wijken))

    def said_before(self, moment: datetime) -> "AfgelastingQuerySet":
        """Too old to be said again by a phone."""
        return self.filter(op__lt=moment)
