"""Verbs on contact moments: who works in a wijk logs; own logs stay editable for 14 days."""

from typing import TYPE_CHECKING

import rules
from django.utils import timezone

from activiteiten.rules import BEWERKBAAR, works_somewhere

if TYPE_CHECKING:
    from bewoners.models import Contactmoment
    from mensen.models import User


@rules.predicate
def own_and_recent(user: "User", moment: "Contactmoment | None") -> bool:
    return moment is not None and moment.door_id == user.pk and moment.op >= timezone.now() - BEWERKBAAR


rules.add_perm("bewoners.log", works_somewhere)
rules.add_perm("bewoners.list", works_somewhere)
rules.add_perm("bewoners.change_contactmoment", own_and_recent)
