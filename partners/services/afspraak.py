from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Afspraak, Betrokkenheid, Partner
from wijken.models import Wijk


@transaction.atomic
def note_afspraak(
    *,
    wijk: Wijk,
    tekst: str,
    voor: date,
    by: User,
    client_id: UUID,
    partner: Partner | None = None,
    aan_zet: str = Afspraak.AanZet.PARTNER,
    wie: str = "",
) -> Afspraak:
    """Note one line that was agreed: what, with whom, who does it, and by when.

    The same body again under one client_id is the same afspraak; another body or person is refused
    (`AlreadyUsed`). Refuses an organisation that is not involved in this wijk today.
    """
    _check_partner(wijk, partner)
    values = {"wijk": wijk, "partner": partner, "tekst": tekst, "aan_zet": aan_zet, "wie": wie, "voor": voor}
    fingerprint = hash_body(values)

    def make() -> Afspraak:
        return Afspraak.objects.create(**values, door=by, client_id=client_id, body_hash=fingerprint)

    return once(Afspraak, client_id=client_id, by=by, body_hash=fingerprint, make=make)[0]


@transaction.atomic
def change_afspraak(*, afspraak: Afspraak, expected_slot: int, by: User) -> Afspraak:
    """Save the changed line; raises `Conflict` when somebody else saved it first.

    Refuses another organisation than before when it is not involved in this wijk today.
    """
    if not Afspraak.objects.filter(pk=afspraak.pk, partner=afspraak.partner_id).exists():
        _check_partner(afspraak.wijk, afspraak.partner)
    fields = ["tekst", "partner", "aan_zet", "wie", "voor"]
    save_with_slot(afspraak, fields=fields, expected_slot=expected_slot)
    log_regel(by=by, wat="partners.afspraak_gewijzigd", op=afspraak)
    return afspraak


@transaction.atomic
def finish_afspraak(*, afspraak: Afspraak, by: User) -> Afspraak:
    """Mark an afspraak as done, now and by this person; done already stays as it was."""
    row = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    if row.afgerond_op is None:
        row.afgerond_op, row.afgerond_door = timezone.now(), by
        save_with_slot(row, fields=["afgerond_op", "afgerond_door"], expected_slot=row.slot)
        log_regel(by=by, wat="partners.afspraak_afgerond", op=row)
    return row


@transaction.atomic
def reopen(*, afspraak: Afspraak, by: User) -> Afspraak:
    """Make an afspraak open again, for who tapped too soon; open already stays as it was."""
    row = Afspraak.objects.select_for_update().get(pk=afspraak.pk)
    if row.afgerond_op is not None:
        row.afgerond_op, row.afgerond_door = None, None
        save_with_slot(row, fields=["afgerond_op", "afgerond_door"], expected_slot=row.slot)
        log_regel(by=by, wat="partners.afspraak_heropend", op=row)
    return row


def _check_partner(wijk: Wijk, partner: Partner | None) -> None:
    if partner is None:
        return
    today = timezone.localdate()
    if not Betrokkenheid.objects.on(today).filter(wijk=wijk, partner=partner).exists():
        raise Refused(_("Deze organisatie is nu niet betrokken bij deze wijk."), field="partner")
