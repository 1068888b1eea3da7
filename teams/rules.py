"""Verbs on teams and memberships."""

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from mensen.models import User
    from teams.models import Team


@rules.predicate
def coordinates_team(user: "User", team: "Team | None") -> bool:
    return team is not None and team.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def leads(user: "User") -> bool:
    return user.scope.is_projectleider


rules.add_perm("teams.invite", leads)
