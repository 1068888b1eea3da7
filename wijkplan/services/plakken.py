from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from mensen.models import User
from wijkplan.models import Doel, Prioriteit, Wijkplan
from wijkplan.services.writing import all_made_before, lock_plan
from wijkplan.vocabulary import Voorstel

Rows = dict[UUID, dict[str, Any]]


@transaction.atomic
def paste_lines(
    *, plan: Wijkplan, voorstellen: Sequence[Voorstel], by: User, client_id: UUID | None = None
) -> list[Prioriteit]:
    """The plan has these priorities with their goals added at the end, all of them or none.

    Each row gets its own id out of client_id, so the same paste sent twice makes one set of rows. Refuses an
    empty list and a closed plan; raises AlreadyUsed when the id came with other lines.
    """
    if not voorstellen:
        raise Refused(gettext("Kies minstens één prioriteit om over te nemen."))
    batch = client_id or uuid4()
    plan = lock_plan(plan.pk)
    wanted = _prioriteiten(plan, voorstellen, batch)
    beyond = [uuid5(batch, f"prioriteit {len(voorstellen)}")]
    if found := all_made_before(Prioriteit, wanted=wanted, by=by, beyond=beyond):
        _refuse_other_goals(found, voorstellen, batch, by)
        return found
    last = max(plan.prioriteiten.values_list("rang", flat=True), default=0)
    with written_by(by):
        made = Prioriteit.objects.bulk_create(
            Prioriteit(client_id=row_id, rang=rang, **body)
            for rang, (row_id, body) in enumerate(wanted.items(), start=last + 1)
        )
        Doel.objects.bulk_create(
            Doel(client_id=row_id, **body) for row_id, body in _doelen(made, voorstellen, batch).items()
        )
    return made


def _prioriteiten(plan: Wijkplan, voorstellen: Sequence[Voorstel], batch: UUID) -> Rows:
    return {
        uuid5(batch, f"prioriteit {place}"): {
            "wijkplan_id": plan.pk,
            "titel": voorstel.titel,
            "effectgebied": voorstel.effectgebied,
            "aanleiding": voorstel.aanleiding,
        }
        for place, voorstel in enumerate(voorstellen)
    }


def _doelen(prioriteiten: Sequence[Prioriteit], voorstellen: Sequence[Voorstel], batch: UUID) -> Rows:
    return {
        uuid5(batch, f"doel {place} {rang}"): {"prioriteit_id": prioriteit.pk, "titel": titel, "rang": rang}
        for place, (prioriteit, voorstel) in enumerate(zip(prioriteiten, voorstellen, strict=True))
        for rang, titel in enumerate(voorstel.doelen, start=1)
    }


def _refuse_other_goals(
    prioriteiten: Sequence[Prioriteit], voorstellen: Sequence[Voorstel], batch: UUID, by: User
) -> None:
    beyond = [
        uuid5(batch, f"doel {place} {len(voorstel.doelen) + 1}") for place, voorstel in enumerate(voorstellen)
    ]
    all_made_before(Doel, wanted=_doelen(prioriteiten, voorstellen, batch), by=by, beyond=beyond)
