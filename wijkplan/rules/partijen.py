"""Verbs of parties: reading what lies before them, and answering; and what the coordinator does about it."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import leads
from wijkplan.rules.plan import coordinates_plan, works_with_plan

if TYPE_CHECKING:
    from mensen.models import User
    from wijkplan.models import Wijkplan


@rules.predicate
def takes_part_in_plan(user: "User", plan: "Wijkplan | None") -> bool:
    """Speaks for an organisation that is involved in the wijk; which plans she sees, `visible_to` says."""
    return plan is not None and plan.wijk_id in user.scope.partner_wijken


rules.add_perm("wijkplan.read", works_with_plan | leads | takes_part_in_plan)
# what each party gives stands in the text they agreed to; students read the text without it
rules.add_perm("wijkplan.read_bedragen", coordinates_plan | leads | takes_part_in_plan)
rules.add_perm("wijkplan.edit", coordinates_plan)


def _asked_plan(thing: object) -> "Wijkplan | None":
    """The plan of a voorlegging, or of an answer to one."""
    return getattr(getattr(thing, "voorlegging", thing), "wijkplan", None)


@rules.predicate
def may_read_text(user: "User", thing: object) -> bool:
    return user.has_perm("wijkplan.read", _asked_plan(thing))


@rules.predicate
def may_steer_akkoord(user: "User", akkoord: object) -> bool:
    """The coordinator reminds a party and records that it does not take part."""
    return user.has_perm("wijkplan.steer", _asked_plan(akkoord))


@rules.predicate
def may_answer(user: "User", akkoord: object) -> bool:
    """Speaks for the asked party, or is the one to whom it handed the question on."""
    if not takes_part_in_plan(user, _asked_plan(akkoord)):
        return False
    whom = getattr(akkoord, "doorgegeven_aan", None)
    mine = getattr(akkoord, "partner_id", None) in user.scope.partners
    return mine or (whom is not None and whom.user_id == user.pk)


rules.add_perm("wijkplan.read_voorlegging", may_read_text)
rules.add_perm("wijkplan.steer_akkoord", may_steer_akkoord)
rules.add_perm("wijkplan.answer", may_answer)
