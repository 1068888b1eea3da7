"""Verbs on partners and afspraken."""

from typing import TYPE_CHECKING

import rules

from wijken.rules import coordinates, leads

if TYPE_CHECKING:
    from mensen.models import User
    from partners.models import Afspraak


@rules.predicate
def coordinates_afspraak(user: "User", afspraak: "Afspraak | None") -> bool:
    return afspraak is not None and afspraak.wijk_id in user.scope.coordinator_wijken


rules.add_perm("partners.list", coordinates | leads)
rules.add_perm("partners.add_partner", coordinates | leads)
rules.add_perm("partners.list_afspraken", coordinates | leads)
rules.add_perm("partners.add_afspraak", coordinates)
rules.add_perm("partners.change_afspraak", coordinates_afspraak)
