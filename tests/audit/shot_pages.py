"""`make shot`: a picture of every page of the students, coordinators and partners, in .data/shots."""

import pytest

from tests.browser import DESKTOP, PHONE, ROOT
from tests.house.world import build_world
from tests.stories.test_every_page import distinct_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_has_its_picture(open_page):
    world = build_world()
    folder = ROOT / ".data" / "shots"
    for number, (role, url) in enumerate(list(distinct_pages(world))):
        for size, scheme in ((PHONE, "light"), (PHONE, "dark"), (DESKTOP, "light"), (DESKTOP, "dark")):
            page = open_page(world.people.get(role), viewport=size, color_scheme=scheme)
            page.goto(url)
            name = f"{number:03}-{role}-{size['width']}-{scheme}.png"
            page.screenshot(path=folder / name, full_page=True)
            page.close()
