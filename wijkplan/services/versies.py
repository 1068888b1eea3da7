"""The next version of a plan: a copy in which everything keeps its line, so that work and measurements follow."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from mensen.models import User
from mensen.services import log_regel
from wijkplan.figures.partijen import read_opvolging
from wijkplan.models import (
    BeoogdEffect,
    Dekking,
    Doel,
    Indicator,
    Prioriteit,
    Project,
    Schakel,
    Wijkplan,
)
from wijkplan.services.plannen import refuse_period
from wijkplan.services.writing import made_before

M = TypeVar("M", bound=models.Model)
Status = Wijkplan.Status
FRESH = {"id", "uuid", "client_id", "slot"}


@transaction.atomic
def next_version(*, plan: Wijkplan, reden: str, by: User, client_id: UUID | None = None) -> Wijkplan:
    """A concept with everything in this plan and one version higher; what was agreed stays as it is.

    Every goal, indicator, project, effect and link keeps its line; each priority says which one it came from.
    The same client_id and reason again gives the same version. Refuses without a reason, a plan that is not in
    force, and one that has a next version. A plan of the next period that grew out of this one stays as it is.
    """
    current = Wijkplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    body = _body(current, current.titel, current.periode_van, current.periode_tot, current.versie + 1, reden)
    if found := made_before(Wijkplan, client_id=client_id, by=by, body=body):
        return found
    if not body["reden"]:
        raise Refused(gettext("Zeg waarom er een nieuwe versie komt."), field="reden")
    if not current.is_in_force:
        raise Refused(gettext("Alleen een plan dat is vastgesteld en loopt krijgt een volgende versie."))
    _refuse_successor(read_opvolging(current).versie)
    with written_by(by, waarom=body["reden"]):
        made = Wijkplan.objects.create(client_id=client_id or uuid4(), door=by, **body)
        _copy_tree(current, made)
        log_regel(by=by, wat="wijkplan.nieuwe_versie", op=made, details={"versie": made.versie})
    return made


@transaction.atomic
def next_plan(
    *,
    plan: Wijkplan,
    titel: str,
    periode_van: date,
    periode_tot: date,
    by: User,
    overnemen: bool = True,
    client_id: UUID | None = None,
) -> Wijkplan:
    """A concept for the period after this plan, which grew out of it; `overnemen` copies what stands in it.

    It opens with the verbeteracties that are still open. Refuses a period that overlaps an open plan, a plan that
    nobody agreed to, and one of which this or an earlier version has a plan for the next period.
    """
    current = Wijkplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    body = _body(current, titel, periode_van, periode_tot, 1, "")
    if found := made_before(Wijkplan, client_id=client_id, by=by, body=body):
        return found
    if current.status in {Status.CONCEPT, Status.IN_RONDE}:
        raise Refused(gettext("Dit plan is nog niet vastgesteld. Wijzig het, of stel het eerst vast."))
    _refuse_successor(read_opvolging(current).periode)
    refuse_period(current.wijk_id, periode_van, periode_tot)
    with written_by(by, waarom=gettext("plan voor een volgende periode")):
        made = Wijkplan.objects.create(client_id=client_id or uuid4(), door=by, **body)
        if overnemen:
            _copy_tree(current, made)
        log_regel(by=by, wat="wijkplan.concept", op=made)
    return made


def _body(plan: Wijkplan, titel: str, van: date, tot: date, versie: int, reden: str) -> dict[str, Any]:
    return {
        "wijk_id": plan.wijk_id,
        "titel": titel,
        "periode_van": van,
        "periode_tot": tot,
        "versie": versie,
        "vorige_id": plan.pk,
        "reden": reden.strip(),
        "sluit_aan_op": plan.sluit_aan_op,
    }


def _refuse_successor(volgende: Wijkplan | None) -> None:
    if volgende is not None:
        raise Refused(
            gettext("Er is al een volgende: «%(plan)s», versie %(versie)s. Werk daarin verder.")
            % {"plan": volgende.titel, "versie": volgende.versie}
        )


def _copy_tree(plan: Wijkplan, made: Wijkplan) -> None:
    """Copy all that hangs under a plan; seven inserts whatever its size."""
    priorities = _copy(
        Prioriteit.objects.filter(wijkplan=plan), wijkplan_id=dict.fromkeys([plan.pk], made.pk)
    )
    _tie(
        Prioriteit.uit.through,
        [(new, old) for old, new in priorities.items()],
        "from_prioriteit_id",
        "to_prioriteit_id",
    )
    under = {"prioriteit_id": priorities}
    effects = _copy(BeoogdEffect.objects.filter(prioriteit__wijkplan=plan), **under)
    profits = BeoogdEffect.profiteert.through.objects.filter(beoogdeffect__in=effects)
    pairs = [(effects[old], partner) for old, partner in profits.values_list("beoogdeffect_id", "partner_id")]
    _tie(BeoogdEffect.profiteert.through, pairs, "beoogdeffect_id", "partner_id")
    goals = _copy(Doel.objects.filter(prioriteit__wijkplan=plan), **under)
    for model in (Indicator, Project, Dekking):
        _copy(model.objects.filter(doel__prioriteit__wijkplan=plan), doel_id=goals)
    _copy(Schakel.objects.filter(doel__prioriteit__wijkplan=plan), doel_id=goals, effect_id=effects)


def _copy(rows: models.QuerySet[M], **moved: Mapping[int, int]) -> dict[int, int]:
    """Make each row again, hung under the new rows that `moved` names per column; old key to new key."""
    old = list(rows.order_by("pk"))
    made = [_again(row, moved) for row in old]
    rows.model._default_manager.bulk_create(made)
    return {before.pk: after.pk for before, after in zip(old, made, strict=True)}


def _again(row: M, moved: Mapping[str, Mapping[int, int]]) -> M:
    fields = [field for field in row._meta.concrete_fields if field.name not in FRESH]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    for column, keys in moved.items():
        values[column] = keys.get(values[column])
    return type(row)(**values)


def _tie(through: Any, pairs: Iterable[tuple[int, int]], left: str, right: str) -> None:
    through.objects.bulk_create([through(**{left: one, right: other}) for one, other in pairs])
