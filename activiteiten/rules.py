"""Verbs on activities, bijeenkomsten and counts."""

from datetime import timedelta
from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from wijken.rules import coordinates, coordinates_any, leads, works_in

if TYPE_CHECKING:
    from activiteiten.models import (
        Activiteit,
        Agendasleutel,
        Bijeenkomst,
        Foto,
        FysiekeInterventie,
        Hulpbron,
        Initiatief,
        Overlevingscheck,
        Reeks,
        Sluiting,
        Telling,
    )
    from mensen.models import User

BEWERKBAAR = timedelta(days=14)


@rules.predicate
def coordinates_activiteit(user: "User", activiteit: "Activiteit | Initiatief | None") -> bool:
    return activiteit is not None and activiteit.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def works_on_activiteit(user: "User", activiteit: "Activiteit | Initiatief | Hulpbron | None") -> bool:
    return activiteit is not None and activiteit.wijk_id in user.scope.own_wijken


@rules.predicate
def coordinates_bijeenkomst(user: "User", bijeenkomst: "Bijeenkomst | None") -> bool:
    return bijeenkomst is not None and coordinates_activiteit(user, bijeenkomst.activiteit)


@rules.predicate
def works_on_bijeenkomst(user: "User", bijeenkomst: "Bijeenkomst | None") -> bool:
    return bijeenkomst is not None and works_on_activiteit(user, bijeenkomst.activiteit)


@rules.predicate
def recent_enough(user: "User", bijeenkomst: "Bijeenkomst | None") -> bool:  # noqa: ARG001
    """Own logs stay editable for 14 days after the end."""
    return bijeenkomst is not None and bijeenkomst.eind >= timezone.now() - BEWERKBAAR


@rules.predicate
def works_somewhere(user: "User") -> bool:
    return bool(user.scope.own_wijken)


@rules.predicate
def may_cancel(user: "User", bijeenkomst: "Bijeenkomst | None") -> bool:
    """A student says afterwards that it did not take place; ahead of time the coordinator decides."""
    over = bijeenkomst is not None and bijeenkomst.eind <= timezone.now()
    return coordinates_bijeenkomst(user, bijeenkomst) or (
        over and works_on_bijeenkomst(user, bijeenkomst) and recent_enough(user, bijeenkomst)
    )


@rules.predicate
def coordinates_reeks(user: "User", reeks: "Reeks | None") -> bool:
    return reeks is not None and coordinates_activiteit(user, reeks.activiteit)


@rules.predicate
def coordinates_sluiting(user: "User", sluiting: "Sluiting | None") -> bool:
    """Of its own wijk; what holds for the whole city comes from a file."""
    return sluiting is not None and sluiting.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def own_recent_telling(user: "User", telling: "Telling | None") -> bool:
    return telling is not None and telling.door_id == user.pk and telling.op >= timezone.now() - BEWERKBAAR


@rules.predicate
def coordinates_telling(user: "User", telling: "Telling | None") -> bool:
    return telling is not None and coordinates_bijeenkomst(user, telling.bijeenkomst)


@rules.predicate
def owns_sleutel(user: "User", sleutel: "Agendasleutel | None") -> bool:
    return sleutel is not None and sleutel.user_id == user.pk


@rules.predicate
def coordinates_interventie(user: "User", interventie: "FysiekeInterventie | None") -> bool:
    return interventie is not None and interventie.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def works_on_interventie(user: "User", interventie: "FysiekeInterventie | None") -> bool:
    return interventie is not None and interventie.wijk_id in user.scope.own_wijken


@rules.predicate
def works_where_foto(user: "User", foto: "Foto | None") -> bool:
    return foto is not None and foto.wijk_id in user.scope.own_wijken


@rules.predicate
def coordinates_check(user: "User", check: "Overlevingscheck | None") -> bool:
    return check is not None and coordinates_activiteit(user, check.initiatief)


rules.add_perm("activiteiten.view_hulpbronnen", works_in | leads)
rules.add_perm("activiteiten.add_hulpbron", works_in)
rules.add_perm("activiteiten.change_hulpbron", works_on_activiteit)
rules.add_perm("activiteiten.propose_initiatief", works_somewhere)
rules.add_perm("activiteiten.view_initiatief", works_on_activiteit | leads)
rules.add_perm("activiteiten.measure_initiatief", works_on_activiteit)
rules.add_perm("activiteiten.change_initiatief", coordinates_activiteit)
rules.add_perm("activiteiten.answer_overleving", coordinates_check)
rules.add_perm("activiteiten.withdraw_sleutel", owns_sleutel)
rules.add_perm("activiteiten.list", works_somewhere | leads)
rules.add_perm("activiteiten.plan", coordinates_any)
rules.add_perm("activiteiten.view_uren", coordinates_any)
rules.add_perm("activiteiten.add", coordinates)
rules.add_perm("activiteiten.view", works_on_activiteit | leads)
rules.add_perm("activiteiten.change", coordinates_activiteit)
rules.add_perm("activiteiten.view_bijeenkomst", works_on_bijeenkomst | leads)
rules.add_perm("activiteiten.change_bijeenkomst", coordinates_bijeenkomst)
rules.add_perm("activiteiten.count", coordinates_bijeenkomst | (works_on_bijeenkomst & recent_enough))
rules.add_perm("activiteiten.sign_up", works_on_bijeenkomst)
rules.add_perm("activiteiten.cancel", may_cancel)
rules.add_perm("activiteiten.decide_count", coordinates_bijeenkomst)
rules.add_perm("activiteiten.decide_telling", coordinates_telling)
rules.add_perm("activiteiten.correct_telling", own_recent_telling)
rules.add_perm("activiteiten.log_los", works_somewhere)
rules.add_perm("activiteiten.change_reeks", coordinates_reeks)
rules.add_perm("activiteiten.view_sluitingen", works_in | leads)
rules.add_perm("activiteiten.add_sluiting", coordinates)
rules.add_perm("activiteiten.remove_sluiting", coordinates_sluiting)
rules.add_perm("activiteiten.list_interventies", works_in | leads)
rules.add_perm("activiteiten.add_interventie", coordinates)
rules.add_perm("activiteiten.view_interventie", works_on_interventie | leads)
rules.add_perm("activiteiten.change_interventie", coordinates_interventie)
rules.add_perm("activiteiten.add_foto", coordinates_bijeenkomst | (works_on_bijeenkomst & recent_enough))
rules.add_perm("activiteiten.add_foto_interventie", works_on_interventie)
rules.add_perm("activiteiten.view_foto", works_where_foto | leads)
