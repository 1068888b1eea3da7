from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User


class WeekuurQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "WeekuurQuerySet":
        """Own hours, and those of the teams of the wijken one coordinates; they are gone after two quarters."""
        return self.filter(Q(door=user) | Q(team__wijk__in=user.scope.coordinator_wijken))

    def of(self, user: "User") -> "WeekuurQuerySet":
        """Of one person."""
        return self.filter(door=user)

    def between(self, first: date, last: date) -> "WeekuurQuerySet":
        """Of a day from `first` up to and including `last`."""
        return self.filter(dag__gte=first, dag__lte=last)

    def before(self, day: date) -> "WeekuurQuerySet":
        """Of an earlier day."""
        return self.filter(dag__lt=day)
