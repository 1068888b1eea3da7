from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from wijkplan.models import Doel, Meting, Prioriteit
from wijkplan.services.writing import lock_plan, made_before, remove_row


class Doelwaarden(TypedDict, total=False):
    """What a person fills in about a goal."""

    titel: str
    doelgroep: str
    streefdatum: date | None
    quick_win: bool
    dimensie: str


LEEG: Doelwaarden = {"doelgroep": "", "streefdatum": None, "quick_win": False, "dimensie": ""}


@transaction.atomic
def add_doel(
    *, prioriteit: Prioriteit, by: User, client_id: UUID | None = None, **values: Unpack[Doelwaarden]
) -> Doel:
    """The priority has one more goal, last in the row.

    The same client_id and body again gives the same goal. Refuses a closed plan.
    """
    lock_plan(prioriteit.wijkplan_id)
    body = {"prioriteit_id": prioriteit.pk, **LEEG, **values}
    if found := made_before(Doel, client_id=client_id, by=by, body=body):
        return found
    last = Doel.objects.filter(prioriteit=prioriteit).aggregate(last=Max("rang"))["last"] or 0
    with written_by(by):
        return Doel.objects.create(client_id=client_id or uuid4(), rang=last + 1, **body)


@transaction.atomic
def change_doel(*, doel: Doel, slot: int, by: User, waarom: str = "", **values: Unpack[Doelwaarden]) -> Doel:
    """The goal reads like this. Raises Conflict on another slot; refuses a closed plan."""
    lock_plan(doel.prioriteit.wijkplan_id)
    for name, value in values.items():
        setattr(doel, name, value)
    with written_by(by, waarom=waarom):
        return save_with_slot(doel, fields=tuple(values), expected_slot=slot)


@transaction.atomic
def remove_doel(*, doel: Doel, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The goal and its indicators are gone. Refuses when activities or measurements hang on it."""
    lock_plan(doel.prioriteit.wijkplan_id)
    if Meting.objects.filter(indicator__doel=doel).exists():
        raise Refused(gettext("Er zijn metingen voor dit doel. Een doel met metingen blijft bewaard."))
    refusal = gettext("Er zijn activiteiten voor dit doel. Haal ze eerst los van dit doel.")
    with written_by(by, waarom=waarom):
        remove_row(doel, by=by, slot=slot, refusal=refusal, wat="wijkplan.doel_verwijderd")
