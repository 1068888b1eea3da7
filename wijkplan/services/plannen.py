from collections.abc import Collection
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Wijk
from wijkplan.models import Evaluatie, Meting, Wijkplan
from wijkplan.services.writing import GESLOTEN, lock_plan, made_before, remove_row

Status = Wijkplan.Status
VOLGENDE = {
    Status.CONCEPT: {Status.IN_RONDE},
    Status.IN_RONDE: {Status.CONCEPT},  # vastgesteld comes from the last akkoord, see akkoord.answer
    Status.VASTGESTELD: {Status.IN_UITVOERING},
    Status.IN_UITVOERING: {Status.GEEVALUEERD},
    Status.GEEVALUEERD: {Status.GEARCHIVEERD},
    Status.GEARCHIVEERD: set(),
}


@transaction.atomic
def make_wijkplan(
    *,
    wijk: Wijk,
    titel: str,
    periode_van: date,
    periode_tot: date,
    by: User,
    versie: int = 1,
    client_id: UUID | None = None,
) -> Wijkplan:
    """A wijk gets a draft plan for a period, both days included.

    The same client_id and body again gives the same plan. Refuses a period that ends before it begins and one
    that overlaps an open plan of this wijk.
    """
    Wijk.objects.select_for_update(no_key=True).get(pk=wijk.pk)
    body = {
        "wijk_id": wijk.pk,
        "titel": titel,
        "periode_van": periode_van,
        "periode_tot": periode_tot,
        "versie": versie,
    }
    if found := made_before(Wijkplan, client_id=client_id, by=by, body=body):
        return found
    refuse_period(wijk.pk, periode_van, periode_tot)
    if Wijkplan.objects.filter(wijk=wijk, periode_van=periode_van, versie=versie).exists():
        raise Refused(gettext("Er is al een plan dat op deze dag begint."), field="periode_van")
    with written_by(by):
        plan = Wijkplan.objects.create(client_id=client_id or uuid4(), door=by, **body)
        log_regel(by=by, wat="wijkplan.concept", op=plan)
    return plan


@transaction.atomic
def change_wijkplan(
    *, plan: Wijkplan, titel: str, periode_van: date, periode_tot: date, slot: int, by: User
) -> Wijkplan:
    """The plan has this title and period. Refuses as `make_wijkplan`; raises Conflict on another slot."""
    current = lock_plan(plan.pk)
    replaced = current.vorige_id if current.versie > 1 else None
    refuse_period(current.wijk_id, periode_van, periode_tot, but=(current.pk, replaced))
    plan.titel, plan.periode_van, plan.periode_tot = titel, periode_van, periode_tot
    with written_by(by):
        return save_with_slot(plan, fields=("titel", "periode_van", "periode_tot"), expected_slot=slot)


@transaction.atomic
def set_status(*, plan: Wijkplan, status: Wijkplan.Status | str, by: User) -> Wijkplan:
    """The plan goes one step: in ronde and back, or vastgesteld, in uitvoering, geëvalueerd, gearchiveerd.

    Refuses a step that does not follow, a concept as long as a text lies before parties or a round is open, and
    geëvalueerd as long as nobody evaluated the plan as a whole; vastgesteld is what the last akkoord makes.
    """
    current = Wijkplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    wanted = Status(status)
    if wanted not in VOLGENDE[Status(current.status)]:
        raise Refused(
            gettext("Van «%(nu)s» kan een plan niet naar «%(straks)s».")
            % {"nu": current.get_status_display(), "straks": wanted.label}
        )
    if wanted == Status.CONCEPT and (
        current.voorleggingen.filter(ingetrokken_op=None).exists()
        or current.rondes.filter(status="open").exists()
    ):
        raise Refused(
            gettext("Dit plan ligt bij de partijen. Haal het eerst terug, dan kun je het wijzigen.")
        )
    if wanted == Status.GEEVALUEERD and not Evaluatie.objects.filter(wijkplan=current).of_plan().exists():
        raise Refused(gettext("Evalueer eerst het plan als geheel: wat werkte, wat niet, en wat nu?"))
    plan.status = wanted
    with written_by(by):
        save_with_slot(plan, fields=("status",), expected_slot=current.slot)
        log_regel(by=by, wat=f"wijkplan.{wanted}", op=plan, details={"versie": plan.versie})
    return plan


@transaction.atomic
def remove_wijkplan(*, plan: Wijkplan, by: User, slot: int | None = None) -> None:
    """A draft plan and everything in it is gone.

    Refuses a plan that left the draft, and one with measurements or activities.
    """
    if Wijkplan.objects.get(pk=plan.pk).status != Status.CONCEPT:
        raise Refused(gettext("Alleen een concept kan weg. Dit plan is al verder."))
    if plan.voorleggingen.exists() or plan.rondes.exists():
        raise Refused(gettext("Dit plan is aan partijen getoond en blijft daarom bewaard."))
    if Meting.objects.filter(indicator__doel__prioriteit__wijkplan=plan).exists():
        raise Refused(gettext("In dit plan staan metingen. Een plan met metingen blijft bewaard."))
    refusal = gettext("Er zijn activiteiten voor dit plan. Haal ze eerst los van hun doel.")
    remove_row(plan, by=by, slot=slot, refusal=refusal, wat="wijkplan.verwijderd")


def refuse_period(wijk_id: int, van: date, tot: date, *, but: Collection[int | None] = ()) -> None:
    """Refuse a period that ends before it begins or overlaps an open plan of this wijk, but for these plans.

    A version may overlap the one it takes the place of.
    """
    if tot <= van:
        raise Refused(gettext("De laatste dag ligt vóór de eerste."), field="periode_tot")
    others = Wijkplan.objects.filter(wijk_id=wijk_id).overlapping(van, tot)
    other = others.exclude(status__in=GESLOTEN).exclude(pk__in=[pk for pk in but if pk]).first()
    if other is not None:
        raise Refused(
            gettext("In deze periode loopt al «%(plan)s». Open dat plan, of kies een andere periode.")
            % {"plan": other.titel},
            field="periode_van",
        )
