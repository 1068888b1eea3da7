"""From what was heard to what was done about it."""

from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Bijeenkomst
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from signalen.mails import mail_late
from signalen.models import Gehoord, Signaal, Signaalstap
from signalen.rules import BEWERKBAAR
from wijken.models import Wijk


class Gemerkt(TypedDict):
    """What people tap, and may type, about something they heard."""

    soort: str
    thema: str
    tekst: str


@transaction.atomic
def raise_signaal(
    *,
    wijk: Wijk,
    bron: str,
    client_id: UUID,
    by: User,
    bijeenkomst: Bijeenkomst | None = None,
    **velden: Unpack[Gemerkt],
) -> Signaal:
    """Note something that lives in a wijk; the same form sent twice is one. Refuses a bijeenkomst of another wijk."""
    _refuse_elsewhere(wijk, bijeenkomst)
    body = hash_body({"wijk": wijk, "bron": bron, "bijeenkomst": bijeenkomst, **velden})

    def make() -> Signaal:
        named = {
            "wijk": wijk,
            "bron": bron,
            "bijeenkomst": bijeenkomst,
            "door": by,
            "stap_op": timezone.now(),
        }
        return Signaal.objects.create(client_id=client_id, body_hash=body, **named, **velden)

    return once(Signaal, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def hear_again(*, signaal: Signaal, bron: str, client_id: UUID, by: User) -> Gehoord:
    """Count that the same thing was heard once more; the same form sent twice counts once.

    Refuses one that is closed: what is said again after that is a new signaal.
    """
    body = hash_body({"signaal": signaal, "bron": bron})

    def make() -> Gehoord:
        if not Signaal.objects.select_for_update().get(pk=signaal.pk).is_open:
            raise Refused(
                gettext("Dit signaal is al afgesloten. Maak een nieuw signaal."), field="al_gehoord"
            )
        return Gehoord.objects.create(
            client_id=client_id, body_hash=body, signaal=signaal, bron=bron, door=by
        )

    return once(Gehoord, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def change_signaal(*, signaal: Signaal, slot: int, by: User, **velden: Unpack[Gemerkt]) -> Signaal:
    """Correct one's own signaal within 14 days, while nobody reacted. Conflict when somebody saved in between."""
    _refuse_fixed(signaal, by)
    for name, value in velden.items():
        setattr(signaal, name, value)
    return save_with_slot(signaal, fields=velden, expected_slot=slot)


@transaction.atomic
def withdraw_signaal(*, signaal: Signaal, by: User) -> None:
    """It was nothing after all: its words are gone, and nobody is asked to react. Refuses as `change_signaal` does."""
    _refuse_fixed(signaal, by)
    signaal.tekst, signaal.body_hash = "", "0" * 64
    signaal.status, signaal.stap_op = Signaal.Status.VERVALLEN, timezone.now()
    fields = ["tekst", "body_hash", "status", "stap_op"]
    save_with_slot(signaal, fields=fields, expected_slot=signaal.slot)
    log_regel(by=by, wat="signalen.ingetrokken", op=signaal)


@transaction.atomic
def answer_signaal(*, signaal: Signaal, slot: int, naar: str, antwoord: str, by: User) -> Signaalstap:
    """Say what is done with it, in words for who heard it; the same answer sent twice is one.

    Conflict when somebody saved in between. Refuses what was withdrawn, and a step without words, unless
    it only says that it was seen.
    """
    if naar != Signaal.Status.BEKEKEN and not antwoord:
        raise Refused(
            gettext("Schrijf in één zin wat ermee gebeurt. Wie dit hoorde leest het."), field="antwoord"
        )
    last = signaal.stappen.first()
    if last is None and not signaal.is_open:
        raise Refused(gettext("Dit signaal is ingetrokken door wie het opschreef."))
    if last is not None and (last.door_id, last.naar, last.antwoord) == (by.pk, naar, antwoord):
        return last
    signaal.status, signaal.stap_op = naar, timezone.now()
    save_with_slot(signaal, fields=["status", "stap_op"], expected_slot=slot)
    log_regel(by=by, wat="signalen.beantwoord", op=signaal, details={"naar": naar})
    return Signaalstap.objects.create(signaal=signaal, naar=naar, antwoord=antwoord, door=by)


@transaction.atomic
def remind_of_signalen() -> int:
    """Mail the coordinators of each wijk once about what waits longer than a week; how many signalen that were.

    Where nobody coordinates today it waits for who does.
    """
    now = timezone.now()
    rows = Signaal.objects.to_remind(now - Signaal.REACTIETIJD).select_for_update(skip_locked=True)
    late: dict[int, list[int]] = {}
    for pk, wijk in rows.values_list("pk", "wijk"):
        late.setdefault(wijk, []).append(pk)
    told: list[int] = []
    for wijk in Wijk.objects.filter(pk__in=late):
        if mail_late(wijk, len(late[wijk.pk])):
            told += late[wijk.pk]
    return Signaal.objects.filter(pk__in=told).update(herinnerd_op=now)


def note_heard(
    *,
    wijk: Wijk,
    bron: str,
    client_id: UUID,
    by: User,
    al_gehoord: Signaal | None = None,
    bijeenkomst: Bijeenkomst | None = None,
    **velden: Unpack[Gemerkt],
) -> Signaal:
    """What one form says: something new, or the same as an open signaal of this wijk. Refuses as those two do."""
    if al_gehoord is None:
        return raise_signaal(
            wijk=wijk, bron=bron, client_id=client_id, by=by, bijeenkomst=bijeenkomst, **velden
        )
    if al_gehoord.wijk_id != wijk.pk:
        raise Refused(gettext("Dit signaal hoort bij een andere wijk."), field="al_gehoord")
    return hear_again(signaal=al_gehoord, bron=bron, client_id=client_id, by=by).signaal


def _refuse_elsewhere(wijk: Wijk, bijeenkomst: Bijeenkomst | None) -> None:
    if bijeenkomst is not None and bijeenkomst.activiteit.wijk_id != wijk.pk:
        raise Refused(gettext("Deze bijeenkomst hoort bij een andere wijk."))


def _refuse_fixed(signaal: Signaal, by: User) -> None:
    if signaal.door_id != by.pk:
        raise Refused(gettext("Dit is het signaal van iemand anders."))
    if signaal.op < timezone.now() - BEWERKBAAR:
        raise Refused(gettext("Aanpassen kan tot 14 dagen na het loggen."))
    if signaal.status != Signaal.Status.NIEUW:
        raise Refused(gettext("Hier is al op gereageerd. Praat met je coördinator."))
