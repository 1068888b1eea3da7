from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Bijeenkomst, Inzet
from activiteiten.services.maanden import refuse_released
from core.errors import Refused
from core.locking import once, save_with_slot
from core.moments import weekly
from mensen.models import User
from mensen.services import log_regel
from teams.models import Team
from wijken.models import Plek
from wijkplan.models import Doel

LANGSTE = timedelta(hours=24)
MEESTE_WEKEN = 52


class ActiviteitVelden(TypedDict, total=False):
    """What people fill in about an activity; a `plek` that is not stored yet is stored with it."""

    titel: str
    soort: str
    doel: Doel | None
    doelgroep: str
    plek: Plek | None
    kosten: str
    taal: str
    aanmelden: bool
    startgroep: int | None
    gestopt_op: date | None


@transaction.atomic
def plan_activiteit(
    *, team: Team, by: User, client_id: UUID | None = None, **velden: Unpack[ActiviteitVelden]
) -> Activiteit:
    """Make an activity of a team, for a goal of its wijk or loose from the plan.

    The same client_id again returns the activity it made. Refuses a goal of another wijk.
    """
    _refuse_foreign_doel(team.wijk_id, velden.get("doel"))
    client_id = client_id or uuid4()
    activiteit, _made = once(
        Activiteit,
        client_id=client_id,
        by=by,
        body_hash="",
        make=lambda: Activiteit.objects.create(
            client_id=client_id, wijk_id=team.wijk_id, team=team, door=by, **_with_plek(velden)
        ),
    )
    return activiteit


@transaction.atomic
def change_activiteit(
    *, activiteit: Activiteit, slot: int, by: User, **velden: Unpack[ActiviteitVelden]
) -> Activiteit:
    """Write what was filled in; coupling to another goal is recorded.

    Refuses a goal of another wijk and a goal for the loose activity. Conflict when somebody saved in between.
    """
    before = activiteit.doel_id
    if "doel" in velden:
        _refuse_foreign_doel(activiteit.wijk_id, velden["doel"])
        if activiteit.los and velden["doel"] is not None:
            raise Refused(gettext("Losse momenten horen niet bij een doel."), field="doel")
    for naam, waarde in _with_plek(velden).items():
        setattr(activiteit, naam, waarde)
    save_with_slot(activiteit, fields=velden.keys(), expected_slot=slot)
    if activiteit.doel_id != before:
        log_regel(by=by, wat="activiteiten.gekoppeld", op=activiteit, details={"doel": activiteit.doel_id})
    return activiteit


def link_to_doel(*, activiteit: Activiteit, doel: Doel | None, slot: int, by: User) -> Activiteit:
    """Couple an activity to a goal of its wijk, or make it loose from the plan; refuses as `change_activiteit`."""
    return change_activiteit(activiteit=activiteit, slot=slot, by=by, doel=doel)


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

    The same client_id again returns the first one it made. Refuses an end before the begin, more than a day or a
    year, a stopped activity and a month that was released.
    """
    if found := Bijeenkomst.objects.filter(client_id=client_id).first() if client_id else None:
        return [found]
    _refuse_odd_period(begin, eind)
    if not 1 <= weken <= MEESTE_WEKEN:
        raise Refused(gettext("Kies 1 tot en met %(weken)s weken.") % {"weken": MEESTE_WEKEN}, field="weken")
    momenten = weekly(begin, eind, weken)
    _refuse_stopped(activiteit, momenten[-1][0])
    refuse_released(wijk_id=activiteit.wijk_id, days={timezone.localdate(start) for start, _ in momenten})
    plek = _kept(plek) or activiteit.plek
    rows = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(
            activiteit=activiteit,
            begin=start,
            eind=einde,
            plek=plek,
            titel=titel,
            client_id=client_id if n == 0 and client_id else uuid4(),
        )
        for n, (start, einde) in enumerate(momenten)
    )
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=row, user=user, rol=rol) for row in rows for user, rol in (inzet or {}).items()
    )
    log_regel(by=by, wat="activiteiten.gepland", op=rows[0], details={"aantal": len(rows)})
    return rows


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
def start_activiteit(
    *,
    team: Team,
    by: User,
    client_id: UUID,
    begin: datetime,
    eind: datetime,
    weken: int = 1,
    inzet: Mapping[User, str] | None = None,
    **velden: Unpack[ActiviteitVelden],
) -> Activiteit:
    """Make an activity and plan its first bijeenkomst(en) in one go; refuses as both verbs do."""
    activiteit = plan_activiteit(team=team, by=by, client_id=client_id, **velden)
    plan_bijeenkomsten(
        activiteit=activiteit,
        begin=begin,
        eind=eind,
        by=by,
        weken=weken,
        client_id=client_id,
        inzet=inzet,
    )
    return activiteit


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
    bijeenkomst.begin, bijeenkomst.eind = begin, eind
    bijeenkomst.plek, bijeenkomst.titel = _kept(plek), titel
    save_with_slot(bijeenkomst, fields=("begin", "eind", "plek", "titel"), expected_slot=slot)
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
    save_with_slot(row, fields=("status",), expected_slot=row.slot)
    log_regel(by=by, wat=wat, op=row)
    return row


def _plan_people(bijeenkomst: Bijeenkomst, inzet: Mapping[User, str]) -> None:
    """Make the planned people exactly these, each with this task."""
    now = {row.user_id: row for row in Inzet.objects.filter(bijeenkomst=bijeenkomst)}
    wanted = {user.pk: rol for user, rol in inzet.items()}
    Inzet.objects.filter(pk__in=[row.pk for pk, row in now.items() if pk not in wanted]).delete()
    changed = [row for pk, row in now.items() if wanted.get(pk, row.rol) != row.rol]
    for row in changed:
        row.rol = wanted[row.user_id]
    Inzet.objects.bulk_update(changed, ["rol"])
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=bijeenkomst, user_id=pk, rol=rol) for pk, rol in wanted.items() if pk not in now
    )


def _kept(plek: Plek | None) -> Plek | None:
    """Store a place that somebody just named."""
    if plek is not None and plek.pk is None:
        plek.save()
    return plek


def _with_plek(velden: ActiviteitVelden) -> ActiviteitVelden:
    return {**velden, "plek": _kept(velden["plek"])} if "plek" in velden else velden


def _refuse_foreign_doel(wijk_id: int, doel: Doel | None) -> None:
    if doel is not None and doel.prioriteit.wijkplan.wijk_id != wijk_id:
        raise Refused(gettext("Dit doel hoort bij een andere wijk."), field="doel")


def _refuse_odd_period(begin: datetime, eind: datetime) -> None:
    if eind <= begin:
        raise Refused(gettext("Het einde ligt niet na het begin."), field="eind")
    if eind - begin > LANGSTE:
        raise Refused(gettext("Een bijeenkomst duurt hooguit 24 uur."), field="eind")


def _refuse_stopped(activiteit: Activiteit, last: datetime) -> None:
    if activiteit.gestopt_op is not None and timezone.localdate(last) > activiteit.gestopt_op:
        raise Refused(gettext("Deze activiteit is dan al gestopt."), field="begin")
