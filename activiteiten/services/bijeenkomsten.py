from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from activiteiten.services.maanden import refuse_released
from activiteiten.services.plekken import keep_plek, name_of
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from core.moments import weekly
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Plek

LANGSTE = timedelta(hours=24)
MEESTE_WEKEN = 52


@transaction.atomic
def plan_bijeenkomsten(
    *,
    activiteit: Activiteit,
    begin: datetime,
    eind: datetime,
    by: User,
    weken: int = 1,
    client_id: UUID | None = None,
    plek: Plek | None = None,
    titel: str = "",
    inzet: Mapping[User, str] | None = None,
) -> list[Bijeenkomst]:
    """Plan one bijeenkomst, or one every week at the same hour, with who does what (`inzet`: person to task).

    The same client_id and body again returns the first one it made, with another body or person AlreadyUsed.
    Refuses an end before the begin, more than a day or a year, a stopped activity and a month that was released.
    """
    client_id = client_id or uuid4()
    people = sorted((user.pk, str(rol)) for user, rol in (inzet or {}).items())
    # Who planned it is part of the body: a bijeenkomst does not say so itself.
    body = hash_body(
        {
            "by": by,
            "activiteit": activiteit,
            "moment": [begin, eind, weken],
            "plek": name_of(plek),
            "titel": titel,
            "inzet": people,
        }
    )
    first = Bijeenkomst(
        activiteit=activiteit, begin=begin, eind=eind, titel=titel, client_id=client_id, body_hash=body
    )
    rows: list[Bijeenkomst] = []

    def make() -> Bijeenkomst:
        first.plek = keep_plek(plek) or activiteit.plek
        rows.extend(_plan_weeks(first, weken, people, by=by))
        return rows[0]

    found, made = once(Bijeenkomst, client_id=client_id, by=by, body_hash=body, make=make)
    return rows if made else [found]


def plan_bijeenkomst(
    *,
    activiteit: Activiteit,
    begin: datetime,
    eind: datetime,
    by: User,
    client_id: UUID | None = None,
    plek: Plek | None = None,
    titel: str = "",
    inzet: Mapping[User, str] | None = None,
) -> Bijeenkomst:
    """Plan one bijeenkomst; refuses as `plan_bijeenkomsten` does."""
    return plan_bijeenkomsten(
        activiteit=activiteit,
        begin=begin,
        eind=eind,
        by=by,
        client_id=client_id,
        plek=plek,
        titel=titel,
        inzet=inzet,
    )[0]


@transaction.atomic
def change_bijeenkomst(
    *,
    bijeenkomst: Bijeenkomst,
    slot: int,
    by: User,
    begin: datetime,
    eind: datetime,
    plek: Plek | None,
    titel: str,
    inzet: Mapping[User, str],
) -> Bijeenkomst:
    """Move a bijeenkomst or change its place, its title and who is planned; a move is recorded.

    Refuses an odd period, released months (from and to), and moving what was held to a moment that is not over.
    """
    _refuse_odd_period(begin, eind)
    before = bijeenkomst.begin
    held = bijeenkomst.status == Bijeenkomst.Status.DOORGEGAAN
    if held and eind > timezone.now():
        raise Refused(gettext("Hier is al geteld. Het moment kan niet in de toekomst liggen."), field="begin")
    if (begin, eind) != (bijeenkomst.begin, bijeenkomst.eind):
        days = {timezone.localdate(before), timezone.localdate(begin)}
        refuse_released(wijk_id=bijeenkomst.activiteit.wijk_id, days=days)
    kept = (bijeenkomst.begin, bijeenkomst.eind, bijeenkomst.plek, bijeenkomst.titel)
    bijeenkomst.begin, bijeenkomst.eind = begin, eind
    bijeenkomst.plek, bijeenkomst.titel = keep_plek(plek), titel
    if bijeenkomst.reeks_id and kept != (begin, eind, bijeenkomst.plek, titel):
        bijeenkomst.aangepast = True
    save_with_slot(bijeenkomst, fields=("begin", "eind", "plek", "titel", "aangepast"), expected_slot=slot)
    if not held:
        _plan_people(bijeenkomst, inzet)
    if begin != before:
        log_regel(by=by, wat="activiteiten.verplaatst", op=bijeenkomst, details={"van": before.isoformat()})
    return bijeenkomst


