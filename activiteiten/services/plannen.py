from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext

from activiteiten.models import Activiteit
from activiteiten.services.bijeenkomsten import plan_bijeenkomsten
from activiteiten.services.plekken import keep_plek, name_of
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from teams.models import Team
from wijken.models import Plek
from wijkplan.models import Doel


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

    The same client_id and body again returns the activity it made, with another body or person AlreadyUsed.
    Refuses a goal of another wijk.
    """
    _refuse_foreign_doel(team.wijk_id, velden.get("doel"))
    client_id = client_id or uuid4()
    body = hash_body({**velden, "team": team, "plek": name_of(velden.get("plek"))})
    activiteit, _made = once(
        Activiteit,
        client_id=client_id,
        by=by,
        body_hash=body,
        make=lambda: Activiteit.objects.create(
            client_id=client_id,
            body_hash=body,
            wijk_id=team.wijk_id,
            team=team,
            door=by,
            **_with_plek(velden),
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


def _with_plek(velden: ActiviteitVelden) -> ActiviteitVelden:
    return {**velden, "plek": keep_plek(velden["plek"])} if "plek" in velden else velden


def _refuse_foreign_doel(wijk_id: int, doel: Doel | None) -> None:
    if doel is not None and doel.prioriteit.wijkplan.wijk_id != wijk_id:
        raise Refused(gettext("Dit doel hoort bij een andere wijk."), field="doel")
