"""Verbs on signalen: who works in a wijk raises and reads them, its coordinator answers; nobody else sees them."""

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from activiteiten.rules import BEWERKBAAR, works_on_bijeenkomst
from wijken.rules import works_in

if TYPE_CHECKING:
    from mensen.models import User
    from signalen.models import Signaal


@rules.predicate
def works_where_raised(user: "User", signaal: "Signaal | None") -> bool:
    return signaal is not None and signaal.wijk_id in user.scope.own_wijken


@rules.predicate
def coordinates_signaal(user: "User", signaal: "Signaal | None") -> bool:
    return signaal is not None and signaal.wijk_id in user.scope.coordinator_wijken


@rules.predicate
def raised_recently(user: "User", signaal: "Signaal | None") -> bool:
    """Own signalen can be changed for 14 days, as every log."""
    return (
        works_where_raised(user, signaal)
        and signaal is not None
        and signaal.door_id == user.pk
        and signaal.op >= timezone.now() - BEWERKBAAR
    )


rules.add_perm("signalen.list", works_in)
rules.add_perm("signalen.add", works_in)
rules.add_perm("signalen.add_at", works_on_bijeenkomst)
rules.add_perm("signalen.view", works_where_raised)
rules.add_perm("signalen.change", raised_recently)
rules.add_perm("signalen.answer", coordinates_signaal)
