"""What this room holds about people: which coordinator wrote the words beside the figures."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from impact.models import Kwartaalwoord

register(
    Kwartaalwoord,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("7 jaar; de naam tot 24 maanden na uitstroom"),
    ontvangers=(_("partners van de wijk"),),
    find=by_fields(Kwartaalwoord, "door"),
)
