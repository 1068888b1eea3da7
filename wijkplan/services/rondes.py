"""A round from plan to outcome: made, opened, closed.

Changing or withdrawing it before it opens is in `rondes_wijzigen`, who votes and how in `rondes_stemmen`.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijkplan.figures import read_uitkomst
from wijkplan.models import Prioriteit, Ronde, Rondeoptie, Rondepartij, Voorlegging, Wijkplan
from wijkplan.services.rondes_berichten import tell_closed, tell_opened, tell_waiting

Methode, Status = Ronde.Methode, Ronde.Status
PLAN = Wijkplan.Status


class Optiewaarden(TypedDict, total=False):
    """One thing to choose: a priority of the plan, or something typed; `kosten` only where a budget is divided."""

    titel: str
    prioriteit: Prioriteit | None
    kosten: Decimal | None
    code: str


class Rondewaarden(TypedDict, total=False):
    """What is said about a round beforehand."""

    titel: str
    methode: str
    trede: str
    belofte: str
    opent: datetime
    sluit: datetime
    stippen: int | None
    hoogste: int | None
    budget: Decimal | None
    gelijkstand: str
    met_bewoners: bool


@transaction.atomic
def make_ronde(
    *,
    plan: Wijkplan,
    opties: Sequence[Optiewaarden],
    partijen: Collection[Partner],
    by: User,
    client_id: UUID | None = None,
    body_hash: str = "",
    **values: Unpack[Rondewaarden],
) -> Ronde:
    """A round stands ready, with its options as they read now, and opens by itself; at once when its moment is now.

    The same client_id and body again gives the same round. Refuses a plan that is no concept, a round without a
    promise, options or anybody to vote, a period that is over, and settings that do not fit the method.
    """
    current = Wijkplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)

    def make() -> Ronde:
        refuse_plan(current)
        refuse_values(values)
        refuse_asked(values, opties, partijen)
        with written_by(by):
            ronde = Ronde.objects.create(
                wijkplan=current, door=by, client_id=client_id or uuid4(), body_hash=body_hash, **values
            )
        for place, optie in enumerate(opties, 1):
            Rondeoptie.objects.create(
                ronde=ronde, volgorde=place, **({"code": str(place), "prioriteit": None} | optie)
            )
        Rondepartij.objects.bulk_create([Rondepartij(ronde=ronde, partner=each) for each in partijen])
        log_regel(by=by, wat="ronde.gepland", op=ronde, details={"opties": len(opties)})
        if ronde.opent <= timezone.now() and opties:
            open_now(current, ronde, by=by)
        return ronde

    ronde, _made = once(Ronde, client_id=client_id or uuid4(), by=by, body_hash=body_hash, make=make)
    plan.refresh_from_db()
    return ronde


@transaction.atomic
def open_ronde(*, ronde: Ronde, by: User | None) -> Ronde:
    """Parties may vote from now on; the plan stands still. `by` is None when its moment came by itself.

    Refuses a round that is not planned or has no options, and a plan that lies before parties or is no concept.
    """
    plan, current = lock_ronde(ronde)
    if current.status != Status.GEPLAND:
        raise Refused(gettext("Deze ronde is al open geweest."))
    open_now(plan, current, by=by)
    ronde.refresh_from_db()
    return ronde


def open_now(plan: Wijkplan, ronde: Ronde, *, by: User | None) -> None:
    """Open a planned round of which plan and round are held; see `open_ronde`."""
    refuse_plan(plan)
    if not ronde.opties.exists():
        raise Refused(gettext("Er valt nog niets te kiezen. Lees eerst de biljetten in."))
    if ronde.sluit <= timezone.now():
        raise Refused(gettext("De tijd van deze ronde is al voorbij. Kies een nieuwe ronde."))
    ronde.status, ronde.opent = Status.OPEN, min(ronde.opent, timezone.now())
    with written_by(by):
        save_with_slot(ronde, fields=("status", "opent"), expected_slot=ronde.slot)
    if plan.status == PLAN.CONCEPT:
        plan.status = PLAN.IN_RONDE
        with written_by(by or ronde.door):
            save_with_slot(plan, fields=("status",), expected_slot=plan.slot)
    log_regel(by=by, wat="ronde.open", op=ronde)
    tell_opened(ronde, by=by)


@transaction.atomic
def close_ronde(*, ronde: Ronde, by: User | None, keuze: Sequence[Rondeoptie] = (), reden: str = "") -> Ronde:
    """The round is over and its outcome is stored; nothing computes it again. `by` is None when its time came.

    Waits for votes that are being written, so none is lost. When no other round is open the plan is a concept
    again. `keuze` is the order the coordinator gives what ends equal, with her reason, where the stated rule leaves
    it to her; such a round waits for her when its time came. Refuses a round that is not open and a choice without a
    reason.
    """
    plan, current = lock_ronde(ronde)
    if current.status != Status.OPEN:
        raise Refused(gettext("Deze ronde is niet open."))
    asked = current.gelijkstand == Ronde.Gelijkstand.COORDINATOR
    if asked and keuze and not reden.strip():
        raise Refused(gettext("Zeg waarom je zo kiest."), field="reden")
    current.uitkomst = read_uitkomst(
        current, keuze=[optie.pk for optie in keuze] if asked else [], reden=reden.strip()
    )
    if asked and not keuze and current.uitkomst["gelijk"]:
        raise Refused(gettext("Er is een gelijke stand. Kies wat voorgaat."), field="keuze")
    current.status, current.gesloten_op, current.gesloten_door = Status.GESLOTEN, timezone.now(), by
    fields = ("status", "gesloten_op", "gesloten_door", "uitkomst")
    with written_by(by):
        save_with_slot(current, fields=fields, expected_slot=current.slot)
    _release(plan, current, by=by)
    counts = {name: current.uitkomst[name] for name in ("gevraagd", "gestemd", "onthouden")}
    log_regel(by=by, wat="ronde.gesloten", op=current, details=counts)
    tell_closed(current, by=by)
    ronde.refresh_from_db()
    return ronde


def _release(plan: Wijkplan, ronde: Ronde, *, by: User | None) -> None:
    """The plan is a concept again once nothing of it is out with parties."""
    still_out = Ronde.objects.filter(wijkplan=plan, status=Status.OPEN).exists() or _lies_before(plan)
    if plan.status == PLAN.IN_RONDE and not still_out:
        plan.status = PLAN.CONCEPT
        with written_by(by or ronde.door):
            save_with_slot(plan, fields=("status",), expected_slot=plan.slot)


def keep_rounds() -> tuple[int, int]:
    """What is due opens and closes, and who did not vote is reminded two days before; each in its own transaction.

    Returns how many opened and closed. A round that can not open yet (its plan lies before parties) stays planned.
    """
    now = timezone.now()
    opened = closed = 0
    for ronde in Ronde.objects.to_close(now):
        closed += _attempt(close_ronde, ronde)
    for ronde in Ronde.objects.to_open(now).filter(sluit__gt=now):
        opened += _attempt(open_ronde, ronde)
    for ronde in Ronde.objects.almost_closing(now):
        with transaction.atomic():
            tell_waiting(ronde, by=None)
    return opened, closed


def _attempt(act: object, ronde: Ronde) -> int:
    try:
        act(ronde=ronde, by=None)  # type: ignore[operator]
    except Refused:
        return 0  # somebody was first, or it has to wait
    return 1


def lock_ronde(ronde: Ronde) -> tuple[Wijkplan, Ronde]:
    """Hold the plan and then the round, always in this order."""
    plan = Wijkplan.objects.select_for_update(of=("self",)).get(pk=ronde.wijkplan_id)
    current = Ronde.objects.select_for_update(of=("self",)).get(pk=ronde.pk)
    return plan, current


def _lies_before(plan: Wijkplan) -> bool:
    return Voorlegging.objects.filter(wijkplan=plan).standing().exists()


def refuse_plan(plan: Wijkplan) -> None:
    """A round is about a plan that is a concept, and does not lie before parties."""
    if plan.status not in {PLAN.CONCEPT, PLAN.IN_RONDE}:
        raise Refused(gettext("Dit plan is vastgesteld. Maak eerst een volgende versie."))
    if plan.status == PLAN.IN_RONDE and _lies_before(plan):
        raise Refused(gettext("Dit plan ligt voor akkoord bij de partijen. Haal het eerst terug."))


def refuse_values(values: Rondewaarden) -> None:
    """What is said beforehand has a promise, a period to come, and what its method needs."""
    if not values.get("belofte", "").strip():
        raise Refused(gettext("Zeg vooraf wat er met de uitkomst gebeurt."), field="belofte")
    if values["sluit"] <= values["opent"]:
        raise Refused(gettext("De ronde sluit voordat hij opengaat."), field="sluit")
    if values["sluit"] <= timezone.now():
        raise Refused(gettext("Dit moment is al voorbij."), field="sluit")
    budget = values.get("budget")
    if budget is not None and budget <= 0:
        raise Refused(gettext("Er valt pas iets te verdelen bij meer dan 0 euro."), field="budget")
    if values["methode"] == Methode.STIPPEN:
        stippen, hoogste = values.get("stippen") or 0, values.get("hoogste") or 0
        if not stippen:
            raise Refused(gettext("Hoeveel stippen krijgt elke organisatie?"), field="stippen")
        if not 1 <= hoogste <= stippen:
            raise Refused(gettext("Kies een getal van 1 tot en met het aantal stippen."), field="hoogste")
    elif values["methode"] == Methode.CONSENT and values.get("met_bewoners"):
        raise Refused(
            gettext("Bij consent telt of iemand een bezwaar heeft. Dat kan niet met fiches."),
            field="met_bewoners",
        )


def refuse_asked(values: Rondewaarden, opties: Sequence[Optiewaarden], partijen: Collection[Partner]) -> None:
    """There is something to choose, each topic once, and somebody who votes."""
    met_bewoners = bool(values.get("met_bewoners"))
    least = 1 if values["methode"] == Methode.CONSENT else 2
    from_file = met_bewoners and not partijen and not opties
    if len(opties) < least and not from_file:
        raise Refused(gettext("Er valt nog niets te kiezen. Geef minstens twee onderwerpen."), field="opties")
    if len({optie["titel"].casefold() for optie in opties}) != len(opties):
        raise Refused(gettext("Twee onderwerpen heten hetzelfde."), field="eigen")
    if not partijen and not met_bewoners:
        raise Refused(gettext("Kies wie er stemt."), field="partijen")
