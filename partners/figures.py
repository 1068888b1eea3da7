"""Lists with their counts that more than one page shows."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from partners.models import Afspraak, Betrokkenheid, Contactpersoon, Partner
from wijken.models import Wijk


def partners_in_wijk(wijk: Wijk, day: date | None = None) -> QuerySet[Partner]:
    """Organisations involved in a wijk on a day, with their people, roles and open afspraken; four queries.

    Each carries `mensen`, `rollen` and `open_afspraken` (of this wijk, oldest first).
    """
    day = day or timezone.localdate()
    betrokken = Betrokkenheid.objects.in_wijk(wijk).on(day)
    return (
        Partner.objects.filter(pk__in=betrokken.values("partner"))
        .order_by("naam")
        .prefetch_related(
            Prefetch("contactpersonen", Contactpersoon.objects.on(day).order_by("naam"), to_attr="mensen"),
            Prefetch("betrokkenheden", betrokken, to_attr="rollen"),
            Prefetch(
                "afspraken",
                Afspraak.objects.in_wijk(wijk).open().order_by("voor", "pk"),
                to_attr="open_afspraken",
            ),
        )
    )
