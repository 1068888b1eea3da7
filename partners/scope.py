"""Builds everyone's scope in two queries: memberships, and involvement of one's organisations."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from mensen.scope import Scope

if TYPE_CHECKING:
    from mensen.models import User


def build_scope(user: "User") -> Scope:
    """Read the roles that are true today; anonymous and closed accounts are nothing."""
    today = timezone.localdate()
    if not user.is_authenticated or not user.is_active:
        return Scope(today=today)
    roles = list(
        apps.get_model("teams", "Lidmaatschap")
        .objects.on(today)
        .filter(user=user)
        .values_list("rol", "team_id", "team__wijk_id")
    )
    people = apps.get_model("partners", "Contactpersoon").objects.on(today).filter(user=user)
    involved = list(
        people.values_list("partner_id", "partner__betrokkenheden__wijk_id").annotate(
            van_betrokken=F("partner__betrokkenheden__van"), tot_betrokken=F("partner__betrokkenheden__tot")
        )
    )
    return Scope(
        today=today,
        teams=frozenset(team for _, team, _ in roles if team),
        team_wijken=frozenset(wijk for rol, _, wijk in roles if rol == "teamlid"),
        coordinator_wijken=frozenset(wijk for rol, _, wijk in roles if rol == "wijkcoordinator"),
        organisatie_rollen=frozenset(rol for rol, team, _ in roles if team is None),
        partners=frozenset(partner for partner, *_ in involved),
        partner_wijken=frozenset(
            wijk for _, wijk, van, tot in involved if wijk and van <= today and (tot is None or tot >= today)
        ),
    )
