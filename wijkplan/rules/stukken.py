"""Reading one thing of the board by itself: who may see the plan it stands in."""

from typing import TYPE_CHECKING

import rules

if TYPE_CHECKING:
    from mensen.models import User


@rules.predicate
def may_view_prioriteit(user: "User", prioriteit: object) -> bool:
    """As the plan it stands in."""
    return user.has_perm("wijkplan.view", getattr(prioriteit, "wijkplan", None))


@rules.predicate
def may_view_doel(user: "User", doel: object) -> bool:
    """As the plan it stands in."""
    return may_view_prioriteit(user, getattr(doel, "prioriteit", None))


rules.add_perm("wijkplan.view_prioriteit", may_view_prioriteit)
rules.add_perm("wijkplan.view_doel", may_view_doel)
