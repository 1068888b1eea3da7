"""Verbs on wijken, official areas and imports; predicates that every higher room shares."""

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk, Wijkgebied


@rules.predicate
def coordinates(user: "User", wijk: "Wijk | None") -> bool:
    """Coordinates this wijk today."""
    return wijk is not None and wijk.pk in user.scope.coordinator_wijken


@rules.predicate
def works_in(user: "User", wijk: "Wijk | None") -> bool:
    """Works in this wijk today, as teamlid or coordinator."""
    return wijk is not None and wijk.pk in user.scope.own_wijken


@rules.predicate
def leads(user: "User") -> bool:
    """Leads the whole of VoorUit today."""
    return user.scope.is_projectleider


@rules.predicate
def maintains(user: "User") -> bool:
    """Looks after the installation today."""
    return user.scope.is_beheerder


@rules.predicate
def coordinates_any(user: "User") -> bool:
    """Coordinates at least one wijk today."""
    return user.scope.is_coordinator


@rules.predicate
def coordinates_linked(user: "User", link: "Wijkgebied | None") -> bool:
    """Coordinates the wijk of this link."""
    return link is not None and link.wijk_id in user.scope.coordinator_wijken


rules.add_perm("wijken.view", works_in | leads)
rules.add_perm("wijken.import", maintains | leads | coordinates_any)
rules.add_perm("wijken.confirm_link", coordinates_linked | leads | maintains)
rules.add_perm("wijken.add_kerncijfer", coordinates | leads)
rules.add_perm("wijken.maintain", maintains)
