"""A coordinator reads in an official file, says that an area is hers, and sees its outline on the page of her wijk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.browser import DESKTOP, follow
from tests.wijken.imported import FIXTURES
from wijken.tasks import run_waiting_imports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_official_outline_comes_from_a_file_to_the_page_of_the_wijk(open_page):
    team = make.make_team(make.make_wijk("Geuzenveld"))
    page = open_page(make.make_coordinator(team), viewport=DESKTOP)
    page.goto(reverse("wijken:invoer_create"))
    page.get_by_label("gebieden en grenzen").check()
    page.get_by_label("Bestand").set_input_files(FIXTURES / "verzonnen_wijken.geojson")
    page.get_by_label("Eerst droog proberen").uncheck()
    follow(page.get_by_role("button", name="Lees in"))
    expect(page.get_by_text("In de wachtrij")).to_be_visible()

    assert run_waiting_imports() == 1
    expect(page.get_by_text("Klaar. Alles staat erin.")).to_be_visible()
    expect(page.get_by_text("Zandhoek").first).to_be_visible()
    follow(page.get_by_role("link", name="Bekijk de voorstellen"))
    follow(page.get_by_role("button", name="Klopt", exact=True))
    expect(page.get_by_role("button", name="Klopt", exact=True)).to_have_count(0)

    page.goto(team.wijk.get_absolute_url())
    page.mouse.wheel(0, 20_000)  # the map is read in when the reader comes near it
    expect(page.get_by_role("img", name="Omtrek van Geuzenveld")).to_be_visible()
    expect(page.get_by_text("indeling 2022").first).to_be_visible()
