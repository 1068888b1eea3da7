"""`make audit`: every page that every role can open through axe, on phone and desktop, light and dark.

`make test` looks at each template once; the HTML of every page goes through the validator there already.
"""

import pytest

from tests import axe
from tests.browser import DESKTOP, PHONE
from tests.house.world import ROLES, build_world
from tests.stories.test_every_page import may_open
from tests.vooruit.test_html import urls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]


@pytest.mark.parametrize("role", ["visitor", *ROLES])
def test_every_page_of_a_role_passes_axe(open_page, role):
    world = build_world()
    page = open_page(world.people.get(role))
    found = {}
    for name, url in urls(world):
        if not may_open(role, name):
            continue
        page.goto(url)
        for size, scheme in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            if problems := axe.problems(page):
                found[f"{url} {size['width']} {scheme}"] = problems
    assert found == {}
