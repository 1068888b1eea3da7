"""Verbs on figures: coordinators release months, everyone involved reads what was released."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import coordinates, leads

if TYPE_CHECKING:
    from mensen.models import User
    from wijken.models import Wijk


@rules.predicate
def involved_in(user: "User", wijk: "Wijk | None") -> bool:
    return wijk is not None and wijk.pk in (user.scope.partner_wijken | user.scope.coordinator_wijken)


rules.add_perm("impact.view", involved_in | leads)
rules.add_perm("impact.release", coordinates)
rules.add_perm("impact.write_words", coordinates)
rules.add_perm("impact.view_all", leads)
