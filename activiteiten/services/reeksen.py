from collections.abc import Mapping
from datetime import date, time
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Bijeenkomst, Inzet, Reeks
from activiteiten.services.plekken import keep_plek, name_of
from activiteiten.services.voorstel import Keer, Voorstel, closures, horizon, propose
from core.closed_ranges import read_range
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from core.recurrence import days_of, read_rule
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Plek

FOLLOWS = ("begin", "eind", "plek", "titel", "slot")


class ReeksVelden(TypedDict, total=False):
    """What people fill in about a series; a `plek` that is not stored yet is stored with it."""

    begint: date
    van: time
    eindigt: time
    regel: str
    tot: date | None
    plek: Plek | None
    titel: str
    sla_over: list[str]
    dicht: list[str]
    extra: list[date]
    let_op: str


@transaction.atomic
def plan_reeks(
    *,
    activiteit: Activiteit,
    by: User,
    client_id: UUID | None = None,
    inzet: Mapping[User, str] | None = None,
    **velden: Unpack[ReeksVelden],
) -> Reeks:
    """Let an activity come back by a rule, and plan its bijeenkomsten thirteen months ahead with these people.

    What was already planned for the activity at the same moment becomes part of the series. The same client_id and
    body again returns the series it made. Refuses a rule that cannot be read or gives no day, and a stopped activity.
    """
    client_id = client_id or uuid4()
    people = sorted((user.pk, str(rol)) for user, rol in (inzet or {}).items())
    body = hash_body(
        {**velden, "activiteit": activiteit, "plek": name_of(velden.get("plek")), "inzet": people}
    )

    def make() -> Reeks:
        plek = keep_plek(velden.get("plek")) or activiteit.plek
        with_plek: ReeksVelden = {**velden, "plek": plek}
        reeks = draft(activiteit, **with_plek)
        refuse_useless(reeks)
        reeks.client_id, reeks.body_hash, reeks.door = client_id, body, by
        reeks.save()
        _adopt(reeks)
        made, _gone = plan_ahead(reeks=reeks, inzet=dict(people))
        log_regel(by=by, wat="activiteiten.reeks_gepland", op=reeks, details={"aantal": made})
        return reeks

    return once(Reeks, client_id=client_id, by=by, body_hash=body, make=make)[0]


def draft(activiteit: Activiteit, **velden: Unpack[ReeksVelden]) -> Reeks:
    """A series that is not stored yet, its rule in one notation and with the last day beside it."""
    return _with(Reeks(activiteit=activiteit), velden)


def refuse_useless(reeks: Reeks) -> Voorstel:
    """Refuse a series without a single day to come, and say which field makes it so; else return its days."""
    stopped = reeks.activiteit.gestopt_op
    if stopped is not None and stopped < max(reeks.begint, timezone.localdate()):
        raise Refused(gettext("Deze activiteit is dan al gestopt."), field="begint")
    if reeks.tot is not None and reeks.tot < reeks.begint:
        raise Refused(gettext("De laatste dag ligt voor de eerste."), field="reeks_tot")
    if reeks.van == reeks.eindigt:
        raise Refused(gettext("Het einde ligt niet na het begin."), field="tot")
    found = propose(reeks)
    if not found.keren and found.overgeslagen:
        raise Refused(gettext("Elke dag van deze regel valt in een gesloten periode."), field="regel")
    if not found.keren:
        raise Refused(gettext("Deze regel geeft geen enkele dag in de komende 13 maanden."), field="regel")
    return found


@transaction.atomic
def plan_ahead(
    *, reeks: Reeks, inzet: Mapping[int, str] | None = None, retime: bool = False
) -> tuple[int, int]:
    """Make the rows of a series what its rule says, up to the horizon; return how many came and went.

    Only touched is what is planned, did not begin and was not changed by hand. Run twice, or by two at once, it
    changes nothing more. With `retime` also what was planned before `begint` gets the new hours.
    """
    Reeks.objects.select_for_update(of=("self",)).get(pk=reeks.pk)
    today, now = timezone.localdate(), timezone.now()
    plan = {keer.dag: keer for keer in propose(reeks, first=today, last=horizon()).keren if keer.begin > now}
    plan |= _earlier(reeks, retime=retime)
    known = set(
        Bijeenkomst.objects.filter(reeks=reeks, regeldag__gte=today).values_list("regeldag", flat=True)
    )
    still = list(Bijeenkomst.objects.still_to_come(reeks).filter(aangepast=False))
    gone = {row.pk for row in still if row.regeldag not in plan}
    _remove(gone)
    changed = [row for row in still if row.pk not in gone and _follow(row, plan[row.regeldag], reeks, retime)]
    Bijeenkomst.objects.bulk_update(changed, FOLLOWS)
    fresh = Bijeenkomst.objects.bulk_create(
        [_row(reeks, keer) for dag, keer in plan.items() if dag not in known and dag >= reeks.begint],
    )
    _plan_people_of(fresh, inzet or {})
    return len(fresh), len(gone)


