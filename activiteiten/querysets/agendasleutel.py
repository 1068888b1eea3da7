from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from mensen.models import User


class AgendasleutelQuerySet(QuerySet):
    def visible_to(self, user: "User") -> "AgendasleutelQuerySet":
        """Everyone's own."""
        return self.filter(user=user)
