"""What this room holds about residents: a random code and the fact of a conversation, never a name."""

from django.utils.translation import gettext_lazy as _

from bewoners.models import Contactmoment, Relatie, Relatieperiode
from core.privacy import Doel, Grondslag, by_fields, register

register(
    Relatie,
    doel=Doel.RELATIE,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("na 6 maanden zonder contact slapend, na 12 maanden gesloten, 12 maanden later anoniem"),
    ontvangers=(
        _("de student die het contact onderhoudt"),
        _("coördinator: alleen de code"),
    ),
)
register(
    Relatieperiode,
    doel=Doel.RELATIE,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de relatie bestaat"),
    ontvangers=(
        _("de student die het contact onderhoudt"),
        _("coördinator: alleen de code"),
    ),
    find=by_fields(Relatieperiode, "user"),
)
register(
    Contactmoment,
    doel=(Doel.RELATIE, Doel.VERANTWOORDEN),
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de relatie bestaat, daarna alleen in totalen"),
    ontvangers=(
        _("de student die het schreef"),
        _("partners: alleen totalen van ten minste 10 relaties"),
    ),
    find=by_fields(Contactmoment, "door"),
)
