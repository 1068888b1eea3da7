from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from activiteiten.models import Activiteit
    from mensen.models import User


class FotoQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "FotoQuerySet":
        """Released ones of own wijken (all for the projectleider); hidden ones for the maker and the coordinator."""
        scope = user.scope
        mine = Q(door=user, wijk__in=scope.own_wijken) | Q(wijk__in=scope.coordinator_wijken)
        team = (
            Q(vrijgegeven=True) if scope.is_projectleider else Q(vrijgegeven=True, wijk__in=scope.own_wijken)
        )
        return self.existing().filter(mine | team)

    def latest_of(self, activiteit: "Activiteit") -> "FotoQuerySet":
        """Of the bijeenkomsten of an activity, the newest first."""
        return self.filter(bijeenkomst__activiteit=activiteit).order_by("-bijeenkomst__begin", "-pk")

    def existing(self) -> "FotoQuerySet":
        """Not erased."""
        return self.filter(gewist_op=None)

    def made_before(self, moment: datetime) -> "FotoQuerySet":
        """Sent in before a moment, erased or not."""
        return self.filter(op__lt=moment)

    def unanswered_since(self, moment: datetime) -> "FotoQuerySet":
        """Still hidden: nobody said who is on them, or consent of somebody is missing."""
        return self.existing().filter(vrijgegeven=False, op__lt=moment)
