"""What partners promise, and what came in and was used of it."""

from datetime import date
from decimal import Decimal
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.errors import Refused
from core.history import written_by
from core.locking import Conflict, hash_body, once, save_with_slot, sent_before
from mensen.models import User
from mensen.services import log_regel
from partners.models import Betrokkenheid, Bijdrage, Boeking, Partner
from wijken.models import Wijk

HELE = {Bijdrage.Soort.WOONRUIMTE, Bijdrage.Soort.NETWERK}
GEWIJZIGD = ("omschrijving", "toegezegd", "van", "tot", "verwacht_op", "voorwaarden")


class Toezegging(TypedDict):
    """What a promise says."""

    soort: str
    omschrijving: str
    toegezegd: Decimal
    van: date
    tot: date
    verwacht_op: NotRequired[date | None]
    voorwaarden: NotRequired[str]


@transaction.atomic
def promise(
    *, partner: Partner, wijk: Wijk, by: User, client_id: UUID | None = None, **waarden: Unpack[Toezegging]
) -> Bijdrage:
    """A partner promises this wijk something for a period, both days included.

    The same body again under one client_id is the same promise. Refuses an organisation that is not involved here in
    that period, an amount of nothing, half rooms, and a period that ends before it begins.
    """
    values: dict[str, Any] = {"partner": partner, "wijk": wijk, **waarden}
    fingerprint = hash_body(values)

    def make() -> Bijdrage:
        bijdrage = Bijdrage(**values, door=by, client_id=client_id or uuid4(), body_hash=fingerprint)
        _refuse_promise(bijdrage)
        _refuse_stranger(bijdrage)
        bijdrage.save(force_insert=True)
        log_regel(by=by, wat="partners.toegezegd", op=bijdrage, details=_told(bijdrage))
        return bijdrage

    with written_by(by):
        if client_id is None:
            return make()
        return once(Bijdrage, client_id=client_id, by=by, body_hash=fingerprint, make=make)[0]


@transaction.atomic
def change_promise(*, bijdrage: Bijdrage, reden: str, expected_slot: int, by: User) -> Bijdrage:
    """The promise says what it now says, and its history says why.

    Refuses without a reason, what `promise` refuses, and a promise that was withdrawn; raises `Conflict` when somebody
    saved it first. Who promises less than was already given to goals sees that on the plan.
    """
    if not reden.strip():
        raise Refused(_("Zeg waarom de toezegging verandert."), field="reden")
    current = Bijdrage.objects.select_for_update().get(pk=bijdrage.pk)
    if current.ingetrokken_op is not None:
        raise Refused(_("Deze toezegging is ingetrokken en verandert niet meer. Schrijf een nieuwe op."))
    bijdrage.soort, bijdrage.partner_id, bijdrage.wijk_id = current.soort, current.partner_id, current.wijk_id
    _refuse_promise(bijdrage)
    with written_by(by, waarom=reden):
        save_with_slot(bijdrage, fields=GEWIJZIGD, expected_slot=expected_slot)
        log_regel(by=by, wat="partners.toezegging_gewijzigd", op=bijdrage, details=_told(bijdrage))
    return bijdrage


@transaction.atomic
def withdraw_promise(
    *, bijdrage: Bijdrage, reden: str, by: User, expected_slot: int | None = None
) -> Bijdrage:
    """The promise no longer stands, from now and for this reason; what came in before stays booked.

    Withdrawn already stays as it was. Refuses without a reason; raises `Conflict` when somebody changed it meanwhile.
    """
    if not reden.strip():
        raise Refused(_("Zeg waarom de toezegging vervalt."), field="reden")
    row = Bijdrage.objects.select_for_update().get(pk=bijdrage.pk)
    if row.ingetrokken_op is not None:
        return row
    if expected_slot is not None and row.slot != expected_slot:
        raise Conflict(row)
    row.ingetrokken_op, row.ingetrokken_omdat = timezone.now(), reden.strip()
    with written_by(by, waarom=reden):
        save_with_slot(row, fields=["ingetrokken_op", "ingetrokken_omdat"], expected_slot=row.slot)
        log_regel(by=by, wat="partners.toezegging_ingetrokken", op=row)
    return row


