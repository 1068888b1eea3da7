"""Homes for students and what changes in the buildings of a wijk, with the dates that matter."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import Refused
from core.history import written_by
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Bijdrage, Datumwijziging, Partner, RuimtelijkeOntwikkeling, Woonplek
from partners.services.meldingen import tell_coordinators
from partners.vocabulary import looks_like_address
from wijken.models import Plek, Wijk

ONTWIKKELING = ("naam", "soort", "eind_gepland", "status", "aantal_woningen")
WOONPLEK = ("naam", "kamers", "beschikbaar_van", "beschikbaar_tot", "ontwikkeling", "bijdrage")


class Ontwikkelwaarden(TypedDict):
    """What is known of a development."""

    naam: str
    soort: str
    start_gepland: NotRequired[date | None]
    eind_gepland: NotRequired[date | None]
    status: NotRequired[str]
    aantal_woningen: NotRequired[int | None]


class Woonwaarden(TypedDict):
    """What is known of rooms."""

    naam: str
    kamers: int
    beschikbaar_van: date
    beschikbaar_tot: NotRequired[date | None]
    ontwikkeling: NotRequired[RuimtelijkeOntwikkeling | None]
    bijdrage: NotRequired[Bijdrage | None]


@transaction.atomic
def add_ontwikkeling(
    *,
    wijk: Wijk,
    eigenaar: Partner,
    by: User,
    plekken: Iterable[Plek] = (),
    client_id: UUID | None = None,
    **waarden: Unpack[Ontwikkelwaarden],
) -> RuimtelijkeOntwikkeling:
    """A demolition, renovation, new building or new layout stands on the timeline of the wijk.

    The same body again under one client_id is the same one. Refuses an end before the start.
    """
    places = list(plekken)
    values: dict[str, Any] = {"wijk": wijk, "eigenaar": eigenaar, **waarden}
    fingerprint = hash_body(values | {"plekken": places})
    _refuse_dates(values.get("start_gepland"), values.get("eind_gepland"), field="eind_gepland")

    def make() -> RuimtelijkeOntwikkeling:
        row = RuimtelijkeOntwikkeling.objects.create(
            **values, door=by, client_id=client_id or uuid4(), body_hash=fingerprint
        )
        row.plekken.set(places)
        log_regel(by=by, wat="partners.ontwikkeling_gemaakt", op=row, details={"wijk": wijk.slug})
        return row

    with written_by(by):
        if client_id is None:
            return make()
        return once(RuimtelijkeOntwikkeling, client_id=client_id, by=by, body_hash=fingerprint, make=make)[0]


@transaction.atomic
def change_ontwikkeling(
    *,
    ontwikkeling: RuimtelijkeOntwikkeling,
    expected_slot: int,
    by: User,
    plekken: Iterable[Plek] | None = None,
) -> RuimtelijkeOntwikkeling:
    """Save what is known of it, and the places it closes; its start only moves by `move_date`.

    Refuses an end before the start; raises `Conflict` when somebody saved it first.
    """
    start = RuimtelijkeOntwikkeling.objects.values_list("start_gepland", flat=True).get(pk=ontwikkeling.pk)
    _refuse_dates(start, ontwikkeling.eind_gepland, field="eind_gepland")
    with written_by(by):
        save_with_slot(ontwikkeling, fields=ONTWIKKELING, expected_slot=expected_slot)
        if plekken is not None:
            ontwikkeling.plekken.set(plekken)
        log_regel(by=by, wat="partners.ontwikkeling_gewijzigd", op=ontwikkeling)
    return ontwikkeling


@transaction.atomic
def move_date(
    *,
    ontwikkeling: RuimtelijkeOntwikkeling,
    nieuw: date | None,
    by: User,
    reden: str = "",
    client_id: UUID | None = None,
) -> Datumwijziging:
    """The start moves to another day, or is open again; the end moves as many days. The coordinators are told.

    The same body again under one client_id is the same move. Refuses the day it already has, and one that is done or
    called off.
    """
    row = RuimtelijkeOntwikkeling.objects.select_for_update(of=("self",)).select_related("wijk", "eigenaar")
    current = row.get(pk=ontwikkeling.pk)
    fingerprint = hash_body({"ontwikkeling": current, "nieuw": nieuw, "reden": reden})

    def make() -> Datumwijziging:
        _refuse_move(current, nieuw)
        moved = Datumwijziging.objects.create(
            ontwikkeling=current,
            oud=current.start_gepland,
            nieuw=nieuw,
            reden=reden,
            door=by,
            client_id=client_id or uuid4(),
            body_hash=fingerprint,
        )
        _shift(current, nieuw)
        with written_by(by, waarom=reden):
            fields = ["start_gepland", "eind_gepland"]
            save_with_slot(current, fields=fields, expected_slot=current.slot)
        details = {"was": str(moved.oud or ""), "wordt": str(nieuw or "")}
        log_regel(by=by, wat="partners.datum_verschoven", op=current, details=details)
        tell_coordinators(
            wijk=current.wijk, over=moved, soort="datum_verschoven", by=by, partner=current.eigenaar
        )
        return moved

    if client_id is None:
        return make()
    return once(Datumwijziging, client_id=client_id, by=by, body_hash=fingerprint, make=make)[0]


@transaction.atomic
def mark_seen(*, wijziging: Datumwijziging, by: User) -> Datumwijziging:
    """Somebody looked at what this move, and earlier moves of the same thing, hit; seen already stays as it was."""
    rows = Datumwijziging.objects.filter(
        ontwikkeling=wijziging.ontwikkeling_id, pk__lte=wijziging.pk, bekeken_op=None
    )
    if rows.update(bekeken_door=by, bekeken_op=timezone.now()):
        log_regel(by=by, wat="partners.datumwijziging_bekeken", op=wijziging.ontwikkeling)
    wijziging.refresh_from_db()
    return wijziging


@transaction.atomic
def add_woonplek(
    *,
    corporatie: Partner,
    wijk: Wijk,
    by: User,
    client_id: UUID | None = None,
    **waarden: Unpack[Woonwaarden],
) -> Woonplek:
    """Rooms for students in a complex, until a day when one is known.

    The same body again under one client_id is the same one. Refuses an address, no rooms, an end before the start, and
    a development or promise of another wijk or organisation.
    """
    values: dict[str, Any] = {"corporatie": corporatie, "wijk": wijk, **waarden}
    fingerprint = hash_body(values)

    def make() -> Woonplek:
        woonplek = Woonplek(**values, door=by, client_id=client_id or uuid4(), body_hash=fingerprint)
        _refuse_woonplek(woonplek)
        woonplek.save(force_insert=True)
        log_regel(by=by, wat="partners.woonplek_gemaakt", op=woonplek, details={"wijk": wijk.slug})
        return woonplek

    if client_id is None:
        return make()
    return once(Woonplek, client_id=client_id, by=by, body_hash=fingerprint, make=make)[0]


@transaction.atomic
def change_woonplek(*, woonplek: Woonplek, expected_slot: int, by: User) -> Woonplek:
    """Save rooms, name and days. Refuses as `add_woonplek`; raises `Conflict` when somebody saved it first."""
    _refuse_woonplek(woonplek)
    save_with_slot(woonplek, fields=WOONPLEK, expected_slot=expected_slot)
    log_regel(by=by, wat="partners.woonplek_gewijzigd", op=woonplek)
    return woonplek


def _refuse_woonplek(woonplek: Woonplek) -> None:
    if looks_like_address(woonplek.naam):
        raise Refused(
            _("Dit lijkt een adres. Schrijf alleen het complex, zonder huisnummer of postcode."), field="naam"
        )
    if woonplek.kamers < 1:
        raise Refused(_("Zeg hoeveel kamers het zijn: minstens 1."), field="kamers")
    _refuse_dates(woonplek.beschikbaar_van, woonplek.beschikbaar_tot, field="beschikbaar_tot")
    development, bijdrage = woonplek.ontwikkeling, woonplek.bijdrage
    if development is not None and development.wijk_id != woonplek.wijk_id:
        raise Refused(_("Deze ontwikkeling is in een andere wijk."), field="ontwikkeling")
    if bijdrage is not None and (bijdrage.wijk_id, bijdrage.partner_id) != (
        woonplek.wijk_id,
        woonplek.corporatie_id,
    ):
        raise Refused(_("Deze toezegging is van een ander, of voor een andere wijk."), field="bijdrage")


def _refuse_dates(first: date | None, last: date | None, *, field: str) -> None:
    if first is not None and last is not None and last < first:
        raise Refused(_("De laatste dag ligt vóór de eerste dag."), field=field)


def _refuse_move(row: RuimtelijkeOntwikkeling, nieuw: date | None) -> None:
    if row.status in {row.Status.KLAAR, row.Status.VERVALLEN}:
        raise Refused(_("Dit is klaar of gaat niet door; de datum verschuift niet meer."), field="nieuw")
    if row.start_gepland == nieuw:
        raise Refused(_("Deze datum stond er al."), field="nieuw")


def _shift(row: RuimtelijkeOntwikkeling, nieuw: date | None) -> None:
    """Let the end follow the start, so the work takes as long as it did; without a start there is no end."""
    took = row.eind_gepland - row.start_gepland if row.eind_gepland and row.start_gepland else None
    if nieuw is None:
        row.eind_gepland = None
    elif took is not None:
        row.eind_gepland = nieuw + timedelta(days=took.days)
    elif row.eind_gepland is not None and row.eind_gepland < nieuw:
        row.eind_gepland = None
    row.start_gepland = nieuw
