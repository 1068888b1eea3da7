"""What this room holds about people: who made a plan and who recorded a measurement."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from wijkplan.models import Meting, Wijkplan

register(
    Wijkplan,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang het plan bestaat; de naam tot 24 maanden na uitstroom"),
    ontvangers=(_("team en partners van de wijk"),),
    find=by_fields(Wijkplan, "door"),
)
register(
    Meting,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang het plan bestaat; de naam tot 24 maanden na uitstroom"),
    ontvangers=(_("team en coördinator van de wijk"),),
    find=by_fields(Meting, "door"),
)
