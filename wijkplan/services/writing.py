"""How rows of a plan are written: in the name of a person, once, and only while the plan is open."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

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


def lock_plan(plan_id: int) -> Wijkplan:
    """Hold the plan until the transaction ends, so that ranks and double submits queue up.

    Refuses a plan that is no concept: what parties look at or agreed upon stands still.
    """
    plan = lock_open_plan(plan_id)
    if plan.status == Wijkplan.Status.IN_RONDE:
        raise Refused(
            gettext("Dit plan ligt bij de partijen. Haal het eerst terug, dan kun je het wijzigen.")
        )
    if not plan.is_draft:
        raise Refused(gettext("Dit plan is vastgesteld en verandert niet meer. Maak een volgende versie."))
    return plan


def lock_open_plan(plan_id: int) -> Wijkplan:
    """Hold a plan to write what is no content of it: measurements, tests of assumptions.

    Refuses a plan that was evaluated or archived.
    """
    plan = Wijkplan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    if plan.is_closed:
        raise Refused(gettext("Dit plan is afgesloten en verandert niet meer. Maak een nieuw plan."))
    return plan


def made_before(model: type[M], *, client_id: UUID | None, by: User, body: Mapping[str, Any]) -> M | None:
    """Give the row this very submit made already, or None when its client_id is new.

    Raises AlreadyUsed when it was another body or another person.
    """
    found = all_made_before(model, wanted={client_id: body}, by=by) if client_id else []
    return found[0] if found else None


def all_made_before(
    model: type[M], *, wanted: Mapping[UUID, Mapping[str, Any]], by: User, beyond: Collection[UUID] = ()
) -> list[M]:
    """Give the rows this very submit made already, in order, or none when its client_ids are new.

    The first history row says what was sent and by whom, also after later edits. `beyond` are client_ids that
    a longer submit would have used. Raises AlreadyUsed when it was another body or another person.
    """
    rows = {row.client_id: row for row in model._default_manager.filter(client_id__in=[*wanted, *beyond])}  # type: ignore[attr-defined]
    if not rows:
        return []
    events = model.pgh_event_model.objects.select_related("pgh_context")  # type: ignore[attr-defined]
    first = {
        event.pgh_obj_id: event for event in events.filter(pgh_obj__in=rows.values(), pgh_label="insert")
    }
    same = rows.keys() == wanted.keys() and all(
        _was_sent(first.get(rows[client_id].pk, rows[client_id]), by, body)
        for client_id, body in wanted.items()
    )
    if not same:
        raise AlreadyUsed(
            gettext(
                "Dit formulier was al opgeslagen, met een andere inhoud. Nog eens opslaan voegt dit erbij."
            )
        )
    return [rows[client_id] for client_id in wanted]


def _was_sent(event: models.Model, by: User, body: Mapping[str, Any]) -> bool:
    context = getattr(event, "pgh_context", None)
    sender = context.metadata.get("door") if context is not None else by.pk
    return sender == by.pk and all(getattr(event, name) == value for name, value in body.items())


def last_hand(row: models.Model) -> tuple[User | None, datetime | None]:
    """Who wrote this row last and when, out of its history; (None, None) when the history does not say."""
    history = getattr(type(row), "pgh_event_model", None)
    if history is None:
        return None, None
    events = history.objects.select_related("pgh_context")
    last = events.filter(pgh_obj=row).order_by("-pgh_id").first()
    if last is None or last.pgh_context is None:
        return None, None
    return User.objects.filter(pk=last.pgh_context.metadata.get("door")).first(), last.pgh_created_at


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
