from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from wijkplan.models import Doel, Project
from wijkplan.services.writing import lock_plan, made_before, remove_row


class Projectwaarden(TypedDict, total=False):
    """What a person fills in about a project or an experiment."""

    titel: str
    omschrijving: str
    van: date | None
    tot: date | None
    experiment: bool
    hypothese: str
    stopcriterium: str


LEEG: Projectwaarden = {
    "omschrijving": "",
    "van": None,
    "tot": None,
    "experiment": False,
    "hypothese": "",
    "stopcriterium": "",
}


@transaction.atomic
def add_project(
    *, doel: Doel, by: User, client_id: UUID | None = None, **values: Unpack[Projectwaarden]
) -> Project:
    """The goal has one more project, or experiment.

    The same client_id and body again gives the same project. Refuses a plan that is no concept, a period that ends
    before it begins, and an experiment that does not say what it expects and when it stops.
    """
    lock_plan(doel.prioriteit.wijkplan_id)
    body = {"doel_id": doel.pk, **LEEG, **values}
    _refuse_bare(body)
    if found := made_before(Project, client_id=client_id, by=by, body=body):
        return found
    with written_by(by):
        return Project.objects.create(client_id=client_id or uuid4(), **body)


@transaction.atomic
def change_project(*, project: Project, slot: int, by: User, **values: Unpack[Projectwaarden]) -> Project:
    """The project reads like this. Raises Conflict on another slot; refuses as `add_project`."""
    lock_plan(project.doel.prioriteit.wijkplan_id)
    for name, value in values.items():
        setattr(project, name, value)
    _refuse_bare({name: getattr(project, name) for name in LEEG})
    with written_by(by):
        return save_with_slot(project, fields=tuple(values), expected_slot=slot)


@transaction.atomic
def remove_project(*, project: Project, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The project is gone. Refuses when activities hang on it."""
    lock_plan(project.doel.prioriteit.wijkplan_id)
    refusal = gettext("Er horen activiteiten bij dit project. Haal ze eerst los van het project.")
    with written_by(by, waarom=waarom):
        remove_row(project, by=by, slot=slot, refusal=refusal, wat="wijkplan.project_verwijderd")


def _refuse_bare(values: dict) -> None:
    if values["van"] and values["tot"] and values["tot"] < values["van"]:
        raise Refused(gettext("De laatste dag ligt vóór de eerste."), field="tot")
    if not values["experiment"]:
        return
    if not values["hypothese"]:
        raise Refused(gettext("Wat verwachten jullie van dit experiment?"), field="hypothese")
    if not values["stopcriterium"]:
        raise Refused(gettext("Wanneer stoppen jullie met dit experiment?"), field="stopcriterium")
