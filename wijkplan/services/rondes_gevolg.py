"""What follows a round: residents' paper tokens counted beside it, and its outcome taken over in the plan."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import refuse_another, take_slot
from mensen.models import User
from mensen.services import log_regel
from wijkplan.models import Bewonerstelling, Prioriteit, Ronde, Rondeoptie, Stembiljet, Wijkplan
from wijkplan.services.rondes_stemmen import hold_open
from wijkplan.services.writing import lock_plan


@transaction.atomic
def count_tokens(
    *, ronde: Ronde, aantallen: Mapping[UUID, int], waar: str, by: User, client_id: UUID
) -> list[Bewonerstelling]:
    """The paper tokens of residents counted on one occasion stand beside what parties vote, and add up.

    An option without a number was not counted there; 0 was. The same client_id again is the same count. Refuses a
    round that is not open or without residents, unknown options, and no number at all.
    """
    current = hold_open(ronde)
    if not current.met_bewoners:
        raise Refused(gettext("In deze ronde stemmen bewoners niet mee."))
    if current.methode == Ronde.Methode.RANGORDE and Stembiljet.objects.filter(ronde=current, partner=None):
        raise Refused(gettext("Deze ronde heeft biljetten met een volgorde. Fiches tellen daar niet bij op."))
    opties = {optie.uuid: optie for optie in Rondeoptie.objects.filter(ronde=current)}
    if any(uuid not in opties for uuid in aantallen):
        raise Refused(gettext("Deze keuze staat niet op het stembiljet. Ververs de pagina."))
    if not aantallen:
        raise Refused(gettext("Vul minstens één aantal in. Niets geteld is iets anders dan nul."))
    rows = [
        Bewonerstelling(
            client_id=client_id, ronde=current, optie=opties[uuid], aantal=aantal, waar=waar, door=by
        )
        for uuid, aantal in aantallen.items()
    ]
    if before := _counted_before(rows):
        return before
    try:
        with transaction.atomic():
            made = Bewonerstelling.objects.bulk_create(rows)
    except IntegrityError:  # the same count, sent at this very moment
        return _counted_before(rows)
    log_regel(by=by, wat="ronde.fiches_geteld", op=current, details={"fiches": sum(aantallen.values())})
    return made


def _counted_before(rows: list[Bewonerstelling]) -> list[Bewonerstelling]:
    """The rows when this very count was sent before; raises AlreadyUsed for another count under its client_id."""
    found = Bewonerstelling.objects.filter(client_id=rows[0].client_id).select_related("optie")
    before = list(found)
    now, then = (
        {(r.ronde_id, r.optie_id, r.aantal, r.waar, r.door_id) for r in each} for each in (rows, before)
    )
    if before:
        refuse_another(then, now)
    return before


@transaction.atomic
def remove_tokens(*, ronde: Ronde, client_id: UUID, by: User) -> int:
    """A count that was wrong is gone, all its options together; returns how many. Refuses a closed round."""
    current = hold_open(ronde)
    gone, _kinds = Bewonerstelling.objects.filter(ronde=current, client_id=client_id).delete()
    if gone:
        log_regel(by=by, wat="ronde.fiches_verwijderd", op=current, details={"opties": gone})
    return gone


@transaction.atomic
def apply_uitkomst(*, ronde: Ronde, by: User, slot: int) -> Wijkplan:
    """The priorities of the plan stand in the order of the outcome, with its MoSCoW weight; nothing is counted again.

    Priorities that were no option keep their order, behind the others. Refuses a round that is open, one by consent,
    one without priorities of this plan, and a plan that is no concept. Raises Conflict on another slot of the plan.
    """
    plan = lock_plan(ronde.wijkplan_id)
    current = Ronde.objects.get(pk=ronde.pk)
    if current.uitkomst is None:
        raise Refused(gettext("Deze ronde is nog niet gesloten."))
    lines = {line["prioriteit"]: line for line in current.uitkomst["regels"] if line["prioriteit"]}
    rows = list(Prioriteit.objects.filter(wijkplan=plan).order_by("rang", "pk"))
    chosen = [row for row in rows if str(row.uuid) in lines]
    if current.methode == Ronde.Methode.CONSENT or not chosen:
        raise Refused(gettext("Deze uitkomst verandert niets aan de volgorde van het plan."))
    chosen.sort(key=lambda row: lines[str(row.uuid)]["plaats"])
    take_slot(plan, expected_slot=slot)
    why = gettext("Uitkomst van de ronde «%s»") % current.titel
    with written_by(by, waarom=why):
        for rang, row in enumerate([*chosen, *(row for row in rows if row not in chosen)], 1):
            moscow = lines.get(str(row.uuid), {}).get("weging") or row.moscow
            if (row.rang, row.moscow) != (rang, moscow):
                row.rang, row.moscow, row.slot = rang, moscow, row.slot + 1
                row.save(update_fields=["rang", "moscow", "slot"])
        log_regel(by=by, wat="ronde.toegepast", op=current, details={"prioriteiten": len(chosen)})
    return plan


def log_ronde_export(*, ronde: Ronde, soort: str, by: User) -> None:
    """The audit trail says who took the outcome of a round home as a file."""
    log_regel(by=by, wat="ronde.geexporteerd", op=ronde, details={"soort": soort})
