from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk

OPEN = ("nieuw", "bekeken", "opgepakt", "doorgezet")


class SignaalQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "SignaalQuerySet":
        """Those of the wijken where this person works today; typed words go to nobody else."""
        return self.filter(wijk__in=user.scope.own_wijken)

    def in_wijk(self, wijk: "Wijk") -> "SignaalQuerySet":
        """Of one wijk."""
        return self.filter(wijk=wijk)

    def open(self) -> "SignaalQuerySet":
        """Those about which something may still be done."""
        return self.filter(status__in=OPEN)

    def unanswered(self) -> "SignaalQuerySet":
        """Those nobody reacted to yet."""
        return self.filter(status="nieuw")

    def to_remind(self, before: datetime) -> "SignaalQuerySet":
        """Raised before this moment, nobody reacted, and nobody was reminded."""
        return self.unanswered().filter(op__lt=before, herinnerd_op=None)

    def heard_once(self) -> "SignaalQuerySet":
        """Nobody said after who raised it that it was heard again."""
        return self.filter(gehoord=None)

    def search(self, words: str) -> "SignaalQuerySet":
        """Each of the words occurs in what was heard."""
        for word in words.split()[:8]:
            self = self.filter(tekst__icontains=word)  # noqa: PLW0642 - narrows word by word
        return self

    def with_strength(self) -> "SignaalQuerySet":
        """Add `keren`: how often it was heard in all; 1 when only who raised it did."""
        again = self.model._meta.get_field("gehoord").related_model.objects  # type: ignore[union-attr]
        counted = again.filter(signaal=OuterRef("pk")).order_by().values("signaal")
        return self.annotate(keren=1 + Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0))

    def with_steps(self) -> "SignaalQuerySet":
        """With what was done about each, newest first, and by whom, as `gedaan`."""
        return self.prefetch_related(
            Prefetch("stappen", self._steps().select_related("door").order_by("-op", "-pk"), to_attr="gedaan")
        )

    def for_list(self) -> "SignaalQuerySet":
        """As a list shows them."""
        return self.with_strength().with_steps().select_related("door", "wijk")

    def answered_for(self, user: "User", since: datetime) -> "SignaalQuerySet":
        """Own ones that somebody else did something about since this moment, newest first."""
        steps = self._steps().filter(signaal=OuterRef("pk"), op__gte=since).exclude(antwoord="")
        return self.filter(Exists(steps.exclude(door=user)), door=user).order_by("-stap_op", "-pk")

    def with_answer(self) -> "SignaalQuerySet":
        """Add `antwoord`: the words of the last step that had any; NULL when none had."""
        steps = self._steps().filter(signaal=OuterRef("pk")).exclude(antwoord="")
        steps = steps.order_by("-op", "-pk")
        return self.annotate(antwoord=Subquery(steps.values("antwoord")[:1]))

    def _steps(self) -> "OfSignaalQuerySet":
        return self.model._meta.get_field("stappen").related_model.objects.all()  # type: ignore[union-attr]

    def untouched_since(self, moment: datetime) -> "SignaalQuerySet":
        """With words still, and nothing done about it since this moment."""
        return self.filter(stap_op__lt=moment).filter(~Q(tekst="") | Q(stappen__antwoord__gt="")).distinct()


class OfSignaalQuerySet(QuerySet):
    """Rows that hang under a signaal."""

    def visible_to(self, user: "User") -> "OfSignaalQuerySet":
        """Of the signalen this person sees."""
        return self.filter(signaal__wijk__in=user.scope.own_wijken)
