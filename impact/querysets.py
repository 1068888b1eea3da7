from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from mensen.models import User


class KwartaalwoordQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "KwartaalwoordQuerySet":
        """Written by coordinators, read by those who see the wijk's figures."""
        scope = user.scope
        return (
            self if scope.sees_all_wijken else self.filter(wijk__in=scope.own_wijken | scope.partner_wijken)
        )
