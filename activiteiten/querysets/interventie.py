from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, F, Q, QuerySet, When

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class FysiekeInterventieQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "FysiekeInterventieQuerySet":
        """Those of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken)

    def in_wijk(self, wijk: "Wijk") -> "FysiekeInterventieQuerySet":
        """Those of one wijk."""
        return self.filter(wijk=wijk)

    def by_progress(self) -> "FysiekeInterventieQuerySet":
        """What stands there first, then what is planned, ideas, and what is gone; newest first within these."""
        order = Case(
            *(When(status=name, then=n) for n, name in enumerate(("klaar", "gepland", "idee"))), default=9
        )
        return self.order_by(order, "-op", "-pk")

    def ending(self, today: date, ahead: timedelta) -> "FysiekeInterventieQuerySet":
        """Stand there, while the promise to look after them ends within this time, or ended; first one first."""
        rows = self.filter(status="klaar", beheerafspraak_tot__lte=today + ahead)
        return rows.order_by("beheerafspraak_tot", "pk")

    def to_tell(self, today: date, ahead: timedelta) -> "FysiekeInterventieQuerySet":
        """Of those, the ones whose coordinator did not hear it: once ahead, once on the last day or after."""
        unheard = ~Q(vooraf_gemeld=F("beheerafspraak_tot")) | Q(vooraf_gemeld=None)
        over = Q(beheerafspraak_tot__lte=today) & (
            ~Q(afloop_gemeld=F("beheerafspraak_tot")) | Q(afloop_gemeld=None)
        )
        return self.ending(today, ahead).filter(Q(beheerafspraak_tot__gt=today) & unheard | over)
