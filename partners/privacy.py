"""What this room holds about people: contact persons, afspraken, and who wrote down a promise."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from partners.models import (
    Afspraak,
    Bijdrage,
    Boeking,
    Contactpersoon,
    Datumwijziging,
    RuimtelijkeOntwikkeling,
    Woonplek,
)

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
WHO = {
    Bijdrage: ("door",),
    Boeking: ("door",),
    RuimtelijkeOntwikkeling: ("door",),
    Woonplek: ("door",),
    Datumwijziging: ("door", "bekeken_door"),
}

for model, fields in WHO.items():
    register(
        model,
        doel=Doel.VERANTWOORDEN,
        grondslag=Grondslag.BELANG,
        bewaartermijn=_("tot 7 jaar na de periode van de toezegging; de naam tot 24 maanden na uitstroom"),
        ontvangers=(_("coördinator van de wijk"), _("de partner zelf")),
        find=by_fields(model, *fields),
    )
