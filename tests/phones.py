"""A phone that sends what it kept: the fields of a form, when they were filled in and for whom they were kept."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from core.context import who


def send(client: Client, by: Any, url: str, body: dict[str, Any], made: Any = None) -> HttpResponse:
    """Send one log as a phone does, made now unless said otherwise."""
    made = made or timezone.now()
    return client.post(
        url,
        body,
        headers={
            "X-Wie": who(SimpleNamespace(user=by)),
            "X-Gemaakt-Op": made if isinstance(made, str) else made.isoformat(),
        },
    )


def gesprek(**fields: Any) -> dict[str, Any]:
    """A conversation with a neighbour."""
    return {"client_id": str(uuid4()), "wie": "buur", "hoe": "koffie", "duur": "even", **fields}


def los(team: Any, **fields: Any) -> dict[str, Any]:
    """Something of today that was in no calendar."""
    body = {"client_id": str(uuid4()), "team": team.pk, "aantal": "9", "duur": "60", "dagen_geleden": "0"}
    return body | fields
