"""Verbs on the hours a resident gives: said, said again otherwise, and taken back."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Bijeenkomst
from bewoners.models import Relatie, Vrijwilligersinzet
from core.errors import Refused
from mensen.models import User
from mensen.services import log_regel


@transaction.atomic
def add_vrijwilligersinzet(
    *, relatie: Relatie, bijeenkomst: Bijeenkomst, uren: Decimal, by: User
) -> Vrijwilligersinzet:
    """She helped at this bijeenkomst, so many hours; said twice it stands there once, with what was said last.

    Refuses a closed contact, a bijeenkomst of another wijk, and one that is still to come or did not take place.
    """
    if relatie.status == Relatie.Status.AFGESLOTEN:
        raise Refused(gettext("Dit contact is afgesloten."))
    if bijeenkomst.activiteit.wijk_id != relatie.wijk_id:
        raise Refused(gettext("Deze bijeenkomst is van een andere wijk."), field="bijeenkomst")
    if bijeenkomst.status == Bijeenkomst.Status.AFGELAST or bijeenkomst.begin > timezone.now():
        raise Refused(gettext("Deze bijeenkomst is niet geweest."), field="bijeenkomst")
    row, made = Vrijwilligersinzet.objects.update_or_create(
        relatie=relatie, bijeenkomst=bijeenkomst, defaults={"uren": uren}, create_defaults={"uren": uren, "door": by}
    )  # fmt: skip
    if made:
        log_regel(by=by, wat="bewoners.vrijwilligersinzet_genoteerd", op=relatie)
    return row


@transaction.atomic
def remove_vrijwilligersinzet(*, inzet: Vrijwilligersinzet, by: User) -> None:
    """It was a mistake: nothing of it stays but that somebody took it away."""
    relatie = inzet.relatie
    inzet.delete()
    log_regel(by=by, wat="bewoners.vrijwilligersinzet_weggehaald", op=relatie)
