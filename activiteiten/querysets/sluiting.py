from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class SluitingQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "SluitingQuerySet":
        """Those of the whole city and of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(Q(wijk=None) | Q(wijk__in=scope.own_wijken))

    def holding_in(self, wijk: "Wijk | int") -> "SluitingQuerySet":
        """What counts for this wijk: its own and those of the whole city."""
        return self.filter(Q(wijk=wijk) | Q(wijk=None))

    def between(self, first: date, last: date) -> "SluitingQuerySet":
        """Touching these days."""
        return self.filter(van__lte=last, tot__gte=first)
