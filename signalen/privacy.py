"""What this room holds about people: who of us heard something. What was heard has no name in it, and its words end."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.privacy import MAAND, Doel, Grondslag, by_fields, keep, register
from signalen.models import Gehoord, Signaal, Signaalstap

register(
    Signaal,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_(
        "de woorden tot 12 maanden nadat er voor het laatst iets mee gebeurde; daarna alleen soort en thema"
    ),
    ontvangers=(_("eigen team"), _("coördinator"), _("partners: nooit")),
    find=by_fields(Signaal, "door"),
)
register(
    Gehoord,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de naam tot 24 maanden na uitstroom"),
    ontvangers=(_("eigen team"), _("coördinator")),
    find=by_fields(Gehoord, "door"),
)
register(
    Signaalstap,
    doel=Doel.VERBETEREN,
    grondslag=Grondslag.OVEREENKOMST,
    bewaartermijn=_("de woorden zo lang als die van het signaal"),
    ontvangers=(_("eigen team"), _("coördinator")),
    find=by_fields(Signaalstap, "door"),
)


@transaction.atomic
def forget_words(rows: QuerySet[Signaal]) -> int:
    """What was heard and what was answered is gone; kind, theme and what became of it still count."""
    keys = list(rows.values_list("pk", flat=True))
    Signaalstap.objects.filter(signaal__in=keys).update(antwoord="")
    return Signaal.objects.filter(pk__in=keys).update(tekst="", body_hash="0" * 64)


keep("signaalteksten", lambda now: Signaal.objects.untouched_since(now - 12 * MAAND), forget=forget_words)
