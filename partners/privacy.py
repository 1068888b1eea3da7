"""What this room holds about people: contact persons of partners, and what was agreed with them."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from partners.models import Afspraak, Contactpersoon

register(
    Contactpersoon,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("tot 12 maanden na de laatste dag als contactpersoon"),
    ontvangers=(_("teams en coördinator van de wijk"),),
    find=by_fields(Contactpersoon, "user"),
)
register(
    Afspraak,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("tot 24 maanden na het afronden"),
    ontvangers=(_("teams en coördinator van de wijk"),),
    find=by_fields(Afspraak, "door", "afgerond_door"),
)