@transaction.atomic
def book(
    *,
    bijdrage: Bijdrage,
    soort: str,
    hoeveel: Decimal,
    datum: date,
    by: User,
    toelichting: str = "",
    client_id: UUID | None = None,
    bevestigd: bool = False,
) -> Boeking:
    """So much of a promise came in or was used on a day; a mistake is booked back with a negative number.

    The same body again under one client_id is the same booking. Refuses nothing, a day to come, a sum below zero, and
    that more of a withdrawn promise came in. That more was used than came in is only booked when it was confirmed.
    """
    hoeveel = Decimal(hoeveel)
    values = {
        "bijdrage": bijdrage,
        "soort": soort,
        "hoeveel": hoeveel,
        "datum": datum,
        "toelichting": toelichting,
    }
    fingerprint = hash_body(values)
    row = Bijdrage.objects.select_for_update().get(
        pk=bijdrage.pk
    )  # sums only hold when bookings wait in line
    same: dict[str, Any] = {"client_id": client_id, "by": by, "body_hash": fingerprint}
    if client_id is not None and (found := sent_before(Boeking, **same)) is not None:
        return found
    _refuse_amount(row, hoeveel, field="hoeveel")
    sums = sums_of(row)
    _refuse_booking(row, soort, hoeveel, datum, total=sums[soort])
    sums[soort] += hoeveel
    _ask_when_overspent(row, sums, bevestigd=bevestigd)
    boeking = Boeking.objects.create(**values, door=by, client_id=client_id or uuid4(), body_hash=fingerprint)
    details = {"soort": soort, "hoeveel": str(hoeveel)}
    log_regel(by=by, wat="partners.geboekt", op=row, details=details)
    return boeking


def log_export(*, wijk: Wijk | None, soort: str, by: User) -> None:
    """Remember who took the ledger, of which wijk, and as what."""
    log_regel(by=by, wat="partners.export", op=wijk, details={"soort": soort})


def _told(bijdrage: Bijdrage) -> dict[str, Any]:
    return {"wijk": bijdrage.wijk.slug, "soort": bijdrage.soort, "toegezegd": str(bijdrage.toegezegd)}


def _refuse_promise(bijdrage: Bijdrage) -> None:
    if bijdrage.toegezegd <= 0:
        raise Refused(_("Zeg hoeveel er is toegezegd: meer dan 0."), field="toegezegd")
    _refuse_amount(bijdrage, bijdrage.toegezegd, field="toegezegd")
    if bijdrage.tot < bijdrage.van:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field="tot")


def _refuse_amount(bijdrage: Bijdrage, amount: Decimal, *, field: str) -> None:
    if bijdrage.soort in HELE and amount != amount.to_integral_value():
        raise Refused(
            _("Halve %(eenheid)s bestaan niet. Schrijf een heel getal.") % {"eenheid": bijdrage.eenheid},
            field=field,
        )


def _refuse_stranger(bijdrage: Bijdrage) -> None:
    involved = Betrokkenheid.objects.filter(
        wijk=bijdrage.wijk, partner=bijdrage.partner, van__lte=bijdrage.tot
    )
    if not involved.exclude(tot__lt=bijdrage.van).exists():
        raise Refused(_("Deze organisatie is in deze periode niet betrokken bij deze wijk."), field="partner")


def _refuse_booking(bijdrage: Bijdrage, soort: str, hoeveel: Decimal, datum: date, *, total: Decimal) -> None:
    if hoeveel == 0:
        raise Refused(_("Er valt niets te boeken: schrijf een getal dat niet 0 is."), field="hoeveel")
    if datum > timezone.localdate():
        raise Refused(_("Deze dag moet nog komen. Boek het als het er is."), field="datum")
    if bijdrage.ingetrokken_op is not None and soort == Boeking.Soort.ONTVANGEN and hoeveel > 0:
        raise Refused(_("Deze toezegging is ingetrokken. Er kan niets meer bij komen."), field="hoeveel")
    if total + hoeveel < 0:
        said = {"totaal": number_format(total, force_grouping=True), "eenheid": bijdrage.eenheid}
        raise Refused(_("Er is %(totaal)s %(eenheid)s geboekt; meer kan er niet af.") % said, field="hoeveel")


def _ask_when_overspent(bijdrage: Bijdrage, after: dict[str, Decimal], *, bevestigd: bool) -> None:
    over = after[Boeking.Soort.BESTEED] - after[Boeking.Soort.ONTVANGEN]
    if over > 0 and not bevestigd:
        said = {"over": number_format(over, force_grouping=True), "eenheid": bijdrage.eenheid}
        raise Refused(
            _(
                "Dan is er %(over)s %(eenheid)s meer besteed dan ontvangen. Klopt dat? Vink dan «Ja, dit klopt» aan."
            )
            % said,
            field="bevestigd",
        )


def sums_of(bijdrage: Bijdrage) -> dict[str, Decimal]:
    """What came in and what was used of one promise, by kind of booking; nothing booked is 0."""
    row = Bijdrage.objects.filter(pk=bijdrage.pk).with_sums().get()
    return {Boeking.Soort.ONTVANGEN.value: row.ontvangen, Boeking.Soort.BESTEED.value: row.besteed}
