from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

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

    def involved_in(self, wijk: "Wijk", day: date) -> "PartnerQuerySet":
        """Organisations involved in a wijk on a day."""
        return self.filter(
            Q(betrokkenheden__tot=None) | Q(betrokkenheden__tot__gte=day),
            betrokkenheden__wijk=wijk,
            betrokkenheden__van__lte=day,
        ).distinct()


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


class InWijkQuerySet(QuerySet):
    """Rows of a wijk with an organisation that owns them (`owner` is the lookup to it)."""

    owner = "partner"
    to_wijk = "wijk"

    def in_wijk(self, wijk: "Wijk") -> "InWijkQuerySet":
        """Rows of one wijk."""
        return self.filter(**{self.to_wijk: wijk})

    def visible_to(self, user: "User") -> "InWijkQuerySet":
        """Those of the wijken one coordinates, those of one's own organisation; all for who leads."""
        scope = user.scope
        if scope.sees_all_wijken:
            return self
        mine = {f"{self.owner}__in": scope.partners, f"{self.to_wijk}__in": scope.partner_wijken}
        return self.filter(Q(**{f"{self.to_wijk}__in": scope.coordinator_wijken}) | Q(**mine))


class BijdrageQuerySet(InWijkQuerySet):
    def in_wijk(self, wijk: "Wijk") -> "BijdrageQuerySet":
        """Promises to one wijk."""
        return self.filter(wijk=wijk)

    def visible_to(self, user: "User") -> "BijdrageQuerySet":
        """Those to wijken one coordinates, those of one's own organisation; all for who leads."""
        rows: BijdrageQuerySet = super().visible_to(user)  # type: ignore[assignment]
        return rows

    def standing(self) -> "BijdrageQuerySet":
        """Promises that were not withdrawn."""
        return self.filter(ingetrokken_op=None)

    def with_sums(self) -> "BijdrageQuerySet":
        """Add what came in (`ontvangen`) and what was used (`besteed`) of each; nothing booked is nothing yet: 0."""
        none = Decimal(0)
        return self.annotate(
            ontvangen=Coalesce(Sum("boekingen__hoeveel", filter=Q(boekingen__soort="ontvangen")), none),
            besteed=Coalesce(Sum("boekingen__hoeveel", filter=Q(boekingen__soort="besteed")), none),
        )

    def overdue(self, day: date) -> "BijdrageQuerySet":
        """Standing, expected before this day, and not all of it came in; the longest waiting first."""
        late = self.standing().filter(verwacht_op__lt=day).with_sums().filter(ontvangen__lt=F("toegezegd"))
        return late.order_by("verwacht_op", "pk")


class BoekingQuerySet(InWijkQuerySet):
    owner = "bijdrage__partner"
    to_wijk = "bijdrage__wijk"


class RuimtelijkeOntwikkelingQuerySet(InWijkQuerySet):
    owner = "eigenaar"


class WoonplekQuerySet(InWijkQuerySet):
    owner = "corporatie"


class DatumwijzigingQuerySet(InWijkQuerySet):
    owner = "ontwikkeling__eigenaar"
    to_wijk = "ontwikkeling__wijk"

    def unseen(self) -> "DatumwijzigingQuerySet":
        """Moves of a date whose consequences nobody looked at yet, newest first."""
        return self.filter(bekeken_op=None).order_by("-op", "-pk")