@transaction.atomic
def change_reeks(
    *, reeks: Reeks, slot: int, by: User, retime: bool = False, **velden: Unpack[ReeksVelden]
) -> Reeks:
    """Change a series from `begint` on; what was planned before that day stays, and what was counted always.

    With `retime` what is still to come before that day gets the new hours and place as well.

    Refuses as `plan_reeks` does, and a day that is over. Conflict when somebody saved in between.
    """
    if "begint" in velden and velden["begint"] < timezone.localdate() and velden["begint"] != reeks.begint:
        raise Refused(gettext("Wat geweest is, blijft zoals het was. Kies vandaag of later."), field="begint")
    if "plek" in velden:
        velden["plek"] = keep_plek(velden["plek"])
    _with(reeks, velden)
    refuse_useless(reeks)
    save_with_slot(reeks, fields=[*velden, "tot"] if "regel" in velden else velden, expected_slot=slot)
    made, gone = plan_ahead(reeks=reeks, retime=retime)
    log_regel(by=by, wat="activiteiten.reeks_gewijzigd", op=reeks, details={"erbij": made, "eraf": gone})
    return reeks


def keep_all_ahead() -> int:
    """Plan every running series up to the horizon; return how many bijeenkomsten came. What is due lies in the rows."""
    rows = Reeks.objects.running().select_related("activiteit", "plek")
    return sum(plan_ahead(reeks=reeks)[0] for reeks in rows)


def _with(reeks: Reeks, velden: ReeksVelden) -> Reeks:
    """Write what was filled in; the last day and the number of times of a rule become the last day of the series."""
    for naam, waarde in velden.items():
        setattr(reeks, naam, waarde)
    reeks.dicht = [read_range(text).text for text in reeks.dicht]
    rule = read_rule(reeks.regel)
    ends = [reeks.tot, rule.until]
    if rule.count:
        far = reeks.begint.replace(year=2099, day=1)
        days = days_of(rule, start=reeks.begint, first=reeks.begint, last=far)
        ends.append(days[-1] if days else None)
    reeks.tot = min((day for day in ends if day is not None), default=None)
    reeks.regel = rule.endless().text
    return reeks


def _row(reeks: Reeks, keer: Keer) -> Bijeenkomst:
    return Bijeenkomst(
        activiteit=reeks.activiteit,
        reeks=reeks,
        regeldag=keer.dag,
        begin=keer.begin,
        eind=keer.eind,
        plek=reeks.plek,
        titel=reeks.titel,
    )


def _earlier(reeks: Reeks, *, retime: bool) -> dict[date, Keer]:
    """What is still planned under an earlier rule keeps its day, unless that is closed now."""
    rows = Bijeenkomst.objects.still_to_come(reeks).filter(aangepast=False, regeldag__lt=reeks.begint)
    kept = list(rows.filter(regeldag__lte=reeks.tot) if reeks.tot else rows)
    if not kept:
        return {}
    closed = closures(reeks, timezone.localdate(), reeks.begint)
    return {
        row.regeldag: Keer(row.regeldag, *(reeks.at(row.regeldag) if retime else (row.begin, row.eind)))
        for row in kept
        if not closed(row.regeldag)
    }


def _follow(row: Bijeenkomst, keer: Keer, reeks: Reeks, retime: bool) -> bool:
    """Give a row the hours, place and title of its series; say whether that changed anything."""
    now = (row.begin, row.eind, row.plek_id, row.titel)
    row.begin, row.eind = keer.begin, keer.eind
    if retime or keer.dag >= reeks.begint:
        row.plek, row.titel = reeks.plek, reeks.titel
    changed = now != (row.begin, row.eind, row.plek_id, row.titel)
    row.slot += changed
    return changed


def _remove(gone: set[int]) -> None:
    """Take planned rows away; one that something else hangs on is cancelled instead."""
    try:
        with transaction.atomic():
            Bijeenkomst.objects.filter(pk__in=gone).delete()
    except ProtectedError as held:
        kept = {row.bijeenkomst_id for row in held.protected_objects}  # type: ignore[attr-defined]
        Bijeenkomst.objects.filter(pk__in=kept).update(status=Bijeenkomst.Status.AFGELAST, slot=F("slot") + 1)
        Bijeenkomst.objects.filter(pk__in=gone - kept).delete()


def _adopt(reeks: Reeks) -> None:
    """Make what was already planned for the activity at the same moment part of the series."""
    days = {keer.begin: keer.dag for keer in propose(reeks, last=horizon()).keren}
    loose = Bijeenkomst.objects.filter(
        activiteit=reeks.activiteit, reeks=None, status="gepland", begin__in=days, begin__gt=timezone.now()
    )
    found = {days[row.begin]: row for row in loose}
    for dag, row in found.items():
        row.reeks, row.regeldag = reeks, dag
    Bijeenkomst.objects.bulk_update(found.values(), ["reeks", "regeldag"])


def _plan_people_of(rows: list[Bijeenkomst], inzet: Mapping[int, str]) -> None:
    Inzet.objects.bulk_create(
        Inzet(bijeenkomst=row, user_id=pk, rol=rol) for row in rows for pk, rol in inzet.items()
    )
