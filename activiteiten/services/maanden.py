from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from activiteiten.models import Maandvrijgave
from core.errors import Refused


def refuse_released(*, wijk_id: int, days: set[date]) -> None:
    """Refuse to touch a month whose figures were released to partners, naming the month."""
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
