from collections.abc import Sequence

from django.db import transaction

from core.locking import Conflict
from mensen.models import User
from mensen.services import log_regel
from wijkplan.models import Gesprekskaart, Prioriteit
from wijkplan.services.writing import lock_open_plan


@transaction.atomic
def write_gesprekskaarten(
    *, prioriteit: Prioriteit, vragen: Sequence[str], slot: int, by: User
) -> list[Gesprekskaart]:
    """These are the three questions of the priority, in every version of its line; an empty one leaves the ready one.

    No content of what was agreed, so also while the plan is in force. What stands there already is saved once, whatever
    the slot. `slot` is that of the three as the person saw them, 0 when nobody wrote any; raises Conflict with the first
    of them on another. Refuses a plan that is closed.
    """
    lock_open_plan(prioriteit.wijkplan_id)
    first = Prioriteit.objects.filter(lijn=prioriteit.lijn).order_by("pk")
    held = first.select_for_update(no_key=True, of=("self",))[0]
    cards = list(Gesprekskaart.objects.filter(prioriteit=held))
    if [card.vraag for card in cards] == list(vragen):
        return cards
    if (cards[0].slot if cards else 0) != slot:
        raise Conflict(cards[0] if cards else None)
    made = Gesprekskaart.objects.bulk_create(
        [
            Gesprekskaart(prioriteit=held, volgorde=place, vraag=vraag, slot=slot + 1, door=by)
            for place, vraag in enumerate(vragen, start=1)
        ],
        update_conflicts=True,
        unique_fields=["prioriteit", "volgorde"],
        update_fields=["vraag", "slot", "door", "op"],
    )
    own = sum(1 for vraag in vragen if vraag)
    log_regel(by=by, wat="wijkplan.gesprekskaarten", op=prioriteit, details={"eigen": own})
    return made
