"""The table of roles and URLs holds for a POST too: the guard answers first, whatever is in the body."""

from typing import Any

import pytest
from django.forms import BaseForm
from django.urls import reverse

from tests.house.role_table import TABLE
from tests.house.test_roles_urls import address, named_views, status
from tests.house.visitors import answer, visitor
from tests.house.world import ROLES

REFUSED = {403, 404}
JUNK: dict[str, Any] = {
    "invisible": "a\x00b\u202ec",
    "too big": str(2**63),
    "a day of old": "0001-01-01",
    "twice": ["1", "x", "\x00"],
}


def field_names() -> set[str]:
    """Every field of every form of the house, and what views read from a body themselves."""
    found = {
        "next",
        "antwoord",
        "naar",
        "teller",
        "richting",
        "keuze",
        "taal",
        "thema",
        "stap",
        "bevestig",
        "aan",
        "van",
        "stuur",
    }
    waiting = [BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        found |= set(getattr(form, "base_fields", {}))
    return found


def sides_of(guard: Any) -> list[str]:
    return ["own", "other", "unknown"] if guard.model else ["own"]


def declared(name: str, side: str, column: int) -> int:
    """The answer of the table to a GET."""
    return 404 if side == "unknown" else int(getattr(TABLE[name], side).split()[column])


@pytest.mark.long(shared=True)
def test_every_role_is_refused_a_post_where_it_is_refused_a_look(world):
    wrong = []
    for column, role in enumerate(ROLES):
        client = visitor(world.people[role], raise_request_exception=False)
        for name, entry in named_views().items():
            guard = entry.callback.guard
            for side in sides_of(guard):
                want = declared(name, side, column)
                url = address(name, TABLE[name], guard, world, side)
                got = status(role, "post", name, side, client, url)
                if (
                    got >= 500
                    or (want in REFUSED and got != want)
                    or (want not in REFUSED and got in REFUSED)
                ):
                    wrong.append(f"{role} {name} {side}: {got}, declared {want}")
    assert wrong == []


@pytest.mark.long
@pytest.mark.parametrize("kind", JUNK)
def test_junk_in_every_field_is_answered_and_never_breaks(world, kind):
    body = dict.fromkeys(field_names(), JUNK[kind])
    clients = {role: visitor(world.people[role], raise_request_exception=False) for role in ROLES}
    wrong = []
    for name, entry in named_views().items():
        guard = entry.callback.guard
        allowed = (role for column, role in enumerate(ROLES) if declared(name, "own", column) not in REFUSED)
        client = clients[next(allowed, "partner")]  # a concept is no partner's to answer
        got = answer(client, "post", address(name, TABLE[name], guard, world, "own"), body).status_code
        if got >= 500:
            wrong.append(f"{name}: {got}")
    assert wrong == []


def test_who_is_not_logged_in_posts_nothing(world):
    client = visitor()
    wrong = []
    for name, entry in named_views().items():
        guard = entry.callback.guard
        if TABLE[name].public:
            continue
        for side in ("own", "unknown") if guard.model else ("own",):
            response = answer(client, "post", address(name, TABLE[name], guard, world, side))
            if response.status_code != 302 or not response.url.startswith(reverse("account_login")):
                wrong.append(f"{name} {side}: {response.status_code}")
    assert wrong == []
