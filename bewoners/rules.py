"""Verbs on contact moments: who works in a wijk logs; own logs stay editable for 14 days."""

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from activiteiten.rules import BEWERKBAAR, works_somewhere, works_where_foto
from core.privacy import MAAND

if TYPE_CHECKING:
    from activiteiten.models import Foto
    from bewoners.models import Beeldtoestemming, Contactmoment, Overdracht, Relatie, Vrijwilligersinzet
    from mensen.models import User

NOTITIE_BLIJFT = 6 * MAAND


@rules.predicate
def own_and_recent(user: "User", moment: "Contactmoment | None") -> bool:
    return moment is not None and moment.door_id == user.pk and moment.op >= timezone.now() - BEWERKBAAR


@rules.predicate
def wrote_in_own_wijk(user: "User", moment: "Contactmoment | None") -> bool:
    return moment is not None and moment.door_id == user.pk and moment.wijk_id in user.scope.own_wijken


@rules.predicate
def coordinates(user: "User", moment: "Contactmoment | None") -> bool:
    return moment is not None and moment.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def keeps_in_touch(user: "User", moment: "Contactmoment | None") -> bool:
    if moment is None or moment.relatie is None or moment.wijk_id not in user.scope.own_wijken:
        return False
    return moment.relatie.perioden.on(user.scope.today).filter(user=user).exists()


@rules.predicate
def keeps_up(user: "User", relatie: "Relatie | None") -> bool:
    """She keeps in touch today, or coordinates the wijk."""
    if relatie is None or relatie.wijk_id not in user.scope.own_wijken:
        return False
    return (
        relatie.wijk_id in user.scope.coordinator_wijken
        or relatie.perioden.on(user.scope.today).filter(user=user).exists()
    )


@rules.predicate
def knows_or_coordinates(user: "User", relatie: "Relatie | None") -> bool:
    """The resident said yes to whom she knows: not to who takes the contact over and still has to meet her."""
    if relatie is None:
        return False
    met = not relatie.overdrachten.open().filter(naar=user).exists()
    return met or relatie.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def made_or_coordinates_foto(user: "User", foto: "Foto | None") -> bool:
    """Who made it, while she works there, and the coordinator."""
    if foto is None:
        return False
    mine = foto.door_id == user.pk and foto.wijk_id in user.scope.own_wijken
    return mine or foto.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def works_where_beeld(user: "User", toestemming: "Beeldtoestemming | None") -> bool:
    """Taking back is as easy as giving: somebody says it to any student of the team."""
    return toestemming is not None and works_where_foto(user, toestemming.foto)


@rules.predicate
def answers_for(user: "User", relatie: "Relatie | None") -> bool:
    """Who answers a resident that asks what we hold: who guards privacy, and the coordinator of the wijk."""
    coordinates_it = relatie is not None and relatie.wijk_id in user.scope.coordinator_wijken
    return user.scope.is_privacyfunctionaris or coordinates_it


@rules.predicate
def keeps_up_whose(user: "User", of: "Vrijwilligersinzet | Overdracht | None") -> bool:
    return of is not None and keeps_up(user, of.relatie)


rules.add_perm("bewoners.answer", answers_for)
rules.add_perm("bewoners.log", works_somewhere)
rules.add_perm("bewoners.list", works_somewhere)
rules.add_perm("bewoners.change_contactmoment", own_and_recent)
# Who spoke, who keeps in touch with this contact today, and who coordinates the wijk; each reading is noted.
rules.add_perm("bewoners.read_notitie", wrote_in_own_wijk | keeps_in_touch | coordinates)
rules.add_perm("bewoners.view_relatie", keeps_up)
rules.add_perm("bewoners.read_name", keeps_up & knows_or_coordinates)
rules.add_perm("bewoners.change_relatie", keeps_up)
rules.add_perm("bewoners.change_inzet", keeps_up_whose)
rules.add_perm("bewoners.change_overdracht", keeps_up_whose)
rules.add_perm("bewoners.judge_foto", made_or_coordinates_foto)
rules.add_perm("bewoners.withdraw_beeldtoestemming", works_where_beeld)