@transaction.atomic
def cancel_bijeenkomst(*, bijeenkomst: Bijeenkomst, by: User) -> Bijeenkomst:
    """Say that a bijeenkomst does not or did not take place; saying it again changes nothing.

    Refuses one that was counted, and one in a released month.
    """
    row = _locked(bijeenkomst)
    if row.status == Bijeenkomst.Status.AFGELAST:
        return row
    if row.status == Bijeenkomst.Status.DOORGEGAAN:
        raise Refused(gettext("Hier is al geteld, dus het ging door. Pas de telling aan als die niet klopt."))
    refuse_released(wijk_id=row.activiteit.wijk_id, days={row.dag})
    return _set_status(row, Bijeenkomst.Status.AFGELAST, wat="activiteiten.afgelast", by=by)


@transaction.atomic
def restore_bijeenkomst(*, bijeenkomst: Bijeenkomst, by: User) -> Bijeenkomst:
    """Undo a cancellation: the bijeenkomst is planned again. Refuses one in a released month."""
    row = _locked(bijeenkomst)
    if row.status != Bijeenkomst.Status.AFGELAST:
        return row
    refuse_released(wijk_id=row.activiteit.wijk_id, days={row.dag})
    return _set_status(row, Bijeenkomst.Status.GEPLAND, wat="activiteiten.toch_door", by=by)


def _locked(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    rows = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("activiteit")
    return rows.get(pk=bijeenkomst.pk)


def _set_status(row: Bijeenkomst, status: Bijeenkomst.Status, *, wat: str, by: User) -> Bijeenkomst:
    row.status = status
    row.aangepast = row.reeks_id is not None  # said by hand: its series leaves it alone from now on
    save_with_slot(row, fields=("status", "aangepast"), expected_slot=row.slot)
    log_regel(by=by, wat=wat, op=row)
    return row


def _plan_people(bijeenkomst: Bijeenkomst, inzet: Mapping[User, str]) -> None:
    """Make the planned people exactly these, each with this task."""
    now = {row.user_id: row for row in Inzet.objects.filter(bijeenkomst=bijeenkomst)}
    wanted = {user.pk: rol for user, rol in inzet.items()}
    off = Inzet.Status.AFWEZIG  # who could not come stays so, until she is asked by name
    gone = [row.pk for pk, row in now.items() if pk not in wanted and row.status != off]
    Inzet.objects.filter(pk__in=gone).delete()
    changed = [
        row for pk, row in now.items() if pk in wanted and (wanted[pk] != row.rol or row.status == off)
    ]
    for row in changed:
        row.rol, row.status = wanted[row.user_id], Inzet.Status.INGEPLAND
    Inzet.objects.bulk_update(changed, ["rol", "status"])
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=bijeenkomst, user_id=pk, rol=rol) for pk, rol in wanted.items() if pk not in now
    )


def _plan_weeks(
    first: Bijeenkomst, weken: int, people: list[tuple[int, str]], *, by: User
) -> list[Bijeenkomst]:
    """Store the first one and its repetitions in the weeks after it, each with its people."""
    _refuse_odd_period(first.begin, first.eind)
    if not 1 <= weken <= MEESTE_WEKEN:
        raise Refused(gettext("Kies 1 tot en met %(weken)s weken.") % {"weken": MEESTE_WEKEN}, field="weken")
    momenten = weekly(first.begin, first.eind, weken)
    _refuse_stopped(first.activiteit, momenten[-1][0])
    days = {timezone.localdate(start) for start, _ in momenten}
    refuse_released(wijk_id=first.activiteit.wijk_id, days=days)
    later = [
        Bijeenkomst(activiteit=first.activiteit, begin=start, eind=eind, plek=first.plek, titel=first.titel)
        for start, eind in momenten[1:]
    ]
    rows = Bijeenkomst.objects.bulk_create([first, *later])
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=row, user_id=pk, rol=rol) for row in rows for pk, rol in people
    )
    log_regel(by=by, wat="activiteiten.gepland", op=rows[0], details={"aantal": len(rows)})
    return rows


def _refuse_odd_period(begin: datetime, eind: datetime) -> None:
    if eind <= begin:
        raise Refused(gettext("Het einde ligt niet na het begin."), field="eind")
    if eind - begin > LANGSTE:
        raise Refused(gettext("Een bijeenkomst duurt hooguit 24 uur."), field="eind")


def _refuse_stopped(activiteit: Activiteit, last: datetime) -> None:
    if activiteit.gestopt_op is not None and timezone.localdate(last) > activiteit.gestopt_op:
        raise Refused(gettext("Deze activiteit is dan al gestopt."), field="begin")
