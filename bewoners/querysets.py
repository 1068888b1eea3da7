from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

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

    def called(self, word: str) -> "RelatieQuerySet":
        """Those with this code, or whose code has this word: all that a phone without connection knows of them."""
        return self.filter(Q(code=word) | Q(code__contains=f"-{word.lower()}-"))

    def with_last_contact(self) -> "RelatieQuerySet":
        """Add `laatste`: the day of the last conversation, whoever had it; NULL when there was none."""
        moments = self.model._meta.get_field("contactmomenten").related_model.objects  # type: ignore[union-attr]
        last = moments.filter(relatie=OuterRef("pk")).order_by("-datum").values("datum")[:1]
        return self.annotate(laatste=Subquery(last))

    def with_keepers(self) -> "RelatieQuerySet":
        """With who keeps in touch today, as `bij` of each row."""
        today = timezone.localdate()
        periods = self.model._meta.get_field("perioden").related_model.objects  # type: ignore[union-attr]
        current = periods.filter(Q(tot=None) | Q(tot__gte=today), van__lte=today).select_related("user")
        return self.prefetch_related(Prefetch("perioden", current.order_by("van", "pk"), to_attr="bij"))

    def active(self) -> "RelatieQuerySet":
        """Not closed."""
        return self.exclude(status="afgesloten")


class ContactmomentQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ContactmomentQuerySet":
        """Own contact moments, and those of the wijken one coordinates."""
        scope = user.scope
        coordinated = Q(wijk__in=scope.coordinator_wijken)
        if scope.own_wijken <= scope.coordinator_wijken:  # one condition, so the index of the wijk is walked
            return self.filter(coordinated)
        return self.filter(Q(door=user, wijk__in=scope.own_wijken) | coordinated)

    def with_note_seen_by(self, user: "User") -> "ContactmomentQuerySet":
        """Those whose note this person may read: what she sees, and talks with contacts she keeps today."""
        scope = user.scope
        kept = Q(relatie__perioden__tot=None) | Q(relatie__perioden__tot__gte=scope.today)
        kept &= Q(relatie__perioden__user=user, relatie__perioden__van__lte=scope.today)
        own = Q(wijk__in=scope.own_wijken) & (Q(door=user) | kept)
        return self.filter(own | Q(wijk__in=scope.coordinator_wijken)).distinct()

    def without_note(self) -> "ContactmomentQuerySet":
        """As a list shows them: whether there is a note (`heeft_notitie`), never what it says."""
        return self.defer("notitie").annotate(heeft_notitie=~Q(notitie=""))

    def note_past(self, moment: datetime) -> "ContactmomentQuerySet":
        """With a note of a conversation logged before this moment."""
        return self.filter(op__lt=moment).exclude(notitie="")

    def in_wijk(self, wijk: "Wijk") -> "ContactmomentQuerySet":
        """Contact moments in one wijk."""
        return self.filter(wijk=wijk)

    def between(self, first: date, last: date) -> "ContactmomentQuerySet":
        """On a day from `first` up to and including `last`."""
        return self.filter(datum__gte=first, datum__lte=last)
