from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


class TeamQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "TeamQuerySet":
        """Teams of own wijken; all for who leads."""
        scope = user.scope
        return self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken)


class LidmaatschapQuerySet(QuerySet):
    def on(self, day: date) -> "LidmaatschapQuerySet":
        """Roles that are true on a day, the last day included."""
        return self.filter(Q(tot=None) | Q(tot__gte=day), van__lte=day)

    def in_wijk(self, wijk: "Wijk") -> "LidmaatschapQuerySet":
        """Roles in the teams of a wijk."""
        return self.filter(team__wijk=wijk)

    def of_wijk_today(self, *wijk_ids: int) -> "LidmaatschapQuerySet":
        """Roles in these wijken that are true today."""
        return self.on(timezone.localdate()).filter(team__wijk__in=wijk_ids)

    def coordinators(self, *wijk_ids: int) -> "QuerySet[User]":
        """Who coordinates these wijken today, by name."""
        return self.of_wijk_today(*wijk_ids).filter(rol="wijkcoordinator").users()

    def users(self) -> "QuerySet[User]":
        """The people of these roles, each once, by name."""
        people = self.model._meta.get_field("user").related_model
        return people.objects.filter(pk__in=self.order_by().values("user")).order_by("naam", "pk")  # type: ignore[union-attr]

    def visible_to(self, user: "User") -> "LidmaatschapQuerySet":
        """Own roles, roles in own wijken; all for who leads or looks after the installation."""
        scope = user.scope
        if scope.sees_all_wijken or scope.is_beheerder:
            return self
        return self.filter(Q(user=user) | Q(team__wijk__in=scope.own_wijken))
