"""The chain of a plan: what a priority should lead to, why we think so, and what came out when we tested it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from core.errors import Refused
from core.history import written_by
from core.locking import save_with_slot
from mensen.models import User
from mensen.services import log_regel
from partners.models import Partner
from wijkplan.models import BeoogdEffect, Doel, Prioriteit, Schakel
from wijkplan.services.writing import GESLOTEN, lock_open_plan, lock_plan, made_before, remove_row


class Effectwaarden(TypedDict, total=False):
    """What a person fills in about a lasting change."""

    tekst: str
    effectgebied: str
    dimensie: str


class Schakelwaarden(TypedDict, total=False):
    """What a person fills in about a link; without an effect it is about the werkwijze."""

    effect: BeoogdEffect | None
    aanname: str
    sterkte: int


@transaction.atomic
def add_effect(
    *,
    prioriteit: Prioriteit,
    by: User,
    profiteert: Collection[Partner] = (),
    client_id: UUID | None = None,
    **values: Unpack[Effectwaarden],
) -> BeoogdEffect:
    """The priority leads to one more lasting change, in its own effect area unless another is named.

    The same client_id and body again gives the same effect. Refuses a plan that is no concept.
    """
    lock_plan(prioriteit.wijkplan_id)
    body = {"effectgebied": prioriteit.effectgebied, "dimensie": "", **values, "prioriteit_id": prioriteit.pk}
    if found := made_before(BeoogdEffect, client_id=client_id, by=by, body=body):
        return found
    with written_by(by, ook=_profit([], _names(profiteert))):
        effect = BeoogdEffect.objects.create(client_id=client_id or uuid4(), **body)
        effect.profiteert.set(profiteert)
    return effect


@transaction.atomic
def change_effect(
    *,
    effect: BeoogdEffect,
    slot: int,
    by: User,
    profiteert: Collection[Partner] | None = None,
    **values: Unpack[Effectwaarden],
) -> BeoogdEffect:
    """The effect reads like this. Raises Conflict on another slot; refuses a plan that is no concept."""
    lock_plan(effect.prioriteit.wijkplan_id)
    for name, value in values.items():
        setattr(effect, name, value)
    before = _names(effect.profiteert.all())
    after = before if profiteert is None else _names(profiteert)
    with written_by(by, ook=_profit(before, after)):
        save_with_slot(effect, fields=tuple(values), expected_slot=slot)
        if profiteert is not None:
            effect.profiteert.set(profiteert)
    return effect


@transaction.atomic
def remove_effect(*, effect: BeoogdEffect, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The effect and the links to it are gone. Refuses a plan that is no concept."""
    lock_plan(effect.prioriteit.wijkplan_id)
    with written_by(by, waarom=waarom):
        remove_row(effect, by=by, slot=slot, refusal="", wat="wijkplan.effect_verwijderd")


@transaction.atomic
def add_schakel(
    *, doel: Doel, by: User, client_id: UUID | None = None, **values: Unpack[Schakelwaarden]
) -> Schakel:
    """The goal leads to that effect, or what we do helps the goal, because of this assumption.

    The same client_id and body again gives the same link. Refuses a plan that is no concept, a link without an
    assumption, and an effect of another priority.
    """
    lock_plan(doel.prioriteit.wijkplan_id)
    effect = values.pop("effect", None)
    _refuse_schakel(doel, effect, values.get("aanname", ""))
    body = {
        "sterkte": Schakel.Sterkte.GOK,
        **values,
        "doel_id": doel.pk,
        "effect_id": effect.pk if effect else None,
    }
    if found := made_before(Schakel, client_id=client_id, by=by, body=body):
        return found
    with written_by(by):
        return Schakel.objects.create(client_id=client_id or uuid4(), **body)


@transaction.atomic
def change_schakel(*, schakel: Schakel, slot: int, by: User, **values: Unpack[Schakelwaarden]) -> Schakel:
    """The link reads like this. Raises Conflict on another slot; refuses as `add_schakel`."""
    lock_plan(schakel.doel.prioriteit.wijkplan_id)
    for name, value in values.items():
        setattr(schakel, name, value)
    _refuse_schakel(schakel.doel, schakel.effect, schakel.aanname)
    with written_by(by):
        return save_with_slot(schakel, fields=tuple(values), expected_slot=slot)


@transaction.atomic
def remove_schakel(*, schakel: Schakel, by: User, slot: int | None = None, waarom: str = "") -> None:
    """The link is gone. Refuses a plan that is no concept."""
    lock_plan(schakel.doel.prioriteit.wijkplan_id)
    with written_by(by, waarom=waarom):
        remove_row(schakel, by=by, slot=slot, refusal="", wat="wijkplan.schakel_verwijderd")


@transaction.atomic
def record_toets(
    *, schakel: Schakel, getoetst_op: date, uitkomst: str, slot: int, by: User, sterkte: int | None = None
) -> Schakel:
    """The assumption was tested on this day, and this came out; also in the next version that is being written.

    Possible while the plan is in force. Refuses a closed plan, a day to come, and a test without outcome. Raises
    Conflict on another slot. A later test replaces this one; the history of the link keeps both.
    """
    lock_open_plan(schakel.doel.prioriteit.wijkplan_id)
    if getoetst_op > timezone.localdate():
        raise Refused(gettext("Deze dag is nog niet geweest."), field="getoetst_op")
    if not uitkomst.strip():
        raise Refused(gettext("Wat kwam eruit?"), field="uitkomst")
    found = {"getoetst_op": getoetst_op, "uitkomst": uitkomst} | ({"sterkte": sterkte} if sterkte else {})
    for name, value in found.items():
        setattr(schakel, name, value)
    with written_by(by):
        save_with_slot(schakel, fields=tuple(found), expected_slot=slot)
        _elsewhere(schakel).update(**found, slot=F("slot") + 1)
        log_regel(by=by, wat="wijkplan.aanname_getoetst", op=schakel, details={"sterkte": schakel.sterkte})
    return schakel


def _names(partners: Iterable[Partner]) -> list[str]:
    return sorted(partner.naam for partner in partners)


def _profit(before: list[str], after: list[str]) -> dict[str, list[str]]:
    """Who profits, as it was and as it is, for the history; nothing when that stayed as it was."""
    return {"profiteert": [", ".join(before), ", ".join(after)]} if before != after else {}


def _elsewhere(schakel: Schakel) -> QuerySet[Schakel]:
    """The same assumption, word for word, in other versions that are not closed."""
    rows = Schakel.objects.filter(lijn=schakel.lijn, aanname=schakel.aanname).exclude(pk=schakel.pk)
    return rows.exclude(doel__prioriteit__wijkplan__status__in=GESLOTEN)


def _refuse_schakel(doel: Doel, effect: BeoogdEffect | None, aanname: str) -> None:
    if not aanname.strip():
        raise Refused(gettext("Waarom denken jullie dat dit werkt?"), field="aanname")
    if effect is not None and effect.prioriteit_id != doel.prioriteit_id:
        raise Refused(gettext("Dit effect hoort bij een andere prioriteit."), field="effect")
