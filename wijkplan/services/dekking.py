from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from mensen.models import User
from mensen.services import log_regel
from partners.figures import with_unit
from partners.models import Bijdrage
from wijkplan.models import Dekking, Doel
from wijkplan.services.writing import lock_plan


class Overtaken(Refused):
    """Somebody else gave this goal another part meanwhile."""


@transaction.atomic
def set_dekking(
    *,
    bijdrage: Bijdrage,
    doel: Doel,
    deel: Decimal | None,
    by: User,
    was: Decimal | None = None,
    check: bool = False,
) -> Dekking | None:
    """Let this part of a promise pay for this goal; nothing takes the cover away. Twice the same is the same.

    Refuses a plan that is no concept, a promise of another wijk or one that was withdrawn, and more than what was
    promised over the goals of this plan together. With `check` it refuses (`Overtaken`) when the part is no longer
    what it `was` when the form was opened.
    """
    plan = lock_plan(doel.prioriteit.wijkplan_id)
    promised = Bijdrage.objects.select_for_update().get(pk=bijdrage.pk)
    found = Dekking.objects.filter(bijdrage=promised, doel=doel).first()
    now = found.deel if found else None
    if (deel or None) == now:
        return found
    if check and (was or None) != now:
        shown = with_unit(promised.soort, now) if now is not None else gettext("niets")
        raise Overtaken(
            gettext("Iemand anders maakte hier intussen %(deel)s van. Bewaar opnieuw als het toch zo moet.")
            % {"deel": shown},
            field="deel",
        )
    if deel:
        _refuse(promised, doel, Decimal(deel), wijk_id=plan.wijk_id)
    with written_by(by):
        return _write(found, promised, doel, deel, by)


def _write(
    found: Dekking | None, bijdrage: Bijdrage, doel: Doel, deel: Decimal | None, by: User
) -> Dekking | None:
    details = {"bijdrage": str(bijdrage.uuid), "deel": str(deel or 0)}
    log_regel(by=by, wat="wijkplan.dekking", op=doel, details=details)
    if not deel:
        if found is not None:
            found.delete()
        return None
    row = found or Dekking(bijdrage=bijdrage, doel=doel)
    row.deel = Decimal(deel)
    row.save()
    return row


def _refuse(bijdrage: Bijdrage, doel: Doel, deel: Decimal, *, wijk_id: int) -> None:
    if deel < 0:
        raise Refused(gettext("Een deel is meer dan 0, of leeg."), field="deel")
    if bijdrage.wijk_id != wijk_id:
        raise Refused(gettext("Deze toezegging is voor een andere wijk."), field="bijdrage")
    if bijdrage.ingetrokken_op is not None:
        raise Refused(gettext("Deze toezegging is ingetrokken."), field="bijdrage")
    others = Dekking.objects.filter(bijdrage=bijdrage, doel__prioriteit__wijkplan=doel.prioriteit.wijkplan_id)
    given = others.exclude(doel=doel).aggregate(som=Sum("deel"))["som"] or Decimal(0)
    if given + deel > bijdrage.toegezegd:
        left = with_unit(bijdrage.soort, max(bijdrage.toegezegd - given, Decimal(0)))
        raise Refused(
            gettext("Zoveel is er niet toegezegd. Over voor dit doel: %(over)s.") % {"over": left},
            field="deel",
        )


@transaction.atomic
def cover_doel(
    *, doel: Doel, delen: Mapping[Bijdrage, tuple[Decimal | None, Decimal | None]], by: User
) -> list[Dekking]:
    """Each promise pays this part for a goal: per promise the part, and what it was when the form was opened.

    Refuses as `set_dekking`, with the uuid of the promise as the field; then nothing is changed.
    """
    found = []
    for bijdrage, (deel, was) in delen.items():
        if (deel or None) == (was or None):
            continue
        try:
            found.append(set_dekking(bijdrage=bijdrage, doel=doel, deel=deel, was=was, check=True, by=by))
        except Refused as refused:
            refused.field = str(bijdrage.uuid) if refused.field else None
            raise
    return [row for row in found if row is not None]
