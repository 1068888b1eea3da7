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


def test_who_looks_at_many_pages_reads_the_colours_of_what_is_new(page):
    look = axe.Looker()
    style = (
        "p {color: #000} .bleek p {color: #ddd} @media (prefers-color-scheme: dark) {.nacht p {color: #ddd}}"
    )
    said = {}
    for name in ("goed", "goed", "bleek", "nacht", "goed"):
        page.set_content(
            f"<html lang=nl><title>T</title><style>{style}</style><main class={name}><h1>K</h1><p>Tekst</p></main>"
        )
        said.setdefault(name, []).append([line[:14] for lines in look(page).values() for line in lines])
    assert said == {"goed": [[], [], []], "bleek": [["color-contrast"] * 2], "nacht": [["color-contrast"]]}


def test_a_click_that_leads_away_fails_a_story_unless_it_is_followed(page, troubles, live_server):
    page.goto("/account/login/")
    follow(page.get_by_role("button", name="Inloggen", exact=True))
    assert troubles == []
    with page.expect_navigation():  # the page before looks the same, so nothing to be seen tells them apart
        page.get_by_role("button", name="Inloggen", exact=True).click()
    assert troubles == [f"led to {live_server.url}/account/login/ and nobody waited: use follow()"]
    troubles.clear()
