"""What this room holds about residents: a random code and the fact of a conversation, never a name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bewoners.models import Contactmoment, Relatie, Relatieperiode
from bewoners.rules import NOTITIE_BLIJFT
from core.privacy import SECRETS, Doel, Grondslag, by_fields, keep, register
from mensen.models import User


def _without_note(student: User) -> list[dict[str, Any]]:
    """The conversations a student logged; a note is about the resident, and goes out only to her."""
    fields = [f for f in Contactmoment._meta.concrete_fields if f.name not in {*SECRETS, "notitie"}]
    return [
        {f.name: f.value_to_string(row) for f in fields} for row in Contactmoment.objects.filter(door=student)
    ]


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
    bewaartermijn=_("zolang de relatie bestaat, daarna alleen in totalen; een notitie 6 maanden"),
    ontvangers=(
        _("de student die het schreef"),
        _(
            "notitie: ook wie het contact vandaag onderhoudt, en de coördinator; elke keer lezen wordt vastgelegd"
        ),
        _("partners: alleen totalen van ten minste 10 relaties"),
    ),
    find=by_fields(Contactmoment, "door"),
    export=_without_note,
)

keep(
    "notities",
    lambda now: Contactmoment.objects.note_past(now - NOTITIE_BLIJFT),
    forget=lambda rows: rows.update(notitie=""),
)
