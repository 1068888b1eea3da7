from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from wijken.querysets import InWijkQuerySet

if TYPE_CHECKING:
    from mensen.models import User

STIL = timedelta(days=90)
WEEK = timedelta(days=7)


class InitiatiefQuerySet(InWijkQuerySet):
    def search(self, words: str) -> "InitiatiefQuerySet":
        """Each of the words occurs in the title."""
        for word in words.split()[:8]:
            self = self.filter(titel__icontains=word)  # noqa: PLW0642 - narrows word by word
        return self

    def quiet(self) -> "InitiatiefQuerySet":
        """With us still, and nothing told about it for long."""
        since = timezone.localdate() - STIL
        return self.exclude(fase__in=["zelfstandig", "gestopt"]).filter(gewijzigd_op__lt=since)

    def ever_zelfstandig(self) -> "InitiatiefQuerySet":
        """What went on without us, also what stopped since."""
        return self.exclude(zelfstandig_op=None)

    def to_ask(self, first: date) -> "InitiatiefQuerySet":
        """On their own since a day at the latest: the house may have to ask whether they still exist."""
        return self.filter(fase="zelfstandig", zelfstandig_op__lte=first)


class OfInitiatiefQuerySet(QuerySet):
    """Rows of an initiative, seen by who sees the initiative."""

    def visible_to(self, user: "User") -> "OfInitiatiefQuerySet":
        """Of own wijken, of all for who leads; never partners."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(initiatief__wijk__in=scope.own_wijken)


class EigenaarschapsmetingQuerySet(OfInitiatiefQuerySet):
    pass


class OverlevingscheckQuerySet(OfInitiatiefQuerySet):
    def waiting(self, today: date) -> "OverlevingscheckQuerySet":
        """Asked and not answered, oldest first."""
        return self.filter(bestaat_nog=None, vraag_op__lte=today).order_by("vraag_op", "pk")

    def late(self, today: date) -> "OverlevingscheckQuerySet":
        """Asked a week ago, not answered, and nobody reminded."""
        return self.waiting(today).filter(vraag_op__lte=today - WEEK, herinnerd_op=None)
