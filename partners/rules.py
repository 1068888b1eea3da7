"""Verbs on partners, afspraken, promises, homes and developments."""

from typing import TYPE_CHECKING, Protocol

import rules

from wijken.rules import coordinates, coordinates_any, leads

if TYPE_CHECKING:
    from mensen.models import User
    from partners.models import (
        Afspraak,
        Bijdrage,
        Contactpersoon,
        Datumwijziging,
        RuimtelijkeOntwikkeling,
        Woonplek,
    )


class HasWijk(Protocol):
    """A row of one wijk."""

    wijk_id: int


@rules.predicate
def coordinates_afspraak(user: "User", afspraak: "Afspraak | None") -> bool:
    return afspraak is not None and afspraak.wijk_id in user.scope.coordinator_wijken


rules.add_perm("partners.list", coordinates | leads)
rules.add_perm("partners.add_partner", coordinates | leads)
rules.add_perm("partners.list_afspraken", coordinates | leads)
rules.add_perm("partners.add_afspraak", coordinates)
rules.add_perm("partners.change_afspraak", coordinates_afspraak)


@rules.predicate
def coordinates_row(user: "User", row: "HasWijk | None") -> bool:
    """Coordinates the wijk of this promise, these rooms or this development."""
    return row is not None and row.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def owns_bijdrage(user: "User", bijdrage: "Bijdrage | None") -> bool:
    """Speaks for the organisation that promised it."""
    return bijdrage is not None and bijdrage.partner_id in user.scope.partners


@rules.predicate
def owns_ontwikkeling(user: "User", ontwikkeling: "RuimtelijkeOntwikkeling | None") -> bool:
    """Speaks for the organisation whose plan it is."""
    return ontwikkeling is not None and ontwikkeling.eigenaar_id in user.scope.partners


@rules.predicate
def owns_woonplek(user: "User", woonplek: "Woonplek | None") -> bool:
    """Speaks for the corporation of these rooms."""
    return woonplek is not None and woonplek.corporatie_id in user.scope.partners


@rules.predicate
def colleague_of(user: "User", persoon: "Contactpersoon | None") -> bool:
    """Speaks for the same organisation."""
    return persoon is not None and persoon.partner_id in user.scope.partners


@rules.predicate
def coordinates_move(user: "User", wijziging: "Datumwijziging | None") -> bool:
    """Coordinates the wijk in which a date moved."""
    return wijziging is not None and wijziging.ontwikkeling.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def speaks_for_partner(user: "User") -> bool:
    """Speaks for an organisation today."""
    return user.scope.is_partner


rules.add_perm("partners.list_bijdragen", coordinates | leads)
rules.add_perm("partners.list_all", leads)
rules.add_perm("partners.add_bijdrage", coordinates)
rules.add_perm("partners.view_bijdrage", coordinates_row | owns_bijdrage | leads)
rules.add_perm("partners.change_bijdrage", coordinates_row)
rules.add_perm("partners.end_room", owns_bijdrage)
rules.add_perm("partners.add_ruimte", coordinates)
rules.add_perm("partners.change_ontwikkeling", coordinates_row)
rules.add_perm("partners.move_ontwikkeling", coordinates_row | owns_ontwikkeling)
rules.add_perm("partners.change_woonplek", coordinates_row)
rules.add_perm("partners.end_woonplek", owns_woonplek)
rules.add_perm("partners.change_contactpersoon", colleague_of | coordinates_any)
rules.add_perm("partners.invite", coordinates | leads)
rules.add_perm("partners.invite_again", coordinates_any | leads)
rules.add_perm("partners.weigh_move", coordinates_move | leads)
rules.add_perm("partners.see_move", coordinates_move)
rules.add_perm("partners.report", speaks_for_partner)
