from datetime import date

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Maandvrijgave
from core.errors import Refused

LOCK = 0x1771 << 32  # our own range of PostgreSQL's advisory locks, one for the months of each wijk


def hold_months(wijk_id: int, *, alone: bool = False) -> None:
    """Hold the months of a wijk until the transaction ends: who writes in them together, who releases one alone.

    So a release waits for the counts that are under way and holds them all, and no count slips in after it.
    """
    verb = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {verb}(%s)", [LOCK + wijk_id])


def refuse_released(*, wijk_id: int, days: set[date]) -> None:
    """Refuse to touch a month whose figures were released to partners, naming the month."""
    hold_months(wijk_id)
    found = (
        Maandvrijgave.objects.filter(wijk_id=wijk_id, maand__in={day.replace(day=1) for day in days})
        .values_list("maand", flat=True)
        .first()
    )
    if found is not None:
        raise Refused(
            gettext(
                "De cijfers van %(maand)s zijn al vrijgegeven aan partners en veranderen niet meer. "
                "Klopt er iets niet? Zeg het tegen je coördinator."
            )
            % {"maand": date_format(found, "F Y")}
        )
