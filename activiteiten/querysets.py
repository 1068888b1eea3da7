from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


def day_start(day: date) -> datetime:
    """Midnight at the beginning of a day in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


class ActiviteitQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ActiviteitQuerySet":
        """Activities of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken)

    def in_wijk(self, wijk: "Wijk") -> "ActiviteitQuerySet":
        """Activities of one wijk."""
        return self.filter(wijk=wijk)

    def orphans(self) -> "ActiviteitQuerySet":
        """Activities that belong to no goal (los van het plan)."""
        return self.filter(doel=None)


class BijeenkomstQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "BijeenkomstQuerySet":
        """Bijeenkomsten of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(activiteit__wijk__in=scope.own_wijken)

    def in_wijk(self, wijk: "Wijk") -> "BijeenkomstQuerySet":
        """Bijeenkomsten of one wijk."""
        return self.filter(activiteit__wijk=wijk)

    def between(self, first: date, last: date) -> "BijeenkomstQuerySet":
        """Begun on a local day from `first` up to and including `last`."""
        return self.filter(begin__gte=day_start(first), begin__lt=day_start(last + timedelta(days=1)))

    def ended(self, now: datetime | None = None) -> "BijeenkomstQuerySet":
        """Over by now."""
        return self.filter(eind__lte=now or timezone.now())

    def to_count(self) -> "BijeenkomstQuerySet":
        """Over, not cancelled, and nobody said how many came, newest first."""
        return self.ended().filter(status="gepland").order_by("-begin", "-pk")

    def took_place(self) -> "BijeenkomstQuerySet":
        """Went on, counted or not."""
        return self.filter(status="doorgegaan")

    def for_user(self, user: "User") -> "BijeenkomstQuerySet":
        """Bijeenkomsten this person is planned for."""
        return self.filter(inzetten__user=user, inzetten__status__in=["ingepland", "aanwezig"])

    def waiting_for(self, user: "User") -> "BijeenkomstQuerySet":
        """Counts this person can type in: own bijeenkomsten of a teamlid, all of the wijk for a coordinator."""
        scope = user.scope
        return (
            self.to_count()
            .filter(
                Q(activiteit__wijk__in=scope.coordinator_wijken)
                | Q(telt=user)
                | (Q(telt=None) & Q(inzetten__user=user, inzetten__status__in=["ingepland", "aanwezig"]))
            )
            .distinct()
        )


class TellingQuerySet(QuerySet):
    def open_differences(self) -> "TellingQuerySet":
        """Counts that differ from the one in force and wait for a coordinator."""
        return self.filter(afwijkend=True, beslist_op=None)

    def visible_to(self, user: "User") -> "TellingQuerySet":
        """Counts of bijeenkomsten in own wijken; all for who leads."""
        scope = user.scope
        return (
            self if scope.sees_all_wijken else self.filter(bijeenkomst__activiteit__wijk__in=scope.own_wijken)
        )


class InzetQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "InzetQuerySet":
        """Own inzet, and that of the wijken one coordinates."""
        return self.filter(Q(user=user) | Q(bijeenkomst__activiteit__wijk__in=user.scope.coordinator_wijken))


class MaandvrijgaveQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "MaandvrijgaveQuerySet":
        """Released months of own wijken, also for partners; all for who leads."""
        scope = user.scope
        return (
            self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken | scope.partner_wijken)
        )

    def in_wijk(self, wijk: "Wijk") -> "MaandvrijgaveQuerySet":
        """Released months of one wijk."""
        return self.filter(wijk=wijk)
