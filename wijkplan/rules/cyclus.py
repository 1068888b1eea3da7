"""Verbs on the yearly cycle: recorded by the coordinator, closed by who owns it, answered by partners."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import leads
from wijkplan.rules.partijen import takes_part_in_plan
from wijkplan.rules.plan import coordinates_plan, works_with_plan

if TYPE_CHECKING:
    from mensen.models import User
    from wijkplan.models import Wijkplan


@rules.predicate
def plan_is_kept(user: "User", plan: "Wijkplan | None") -> bool:  # noqa: ARG001
    """An archived plan is the past; one that was evaluated is still improved upon."""
    return plan is not None and plan.status != "gearchiveerd"


@rules.predicate
def may_cycle(user: "User", row: object) -> bool:
    """On what hangs on a plan as on the plan itself."""
    return user.has_perm("wijkplan.cycle", getattr(row, "wijkplan", None))


@rules.predicate
def coordinates_actie(user: "User", actie: object) -> bool:
    return coordinates_plan.test(user, getattr(getattr(actie, "evaluatie", None), "wijkplan", None))


@rules.predicate
def owns_actie(user: "User", actie: object) -> bool:
    return actie is not None and getattr(actie, "eigenaar_id", None) == user.pk


@rules.predicate
def reads_evaluatie(user: "User", evaluatie: object) -> bool:
    return user.has_perm("wijkplan.view", getattr(evaluatie, "wijkplan", None))


@rules.predicate
def works_anywhere(user: "User") -> bool:
    return bool(user.scope.own_wijken)


rules.add_perm("wijkplan.cycle", coordinates_plan & plan_is_kept)
rules.add_perm("wijkplan.change_cyclusstap", may_cycle)
rules.add_perm("wijkplan.view_evaluatie", reads_evaluatie)
rules.add_perm("wijkplan.change_evaluatie", may_cycle)
rules.add_perm("wijkplan.close_verbeteractie", coordinates_actie | owns_actie)
rules.add_perm("wijkplan.list_lessons", works_anywhere | leads)
rules.add_perm("wijkplan.read_puls", works_with_plan | leads | takes_part_in_plan)
rules.add_perm("wijkplan.answer_puls", takes_part_in_plan & plan_is_kept)
