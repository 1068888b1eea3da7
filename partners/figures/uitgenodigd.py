from dataclasses import dataclass

from django.db.models import DateTimeField, OuterRef, Subquery
from django.utils import timezone

from mensen.models import Uitnodiging, User
from partners.models import Betrokkenheid, Contactpersoon
from wijken.models import Wijk


@dataclass(frozen=True)
class Uitgenodigd:
    """A person with an account at an organisation of a wijk, and how far she is."""

    persoon: Contactpersoon
    stand: str  # geweest, uitgenodigd or verlopen

    @property
    def may_again(self) -> bool:
        """Whether another mail makes sense."""
        return self.stand != "geweest"


def invited_people(user: User, wijk: Wijk) -> list[Uitgenodigd]:
    """Everyone with an account at an organisation involved today, whose last day is not over. One query.

    *geweest*: logged in at least once; *uitgenodigd*: never, and the invitation still works; *verlopen*: never, and it
    does not.
    """
    today = user.scope.today
    keys = Uitnodiging.objects.filter(user=OuterRef("user")).open().order_by("-verloopt_op")
    rows = (
        Contactpersoon.objects.visible_to(user)
        .on(today)
        .filter(partner__in=Betrokkenheid.objects.in_wijk(wijk).on(today).values("partner"))
        .exclude(user=None)
        .annotate(geldig_tot=Subquery(keys.values("verloopt_op")[:1], output_field=DateTimeField()))
        .select_related("partner", "user")
        .order_by("partner__naam", "naam", "pk")
    )
    return [Uitgenodigd(row, _stand(row)) for row in rows]


def _stand(row: Contactpersoon) -> str:
    if row.user.last_login or row.user.has_usable_password():  # type: ignore[union-attr]
        return "geweest"
    still = row.geldig_tot is not None and row.geldig_tot >= timezone.now()  # type: ignore[attr-defined]
    return "uitgenodigd" if still and row.user.is_active else "verlopen"  # type: ignore[union-attr]
