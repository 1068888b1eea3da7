"""Every page that any role can open is valid HTML, also when its form comes back with errors."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests import validator
from tests.factories import make_user
from tests.house.interruptions import interruptions
from tests.house.role_table import TABLE
from tests.house.states import states
from tests.house.test_roles_urls import address, named_views
from tests.house.visitors import Answer, own_answer, visitor
from tests.house.world import ROLES, World, build_world
from tests.house.year import year

PAGES = {200, 403, 404, 409, 422}
REFUSALS = {"302", "403", "404"}
ACCOUNT = ["login", "login/code", "password/reset", "password/change", "email", "logout"]


@pytest.mark.long(shared=True)
def test_every_page_is_valid_html(world):
    pages = dict(every_page(world))
    assert len(pages) > 20
    assert validator.problems(pages) == []


@pytest.mark.django_db
def test_every_state_of_a_page_and_what_comes_instead_is_valid_html():
    pages = interruptions(make_user())
    for person, url, data in [*states(build_world()), *year()]:
        client = Client()
        if person:
            client.force_login(person)
        pages[f"{url} {data}"] = (client.post(url, data) if data else client.get(url)).content.decode()
    assert [url for url, html in pages.items() if "<h1" not in html] == []
    assert validator.problems(pages) == []


def every_page(world: World) -> Iterator[tuple[str, str]]:
    """HTML of every page per role, of every form posted empty, and of what a visitor sees.

    What the table refuses is asked once per role and answer: each refusal is the same page.
    """
    for role, person in {"visitor": None, **world.people}.items():
        client, refused = visitor(person), set()
        for name, url in urls(world):
            declared = said(role, name)
            if declared in refused:
                continue
            refused |= {declared} & REFUSALS
            seen = own_answer(role, "get", name, client, url)
            if is_page(seen):
                yield f"{role} get {name}", seen.html
            if seen.status in {200, 405} and is_page(sent := own_answer(role, "post", name, client, url)):
                yield f"{role} post {name}", sent.html


def said(role: str, name: str) -> str:
    """What the table says that a GET of the own object gives; pages of accounts stand in no table."""
    if name not in TABLE:
        return "200"
    if role == "visitor":
        return "200" if TABLE[name].public else "302"
    return TABLE[name].own.split()[ROLES.index(role)]


def urls(world: World) -> Iterator[tuple[str, str]]:
    for name, entry in named_views().items():
        yield name, address(name, TABLE[name], entry.callback.guard, world, "own")
    for part in ACCOUNT:
        yield f"account {part}", f"/account/{part}/"


def is_page(answer: Answer) -> bool:
    """Whether it is a page of its own: not a redirect, a file, or an answer without HTML."""
    return bool(answer.html) and answer.status in PAGES
