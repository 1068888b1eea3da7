from typing import Any

from django.db import models

from mensen.models import Logregel, User


def log_regel(
    *, by: User | None, wat: str, op: models.Model | None = None, details: dict[str, Any] | None = None
) -> Logregel:
    """Write who did what to which thing, in the transaction of the act itself.

    `wat` is a stable verb such as `wijkplan.vastgesteld`; `details` holds numbers and codes, never typed text.
    """
    return Logregel.objects.create(
        door=by,
        wat=wat,
        soort=op._meta.label_lower if op is not None else "",
        sleutel=sleutel_of(op) if op is not None else "",
        details=details or {},
    )


def sleutel_of(thing: models.Model) -> str:
    """The key by which a row of another table is named: its uuid, its slug, or its number."""
    return str(getattr(thing, "uuid", None) or getattr(thing, "slug", None) or thing.pk)
