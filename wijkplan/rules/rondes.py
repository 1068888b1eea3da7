"""Verbs on rounds: who works in the wijk follows them, its coordinator runs them, who is invited votes."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import leads
from wijkplan.rules.plan import works_with_plan

if TYPE_CHECKING:
    from mensen.models import User
    from wijkplan.models import Wijkplan


@rules.predicate
def takes_part_in_plan(user: "User", plan: "Wijkplan | None") -> bool:
    """Speaks for an organisation that is involved in the wijk of the plan."""
    return plan is not None and plan.wijk_id in user.scope.partner_wijken


@rules.predicate
def follows_ronde(user: "User", ronde: object) -> bool:
    return works_with_plan(user, getattr(ronde, "wijkplan", None))


@rules.predicate
def may_steer_ronde(user: "User", ronde: object) -> bool:
    return user.has_perm("wijkplan.steer", getattr(ronde, "wijkplan", None))


@rules.predicate
def is_invited(user: "User", ronde: object) -> bool:
    """Speaks for an invited organisation."""
    partijen = getattr(ronde, "partijen", None)
    return partijen is not None and partijen.filter(partner__in=user.scope.partners).exists()


@rules.predicate
def may_steer_bezwaar(user: "User", bezwaar: object) -> bool:
    return may_steer_ronde(user, getattr(bezwaar, "ronde", None))


rules.add_perm("wijkplan.list_rondes", works_with_plan | leads | takes_part_in_plan)
rules.add_perm("wijkplan.read_ronde", follows_ronde | leads | is_invited)
rules.add_perm("wijkplan.steer_ronde", may_steer_ronde)
rules.add_perm("wijkplan.count_tokens", follows_ronde)
rules.add_perm("wijkplan.vote", is_invited)
rules.add_perm("wijkplan.solve_bezwaar", may_steer_bezwaar)
