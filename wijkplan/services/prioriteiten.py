from typing import Literal
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import Conflict, save_with_slot, take_slot
from mensen.models import User
from wijkplan.figures.partijen import origins
from wijkplan.figures.verschil import ancestors
from wijkplan.models import Meting, Prioriteit, Wijkplan
from wijkplan.services.writing import lock_plan, made_before, remove_row


@transaction.atomic
def add_prioriteit(
    *,
    plan: Wijkplan,
    titel: str,
    effectgebied: str,
    by: User,
    aanleiding: str = "",
    moscow: str = "",
    client_id: UUID | None = None,
) -> Prioriteit:
    """The plan has one more priority, ranked last.

    The same client_id and body again gives the same priority. Refuses a closed plan.
    """
    lock_plan(plan.pk)
    body = {
        "wijkplan_id": plan.pk,
        "titel": titel,
        "effectgebied": effectgebied,
        "aanleiding": aanleiding,
        "moscow": moscow,
    }
    if found := made_before(Prioriteit, client_id=client_id, by=by, body=body):
        return found
    last = Prioriteit.objects.filter(wijkplan=plan).aggregate(last=Max("rang"))["last"] or 0
    with written_by(by):
        return Prioriteit.objects.create(client_id=client_id or uuid4(), rang=last + 1, **body)


@transaction.atomic
def change_prioriteit(
    *,
    prioriteit: Prioriteit,
    titel: str,
    effectgebied: str,
    aanleiding: str,
    moscow: str,
    slot: int,
    by: User,
    waarom: str = "",
) -> Prioriteit:
    """The priority reads like this. Raises Conflict on another slot; refuses a closed plan."""
    lock_plan(prioriteit.wijkplan_id)
    prioriteit.titel, prioriteit.effectgebied = titel, effectgebied
    prioriteit.aanleiding, prioriteit.moscow = aanleiding, moscow
    fields = ("titel", "effectgebied", "aanleiding", "moscow")
    with written_by(by, waarom=waarom):
        return save_with_slot(prioriteit, fields=fields, expected_slot=slot)


@transaction.atomic
def weigh_prioriteit(*, prioriteit: Prioriteit, moscow: str, slot: int, by: User) -> Prioriteit:
    """The priority weighs this much; «niet nu» keeps it in the plan without asking for work."""
    lock_plan(prioriteit.wijkplan_id)
    prioriteit.moscow = moscow
    with written_by(by):
        return save_with_slot(prioriteit, fields=("moscow",), expected_slot=slot)


@transaction.atomic
def move_prioriteit(
    *, prioriteit: Prioriteit, richting: Literal["omhoog", "omlaag"], slot: int, by: User
) -> Wijkplan:
    """The priority changes places with the one above or below it; the first and the last stay.

    Takes the slot of the plan: raises Conflict when somebody changed the order meanwhile.
    """
    plan = lock_plan(prioriteit.wijkplan_id)
    if plan.slot != slot:
        raise Conflict(plan)
    order = list(Prioriteit.objects.filter(wijkplan=plan).order_by("rang", "pk"))
    here = next((place for place, row in enumerate(order) if row.pk == prioriteit.pk), None)
    if here is None:
        raise Conflict(None)
    there = here + (-1 if richting == "omhoog" else 1)
    if not 0 <= there < len(order):
        return plan
    with written_by(by):
        for row, rang in ((order[here], order[there].rang), (order[there], order[here].rang)):
            Prioriteit.objects.filter(pk=row.pk).update(rang=rang)
        return take_slot(plan, expected_slot=slot)


@transaction.atomic
def remove_prioriteit(*, prioriteit: Prioriteit, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The priority and its goals are gone, and those below it move up.

    Refuses when activities or measurements hang on one of its goals.
    """
    plan = lock_plan(prioriteit.wijkplan_id)
    if Meting.objects.filter(indicator__doel__prioriteit=prioriteit).exists():
        raise Refused(
            gettext("Hier staan metingen onder. Zet de prioriteit op «niet nu», dan blijven ze bewaard.")
        )
    refusal = gettext(
        "Er zijn activiteiten voor een doel van deze prioriteit. Haal ze eerst los, of zet haar op «niet nu»."
    )
    grew_out_of = ancestors(str(prioriteit.uuid), origins(plan.wijk_id))[1:]
    with written_by(by, waarom=waarom, uit=grew_out_of):
        remove_row(prioriteit, by=by, slot=slot, refusal=refusal, wat="wijkplan.prioriteit_verwijderd")
        below = Prioriteit.objects.filter(wijkplan=plan, rang__gt=prioriteit.rang)
        below.update(rang=F("rang") - 1)
