from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import save_with_slot
from mensen.models import User
from wijken.models import Kerncijfer
from wijkplan.models import Doel, Indicator, Meting
from wijkplan.services.writing import lock_open_plan, lock_plan, made_before, remove_row, written_by

BRON_LENGTE = 200


class Indicatorwaarden(TypedDict, total=False):
    """What a person fills in about an indicator; a missing number is None and never 0."""

    naam: str
    niveau: str
    eenheid: str
    richting: str
    nulmeting: Decimal | None
    nulmeting_datum: date | None
    nulmeting_bron: str
    kerncijfer: Kerncijfer | None
    streefwaarde: Decimal | None
    streefdatum: date | None
    meetmethode: str


class Metingwaarden(TypedDict, total=False):
    """What a person fills in about a measurement."""

    peildatum: date
    waarde: Decimal
    n: int | None
    bron: str
    bewijsniveau: int


LEEG: Indicatorwaarden = {
    "niveau": Indicator.Niveau.UITKOMST,
    "eenheid": "",
    "richting": "omhoog",
    "nulmeting": None,
    "nulmeting_datum": None,
    "nulmeting_bron": "",
    "kerncijfer": None,
    "streefwaarde": None,
    "streefdatum": None,
    "meetmethode": "",
}


def copy_nulmeting(kerncijfer: Kerncijfer) -> Indicatorwaarden:
    """A baseline out of an official figure: its value, the last day of its year, and where it comes from.

    The copy stays when the figure is imported again or vanishes. Refuses a figure without a value (NULL).
    """
    if kerncijfer.waarde is None:
        raise Refused(gettext("Dit cijfer heeft geen waarde."), field="kerncijfer")
    return {
        "nulmeting": kerncijfer.waarde,
        "nulmeting_datum": date(kerncijfer.peiljaar, 12, 31),
        "nulmeting_bron": source_of(kerncijfer),
        "kerncijfer": kerncijfer,
    }


def source_of(kerncijfer: Kerncijfer) -> str:
    """Where a figure comes from: source, year and edition, and the area in which division."""
    gebied = kerncijfer.gebied
    parts = [
        kerncijfer.maat.bron,
        " ".join(filter(None, [str(kerncijfer.peiljaar), kerncijfer.uitgave])),
        f"{gebied.naam} ({gebied.get_stelsel_display()} {gebied.geldig_van.year})",
    ]
    return ", ".join(parts)[:BRON_LENGTE]


@transaction.atomic
def add_indicator(
    *, doel: Doel, by: User, client_id: UUID | None = None, **values: Unpack[Indicatorwaarden]
) -> Indicator:
    """The goal has one more indicator; with a kerncijfer the baseline is copied from it.

    The same client_id and body again gives the same indicator. Refuses a baseline without a date or source.
    """
    lock_plan(doel.prioriteit.wijkplan_id)
    fields = _with_baseline({**LEEG, **values})
    if found := made_before(Indicator, client_id=client_id, by=by, body=_body(doel, fields)):
        return found
    with written_by(by):
        return Indicator.objects.create(client_id=client_id or uuid4(), doel=doel, **fields)


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, slot: int, by: User, **values: Unpack[Indicatorwaarden]
) -> Indicator:
    """The indicator reads like this. Raises Conflict on another slot; refuses as `add_indicator`."""
    lock_plan(indicator.doel.prioriteit.wijkplan_id)
    fields = _with_baseline(values)
    for name, value in fields.items():
        setattr(indicator, name, value)
    _refuse_bare_baseline(indicator.nulmeting, indicator.nulmeting_datum, indicator.nulmeting_bron)
    with written_by(by):
        return save_with_slot(indicator, fields=tuple(fields), expected_slot=slot)


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: User, slot: int | None = None) -> None:
    """The indicator is gone. Refuses when it has measurements."""
    lock_plan(indicator.doel.prioriteit.wijkplan_id)
    if indicator.metingen.exists():
        raise Refused(gettext("Deze indicator heeft metingen. Haal die eerst weg, als ze niet kloppen."))
    refusal = gettext("Deze indicator wordt nog gebruikt.")
    with written_by(by):
        remove_row(indicator, by=by, slot=slot, refusal=refusal, wat="wijkplan.indicator_verwijderd")


@transaction.atomic
def record_meting(
    *,
    indicator: Indicator,
    by: User,
    client_id: UUID | None = None,
    **values: Unpack[Metingwaarden],
) -> Meting:
    """The indicator was measured on a day: value, n, source, and how well it is supported.

    The same client_id and body again gives the same measurement. Refuses a closed plan.
    """
    lock_open_plan(indicator.doel.prioriteit.wijkplan_id)
    body = {
        "indicator_id": indicator.pk,
        "n": None,
        "bewijsniveau": Meting._meta.get_field("bewijsniveau").default,
        **values,
    }
    if found := made_before(Meting, client_id=client_id, by=by, body=body):
        return found
    with written_by(by):
        return Meting.objects.create(
            client_id=client_id or uuid4(),
            door=by,
            status=Meting.Status.VASTGESTELD,
            beoordeeld_door=by,
            beoordeeld_op=timezone.now(),
            **body,
        )


@transaction.atomic
def change_meting(*, meting: Meting, slot: int, by: User, **values: Unpack[Metingwaarden]) -> Meting:
    """The measurement is corrected; its history keeps what stood there. Raises Conflict on another slot."""
    lock_open_plan(meting.indicator.doel.prioriteit.wijkplan_id)
    for name, value in values.items():
        setattr(meting, name, value)
    with written_by(by):
        return save_with_slot(meting, fields=tuple(values), expected_slot=slot)


@transaction.atomic
def remove_meting(*, meting: Meting, by: User, slot: int | None = None) -> None:
    """A measurement that should not have been there is gone; the audit trail keeps that it was removed."""
    lock_open_plan(meting.indicator.doel.prioriteit.wijkplan_id)
    with written_by(by):
        remove_row(meting, by=by, slot=slot, refusal="", wat="wijkplan.meting_verwijderd")


def _with_baseline(values: Indicatorwaarden) -> Indicatorwaarden:
    kerncijfer = values.get("kerncijfer")
    if kerncijfer is not None and values.get("nulmeting") is None:
        return {**values, **copy_nulmeting(kerncijfer)}
    if "nulmeting" in values:
        _refuse_bare_baseline(
            values["nulmeting"], values.get("nulmeting_datum"), values.get("nulmeting_bron", "")
        )
    return values


def _refuse_bare_baseline(value: Decimal | None, day: date | None, source: str) -> None:
    if value is None:
        return
    if day is None:
        raise Refused(gettext("Wanneer is dit gemeten? Vul de datum in."), field="nulmeting_datum")
    if not source:
        raise Refused(gettext("Waar komt dit cijfer vandaan? Vul de bron in."), field="nulmeting_bron")


def _body(doel: Doel, fields: Indicatorwaarden) -> dict[str, object]:
    body: dict[str, object] = {name: value for name, value in fields.items() if name != "kerncijfer"}
    kerncijfer = fields.get("kerncijfer")
    return body | {"doel_id": doel.pk, "kerncijfer_id": kerncijfer.pk if kerncijfer else None}
