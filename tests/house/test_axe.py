"""Every page of the product passes axe, for who may open it: light on a phone, dark on a desktop."""

from collections.abc import Iterator

import pytest

from tests import axe
from tests.factories import make_user
from tests.house.interruptions import interruptions
from tests.house.role_table import TABLE
from tests.house.states import states
from tests.house.visitors import visitor
from tests.house.world import ROLES, build_world
from tests.house.year import faces
from tests.vooruit.test_html import urls

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]
ELSEWHERE = {"kit"}  # the gallery has a test of its own
WHO = ["coordinator", "student", "partner", "projectleider", "beheerder", "trainer"]
PER_ROLE = {"home", "loggen", "wijk"}  # more or less of the page, for who does other work


def room(name: str) -> str:
    """Give the room that answers to this name of a URL."""
    return name.partition(":")[0] if ":" in name else name.split(maxsplit=1)[0] if " " in name else "vooruit"


LARGE = ["wijkplan", "vooruit"]  # a test each, so that two workers have as much to do
ROOMS = {name: {name} for name in LARGE} | {
    "other rooms": {room(name) for name in TABLE} - {*LARGE} | {"account"}
}


def distinct_pages(world, rooms: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """One address for every template (of these rooms) that a GET shows, for the first role that may open it."""
    done, seen = set(ELSEWHERE), set()
    for role in ["visitor", *WHO]:
        client = visitor(world.people.get(role))
        for name, url in urls(world):
            if (rooms and room(name) not in rooms) or name in done - PER_ROLE or not may_open(role, name):
                continue
            response = client.get(url)
            if response.status_code != 200:
                continue
            done.add(name)
            if not response.templates or not response["Content-Type"].startswith("text/html"):  # a file
                continue
            template = response.templates[0].name, role if name in PER_ROLE else ""
            if template not in seen:
                seen.add(template)
                yield role, url


def may_open(role: str, name: str) -> bool:
    """Whether the table says that a GET shows a page; pages of accounts are for anyone."""
    if name not in TABLE:
        return True
    return role in ROLES and TABLE[name].own.split()[ROLES.index(role)] == "200"


@pytest.fixture
def look_at(open_page):
    """Give what axe finds at an address, for one person after another."""
    look, shown = axe.Looker(), {}

    def at(person, url: str) -> dict[str, list[str]]:
        if person not in shown:
            shown[person] = open_page(person)
            axe.bring(shown[person])
        shown[person].goto(url)
        return look(shown[person])

    return at


@pytest.mark.parametrize("rooms", ROOMS)
def test_every_page_of_a_room_passes_axe(world, look_at, rooms):
    pages = list(distinct_pages(world, ROOMS[rooms]))
    found = {}
    for role, url in pages:
        found |= look_at(world.people.get(role), url)
    names = {url: name for name, url in urls(world)}
    assert {room(names[url]) for _, url in pages} == ROOMS[rooms]
    assert found == {}


def test_every_state_of_a_page_passes_axe(look_at):
    found = {}
    for person, url, data in [*states(build_world()), *faces()]:
        found |= look_at(person, url) if data is None else {}
    assert found == {}


def test_every_page_that_comes_instead_passes_axe(open_page):
    pages, page, look, found = interruptions(make_user()), open_page(), axe.Looker(), {}
    axe.bring(page)
    page.route(
        "**/in-plaats/**",
        lambda route: route.fulfill(
            body=pages[route.request.url.split("/in-plaats/")[1]], content_type="text/html"
        ),
    )
    for name in pages:
        page.goto(f"/in-plaats/{name}")
        found |= look(page)
    assert found == {}
