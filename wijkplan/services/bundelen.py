"""Priorities that become one, or two: goals move along, and it stays visible out of what each grew."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import Conflict, save_with_slot, take_slot
from mensen.models import User
from wijkplan.models import BeoogdEffect, Doel, Prioriteit, Wijkplan
from wijkplan.services.writing import lock_plan, made_before, remove_row


@transaction.atomic
def merge_prioriteiten(
    *, plan: Wijkplan, prioriteiten: Sequence[Prioriteit], titel: str, slot: int, by: User, waarom: str = ""
) -> Prioriteit:
    """These priorities are one, on the place of the highest, with all their goals and where they came from.

    Takes the slot of the plan: raises Conflict when its order changed meanwhile. Refuses less than two, and
    priorities of another plan or of one that is no concept.
    """
    current = lock_plan(plan.pk)
    if current.slot != slot:
        raise Conflict(current)
    chosen = {row.pk for row in prioriteiten}
    rows = list(Prioriteit.objects.filter(wijkplan=current, pk__in=chosen).order_by("rang"))
    if len(rows) < 2 or len(rows) != len(chosen):
        raise Refused(gettext("Kies twee of meer prioriteiten van dit plan."), field="prioriteiten")
    first, *others = rows
    with written_by(by, waarom=waarom):
        for other in others:
            first.uit.add(*other.uit.all())
            Doel.objects.filter(prioriteit=other).update(prioriteit=first, rang=F("rang") + 100)
            BeoogdEffect.objects.filter(prioriteit=other).update(prioriteit=first)
            refusal = gettext("Deze prioriteit wordt nog ergens anders gebruikt.")
            remove_row(other, by=by, slot=None, refusal=refusal, wat="wijkplan.prioriteit_samengevoegd")
        first.titel = titel
        save_with_slot(first, fields=("titel",), expected_slot=first.slot)
        _count_again(current, first)
        take_slot(current, expected_slot=slot)
    return first


@transaction.atomic
def split_prioriteit(
    *,
    prioriteit: Prioriteit,
    titel: str,
    doelen: Sequence[Doel],
    slot: int,
    by: User,
    waarom: str = "",
    client_id: UUID | None = None,
) -> Prioriteit:
    """Part of the goals stand under a priority of their own, right below the one they came from.

    The same client_id again gives the same priority. Raises Conflict on another slot of the priority; refuses
    goals of another priority, and none.
    """
    plan = lock_plan(prioriteit.wijkplan_id)
    body = {"wijkplan_id": plan.pk, "titel": titel}
    if found := made_before(Prioriteit, client_id=client_id, by=by, body=body):
        return found
    rows = Doel.objects.filter(prioriteit=prioriteit, pk__in=[row.pk for row in doelen])
    if not doelen or rows.count() != len(doelen):
        raise Refused(gettext("Kies de doelen die meegaan."), field="doelen")
    with written_by(by, waarom=waarom):
        take_slot(prioriteit, expected_slot=slot)
        Prioriteit.objects.filter(wijkplan=plan, rang__gt=prioriteit.rang).update(rang=F("rang") + 1)
        made = Prioriteit.objects.create(
            client_id=client_id or uuid4(),
            effectgebied=prioriteit.effectgebied,
            aanleiding=prioriteit.aanleiding,
            moscow=prioriteit.moscow,
            rang=prioriteit.rang + 1,
            **body,
        )
        made.uit.set(prioriteit.uit.all())
        rows.update(prioriteit=made)
        take_slot(plan, expected_slot=plan.slot)
    return made


def _count_again(plan: Wijkplan, merged: Prioriteit) -> None:
    """Ranks without holes, of the priorities and of the goals of the merged one."""
    for rang, row in enumerate(Prioriteit.objects.filter(wijkplan=plan).order_by("rang", "pk"), 1):
        if row.rang != rang:
            Prioriteit.objects.filter(pk=row.pk).update(rang=rang)
    for rang, doel in enumerate(Doel.objects.filter(prioriteit=merged).order_by("rang", "pk"), 1):
        if doel.rang != rang:
            Doel.objects.filter(pk=doel.pk).update(rang=rang)
