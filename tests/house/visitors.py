"""Walking past every address as one person after another, in a world in which nothing stays changed.

Each answer is rolled back, so what somebody is (her row, her session, her scope) is the same at every address. Her
first visit is kept and she is read once: over two thousand answers that is half of the work. And what an address of
her own wijk answered once, it answers every test that asks the same in the same world.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.backends import db
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from mensen.backends import LoginBackend
from mensen.models import User
from mensen.scope import Scope
from partners.scope import build_scope
from tests.house.world import World, build_world

SCOPES: dict[tuple[int, date], Scope] = {}
USERS: dict[int, User] = {}
SESSIONS: dict[str, dict[str, Any]] = {}
ANSWERS: dict[tuple[str, str, str], "Answer"] = {}


@dataclass(frozen=True)
class Answer:
    """What was answered, the HTML when it is HTML, and which hidden fields of its forms did not come along."""

    status: int
    html: str
    forgotten: frozenset[str] = frozenset()


def scope_once(user: User) -> Scope:
    """What the builder of scopes says, asked once for each person and day."""
    key = user.pk, timezone.localdate()
    if key not in SCOPES:
        SCOPES[key] = build_scope(user)
    return SCOPES[key]


class BackendOnce(LoginBackend):
    """Reads each person once; every request gets a copy of its own."""

    def get_user(self, user_id: int) -> User | None:
        if user_id not in USERS:
            USERS[user_id] = super().get_user(user_id)
        return copy(USERS[user_id])


class SessionStore(db.SessionStore):
    """Reads each session once, and again after it was written."""

    def load(self) -> dict[str, Any]:
        if self.session_key not in SESSIONS:
            SESSIONS[self.session_key] = super().load()
        return dict(SESSIONS[self.session_key])

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **options)
        SESSIONS.pop(self.session_key, None)

    def delete(self, session_key: str | None = None) -> None:
        super().delete(session_key)
        SESSIONS.pop(session_key or self.session_key, None)


@pytest.fixture
def world(db, settings) -> World:
    """A world in which nothing that is answered stays, so who walks there may be kept."""
    for known in (SCOPES, USERS, SESSIONS):
        known.clear()
    made = build_world()
    settings.SCOPE_BUILDER = f"{__name__}.{scope_once.__name__}"
    settings.SESSION_ENGINE = __name__
    first, own = settings.AUTHENTICATION_BACKENDS
    assert own == f"{LoginBackend.__module__}.{LoginBackend.__name__}"
    settings.AUTHENTICATION_BACKENDS = [first, f"{__name__}.{BackendOnce.__name__}"]
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


def own_answer(role: str, method: str, name: str, client: Client, url: str) -> Answer:
    """What this address of her own wijk answers to somebody in this role, to a GET or to an empty POST."""
    key = role, method, name
    if key not in ANSWERS:
        said = answer(client, method, url)
        is_html = said.get("Content-Type", "").startswith("text/html")
        html = said.content.decode() if is_html else ""
        ANSWERS[key] = Answer(said.status_code, html, frozenset(_forgotten(said.context, html)))
    return ANSWERS[key]


def _forgotten(context: Any, html: str) -> Iterator[str]:
    """Hidden fields that a form asks and its page does not send; not of a form that the page leaves out whole."""
    forms = {
        id(thing): thing for part in context or () for thing in _values(part) if isinstance(thing, BaseForm)
    }
    for form in forms.values():
        if any(f'name="{field.html_name}"' in html for field in form.visible_fields()):
            for field in form.hidden_fields():
                if field.field.required and f'name="{field.html_name}"' not in html:
                    yield f"{type(form).__qualname__}.{field.name}"


def _values(part: Any) -> Iterator[Any]:
    return iter(part.flatten().values() if hasattr(part, "flatten") else part.values())
