"""`make shot`: a picture of every page of the students, coordinators and partners, in .data/shots."""

from itertools import product

import pytest

from tests.browser import DESKTOP, PHONE, ROOT
from tests.house.test_axe import distinct_pages
from tests.house.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_has_its_picture(open_page):
    world = build_world()
    folder = ROOT / ".data" / "shots"
    shown = {}
    for number, (role, url) in enumerate(list(distinct_pages(world))):
        if role not in shown:
            shown[role] = open_page(world.people.get(role))
        shown[role].goto(url)
        for size, scheme in product((PHONE, DESKTOP), ("light", "dark")):
            shown[role].set_viewport_size(size)
            shown[role].emulate_media(color_scheme=scheme)
            name = f"{number:03}-{role}-{size['width']}-{scheme}.png"
            shown[role].screenshot(path=folder / name, full_page=True)
