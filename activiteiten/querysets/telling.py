from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


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
