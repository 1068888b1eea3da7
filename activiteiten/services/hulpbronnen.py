from collections.abc import Mapping
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from activiteiten.models import Hulpbron
from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from wijken.models import Wijk


class HulpbronVelden(TypedDict, total=False):
    """What people fill in about something a wijk has."""

    soort: str
    naam: str
    omschrijving: str
    waar: str
    lat: float | None
    lng: float | None


@transaction.atomic
def add_hulpbron(*, wijk: Wijk, client_id: UUID, by: User, **velden: Unpack[HulpbronVelden]) -> Hulpbron:
    """Note something a wijk has; the same form sent twice is one.

    Refuses a point for what is no public place, and what stands on the list already, as after the Back button.
    """
    _refuse_point(velden)
    body = hash_body({"wijk": wijk, **velden})

    def make() -> Hulpbron:
        same = Hulpbron.objects.filter(wijk=wijk, soort=velden["soort"], naam__iexact=velden["naam"])
        if same.filter(waar__iexact=velden.get("waar", "")).exists():
            raise Refused(gettext("Dit staat al op de lijst."), field="naam")
        return Hulpbron.objects.create(wijk=wijk, client_id=client_id, body_hash=body, door=by, **velden)

    return once(Hulpbron, client_id=client_id, by=by, body_hash=body, make=make)[0]


@transaction.atomic
def change_hulpbron(*, hulpbron: Hulpbron, slot: int, by: User, **velden: Unpack[HulpbronVelden]) -> Hulpbron:
    """Write what was filled in: somebody looked at it today. Conflict when somebody saved in between.

    Refuses a point for what is no public place.
    """
    _refuse_point(velden)
    for name, value in velden.items():
        setattr(hulpbron, name, value)
    hulpbron.bekeken_op = timezone.localdate()
    save_with_slot(hulpbron, fields=[*velden, "bekeken_op"], expected_slot=slot)
    log_regel(by=by, wat="activiteiten.hulpbron_anders", op=hulpbron)
    return hulpbron


@transaction.atomic
def remove_hulpbron(*, hulpbron: Hulpbron, by: User) -> None:
    """It is not there any more: the row goes, the Logregel keeps who took it away."""
    log_regel(by=by, wat="activiteiten.hulpbron_weg", op=hulpbron, details={"soort": hulpbron.soort})
    hulpbron.delete()


def _refuse_point(velden: Mapping[str, Any]) -> None:
    if velden.get("lat") is not None and velden.get("soort") not in Hulpbron.MET_PUNT:
        raise Refused(
            gettext("Alleen een plek of iets in de openbare ruimte komt op de kaart, nooit een mens."),
            field="punt",
        )
