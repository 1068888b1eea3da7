from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext

from activiteiten.models import Activiteit, Reeks
from activiteiten.services.bijeenkomsten import plan_bijeenkomsten
from activiteiten.services.plekken import keep_plek, name_of
from activiteiten.services.reeksen import ReeksVelden, plan_ahead, plan_reeks
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from teams.models import Team
from wijken.models import Plek
from wijkplan.models import Doel, Project


class ActiviteitVelden(TypedDict, total=False):
    """What people fill in about an activity; a `plek` that is not stored yet is stored with it."""

    titel: str
    soort: str
    doel: Doel | None
    mede_doelen: Collection[Doel]
    project: Project | None
    doelgroep: str
    trede: str
    belofte: str
    plek: Plek | None
    kosten: str
    taal: str
    aanmelden: bool
    startgroep: int | None
    nodig_opent: int
    nodig_kookt: int
    nodig_helpt: int
    gestopt_op: date | None


@transaction.atomic
def plan_activiteit(
    *, team: Team, by: User, client_id: UUID | None = None, **velden: Unpack[ActiviteitVelden]
) -> Activiteit:
    """Make an activity of a team, for a goal of its wijk or loose from the plan.

    The same client_id and body again returns the activity it made, with another body or person AlreadyUsed.
    Without a goal it gets that of its project. Refuses goals of another wijk and a project of another goal.
    """
    velden = _with_project(velden)
    _refuse_foreign(team.wijk_id, velden)
    client_id = client_id or uuid4()
    body = hash_body({**velden, "team": team, "plek": name_of(velden.get("plek"))})
    activiteit, _made = once(
        Activiteit,
        client_id=client_id,
        by=by,
        body_hash=body,
        make=lambda: _make(velden, client_id=client_id, body_hash=body, team=team, door=by),
    )
    return activiteit


def _make(velden: ActiviteitVelden, *, team: Team, **kept: Any) -> Activiteit:
    own = {naam: waarde for naam, waarde in _with_plek(velden).items() if naam != "mede_doelen"}
    activiteit = Activiteit.objects.create(wijk_id=team.wijk_id, team=team, **kept, **own)
    activiteit.mede_doelen.set(velden.get("mede_doelen", ()))
    return activiteit


@transaction.atomic
def change_activiteit(
    *, activiteit: Activiteit, slot: int, by: User, **velden: Unpack[ActiviteitVelden]
) -> Activiteit:
    """Write what was filled in; coupling to another goal is recorded, and so is another rung of the ladder.

    Refuses a goal of another wijk, and a goal or a rung for the loose activity. Conflict when somebody saved in between.
    """
    # a form has written on the object already: what stood there is in the row
    doel, trede = Activiteit.objects.values_list("doel_id", "trede").get(pk=activiteit.pk)
    velden = _kept_together(activiteit, _with_project(velden))
    _refuse_foreign(activiteit.wijk_id, velden)
    if activiteit.los and (velden.get("doel") or velden.get("mede_doelen")):
        raise Refused(gettext("Losse momenten horen niet bij een doel."), field="doel")
    if activiteit.los and (velden.get("trede") or velden.get("belofte")):
        raise Refused(gettext("Van losse momenten vragen we dit niet."), field="trede")
    own = {naam: waarde for naam, waarde in _with_plek(velden).items() if naam != "mede_doelen"}
    for naam, waarde in own.items():
        setattr(activiteit, naam, waarde)
    save_with_slot(activiteit, fields=own.keys(), expected_slot=slot)
    if "mede_doelen" in velden:
        activiteit.mede_doelen.set(velden["mede_doelen"])
    for reeks in Reeks.objects.filter(activiteit=activiteit) if "gestopt_op" in velden else ():
        plan_ahead(reeks=reeks)
    if activiteit.doel_id != doel:
        log_regel(by=by, wat="activiteiten.gekoppeld", op=activiteit, details={"doel": activiteit.doel_id})
    if activiteit.trede != trede:
        details = {"van": trede, "naar": activiteit.trede}
        log_regel(by=by, wat="activiteiten.trede", op=activiteit, details=details)
    return activiteit


def link_to_doel(*, activiteit: Activiteit, doel: Doel | None, slot: int, by: User) -> Activiteit:
    """Couple an activity to a goal of its wijk, or make it loose from the plan; refuses as `change_activiteit`."""
    return change_activiteit(activiteit=activiteit, slot=slot, by=by, doel=doel)


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
    reeks: ReeksVelden | None = None,
    **velden: Unpack[ActiviteitVelden],
) -> Activiteit:
    """Make an activity and plan its first bijeenkomst(en), or its series, in one go; refuses as both verbs do."""
    activiteit = plan_activiteit(team=team, by=by, client_id=client_id, **velden)
    if reeks is not None:
        plan_reeks(activiteit=activiteit, by=by, client_id=client_id, inzet=inzet, **reeks)
        return activiteit
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


def _with_plek(velden: ActiviteitVelden) -> ActiviteitVelden:
    return {**velden, "plek": keep_plek(velden["plek"])} if "plek" in velden else velden


def _with_project(velden: ActiviteitVelden) -> ActiviteitVelden:
    """Who names only a project means its goal too."""
    project = velden.get("project")
    return {**velden, "doel": project.doel} if project is not None and not velden.get("doel") else velden


def _kept_together(activiteit: Activiteit, velden: ActiviteitVelden) -> ActiviteitVelden:
    """When only the goal changes, a project of another goal does not stay behind."""
    project = activiteit.project
    if "doel" not in velden or "project" in velden or project is None:
        return velden
    doel = velden["doel"]
    same = doel is not None and doel.lijn == project.doel.lijn
    return velden if same else {**velden, "project": None}


def _refuse_foreign(wijk_id: int, velden: ActiviteitVelden) -> None:
    doel, project = velden.get("doel"), velden.get("project")
    for field, goals in (("doel", [doel] if doel else []), ("mede_doelen", velden.get("mede_doelen") or [])):
        if any(goal.prioriteit.wijkplan.wijk_id != wijk_id for goal in goals):
            raise Refused(gettext("Dit doel hoort bij een andere wijk."), field=field)
    if project is not None and (doel is None or project.doel.lijn != doel.lijn):
        raise Refused(gettext("Dit project hoort bij een ander doel."), field="project")
    if doel is not None and doel.lijn in {goal.lijn for goal in velden.get("mede_doelen") or []}:
        raise Refused(gettext("Dit is al het doel waar de activiteit bij hoort."), field="mede_doelen")
