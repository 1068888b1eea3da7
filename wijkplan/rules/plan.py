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
    return plan is not None and not plan.is_closed


@rules.predicate
def plan_is_draft(user: "User", plan: "Wijkplan | None") -> bool:  # noqa: ARG001
    """Only of a concept the content changes."""
    return plan is not None and plan.is_draft


@rules.predicate
def line_is_open(user: "User", plan: "Wijkplan | None") -> bool:  # noqa: ARG001
    """The plan is open in this version, or in one that grew out of it: measurements go on there."""
    if plan is None or plan_is_open.test(None, plan):
        return plan is not None
    return any(line_is_open.test(None, each) for each in plan.opvolgers.all())


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


writes_metingen = works_with_plan & line_is_open
judges_metingen = coordinates_plan & line_is_open
rules.add_perm("wijkplan.close_period", coordinates_plan & plan_is_open)
rules.add_perm("wijkplan.unlock_period", (coordinates_plan | leads) & plan_is_open)


def _plan_of(indicator: object) -> "Wijkplan | None":
    prioriteit = getattr(getattr(indicator, "doel", None), "prioriteit", None)
    return getattr(prioriteit, "wijkplan", None)


@rules.predicate
def may_test_schakel(user: "User", schakel: object) -> bool:
    """What came out of a test is no content: the coordinator writes it as long as the plan is not closed."""
    return user.has_perm("wijkplan.steer", _plan_of(schakel))


@rules.predicate
def may_change_effect(user: "User", effect: object) -> bool:
    return may_change_prioriteit(user, getattr(effect, "prioriteit", None))


@rules.predicate
def may_steer_prioriteit(user: "User", prioriteit: object) -> bool:
    return user.has_perm("wijkplan.steer", getattr(prioriteit, "wijkplan", None))


@rules.predicate
def may_view_indicator(user: "User", indicator: object) -> bool:
    """As the plan it stands in."""
    return user.has_perm("wijkplan.view", _plan_of(indicator))


@rules.predicate
def may_measure(user: "User", indicator: object) -> bool:
    """Measurements are no content: who works there writes them as long as the plan is not closed."""
    counts = getattr(indicator, "berekening", "")
    return not counts and writes_metingen.test(user, _plan_of(indicator))


@rules.predicate
def may_judge_meting(user: "User", meting: object) -> bool:
    """The coordinator settles what others wrote, and gives it back."""
    return judges_metingen.test(user, _plan_of(getattr(meting, "indicator", None)))


@rules.predicate
def may_change_meting(user: "User", meting: object) -> bool:
    """The coordinator any of them; who wrote one as long as it is not vastgesteld. Nobody types over a count."""
    if meting is None or getattr(meting, "berekend", False):
        return False
    if may_judge_meting(user, meting):
        return True
    mine = getattr(meting, "door_id", None) == user.pk and getattr(meting, "status", "") != "vastgesteld"
    return mine and may_measure(user, getattr(meting, "indicator", None))


@rules.predicate
def may_postpone(user: "User", indicator: object) -> bool:
    """The coordinator says when she wants to be reminded."""
    return judges_metingen.test(user, _plan_of(indicator))


rules.add_perm("wijkplan.change_prioriteit", may_change_prioriteit)
rules.add_perm("wijkplan.change_doel", may_change_doel)
rules.add_perm("wijkplan.change_indicator", may_change_indicator)
rules.add_perm("wijkplan.say_plainly", may_steer_prioriteit)
rules.add_perm("wijkplan.write_kaarten", may_steer_prioriteit)
rules.add_perm("wijkplan.view_indicator", may_view_indicator)
rules.add_perm("wijkplan.measure", may_measure)
rules.add_perm("wijkplan.change_meting", may_change_meting)
rules.add_perm("wijkplan.judge_meting", may_judge_meting)
rules.add_perm("wijkplan.postpone", may_postpone)
# A project and a link hang under a goal as an indicator does; what came out of a test is no content.
rules.add_perm("wijkplan.change_project", may_change_indicator)
rules.add_perm("wijkplan.change_effect", may_change_effect)
rules.add_perm("wijkplan.change_schakel", may_change_indicator)
rules.add_perm("wijkplan.test_schakel", may_test_schakel)
