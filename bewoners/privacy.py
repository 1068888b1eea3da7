"""What this room holds about residents: a random code and the fact of a conversation, never a name."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activiteiten.models import Foto
from activiteiten.services import forget_fotos
from bewoners.models import (
    Beeldtoestemming,
    Contactmoment,
    Overdracht,
    Relatie,
    Relatieperiode,
    Relatiesleutel,
    Toestemming,
    Vrijwilligersinzet,
)
from bewoners.rules import NOTITIE_BLIJFT
from core.privacy import MAAND, SECRETS, Doel, Grondslag, by_fields, keep, register
from mensen.models import User
from signalen.models import Signaal
from signalen.privacy import forget_words


def _without_note(student: User) -> list[dict[str, Any]]:
    """The conversations a student logged; a note is about the resident, and goes out only to her."""
    fields = [f for f in Contactmoment._meta.concrete_fields if f.name not in {*SECRETS, "notitie"}]
    return [
        {f.name: f.value_to_string(row) for f in fields} for row in Contactmoment.objects.filter(door=student)
    ]


def anonymise(rows: QuerySet[Contactmoment]) -> int:
    """Conversations without whom, which day and what was said; month, kind and themes still count.

    A signaal that nobody else spoke of loses its words.
    """
    links = Contactmoment.signalen.through.objects
    heard = {*links.filter(contactmoment__in=rows).values_list("signaal", flat=True)}
    links.filter(contactmoment__in=rows).delete()
    heard -= {*links.filter(signaal__in=heard).values_list("signaal", flat=True)}
    forget_words(Signaal.objects.filter(pk__in=heard).heard_once())
    return rows.update(
        relatie=None,
        wie=Contactmoment.Wie.BUUR,
        datum=TruncMonth("datum"),
        op=TruncMonth("op"),
        bijeenkomst=None,
        notitie="",
        body_hash="0" * 64,
        seconden=None,
    )


register(
    Relatie,
    doel=Doel.RELATIE,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_(
        "na 6 maanden zonder contact slapend, 12 maanden later gesloten, weer 12 maanden later anoniem"
    ),
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
    forget=anonymise,
)

keep(
    "notities",
    lambda now: Contactmoment.objects.note_past(now - NOTITIE_BLIJFT),
    forget=lambda rows: rows.update(notitie=""),
)
register(
    Toestemming,
    doel=Doel.RELATIE,
    grondslag=Grondslag.TOESTEMMING,
    bewaartermijn=_("zolang de relatie bestaat"),
    ontvangers=(_("de student die het contact onderhoudt"), _("coördinator")),
    find=by_fields(Toestemming, "door"),
)
register(
    Relatiesleutel,
    doel=Doel.RELATIE,
    grondslag=Grondslag.TOESTEMMING,
    bewaartermijn=_("tot de bewoner het intrekt, meteen"),
    ontvangers=(_("de student die het contact onderhoudt"), _("coördinator")),
)
register(
    Vrijwilligersinzet,
    doel=Doel.RELATIE,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de relatie bestaat"),
    ontvangers=(_("de student die het contact onderhoudt"), _("coördinator")),
    find=by_fields(Vrijwilligersinzet, "door"),
)
register(
    Overdracht,
    doel=Doel.RELATIE,
    grondslag=Grondslag.BELANG,
    bewaartermijn=_("zolang de relatie bestaat"),
    ontvangers=(_("de student die het contact onderhoudt"), _("coördinator")),
    find=by_fields(Overdracht, "van", "naar", "door"),
)


def sleep_relaties(rows: QuerySet[Relatie]) -> int:
    """Contacts without a talk for half a year sleep; a talk wakes them."""
    return rows.update(status=Relatie.Status.SLAPEND)


def close_relaties(rows: QuerySet[Relatie]) -> int:
    """Contacts that slept for a year are closed: nobody keeps them up any more, or still has to meet."""
    today = timezone.localdate()
    keys = list(rows.values_list("pk", flat=True))
    Relatieperiode.objects.filter(relatie__in=keys).on(today).update(tot=today)
    Overdracht.objects.filter(relatie__in=keys).open().delete()
    return Relatie.objects.filter(pk__in=keys).update(status=Relatie.Status.AFGESLOTEN, gesloten_op=today)


def forget_relaties(rows: QuerySet[Relatie]) -> int:
    """Nobody is found back: the code, who kept in touch and every consent are gone, the talks stay as counts of a month."""
    keys = list(rows.values_list("pk", flat=True))
    anonymise(Contactmoment.objects.filter(relatie__in=keys))
    Relatie.objects.filter(pk__in=keys).delete()
    return len(keys)


WAKKER = (Relatie.Status.ACTIEF, Relatie.Status.OVERGEDRAGEN)

# A name goes when its consent or its contact ends; this makes sure of it every night.
OVER = Q(toestemming__ingetrokken_op__isnull=False) | Q(
    toestemming__relatie__status=Relatie.Status.AFGESLOTEN
)
keep("namen zonder toestemming", lambda _now: Relatiesleutel.objects.filter(OVER))
keep(
    "contacten die inslapen",
    lambda now: Relatie.objects.filter(status__in=WAKKER).quiet_since((now - 6 * MAAND).date()),
    forget=sleep_relaties,
)
keep(
    "contacten die sluiten",
    lambda now: Relatie.objects.filter(status=Relatie.Status.SLAPEND).quiet_since((now - 18 * MAAND).date()),
    forget=close_relaties,
)
keep(
    "contacten",
    lambda now: Relatie.objects.filter(gesloten_op__lt=(now - 12 * MAAND).date()),
    forget=forget_relaties,
)
ZONDER_ANTWOORD = timedelta(days=30)


@transaction.atomic
def forget_with_consents(rows: QuerySet[Foto]) -> int:
    """Photos past their term are gone with everything that was said about them; returns how many."""
    keys = list(rows.values_list("pk", flat=True))
    Beeldtoestemming.objects.filter(foto__in=keys).delete()
    return forget_fotos(Foto.objects.filter(pk__in=keys))


def forget_from_photos(rows: QuerySet[Beeldtoestemming]) -> int:
    """Photos on which somebody said yes are gone with her yes, and their files; returns how many times she did."""
    said = rows.count()
    forget_with_consents(Foto.objects.filter(pk__in=list(rows.values_list("foto", flat=True))))
    return said


register(
    Beeldtoestemming,
    doel=Doel.RECHTEN,
    grondslag=Grondslag.TOESTEMMING,
    bewaartermijn=_("zo lang als de foto, hooguit 24 maanden; na intrekken alleen nog dat er is ingetrokken"),
    ontvangers=(_("eigen team"), _("coördinator")),
    find=by_fields(Beeldtoestemming, "door"),
    forget=forget_from_photos,
)

keep("fotos", lambda now: Foto.objects.made_before(now - 24 * MAAND), forget=forget_with_consents)
keep(
    "fotos_zonder_antwoord",
    lambda now: Foto.objects.unanswered_since(now - ZONDER_ANTWOORD),
    forget=forget_with_consents,
)
