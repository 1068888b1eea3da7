from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mensen.models import Wachttelling


@transaction.atomic
def keep_telling(*, tally: Mapping[tuple[str, str], int]) -> None:
    """The month holds so many more of each (kind, outcome); who, where and what was typed is not known here."""
    maand = timezone.localdate().replace(day=1)
    for (soort, uitkomst), extra in sorted(tally.items()):
        row, _new = Wachttelling.objects.get_or_create(maand=maand, soort=soort, uitkomst=uitkomst)
        Wachttelling.objects.filter(pk=row.pk).update(aantal=F("aantal") + extra)
