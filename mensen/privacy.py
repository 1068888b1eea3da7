"""What this room holds about people: accounts, invitations and the trail of what they did."""

from django.utils.translation import gettext_lazy as _

from core.privacy import MAAND, Doel, Grondslag, by_fields, keep, register
from mensen.models import Bericht, Logregel, Uitnodiging, User, Verwijderlog, Wachttelling

register(
    User,
    doel=(Doel.BEGELEIDEN, Doel.RECHTEN),
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("naam en adres tot 24 maanden na de laatste rol"),
    ontvangers=(
        _("eigen team"),
        _("coördinator"),
        _("beheerder"),
    ),
    find=lambda person: User.objects.filter(pk=person.pk),
)
register(
    Uitnodiging,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("tot de eerste keer inloggen, of tot zij verlopen is"),
    ontvangers=(_("beheerder"),),
    find=by_fields(Uitnodiging, "user", "door"),
)
register(
    Logregel,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("24 maanden"),
    ontvangers=(
        _("privacyfunctionaris"),
        _("beheerder"),
    ),
    find=by_fields(Logregel, "door"),
)
register(
    Bericht,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("12 maanden"),
    ontvangers=(_("wie het bericht krijgt"),),
    find=by_fields(Bericht, "aan", "door"),
)
register(
    Wachttelling,
    doel=Doel.VERANTWOORDEN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("blijft: aantallen per maand, van niemand in het bijzonder"),
    ontvangers=(
        _("privacyfunctionaris"),
        _("beheerder"),
    ),
    find=lambda _person: Wachttelling.objects.none(),
)

register(
    Verwijderlog,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.PLICHT,
    bewaartermijn=_("24 maanden"),
    ontvangers=(
        _("privacyfunctionaris"),
        _("beheerder"),
    ),
    find=by_fields(Verwijderlog, "door"),
)

# A message counts from the day it was written, whether it left or not; a key goes once it was used.
keep("berichten", lambda now: Bericht.objects.filter(op__lt=now - 12 * MAAND))
keep("logregels", lambda now: Logregel.objects.filter(op__lt=now - 24 * MAAND))
keep("verwijderlog", lambda now: Verwijderlog.objects.filter(op__lt=now - 24 * MAAND))
keep("uitnodigingen", lambda _now: Uitnodiging.objects.exclude(gebruikt_op=None))
