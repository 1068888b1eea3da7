"""One table declares every answer: role × URL × own, other and unknown object."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from core.guards import Guard
from tests.house.role_table import TABLE, Row
from tests.house.test_guards import patterns
from tests.house.visitors import answer, own_answer, visitor
from tests.house.world import ROLES, World


def named_views() -> dict[str, URLPattern]:
    """Own views by their full URL name."""
    found: dict[str, URLPattern] = {}
    names = {entry: name for name, entry in walk_names()}
    for _, entry in patterns():
        if isinstance(getattr(entry.callback, "guard", None), Guard):
            found[names[entry]] = entry
    return found


def walk_names(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield namespace + (entry.name or "?"), entry
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk_names(entry, inner)


def test_every_url_stands_in_the_table_and_nothing_else():
    assert sorted(named_views()) == sorted(TABLE)


def address(name: str, row: Row, guard: Guard, world: World, side: str) -> str:
    """The URL with the own or other object filled in; `unknown` looks right and is nobody's."""
    kwargs = dict(row.kwargs)
    if guard.model is not None:
        if side == "unknown":
            kwargs[guard.by] = {"slug": "bestaat-niet", "code": "MOL-niets-0"}.get(guard.by, uuid4())
        else:
            kwargs[guard.by] = getattr(world.thing(side, guard.model), guard.by)
    return reverse(name, kwargs=kwargs)


def status(role: str, method: str, name: str, side: str, client: Client, url: str) -> int:
    """The status of the answer; that of one's own wijk is kept for who looks at the page after it."""
    if side == "own":
        return own_answer(role, method, name, client, url).status
    return answer(client, method, url).status_code


@pytest.mark.long(shared=True)
def test_every_role_gets_the_declared_answer(world):
    wrong = []
    for column, role in enumerate(ROLES):
        client = visitor(world.people[role], raise_request_exception=False)
        for name, entry in named_views().items():
            row, guard = TABLE[name], entry.callback.guard
            expected = {"own": row.own.split(), "other": row.other.split()}
            sides = ["own", "other", "unknown"] if guard.model else ["own"]
            for side in sides:
                want = 404 if side == "unknown" else int(expected[side][column])
                url = address(name, row, guard, world, side)
                got = status(role, "get", name, side, client, url)
                if got != want:
                    wrong.append(f"{role} {name} {side}: {got}, declared {want}")
    assert wrong == []


@pytest.mark.long(shared=True)
def test_every_page_sends_along_what_its_forms_hide(world):
    """A form whose client_id was not drawn can never be sent."""
    forgotten = {}
    for role in ("student", "coordinator"):
        client = visitor(world.people[role], raise_request_exception=False)
        for name, entry in named_views().items():
            url = address(name, TABLE[name], entry.callback.guard, world, "own")
            if missing := own_answer(role, "get", name, client, url).forgotten:
                forgotten[role, name] = missing
    assert forgotten == {}


def test_pages_that_ask_a_recent_login_are_the_declared_ones():
    asking = {name for name, entry in named_views().items() if entry.callback.guard.recent}
    assert asking == {name for name, row in TABLE.items() if row.recent}


def test_an_old_login_is_asked_again_where_declared_and_nowhere_else(world, time_machine):
    client = visitor(world.people["student"], raise_request_exception=False)
    time_machine.move_to(timezone.now() + timedelta(hours=13))
    wrong = []
    for name, entry in named_views().items():
        row, guard = TABLE[name], entry.callback.guard
        response = answer(client, "get", address(name, row, guard, world, "own"))
        asked = response.status_code == 302 and response.url.startswith(reverse("mensen:bevestig"))
        if asked != (row.recent and row.own.startswith(("200", "405"))):
            wrong.append(f"{name}: {response.status_code}")
    assert wrong == []


def test_who_is_not_logged_in_goes_to_login(world):
    client = visitor()
    wrong = []
    for name, entry in named_views().items():
        row, guard = TABLE[name], entry.callback.guard
        for side in ["own", "unknown"] if guard.model else ["own"]:
            response = answer(client, "get", address(name, row, guard, world, side))
            to_login = response.status_code == 302 and response.url.startswith(reverse("account_login"))
            if row.public == to_login:
                wrong.append(f"{name} {side}: {response.status_code}")
    assert wrong == []


def test_what_you_may_not_see_looks_exactly_like_what_does_not_exist(world):
    client = visitor(world.people["niemand"])
    bodies = set()
    for name, entry in named_views().items():
        guard = entry.callback.guard
        if guard.model is None:
            continue
        for side in ("own", "unknown"):
            response = answer(client, "get", address(name, TABLE[name], guard, world, side))
            if response.status_code == 404:
                bodies.add(response.content)
    assert len(bodies) <= 1
