"""How rows of a plan are written: in the name of a person, once, and only while the plan is open."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext

from core.errors import AlreadyUsed, Refused
from core.locking import Conflict
from mensen.models import User
from mensen.services import log_regel
from wijkplan.models import Wijkplan

M = TypeVar("M", bound=models.Model)
GESLOTEN = {Wijkplan.Status.GEEVALUEERD, Wijkplan.Status.GEARCHIVEERD}


def written_by(by: User) -> pghistory.context:
    """Tell the history of every row written inside whose hand it was."""
    return pghistory.context(door=by.pk)


def lock_plan(plan_id: int) -> Wijkplan:
    """Hold the plan until the transaction ends, so that ranks and double submits queue up.

    Refuses a plan that was evaluated or archived: what was agreed then no longer changes.
    """
    plan = Wijkplan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    if plan.status in GESLOTEN:
        raise Refused(gettext("Dit plan is afgesloten en verandert niet meer. Maak een nieuw plan."))
    return plan


def made_before(model: type[M], *, client_id: UUID | None, by: User, body: Mapping[str, Any]) -> M | None:
    """Give the row this very submit made already, or None when its client_id is new.

    The first history row says what was sent and by whom, also after later edits. Raises AlreadyUsed when it
    was another body or another person.
    """
    found = model._default_manager.filter(client_id=client_id).first() if client_id else None
    if found is None:
        return None
    events = model.pgh_event_model.objects.select_related("pgh_context")  # type: ignore[attr-defined]
    first = events.filter(pgh_obj=found, pgh_label="insert").first()
    context = first.pgh_context if first is not None else None
    sender = context.metadata.get("door") if context is not None else by.pk
    if sender != by.pk or any(getattr(first or found, name) != value for name, value in body.items()):
        raise AlreadyUsed(
            gettext("Dit is al eerder verzonden, met een andere inhoud. Open het formulier opnieuw.")
        )
    return found


def remove_row(row: models.Model, *, by: User, slot: int | None, refusal: str, wat: str) -> None:
    """Delete an unused draft with all that hangs under it, and keep in the audit trail that it was there.

    Raises Conflict when somebody changed it meanwhile; refuses with the given sentence when work of another
    room hangs on it (PROTECT).
    """
    current = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None or (slot is not None and current.slot != slot):  # type: ignore[attr-defined]
        raise Conflict(current)
    log_regel(by=by, wat=wat, op=row)
    try:
        current.delete()
    except ProtectedError as error:
        raise Refused(refusal) from error
