"""What this room holds about people: which role somebody had, and when."""

from django.utils.translation import gettext_lazy as _

from core.privacy import Doel, Grondslag, by_fields, register
from teams.models import Lidmaatschap

register(
    Lidmaatschap,
    doel=(Doel.BEGELEIDEN, Doel.RECHTEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("met naam tot 24 maanden na de laatste rol"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
        _("projectleider"),
    ),
    find=by_fields(Lidmaatschap, "user"),
)
