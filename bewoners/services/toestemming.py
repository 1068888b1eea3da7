"""Verbs on consent: a name is kept only while a resident wants it, sealed, and every look at it is recorded."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from bewoners.models import Relatie, Relatiesleutel, Toestemming
from bewoners.vocabulary import TOESTEMMING_NU
from core.errors import Refused
from core.sealed import CannotUnsealError, can_seal, seal, unseal
from mensen.models import User
from mensen.services import fingerprint, log_regel, remember_erased


@transaction.atomic
def keep_name(*, relatie: Relatie, naam: str, contact: str, wijze: str, by: User) -> Toestemming:
    """Keep the name of a resident who said yes to today's text; a name that stood there makes place.

    Refuses a closed contact, and where no key was set to seal it with.
    """
    if not can_seal():
        raise Refused(gettext("Namen bewaren kan hier niet: er is geen sleutel ingesteld."))
    relatie = Relatie.objects.select_for_update(of=("self",)).get(pk=relatie.pk)  # pressed twice at once
    if relatie.status == Relatie.Status.AFGESLOTEN:
        raise Refused(gettext("Dit contact is afgesloten."))
    today = timezone.localdate()
    withdraw_name(relatie=relatie, by=by)
    given = Toestemming.objects.create(
        relatie=relatie, tekstversie=TOESTEMMING_NU, wijze=wijze, gegeven_op=today, door=by
    )
    sealed = seal({"naam": naam, "contact": contact}, of=str(given.uuid))
    Relatiesleutel.objects.create(toestemming=given, verzegeld=sealed)
    log_regel(by=by, wat="bewoners.toestemming_gegeven", op=relatie)
    return given


@transaction.atomic
def withdraw_name(*, relatie: Relatie, by: User | None) -> bool:
    """End the consent and take the name away at once; say whether there was one."""
    given = list(relatie.toestemmingen.given().select_for_update(of=("self",)))
    Relatiesleutel.objects.filter(toestemming__in=given).delete()
    for each in given:
        each.ingetrokken_op = timezone.localdate()
        each.save(update_fields=["ingetrokken_op"])
        log_regel(by=by, wat="bewoners.toestemming_ingetrokken", op=relatie)
        sleutel = fingerprint("naam", each.uuid)
        remember_erased(rows={Relatiesleutel._meta.label: 1}, sleutel=sleutel, by=by, waarom="ingetrokken")
    return bool(given)


@transaction.atomic
def read_name(*, relatie: Relatie, by: User) -> dict[str, str] | None:
    """Open the name behind a code, and record who looked. None without consent. Refuses what no key opens."""
    sleutel = (
        Relatiesleutel.objects.filter(toestemming__relatie=relatie, toestemming__ingetrokken_op=None)
        .select_related("toestemming")
        .first()
    )
    if sleutel is None:
        return None
    log_regel(by=by, wat="bewoners.naam_gelezen", op=relatie)
    try:
        return unseal(sleutel.verzegeld, of=str(sleutel.toestemming.uuid))
    except CannotUnsealError as error:
        raise Refused(gettext("Deze naam kan niet meer worden gelezen: de sleutel is weg.")) from error
