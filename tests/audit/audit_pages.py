"""`make audit`: every page that every role can open through axe, on phone and desktop, light and dark.

`make test` looks at each template once; here every role opens all it may, and the HTML goes through the validator.
"""

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests import axe
from tests.browser import DESKTOP, PHONE
from tests.house.states import states
from tests.house.test_axe import may_open
from tests.house.world import ROLES, build_world
from tests.house.year import year
from tests.vooruit.test_html import urls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]


def is_page(client: Client, url: str) -> bool:
    """Whether this address shows a page: not a file, nor an answer for a machine."""
    return client.get(url).headers.get("Content-Type", "").startswith("text/html")


def looked_at(page: Page, url: str) -> dict[str, list[str]]:
    """What axe finds at an address, in every size and theme."""
    page.goto(url)
    found = {}
    for size, scheme in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found[f"{url} {size['width']} {scheme}"] = axe.problems(page)
    return {look: wrong for look, wrong in found.items() if wrong}


@pytest.mark.parametrize("role", ["visitor", *ROLES])
def test_every_page_of_a_role_passes_axe(open_page, role):
    world = build_world()
    person = world.people.get(role)
    page, client, found = open_page(person), Client(), {}
    if person:
        client.force_login(person)
    for name, url in urls(world):
        if may_open(role, name) and is_page(client, url):
            found |= looked_at(page, url)
    assert found == {}


def test_every_state_of_a_page_passes_axe(open_page):
    found = {}
    for person, url, data in [*states(build_world()), *year()]:
        if data is None:
            page = open_page(person)
            found |= looked_at(page, url)
            page.close()
    assert found == {}
