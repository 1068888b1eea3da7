"""History of the nouns of a plan: every insert, update and delete, with whose hand it was (see docs/adr)."""

from collections.abc import Callable, Collection
from typing import Any

import pghistory
from django.db.models import Model


def tracked(*, but: Collection[str] = ()) -> Callable[[Any], Any]:
    """Keep the history of a model, without the fields in `but`; each model needs trackers of its own."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(but) or None
    )


def written_by(by: Model | None, waarom: str = "") -> pghistory.context:
    """Tell the history of every row written inside whose hand it was, and why when somebody said so.

    None is a task of the house.
    """
    return pghistory.context(door=by.pk if by else None, **({"waarom": waarom} if waarom else {}))
