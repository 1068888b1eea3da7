"""The face of the product: every component by keyboard, at 320 px, in both themes, without a rule broken."""

import pytest
from playwright.sync_api import expect

from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE, follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}
TOO_SMALL = """() => [...document.querySelectorAll('button, summary, select, input, .vu-choice, a.vu-button, a.vu-link')]
  .filter((e) => e.offsetWidth && !e.closest('label')?.contains(e.parentElement) && e.type !== 'hidden')
  .filter((e) => Math.min(e.offsetWidth, e.offsetHeight) < 44 && !['checkbox', 'radio', 'file'].includes(e.type))
  .map((e) => `${e.outerHTML.slice(0, 60)} ${e.offsetWidth}x${e.offsetHeight}`)"""


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_gallery_passes_axe(open_page, viewport, scheme):
    page = open_page(viewport=viewport, color_scheme=scheme)
    page.goto("/kit/")
    assert axe.problems(page) == []


@pytest.mark.parametrize("path", ["/kit/", "/account/login/", "/bestaat-niet/"])
def test_nothing_sticks_out_at_320_pixels(open_page, path):
    page = open_page(viewport=NARROW)
    page.goto(path, wait_until="load")
    page.wait_for_function(f"document.documentElement.scrollWidth === {NARROW['width']}")


@pytest.mark.parametrize("path", ["/kit/", "/account/login/"])
def test_a_thumb_can_press_everything(open_page, path):
    page = open_page()
    page.goto(path)
    assert page.evaluate(TOO_SMALL) == []


def test_the_first_tab_skips_to_the_content(page):
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#inhoud")


def test_a_refused_form_moves_the_focus_to_its_summary(page):
    page.goto("/account/login/")
    follow(page.get_by_role("button", name="Inloggen", exact=True))
    expect(page.locator(".vu-errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("name", "login")


def test_the_chosen_colours_are_there_before_the_first_paint(page):
    page.goto("/account/login/")
    follow(page.get_by_role("button", name="donker"))
    expect(page.locator("html")).to_have_attribute("data-theme", "donker")
    expect(page.locator("body")).to_have_css("background-color", "rgb(24, 21, 16)")


def test_steps_count_from_empty_and_never_below_zero(page):
    page.goto("/kit/")
    field = page.locator("#id_leeg-aantal")
    page.get_by_role("button", name="Een meer").first.click()
    expect(field).to_have_value("1")
    for _ in range(3):
        page.get_by_role("button", name="Een minder").first.click()
    expect(field).to_have_value("0")


def test_without_scripts_nothing_is_shown_that_does_nothing(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/kit/")
    expect(page.get_by_text("De buurtmaaltijd trok")).to_be_visible()
    expect(page.get_by_role("button", name="Een meer")).to_have_count(0)
    expect(page.get_by_role("button", name="Kopieer als zin")).to_have_count(0)


def test_slash_goes_to_search_unless_it_is_switched_off_or_one_is_typing(open_page):
    team = make.make_team()
    coordinator = make.make_coordinator(team)
    page = open_page(coordinator, viewport=DESKTOP)
    page.goto(team.wijk.get_absolute_url())
    search = page.locator("[data-search]")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("1/2")
    expect(search).to_have_value("1/2")
    page.goto("/meer/")
    page.get_by_label("Met de toets /").uncheck()
    page.goto(team.wijk.get_absolute_url())
    page.keyboard.press("/")
    expect(search).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(search).to_be_focused()
