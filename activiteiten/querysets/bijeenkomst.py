from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from activiteiten.querysets.days import day_start

if TYPE_CHECKING:
    from activiteiten.models import Bijeenkomst, Reeks
    from activiteiten.querysets.inzet import InzetQuerySet
    from mensen.models import User
    from wijken.models import Wijk

TERUG = timedelta(days=14)  # so long a student may count after the end


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

    def counted(self) -> "BijeenkomstQuerySet":
        """Went on, and somebody said how many came (0 is a number too)."""
        return self.took_place().exclude(aantal_deelnemers=None)

    def recent(self, days: int = TERUG.days) -> "BijeenkomstQuerySet":
        """Ended within so many days, newest first: what students may still log."""
        since = timezone.now() - timedelta(days=days)
        return self.ended().filter(eind__gte=since).order_by("-begin", "-pk")

    def upcoming(self) -> "BijeenkomstQuerySet":
        """Not over and not cancelled, first one first."""
        return self.filter(eind__gt=timezone.now(), status="gepland").order_by("begin", "pk")

    def in_kalender(self) -> "BijeenkomstQuerySet":
        """What a calendar holds: three months back to twelve ahead, planned or cancelled; nothing unplanned."""
        today = timezone.localdate()
        rows = self.filter(activiteit__los=False).between(
            today - timedelta(days=92), today + timedelta(days=366)
        )
        return rows.select_related("activiteit", "plek").order_by("begin", "pk")

    def for_list(self) -> "BijeenkomstQuerySet":
        """With what a line shows: activity, place and people, in two queries."""
        return self.for_line().prefetch_related(self._people())

    def for_line(self) -> "BijeenkomstQuerySet":
        """With its activity and place, without people: `add_people` brings those to several lists at once."""
        return self.select_related("activiteit", "plek", "telt")

    def add_people(self, rows: "list[Bijeenkomst]") -> None:
        """Bring the people of rows that were read with `for_line`, in one query."""
        prefetch_related_objects(rows, self._people())

    def _people(self) -> Prefetch:
        rows = self._inzet().select_related("user", "ruil_aan").order_by("-rol", "user__naam")
        return Prefetch("inzetten", rows)

    def with_previous_count(self) -> "BijeenkomstQuerySet":
        """Add `vorige_aantal` and `vorige_begin` of the last counted one of the same activity (never of «Los»)."""
        earlier = (
            self.model.objects.filter(  # type: ignore[attr-defined]
                activiteit=OuterRef("activiteit"), activiteit__los=False, begin__lt=OuterRef("begin")
            )
            .counted()
            .order_by("-begin", "-pk")
        )
        return self.annotate(
            vorige_aantal=Subquery(earlier.values("aantal_deelnemers")[:1]),
            vorige_begin=Subquery(earlier.values("begin")[:1]),
        )

    def still_to_come(self, reeks: "Reeks | int | None") -> "BijeenkomstQuerySet":
        """Those of a series that are planned and have not begun: all that a change of the series may touch."""
        return self.filter(reeks=reeks, status="gepland", begin__gt=timezone.now())

    def ended_with(self, reeks: "Reeks | int | None") -> "BijeenkomstQuerySet":
        """Those to come that went out together with their series; one cancelled by itself was set by hand."""
        return self.filter(reeks=reeks, status="afgelast", aangepast=False, begin__gt=timezone.now())

    def _inzet(self) -> "InzetQuerySet":
        return self.model._meta.get_field("inzetten").related_model.objects.all()  # type: ignore[union-attr]

    def for_user(self, user: "User") -> "BijeenkomstQuerySet":
        """Bijeenkomsten this person is planned for."""
        return self.filter(inzetten__user=user, inzetten__status__in=["ingepland", "aanwezig"])

    def waiting_for(self, user: "User") -> "BijeenkomstQuerySet":
        """Counts this person can type in: own bijeenkomsten of a teamlid, all of the wijk for a coordinator.

        A teamlid counts up to 14 days back; what is older waits for the coordinator only.
        """
        planned = Q(telt=None, inzetten__user=user, inzetten__status__in=["ingepland", "aanwezig"])
        own = (Q(telt=user) | planned) & Q(eind__gte=timezone.now() - TERUG)
        coordinated = Q(activiteit__wijk__in=user.scope.coordinator_wijken)
        return self.to_count().filter(coordinated | own).distinct()
