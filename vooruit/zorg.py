"""Whom to call when you worry about somebody: the coordinators of your wijken, asked only when the card is shown."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from mensen.models import User
from teams.models import Lidmaatschap


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the card of the free-text guard can stand beside every field."""
    return {"zorg_mensen": SimpleLazyObject(lambda: people(request))}


def people(request: HttpRequest) -> list[User]:
    """Who coordinates the wijken where the reader works today, without herself."""
    if not request.user.is_authenticated:
        return []
    wijken = request.user.scope.own_wijken
    return list(Lidmaatschap.objects.coordinators(*wijken).exclude(pk=request.user.pk))
