from datetime import date, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from wijken.models import Kerncijfer
from wijkplan.models import Doel, Indicator, Meting
from wijkplan.services.writing import lock_plan, made_before, remove_row

BRON_LENGTE = 200
LINKS = ("kerncijfer", "verantwoordelijke")
UITSTEL = timedelta(days=366)


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
    frequentie: str
    verantwoordelijke: User | None
    berekening: str


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
    "frequentie": "",
    "verantwoordelijke": None,
    "berekening": "",
}
Berekening, Niveau = Indicator.Berekening, Indicator.Niveau
EENHEID = {
    Berekening.BIJEENKOMSTEN: "bijeenkomsten",
    Berekening.BEZOEKEN: "bezoeken",
    Berekening.NIEUW: "mensen",
    Berekening.HELPERS: "%",
    Berekening.CONTACTMOMENTEN: "contactmomenten",
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
    fields = _counted(_with_baseline({**LEEG, **values}))
    if found := made_before(Indicator, client_id=client_id, by=by, body=_body(doel, fields)):
        return found
    with written_by(by):
        return Indicator.objects.create(client_id=client_id or uuid4(), doel=doel, **fields)


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, slot: int, by: User, waarom: str = "", **values: Unpack[Indicatorwaarden]
) -> Indicator:
    """The indicator reads like this. Raises Conflict on another slot; refuses as `add_indicator`.

    Refuses another way to count once it was measured: what was typed and what was counted would stand in one row.
    """
    lock_plan(indicator.doel.prioriteit.wijkplan_id)
    fields = _counted(_with_baseline(values))
    counts = fields.get("berekening", indicator.berekening)
    if counts != indicator.berekening and Meting.objects.of_line(indicator).exists():
        raise Refused(
            gettext("Er zijn al metingen. Maak een nieuwe indicator om anders te tellen."), field="berekening"
        )
    for name, value in fields.items():
        setattr(indicator, name, value)
    _refuse_bare_baseline(indicator.nulmeting, indicator.nulmeting_datum, indicator.nulmeting_bron)
    with written_by(by, waarom=waarom):
        return save_with_slot(indicator, fields=tuple(fields), expected_slot=slot)


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The indicator is gone. Refuses when it has measurements of its own; those of other versions stay with those."""
    lock_plan(indicator.doel.prioriteit.wijkplan_id)
    if indicator.metingen.exists():
        raise Refused(gettext("Deze indicator heeft metingen. Haal die eerst weg, als ze niet kloppen."))
    refusal = gettext("Deze indicator wordt nog gebruikt.")
    with written_by(by, waarom=waarom):
        remove_row(indicator, by=by, slot=slot, refusal=refusal, wat="wijkplan.indicator_verwijderd")


@transaction.atomic
def postpone_meting(*, indicator: Indicator, tot: date, by: User) -> Indicator:
    """Nobody is reminded to measure this indicator before this day; the plan itself does not change by it.

    Refuses a day that is over, and one more than a year away.
    """
    today = timezone.localdate()
    if not today < tot <= today + UITSTEL:
        raise Refused(gettext("Kies een dag na vandaag en binnen een jaar."))
    with written_by(by):
        Indicator.objects.filter(pk=indicator.pk).update(uitgesteld_tot=tot)
    indicator.uitgesteld_tot = tot
    return indicator


def _with_baseline(values: Indicatorwaarden) -> Indicatorwaarden:
    kerncijfer = values.get("kerncijfer")
    if kerncijfer is not None and values.get("nulmeting") is None:
        return {**values, **copy_nulmeting(kerncijfer)}
    if "nulmeting" in values:
        _refuse_bare_baseline(
            values["nulmeting"], values.get("nulmeting_datum"), values.get("nulmeting_bron", "")
        )
    return values


def _counted(values: Indicatorwaarden) -> Indicatorwaarden:
    """What counts by itself has the unit of that count, and is told as what we did: never as what it changed."""
    counts = values.get("berekening")
    if not counts:
        return values
    values["eenheid"] = EENHEID[Berekening(counts)]
    if values.get("niveau") not in {Niveau.INZET, Niveau.PRESTATIE}:
        values["niveau"] = Niveau.PRESTATIE
    return values


def _refuse_bare_baseline(value: Decimal | None, day: date | None, source: str) -> None:
    if value is None:
        return
    if day is None:
        raise Refused(gettext("Wanneer is dit gemeten? Vul de datum in."), field="nulmeting_datum")
    if not source:
        raise Refused(gettext("Waar komt dit cijfer vandaan? Vul de bron in."), field="nulmeting_bron")


def _body(doel: Doel, fields: Indicatorwaarden) -> dict[str, object]:
    body: dict[str, object] = {name: value for name, value in fields.items() if name not in LINKS}
    found = {f"{name}_id": getattr(fields.get(name), "pk", None) for name in LINKS}
    return body | found | {"doel_id": doel.pk}
