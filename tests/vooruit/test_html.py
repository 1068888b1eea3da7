"""Every page that any role can open is valid HTML, also when its form comes back with errors."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests import validator
from tests.factories import make_user
from tests.house.interruptions import interruptions
from tests.house.role_table import TABLE
from tests.house.states import states
from tests.house.test_roles_urls import address, named_views
from tests.house.world import World, build_world

ACCOUNT = ["login", "login/code", "password/reset", "password/change", "email", "logout"]


@pytest.mark.django_db
def test_every_page_is_valid_html():
    pages = dict(every_page(build_world()))
    assert len(pages) > 20
    assert validator.problems(pages) == []


@pytest.mark.django_db
def test_every_state_of_a_page_and_what_comes_instead_is_valid_html():
    pages = interruptions(make_user())
    for person, url, data in states(build_world()):
        client = Client()
        if person:
            client.force_login(person)
        pages[f"{url} {data}"] = (client.post(url, data) if data else client.get(url)).content.decode()
    assert [url for url, html in pages.items() if "<h1" not in html] == []
    assert validator.problems(pages) == []


def every_page(world: World) -> Iterator[tuple[str, str]]:
    """HTML of every page per role, of every form posted empty, and of what a visitor sees."""
    for role, person in {"visitor": None, **world.people}.items():
        client = Client()
        if person:
            client.force_login(person)
        for name, url in urls(world):
            status, html = answer(client, "get", url)
            if html:
                yield f"{role} get {name}", html
            if status in {200, 405} and (html := answer(client, "post", url)[1]):
                yield f"{role} post {name}", html


def urls(world: World) -> Iterator[tuple[str, str]]:
    for name, entry in named_views().items():
        yield name, address(name, TABLE[name], entry.callback.guard, world, "own")
    for part in ACCOUNT:
        yield f"account {part}", f"/account/{part}/"


def answer(client: Client, method: str, url: str) -> tuple[int, str]:
    """Status and HTML; no HTML for what is not a page of its own: a redirect, a file, an answer without one."""
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    is_page = response.get("Content-Type", "").startswith("text/html") and response.status_code in {
        200,
        403,
        404,
        409,
        422,
    }
    return response.status_code, response.content.decode() if is_page else ""
