"""Verbs on figures: coordinators release months, everyone involved reads what was released."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import coordinates, leads

if TYPE_CHECKING:
    from activiteiten.models import Maandvrijgave
    from mensen.models import User
    from wijken.models import Wijk
    from wijkplan.models import Wijkplan


@rules.predicate
def involved_in(user: "User", wijk: "Wijk | None") -> bool:
    """Takes part in this wijk today as a partner, or coordinates it."""
    return wijk is not None and wijk.pk in (user.scope.partner_wijken | user.scope.coordinator_wijken)


@rules.predicate
def reads_figures(user: "User") -> bool:
    """Speaks for a partner or coordinates somewhere; teamleden do not read these pages."""
    return user.scope.is_partner or user.scope.is_coordinator


@rules.predicate
def coordinates_release(user: "User", vrijgave: "Maandvrijgave | None") -> bool:
    """Coordinates the wijk whose month was released."""
    return vrijgave is not None and vrijgave.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def may_count(user: "User", plan: "Wijkplan | None") -> bool:
    """Who steers a plan that is open counts again what counts by itself."""
    return user.has_perm("wijkplan.steer", plan)


rules.add_perm("impact.count", may_count)
rules.add_perm("impact.overview", reads_figures | leads)
rules.add_perm("impact.view", involved_in | leads)
rules.add_perm("impact.release", coordinates)
rules.add_perm("impact.withdraw", coordinates_release)
rules.add_perm("impact.write_words", coordinates)
rules.add_perm("impact.view_all", leads)
