"""Verbs on the plan; only the coordinator of the wijk writes, everyone who works there reads."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import coordinates, leads, works_in

if TYPE_CHECKING:
    from mensen.models import User
    from wijkplan.models import Wijkplan


@rules.predicate
def plan_is_open(user: "User", plan: "Wijkplan | None") -> bool:  # noqa: ARG001
    """A plan that was archived or evaluated is closed."""
    return plan is not None and plan.status not in {"geevalueerd", "gearchiveerd"}


@rules.predicate
def plan_is_draft(user: "User", plan: "Wijkplan | None") -> bool:  # noqa: ARG001
    """Only of a concept the content changes."""
    return plan is not None and plan.is_draft


@rules.predicate
def coordinates_plan(user: "User", plan: "Wijkplan | None") -> bool:
    return plan is not None and plan.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def works_with_plan(user: "User", plan: "Wijkplan | None") -> bool:
    return plan is not None and plan.wijk_id in user.scope.own_wijken


rules.add_perm("wijkplan.add", coordinates)
rules.add_perm("wijkplan.list", works_in | leads)
rules.add_perm("wijkplan.view", works_with_plan | leads)
rules.add_perm("wijkplan.view_dekking", coordinates_plan | leads)
rules.add_perm("wijkplan.change", coordinates_plan & plan_is_draft)
rules.add_perm("wijkplan.steer", coordinates_plan & plan_is_open)


@rules.predicate
def may_change_prioriteit(user: "User", prioriteit: object) -> bool:
    return user.has_perm("wijkplan.change", getattr(prioriteit, "wijkplan", None))


@rules.predicate
def may_change_doel(user: "User", doel: object) -> bool:
    return may_change_prioriteit(user, getattr(doel, "prioriteit", None))


@rules.predicate
def may_change_indicator(user: "User", indicator: object) -> bool:
    return may_change_doel(user, getattr(indicator, "doel", None))


@rules.predicate
def may_measure(user: "User", indicator: object) -> bool:
    """Measurements are no content: they come in as long as the plan is not closed."""
    prioriteit = getattr(getattr(indicator, "doel", None), "prioriteit", None)
    return user.has_perm("wijkplan.steer", getattr(prioriteit, "wijkplan", None))


@rules.predicate
def may_change_meting(user: "User", meting: object) -> bool:
    return may_measure(user, getattr(meting, "indicator", None))


rules.add_perm("wijkplan.change_prioriteit", may_change_prioriteit)
rules.add_perm("wijkplan.change_doel", may_change_doel)
rules.add_perm("wijkplan.change_indicator", may_change_indicator)
rules.add_perm("wijkplan.measure", may_measure)
rules.add_perm("wijkplan.change_meting", may_change_meting)
