"""The life of a measurement: written, handed in, settled or given back; and the counts the house makes itself."""

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import send_bericht
from wijken.vocabulary import Bewijsniveau
from wijkplan.models import Indicator, Meting
from wijkplan.services.sloten import hold_to_measure
from wijkplan.services.writing import made_before, remove_row

Status = Meting.Status


class Metingwaarden(TypedDict, total=False):
    """What a person fills in about a measurement; a period has both its days or none."""

    peildatum: date
    waarde: Decimal
    n: int | None
    bron: str
    bewijsniveau: int
    periode_van: date | None
    periode_tot: date | None
    toelichting: str


LEEG: Metingwaarden = {
    "n": None,
    "bewijsniveau": Bewijsniveau.TELLING,
    "periode_van": None,
    "periode_tot": None,
    "toelichting": "",
}
JUDGED = ("status", "beoordeeld_door", "beoordeeld_op")


@transaction.atomic
def record_meting(
    *,
    indicator: Indicator,
    by: User | None,
    client_id: UUID | None = None,
    indienen: bool = True,
    berekend: bool = False,
    **values: Unpack[Metingwaarden],
) -> Meting:
    """The indicator was measured: value, n, source, and how well it is supported.

    Of a coordinator of the wijk it is vastgesteld at once; of a teamlid it waits for her, or is a concept when it
    is not handed in. With `berekend` it is a count of the house over a period, by nobody: the count of that period
    is corrected, with history, or stays untouched when it is the same. The same client_id and body again gives the
    same measurement. Refuses a closed plan, a closed period, half a period, and typing over what counts by itself.
    """
    values = _in_period({**LEEG, **values})
    if berekend:
        return _record_counted(indicator, by, values)
    if by is None or indicator.berekening:
        raise Refused(gettext("Deze indicator telt vanzelf. Hier vult niemand een getal in."))
    body = {"indicator_id": indicator.pk, **values}
    if found := made_before(Meting, client_id=client_id, by=by, body=body):
        return found
    hold_to_measure(indicator, by=by, days=(_day(values),))
    with written_by(by):
        return Meting.objects.create(
            client_id=client_id or uuid4(), door=by, **body, **_first_state(indicator, by, indienen=indienen)
        )


@transaction.atomic
def change_meting(
    *, meting: Meting, slot: int, by: User, indienen: bool = False, **values: Unpack[Metingwaarden]
) -> Meting:
    """The measurement is corrected; its history keeps what stood there. With `indienen` it is handed in as well.

    Raises Conflict on another slot; refuses a count of the house, and as `record_meting`.
    """
    _refuse_counted(meting)
    before = meting.slotdag
    for name, value in values.items():
        setattr(meting, name, value)
    merged = _in_period(
        {"periode_van": meting.periode_van, "periode_tot": meting.periode_tot, "peildatum": meting.peildatum}
    )
    meting.peildatum = merged["peildatum"]
    hold_to_measure(meting.indicator, by=by, days=(before, meting.slotdag))
    fields = {*values, "peildatum"}
    if indienen and meting.is_open:
        fields |= set(_set(meting, **_first_state(meting.indicator, by, indienen=True)))
    with written_by(by):
        return save_with_slot(meting, fields=sorted(fields), expected_slot=slot)


@transaction.atomic
def submit_meting(*, meting: Meting, slot: int, by: User) -> Meting:
    """A concept, or one that was given back, waits for the coordinator; her own is vastgesteld by it.

    Refuses one that was handed in already.
    """
    if not meting.is_open:
        raise Refused(gettext("Deze meting is al ingediend."))
    return change_meting(meting=meting, slot=slot, by=by, indienen=True)


@transaction.atomic
def confirm_meting(*, meting: Meting, slot: int, by: User) -> Meting:
    """The measurement is vastgesteld: from now on it counts, on the board and outside the team.

    Refuses one that was not handed in. Raises Conflict on another slot: she would settle another number.
    """
    _refuse_unless_submitted(meting)
    hold_to_measure(meting.indicator, by=by, days=(meting.slotdag,))
    fields = _set(meting, **_judged(Status.VASTGESTELD, by))
    with written_by(by):
        return save_with_slot(meting, fields=fields, expected_slot=slot)


