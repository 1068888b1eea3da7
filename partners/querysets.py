from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class DatedQuerySet(QuerySet):
    def on(self, day: date) -> "DatedQuerySet":
        """Rows that are true on a day, the last day included."""
        return self.filter(Q(tot=None) | Q(tot__gte=day), van__lte=day)


class PartnerQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "PartnerQuerySet":
        """Own organisation; organisations involved in own wijken; all for who leads."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        return self.filter(Q(pk__in=scope.partners) | Q(betrokkenheden__wijk__in=scope.own_wijken)).distinct()


class ContactpersoonQuerySet(DatedQuerySet):
    def visible_to(self, user: "User") -> "ContactpersoonQuerySet":
        """Contact persons of the organisations in own wijken, for those who work there; colleagues of one's own."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        return self.filter(
            Q(partner__in=scope.partners) | Q(partner__betrokkenheden__wijk__in=scope.coordinator_wijken)
        ).distinct()


class BetrokkenheidQuerySet(DatedQuerySet):
    def in_wijk(self, wijk: "Wijk") -> "BetrokkenheidQuerySet":
        """Organisations involved in a wijk."""
        return self.filter(wijk=wijk)

    def visible_to(self, user: "User") -> "BetrokkenheidQuerySet":
        """Own involvement, and who is involved in own wijken; all for who leads."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        return self.filter(Q(partner__in=scope.partners) | Q(wijk__in=scope.own_wijken))


class AfspraakQuerySet(QuerySet):
    def in_wijk(self, wijk: "Wijk") -> "AfspraakQuerySet":
        """Afspraken about a wijk."""
        return self.filter(wijk=wijk)

    def open(self) -> "AfspraakQuerySet":
        """Not yet done."""
        return self.filter(afgerond_op=None)

    def due(self, day: date) -> "AfspraakQuerySet":
        """Open and promised for this day or earlier, oldest first."""
        return self.open().filter(voor__lte=day).order_by("voor", "pk")

    def visible_to(self, user: "User") -> "AfspraakQuerySet":
        """Afspraken of the wijken one coordinates; all for who leads. Partners see none yet."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.coordinator_wijken)
