from collections.abc import Collection
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.locking import hash_body, once, save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijkplan.models import Cyclusstap, Wijkplan


class Stapwaarden(TypedDict):
    """What a person fills in about one act of the cycle."""

    datum: date
    uitkomst: str
    partners: Collection[Partner]


@transaction.atomic
def record_stap(
    *,
    plan: Wijkplan,
    onderwerp: Cyclusstap.Onderwerp | str,
    stap: Cyclusstap.Stap | str,
    by: User,
    client_id: UUID | None = None,
    **values: Unpack[Stapwaarden],
) -> Cyclusstap:
    """A step of the yearly cycle was done on a day, with these partners, and this came out.

    The same client_id and body again gives the same row. Refuses an archived plan and a day to come.
    """
    current = lock_kept_plan(plan.pk)
    _refuse_day(values["datum"])
    body = hash_body({"plan": current, "onderwerp": onderwerp, "stap": stap, **_sorted(values)})

    def make() -> Cyclusstap:
        row = Cyclusstap.objects.create(
            client_id=client_id or uuid4(),
            body_hash=body,
            wijkplan=current,
            onderwerp=Cyclusstap.Onderwerp(onderwerp),
            stap=Cyclusstap.Stap(stap),
            datum=values["datum"],
            uitkomst=values["uitkomst"],
            door=by,
        )
        row.partners.set(values["partners"])
        log_regel(by=by, wat=f"cyclus.{onderwerp}.{stap}", op=row)
        return row

    row, _made = once(Cyclusstap, client_id=client_id or uuid4(), by=by, body_hash=body, make=make)
    return row


@transaction.atomic
def change_stap(*, stap: Cyclusstap, slot: int, by: User, **values: Unpack[Stapwaarden]) -> Cyclusstap:
    """The act reads like this. Raises Conflict on another slot; refuses as `record_stap`."""
    lock_kept_plan(stap.wijkplan_id)
    _refuse_day(values["datum"])
    stap.datum, stap.uitkomst = values["datum"], values["uitkomst"]
    save_with_slot(stap, fields=("datum", "uitkomst"), expected_slot=slot)
    stap.partners.set(values["partners"])
    log_regel(by=by, wat="cyclus.verbeterd", op=stap)
    return stap


def lock_kept_plan(plan_id: int) -> Wijkplan:
    """Hold a plan to write down how it went. Refuses an archived one."""
    plan = Wijkplan.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan_id)
    if plan.status == Wijkplan.Status.GEARCHIVEERD:
        raise Refused(gettext("Dit plan is gearchiveerd. Ga verder in het volgende plan."))
    return plan


def _refuse_day(day: date) -> None:
    if day > timezone.localdate():
        raise Refused(gettext("Deze dag moet nog komen."), field="datum")


def _sorted(values: Stapwaarden) -> dict[str, object]:
    return {**values, "partners": sorted(partner.pk for partner in values["partners"])}
