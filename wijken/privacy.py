"""What this room holds about people: who brought in or confirmed an official figure."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from wijken.models import Invoer, Kerncijfer, Wijkgebied

register(
    Kerncijfer,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang het cijfer bestaat"),
    ontvangers=(_("coördinator"),),
    find=by_fields(Kerncijfer, "door"),
)
register(
    Invoer,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de ingelezen gegevens bestaan"),
    ontvangers=(
        _("coördinator"),
        _("beheerder"),
    ),
    find=by_fields(Invoer, "door"),
)
register(
    Wijkgebied,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de koppeling bestaat"),
    ontvangers=(_("coördinator"),),
    find=by_fields(Wijkgebied, "door"),
)
