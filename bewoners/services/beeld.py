from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Foto
from activiteiten.models.foto import MEESTE_MENSEN
from activiteiten.services import erase_foto
from bewoners.models import Beeldtoestemming, Relatie
from bewoners.vocabulary import BEELDTEKST
from core.errors import Refused
from core.locking import hash_body, once
from mensen.models import User
from mensen.services import log_regel


@transaction.atomic
def say_herkenbaar(*, foto: Foto, aantal: int, by: User) -> Foto:  # noqa: ARG001 - each verb knows who
    """How many people one can recognise is known; with nobody, or with consent of each, the photo is released.

    Refuses fewer people than consent was written down for, and more than MEESTE_MENSEN.
    """
    foto = _held(foto, there=True)
    if aantal > MEESTE_MENSEN:
        raise Refused(
            gettext("Hooguit %(aantal)s. Is een groep groter, neem dan een foto van verder weg.")
            % {"aantal": MEESTE_MENSEN},
            field="aantal",
        )
    last = Beeldtoestemming.objects.filter(foto=foto).standing().order_by("-persoon").first()
    if last is not None and last.persoon > aantal:
        raise Refused(gettext("Voor meer mensen staat er al toestemming."), field="aantal")
    foto.herkenbaar = aantal
    return _release(foto)


@transaction.atomic
def add_beeldtoestemming(
    *,
    foto: Foto,
    persoon: int,
    wie: str,
    wijze: str,
    gegeven_op: date,
    client_id: UUID,
    by: User,
    relatie: Relatie | None = None,
) -> Beeldtoestemming:
    """Somebody on the photo said yes; once all recognisable people did, the photo is released to the team.

    Refuses a person who is not on it or who said yes before, a day to come, a relation of another wijk, and a
    relation beside the consent of a parent: nothing is kept of who is younger than sixteen.
    """
    foto = _held(foto, there=True)
    _refuse(foto, persoon, wie, gegeven_op, relatie)
    said = {"persoon": persoon, "wie": wie, "wijze": wijze, "gegeven_op": gegeven_op, "relatie": relatie}
    body = hash_body({"foto": foto, **said})

    def make() -> Beeldtoestemming:
        row = Beeldtoestemming(
            client_id=client_id,
            body_hash=body,
            foto=foto,
            wijk_id=foto.wijk_id,
            tekst_versie=BEELDTEKST,
            door=by,
            **said,
        )
        if Beeldtoestemming.objects.filter(foto=foto, persoon=persoon).standing().exists():
            raise Refused(gettext("Deze persoon gaf al toestemming."), field="persoon")
        row.save(force_insert=True)
        return row

    row, _made = once(Beeldtoestemming, client_id=client_id, by=by, body_hash=body, make=make)
    _release(foto)
    return row


def _refuse(foto: Foto, persoon: int, wie: str, gegeven_op: date, relatie: Relatie | None) -> None:
    if not foto.herkenbaar:
        raise Refused(gettext("Zeg eerst hoeveel mensen herkenbaar zijn."))
    if not 1 <= persoon <= foto.herkenbaar:
        raise Refused(gettext("Zoveel mensen staan er niet op."), field="persoon")
    if gegeven_op > timezone.localdate():
        raise Refused(gettext("Deze dag moet nog komen."), field="gegeven_op")
    if relatie is not None and wie == Beeldtoestemming.Wie.OUDER:
        raise Refused(gettext("Van wie jonger is dan 16 houden we geen contact bij."), field="relatie")
    if relatie is not None and relatie.wijk_id != foto.wijk_id:
        raise Refused(gettext("Dit contact is van een andere wijk."), field="relatie")


@transaction.atomic
def withdraw_beeldtoestemming(*, toestemming: Beeldtoestemming, by: User) -> None:
    """Somebody wants off the photo: it is gone for everybody, with its files, and that it was withdrawn is kept.

    Asked twice it is done once.
    """
    foto = _held(toestemming.foto)
    row = Beeldtoestemming.objects.select_for_update(of=("self",)).get(pk=toestemming.pk)
    if row.ingetrokken_op is None:
        row.ingetrokken_op, row.relatie = timezone.localdate(), None
        row.save(update_fields=["ingetrokken_op", "relatie"])
        log_regel(by=by, wat="bewoners.beeldtoestemming_ingetrokken", op=row)
        Beeldtoestemming.objects.filter(foto=foto).update(relatie=None)
    erase_foto(foto=foto, by=by, waarom="ingetrokken")


@transaction.atomic
def remove_foto(*, foto: Foto, by: User) -> None:
    """A photo is gone because its maker or the coordinator does not want it; which contact was on it is forgotten."""
    foto = _held(foto)
    Beeldtoestemming.objects.filter(foto=foto).update(relatie=None)
    erase_foto(foto=foto, by=by, waarom="weggehaald")


def _held(foto: Foto, *, there: bool = False) -> Foto:
    """The photo as it is now, ours until the end of the transaction; refused when it must be `there` and is not."""
    now = Foto.objects.select_for_update(of=("self",)).get(pk=foto.pk)
    if there and now.gewist_op is not None:
        raise Refused(gettext("Deze foto is er niet meer."))
    return now


def _release(foto: Foto) -> Foto:
    """Release the photo when nobody is recognisable or each of them said yes, else hide it."""
    said = Beeldtoestemming.objects.filter(foto=foto).standing().count()
    foto.vrijgegeven = foto.gewist_op is None and foto.herkenbaar is not None and said >= foto.herkenbaar
    foto.save(update_fields=["herkenbaar", "vrijgegeven"])
    return foto
