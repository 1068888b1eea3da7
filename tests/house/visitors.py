"""Walking past every address as one person after another, in a world in which nothing stays changed.

Each answer is rolled back, so what somebody is (her session, her scope) is the same at every address. Her first visit
is kept and her scope is read once: over two thousand answers that is a third of the work.
"""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mensen.models import User
from mensen.scope import Scope
from partners.scope import build_scope
from tests.house.world import World, build_world

KNOWN: dict[tuple[int, date], Scope] = {}


def scope_once(user: User) -> Scope:
    """What the builder of scopes says, asked once for each person and day."""
    key = user.pk, timezone.localdate()
    if key not in KNOWN:
        KNOWN[key] = build_scope(user)
    return KNOWN[key]


@pytest.fixture
def world(db, settings) -> World:
    """A world in which nothing that is answered stays, so scopes may be kept."""
    made = build_world()
    KNOWN.clear()
    settings.SCOPE_BUILDER = f"{__name__}.{scope_once.__name__}"
    return made


def visitor(person: User | None = None, **options: Any) -> Client:
    """Give the browser of a person who was here a moment ago, or of nobody."""
    client = Client(**options)
    if person:
        client.force_login(person)
        client.get("/hier-is-niets/")  # her session notes when it began, and is not written again
    return client


def answer(client: Client, method: str, url: str, body: dict[str, Any] | None = None) -> HttpResponse:
    """Give an answer that leaves no trace."""
    with transaction.atomic():
        response = getattr(client, method)(url, body)
        transaction.set_rollback(True)
    return response
