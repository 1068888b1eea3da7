"""The browser itself: it opens our pages, reaches nothing else, and the pages pass axe."""

from itertools import product

import pytest

from tests import axe
from tests.browser import DESKTOP, PHONE, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_login_page_passes_axe_in_both_sizes_and_themes(open_page):
    page = open_page()
    page.goto("/account/login/")
    found = {}
    for size, scheme in product((PHONE, DESKTOP), ("light", "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found[size["width"], scheme] = axe.problems(page)
    assert [look for look in found.items() if look[1]] == []


def test_a_click_that_leads_away_fails_a_story_unless_it_is_followed(page, troubles, live_server):
    page.goto("/account/login/")
    follow(page.get_by_role("button", name="Inloggen", exact=True))
    assert troubles == []
    with page.expect_navigation():  # the page before looks the same, so nothing to be seen tells them apart
        page.get_by_role("button", name="Inloggen", exact=True).click()
    assert troubles == [f"led to {live_server.url}/account/login/ and nobody waited: use follow()"]
    troubles.clear()
