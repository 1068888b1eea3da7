from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, Q, QuerySet
from django.utils import timezone

from activiteiten.querysets.days import day_start

if TYPE_CHECKING:
    from activiteiten.models import Activiteit
    from mensen.models import User
    from wijken.models import Wijk


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
