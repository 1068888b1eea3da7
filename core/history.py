"""History of the nouns of a plan: every insert, update and delete, with whose hand it was (see docs/adr)."""

from collections.abc import Callable
from typing import Any

import pghistory


def tracked() -> Callable[[Any], Any]:
    """Keep the history of a model; each model needs trackers of its own."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
