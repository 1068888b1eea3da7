"""From an idea of residents to something that goes on without us: each step, and back when it was a mistake."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import (
    Activiteit,
    Eigenaarschapsmeting,
    Initiatief,
    Overdrachtsplan,
    Overlevingscheck,
)
from core.errors import Refused
from core.history import written_by
from core.locking import Conflict, hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijken.models import Wijk
from wijkplan.models import Doel


class InitiatiefVelden(TypedDict, total=False):
    """What people fill in about an initiative; `fase` only by who coordinates."""

    titel: str
    omschrijving: str
    doel: Doel | None
    activiteiten: Collection[Activiteit]
    fase: str
    trekkers_aantal: int | None
    reserve_trekker: bool
    eigen_geld: bool
    eigen_plek: bool
    eigen_sleutel: bool
    les: str


class OverdrachtVelden(TypedDict, total=False):
    """What people fill in about what goes over."""

    wat: str
    partij: Partner | None
    wanneer: date
    sleutel: str
    geld: str
    plek: str
    contact: str


@transaction.atomic
def add_initiatief(
    *, wijk: Wijk, client_id: UUID, by: User, **velden: Unpack[InitiatiefVelden]
) -> Initiatief:
    """Note an initiative of residents of a wijk; the same body again gives the same one.

    Refuses a goal or an activity of another wijk, a phase that needs more than saying so, and a title that one of
    this wijk has that did not stop: after the Back button it would stand there twice, and nobody could take it away.
    """
    _refuse_foreign(wijk.pk, velden)
    _refuse_fase(velden.get("fase"))
    body = hash_body({**velden, "wijk": wijk})

    def make() -> Initiatief:
        same = Initiatief.objects.filter(wijk=wijk, titel__iexact=velden["titel"], gestopt_op=None)
        if same.exists():
            raise Refused(gettext("Een initiatief met deze titel staat er al."), field="titel")
        own = {name: value for name, value in velden.items() if name != "activiteiten"}
        row = Initiatief.objects.create(wijk=wijk, client_id=client_id, body_hash=body, door=by, **own)
        row.activiteiten.set(velden.get("activiteiten", ()))
        return row

    with written_by(by):
        initiatief, _made = once(Initiatief, client_id=client_id, by=by, body_hash=body, make=make)
    return initiatief


@transaction.atomic
def change_initiatief(
    *, initiatief: Initiatief, slot: int, by: User, **velden: Unpack[InitiatiefVelden]
) -> Initiatief:
    """Write what was filled in; what is zelfstandig or gestopt keeps its phase.

    Refuses a goal or an activity of another wijk. Conflict when somebody saved in between.
    """
    _refuse_foreign(initiatief.wijk_id, velden)
    if initiatief.fase in Initiatief.MET_ONS:
        _refuse_fase(velden.get("fase"))
    else:
        velden.pop("fase", None)
    own = {name: value for name, value in velden.items() if name != "activiteiten"}
    _save(initiatief, own, slot=slot, by=by)
    if "activiteiten" in velden:
        initiatief.activiteiten.set(velden["activiteiten"])
    return initiatief


@transaction.atomic
def measure_eigenaarschap(
    *, initiatief: Initiatief, datum: date, niveau: int, toelichting: str = "", client_id: UUID, by: User
) -> Eigenaarschapsmeting:
    """Note on which rung it stood on a day; the newest day is what the initiative shows.

    The same body again is the same success. What she said of the same day before was a mistake: the new one
    takes its place. Refuses a day to come and what has stopped.
    """
    if datum > timezone.localdate():
        raise Refused(gettext("Deze dag is er nog niet."), field="datum")
    if initiatief.gestopt_op is not None:
        raise Refused(gettext("Dit initiatief is gestopt. Er valt niets meer te meten."))
    told = {"initiatief": initiatief, "datum": datum, "niveau": niveau, "toelichting": toelichting}
    body = hash_body(told)
    meting, made = once(
        Eigenaarschapsmeting,
        client_id=client_id,
        by=by,
        body_hash=body,
        make=lambda: Eigenaarschapsmeting.objects.create(
            client_id=client_id, body_hash=body, door=by, **told
        ),
    )
    all_of_it = Eigenaarschapsmeting.objects.filter(initiatief=initiatief)
    if made:
        all_of_it.filter(datum=datum, door=by).exclude(pk=meting.pk).delete()
    newest = all_of_it.order_by("datum", "pk").last()
    if made and newest is not None:
        row = Initiatief.objects.select_for_update(of=("self",)).get(pk=initiatief.pk)
        _save(row, {"eigenaarschap": newest.niveau}, slot=row.slot, by=by)
        initiatief.eigenaarschap, initiatief.slot = row.eigenaarschap, row.slot
    return meting


@transaction.atomic
def plan_overdracht(
    *, initiatief: Initiatief, slot: int | None, by: User, **velden: Unpack[OverdrachtVelden]
) -> Overdrachtsplan:
    """Say what goes over, to whom and when; `slot` is None when there was no plan yet.

    Refuses what has stopped. Conflict when somebody made or saved it in between.
    """
    initiatief = Initiatief.objects.select_for_update(of=("self",)).get(
        pk=initiatief.pk
    )  # one plan at a time
    if initiatief.gestopt_op is not None:
        raise Refused(gettext("Dit initiatief is gestopt."))
    plan = Overdrachtsplan.objects.filter(initiatief=initiatief).first()
    with written_by(by):
        if plan is None:
            return Overdrachtsplan.objects.create(initiatief=initiatief, **velden)
        if slot is None:
            raise Conflict(plan)
        for name, value in velden.items():
            setattr(plan, name, value)
        return save_with_slot(plan, fields=velden.keys(), expected_slot=slot)


@transaction.atomic
def become_zelfstandig(
    *, initiatief: Initiatief, op: date, slot: int, by: User, zonder_plan: str = ""
) -> Initiatief:
    """From this day it goes on without us; from then on the house asks whether it still exists.

    Refuses a day to come, a rung below 5, and a hand-over that is not settled, unless it is said why.
    """
    plan = Overdrachtsplan.objects.filter(initiatief=initiatief).first()
    if op > timezone.localdate():
        raise Refused(gettext("Deze dag is er nog niet."), field="op")
    if initiatief.fase not in Initiatief.MET_ONS:
        raise Refused(gettext("Dit initiatief is al zelfstandig of gestopt."))
    if not initiatief.is_rijp:
        raise Refused(gettext("Dit kan als de laatste meting op trede 5 staat. Meet eerst."))
    if (plan is None or not plan.is_klaar) and not zonder_plan:
        raise Refused(
            gettext(
                "De overdracht is nog niet geregeld. Regel die eerst, of schrijf op waarom het zonder kan."
            ),
            field="zonder_plan",
        )
    change = {
        "fase": Initiatief.Fase.ZELFSTANDIG,
        "vorige_fase": initiatief.fase,
        "stap_op": timezone.localdate(),
        "zelfstandig_op": op,
        "zonder_plan": zonder_plan,
    }
    _save(initiatief, change, slot=slot, by=by, waarom=zonder_plan)
    log_regel(by=by, wat="activiteiten.initiatief_zelfstandig", op=initiatief)
    return initiatief


@transaction.atomic
def stop_initiatief(
    *, initiatief: Initiatief, op: date, reden: str, les: str = "", slot: int, by: User
) -> Initiatief:
    """It stopped on this day, for this reason, and this is what we learn from it. Refuses a day to come."""
    if op > timezone.localdate():
        raise Refused(gettext("Deze dag is er nog niet."), field="op")
    if initiatief.gestopt_op is not None:
        raise Refused(gettext("Dit initiatief is al gestopt."))
    if initiatief.zelfstandig_op is not None and op < initiatief.zelfstandig_op:
        raise Refused(gettext("Op die dag was het nog niet zelfstandig."), field="op")
    change = {
        "fase": Initiatief.Fase.GESTOPT,
        "vorige_fase": initiatief.fase,
        "stap_op": timezone.localdate(),
        "gestopt_op": op,
        "stopreden": reden,
        "les": les,
    }
    _save(initiatief, change, slot=slot, by=by, waarom=reden)
    log_regel(by=by, wat="activiteiten.initiatief_gestopt", op=initiatief)
    return initiatief


@transaction.atomic
def take_back(*, initiatief: Initiatief, slot: int, by: User) -> Initiatief:
    """Undo that it became zelfstandig or stopped, within 14 days of saying so.

    The questions whether it exists go along: a no that stopped it waits for an answer again, and what never went on
    alone has none. Refuses later, and when there is nothing to undo.
    """
    if not can_take_back(initiatief):
        raise Refused(gettext("Dit is langer dan 14 dagen geleden. Het blijft zo staan."))
    change: dict[str, Any] = {"fase": initiatief.vorige_fase, "vorige_fase": "", "stap_op": None}
    checks = Overlevingscheck.objects.filter(initiatief=initiatief)
    if initiatief.gestopt_op is not None:
        change |= {"gestopt_op": None, "stopreden": "", "les": ""}
        checks.filter(bestaat_nog=False).update(**Overlevingscheck.OPEN)
    else:
        change |= {"zelfstandig_op": None, "zonder_plan": ""}
        checks.delete()
    _save(initiatief, change, slot=slot, by=by)
    log_regel(by=by, wat="activiteiten.initiatief_terug", op=initiatief, details={"fase": initiatief.fase})
    return initiatief


def can_take_back(initiatief: Initiatief) -> bool:
    """Whether the last step may still be undone: it was noted 14 days ago at most."""
    return initiatief.stap_op is not None and initiatief.stap_op >= timezone.localdate() - Initiatief.TERUG


def _save(initiatief: Initiatief, values: Any, *, slot: int, by: User, waarom: str = "") -> None:
    values = {**values, "gewijzigd_op": timezone.localdate()}
    for name, value in values.items():
        setattr(initiatief, name, value)
    with written_by(by, waarom):
        save_with_slot(initiatief, fields=values.keys(), expected_slot=slot)


def _refuse_fase(fase: str | None) -> None:
    if fase is not None and fase not in Initiatief.MET_ONS:
        raise Refused(gettext("Zelfstandig worden en stoppen gaat met een eigen knop."), field="fase")


def _refuse_foreign(wijk_id: int, velden: InitiatiefVelden) -> None:
    doel = velden.get("doel")
    if doel is not None and doel.prioriteit.wijkplan.wijk_id != wijk_id:
        raise Refused(gettext("Dit doel hoort bij een andere wijk."), field="doel")
    if any(row.wijk_id != wijk_id for row in velden.get("activiteiten") or ()):
        raise Refused(gettext("Deze activiteit hoort bij een andere wijk."), field="activiteiten")
