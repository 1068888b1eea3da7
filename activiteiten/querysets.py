from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from core.periods import Quarter

if TYPE_CHECKING:
    from activiteiten.models import Activiteit, Reeks
    from mensen.models import User
    from wijken.models import Wijk


def day_start(day: date) -> datetime:
    """Midnight at the beginning of a day in local time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def named_since(now: datetime | None = None) -> date:
    """The first day of the previous quarter: who was where is told by name from then on."""
    return Quarter.of(timezone.localdate(now)).previous().first


class ActiviteitQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ActiviteitQuerySet":
        """Activities of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken)

    def in_wijk(self, wijk: "Wijk") -> "ActiviteitQuerySet":
        """Activities of one wijk."""
        return self.filter(wijk=wijk)

    def running(self) -> "ActiviteitQuerySet":
        """Not stopped before today."""
        return self.filter(Q(gestopt_op=None) | Q(gestopt_op__gte=timezone.localdate()))

    def search(self, words: str) -> "ActiviteitQuerySet":
        """Each of the words occurs in the title."""
        for word in words.split()[:8]:
            self = self.filter(titel__icontains=word)  # noqa: PLW0642 - a queryset narrows word by word
        return self

    def with_counts(self, first: date, last: date) -> "ActiviteitQuerySet":
        """Add of a period: `keer` (went on), `geteld` (of those, counted) and `gemiddeld` (bezoeken per counted one)."""
        held = Q(
            bijeenkomsten__status="doorgegaan",
            bijeenkomsten__begin__gte=day_start(first),
            bijeenkomsten__begin__lt=day_start(last + timedelta(days=1)),
        )
        return self.annotate(
            keer=Count("bijeenkomsten", filter=held),
            geteld=Count("bijeenkomsten__aantal_deelnemers", filter=held),
            gemiddeld=Avg("bijeenkomsten__aantal_deelnemers", filter=held),
        )

    def counted_for(
        self, page: "Sequence[Activiteit]", first: date, last: date
    ) -> "list[tuple[Activiteit, Activiteit]]":
        """Each row of a page beside its own `with_counts`: two cheap queries instead of one over all rows."""
        counts = self.filter(pk__in=[row.pk for row in page]).with_counts(first, last).in_bulk()
        return [(row, counts[row.pk]) for row in page]


class AgendasleutelQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "AgendasleutelQuerySet":
        """Everyone's own."""
        return self.filter(user=user)


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

    def recent(self, days: int = 14) -> "BijeenkomstQuerySet":
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
        people = Prefetch("inzetten", self._inzet().select_related("user").order_by("-rol", "user__naam"))
        return self.select_related("activiteit", "plek", "telt").prefetch_related(people)

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

    def _inzet(self) -> "InzetQuerySet":
        return self.model._meta.get_field("inzetten").related_model.objects.all()  # type: ignore[union-attr]

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


class ReeksQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "ReeksQuerySet":
        """Series of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(activiteit__wijk__in=scope.own_wijken)

    def running(self) -> "ReeksQuerySet":
        """Not ended before today, and neither was their activity."""
        today = timezone.localdate()
        activity = Q(activiteit__gestopt_op=None) | Q(activiteit__gestopt_op__gte=today)
        return self.filter(activity, Q(tot=None) | Q(tot__gte=today))

    def skipping(self, soorten: "set[str]", wijk: "Wijk | None") -> "ReeksQuerySet":
        """Series that skip one of these kinds of closure, of one wijk or of all."""
        rows = self.filter(sla_over__overlap=sorted(soorten))
        return rows if wijk is None else rows.filter(activiteit__wijk=wijk)


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
