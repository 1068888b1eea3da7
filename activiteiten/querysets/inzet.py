from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet, Sum

from activiteiten.querysets.days import day_start, named_since

if TYPE_CHECKING:
    from mensen.models import User


class InzetQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "InzetQuerySet":
        """Own inzet, and that of the wijken one coordinates."""
        return self.filter(Q(user=user) | Q(bijeenkomst__activiteit__wijk__in=user.scope.coordinator_wijken))

    def not_in_totals(self) -> "InzetQuerySet":
        """Those that no total counts: who could not come, and who was planned and never counted."""
        return self.exclude(status="aanwezig")

    def before(self, day: date) -> "InzetQuerySet":
        """At bijeenkomsten that began before this day."""
        return self.filter(bijeenkomst__begin__lt=day_start(day))

    def shown_to(self, user: "User") -> "InzetQuerySet":
        """By name: of this and the previous quarter, and one's own of whenever."""
        return self.filter(Q(user=user) | Q(bijeenkomst__begin__gte=day_start(named_since())))

    def time_between(self, user: "User", first: date, last: date) -> timedelta:
        """How long this person was present at bijeenkomsten that went on from `first` up to and including `last`."""
        rows = self.filter(
            user=user,
            status="aanwezig",
            bijeenkomst__status="doorgegaan",
            bijeenkomst__begin__gte=day_start(first),
            bijeenkomst__begin__lt=day_start(last + timedelta(days=1)),
        )
        total = rows.aggregate(duur=Sum(F("bijeenkomst__eind") - F("bijeenkomst__begin")))["duur"]
        return total or timedelta(0)
