from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from django.db import transaction

from mensen.models import User
from wijkplan.models import Prioriteit, Wijkplan
from wijkplan.services.doelen import add_doel
from wijkplan.services.prioriteiten import add_prioriteit
from wijkplan.vocabulary import Voorstel


@transaction.atomic
def paste_lines(
    *, plan: Wijkplan, voorstellen: Sequence[Voorstel], by: User, client_id: UUID | None = None
) -> list[Prioriteit]:
    """The plan has these priorities with their goals added at the end, all of them or none.

    Each row gets its own id out of client_id, so the same paste sent twice makes one set of rows.
    """
    batch = client_id or uuid4()
    made = []
    for place, voorstel in enumerate(voorstellen):
        prioriteit = add_prioriteit(
            plan=plan,
            titel=voorstel.titel,
            effectgebied=voorstel.effectgebied,
            aanleiding=voorstel.aanleiding,
            by=by,
            client_id=uuid5(batch, f"prioriteit {place}"),
        )
        for number, titel in enumerate(voorstel.doelen):
            add_doel(
                prioriteit=prioriteit,
                titel=titel,
                by=by,
                client_id=uuid5(batch, f"doel {place} {number}"),
            )
        made.append(prioriteit)
    return made
