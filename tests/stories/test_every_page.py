"""Every page of the product passes axe, for who may open it: light on a phone, dark on a desktop."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests import axe
from tests.browser import DESKTOP, PHONE
from tests.house.role_table import TABLE
from tests.house.states import states
from tests.house.world import ROLES, build_world
from tests.vooruit.test_html import urls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ELSEWHERE = {"kit"}  # the gallery has a test of its own
WHO = ["coordinator", "student", "partner", "projectleider", "beheerder", "trainer"]
PER_ROLE = {"home", "loggen", "wijk"}  # more or less of the page, for who does other work


def distinct_pages(world) -> Iterator[tuple[str, str]]:
    """One address for every template that a GET shows, for the first role that may open it."""
    done, seen = set(ELSEWHERE), set()
    for role in ["visitor", *WHO]:
        client = Client()
        if role in world.people:
            client.force_login(world.people[role])
        for name, url in urls(world):
            if name in done - PER_ROLE or not may_open(role, name):
                continue
            response = client.get(url)
            if response.status_code != 200 or not response.templates:
                continue
            done.add(name)
            template = response.templates[0].name, role if name in PER_ROLE else ""
            if template not in seen:
                seen.add(template)
                yield role, url


def may_open(role: str, name: str) -> bool:
    """Whether the table says that a GET shows a page; pages of accounts are for anyone."""
    if name not in TABLE:
        return True
    return role in ROLES and TABLE[name].own.split()[ROLES.index(role)] == "200"


def look(page, url: str) -> dict[str, list[str]]:
    """What axe finds on this page: light on a phone, dark on a desktop."""
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    page.goto(url)
    found = {f"{url} light on a phone": axe.problems(page)}
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="dark")
    found[f"{url} dark on a desktop"] = axe.problems(page)
    return {where: problems for where, problems in found.items() if problems}


def test_every_page_passes_axe(open_page):
    world = build_world()
    pages = list(distinct_pages(world))
    shown = {role: open_page(world.people.get(role)) for role in {role for role, _url in pages}}
    found = {}
    for role, url in pages:
        found |= look(shown[role], url)
    assert (len(pages) > 50, found) == (True, {})


def test_every_state_of_a_page_passes_axe(open_page):
    todo = [(person, url) for person, url, data in states(build_world()) if data is None]
    shown = {person: open_page(person) for person in {person for person, _url in todo}}
    found = {}
    for person, url in todo:
        found |= look(shown[person], url)
    assert found == {}
