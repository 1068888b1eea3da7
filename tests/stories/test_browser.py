"""The browser itself: it opens our pages, reaches nothing else, and the pages pass axe."""

import pytest

from tests import axe
from tests.browser import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("viewport", [None, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_login_page_passes_axe(open_page, viewport, scheme):
    page = open_page(color_scheme=scheme, **({"viewport": viewport} if viewport else {}))
    page.goto("/account/login/")
    assert axe.problems(page) == []