@transaction.atomic
def return_meting(*, meting: Meting, reden: str, slot: int, by: User) -> Meting:
    """The measurement goes back to its writer with a reason, and counts nowhere; she gets a message.

    Refuses one that was not handed in, and no reason. Raises Conflict on another slot.
    """
    _refuse_unless_submitted(meting)
    if not reden.strip():
        raise Refused(gettext("Schrijf op wat er anders moet."), field="reden")
    hold_to_measure(meting.indicator, by=by, days=(meting.slotdag,))
    fields = _set(meting, teruggelegd_omdat=reden.strip(), **_judged(Status.TERUGGELEGD, by))
    with written_by(by):
        save_with_slot(meting, fields=fields, expected_slot=slot)
    _tell_writer(meting, by)
    return meting


@transaction.atomic
def remove_meting(*, meting: Meting, by: User, slot: int | None = None) -> None:
    """A measurement that should not have been there is gone; the audit trail keeps that it was removed.

    Refuses a count of the house, a closed plan and a closed period.
    """
    _refuse_counted(meting)
    hold_to_measure(meting.indicator, by=by, days=(meting.slotdag,))
    with written_by(by):
        remove_row(meting, by=by, slot=slot, refusal="", wat="wijkplan.meting_verwijderd")


def _record_counted(indicator: Indicator, by: User | None, values: Metingwaarden) -> Meting:
    if not indicator.berekening:
        raise Refused(gettext("Deze indicator telt niet vanzelf."))
    found = _counted(indicator, values["periode_van"], values["periode_tot"])
    if found is not None and all(getattr(found, name) == value for name, value in values.items()):
        return found
    hold_to_measure(indicator, by=by, days=(_day(values),))
    with written_by(by):
        if found is None:
            return Meting.objects.create(
                indicator=indicator, door=by, status=Status.VASTGESTELD, berekend=True, **values
            )
        return save_with_slot(found, fields=_set(found, **values), expected_slot=found.slot)


def _counted(indicator: Indicator, van: date | None, tot: date | None) -> Meting | None:
    """What the house counted over this period, in whatever version of the plan."""
    rows = Meting.objects.of_line(indicator).select_for_update(of=("self",))
    return rows.filter(berekend=True, periode_van=van, periode_tot=tot).order_by("-pk").first()


def _in_period(values: Metingwaarden) -> Metingwaarden:
    """A measurement over a period is dated on its last day; refuses half a period and a reversed one."""
    van, tot = values.get("periode_van"), values.get("periode_tot")
    if (van is None) != (tot is None):
        raise Refused(gettext("Vul beide dagen van de periode in, of geen van beide."), field="periode_tot")
    if van is None or tot is None:
        return values
    if tot < van:
        raise Refused(gettext("De laatste dag ligt vóór de eerste."), field="periode_tot")
    return {**values, "peildatum": tot}


def _day(values: Metingwaarden) -> date:
    return values["peildatum"]


def _first_state(indicator: Indicator, by: User, *, indienen: bool) -> dict[str, object]:
    """What a measurement is when this person writes it: a coordinator's own waits for nobody."""
    if indicator.doel.prioriteit.wijkplan.wijk_id in by.scope.coordinator_wijken:
        return _judged(Status.VASTGESTELD, by)
    return {"status": Status.INGEDIEND if indienen else Status.CONCEPT}


def _judged(status: Meting.Status, by: User) -> dict[str, object]:
    return {"status": status, "beoordeeld_door": by, "beoordeeld_op": timezone.now()}


def _set(meting: Meting, **values: object) -> tuple[str, ...]:
    for name, value in values.items():
        setattr(meting, name, value)
    return tuple(values)


def _tell_writer(meting: Meting, by: User) -> None:
    if meting.door is None or not meting.door.is_active:
        return
    send_bericht(
        aan=meting.door,
        soort="wijkplan.meting_teruggelegd",
        over=meting,
        titel=lambda: gettext("Een meting is teruggelegd: %s") % meting.indicator,
        tekst=lambda: (
            gettext("%(wie)s vraagt je om deze meting na te kijken: %(reden)s")
            % {"wie": by.naam, "reden": meting.teruggelegd_omdat}
        ),
        pad=reverse("wijkplan:meting_edit", args=[meting.uuid]),
        by=by,
    )


def _refuse_counted(meting: Meting) -> None:
    if meting.berekend:
        raise Refused(gettext("Dit getal telt VoorUit zelf. Verbeter de tellingen, dan verandert het mee."))


def _refuse_unless_submitted(meting: Meting) -> None:
    if meting.status != Status.INGEDIEND:
        raise Refused(gettext("Deze meting wacht niet op jou: zij is «%s».") % meting.get_status_display())
