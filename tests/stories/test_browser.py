"""The browser itself: it opens our pages, reaches nothing else, and the pages pass axe."""

from itertools import product

import pytest

from tests import axe
from tests.browser import DESKTOP, PHONE

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
