"""The walls of this room: every table is closed until somebody says for whom, or for which task, she looks.

The key is the wijk: a person sees and writes only rows of wijken where she works today (`visible_to` and the rules
narrow that further), figures only those of the wijken they count. Tasks pass with `core.walls.for_task`.
"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from core.walls import opened

if TYPE_CHECKING:
    from mensen.models import User


def for_user(user: "User") -> AbstractContextManager[None]:
    """Work as this person: rows of the wijken where she works today."""
    return opened(scope=user.scope.own_wijken)


def for_wijken(wijken: Collection[int]) -> AbstractContextManager[None]:
    """Count in these wijken, for totals that say nothing about one person."""
    return opened(scope=wijken)
