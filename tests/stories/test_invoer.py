"""A coordinator reads in an official file, says that an area is hers, and sees its outline on the page of her wijk."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.browser import DESKTOP
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
    page.get_by_role("button", name="Lees in").click()
    page.get_by_text("In de wachtrij").wait_for()

    assert run_waiting_imports() == 1
    page.get_by_text("Klaar. Alles staat erin.").wait_for()
    page.get_by_text("Zandhoek").first.wait_for()
    page.get_by_role("link", name="Bekijk de voorstellen").click()
    page.get_by_role("button", name="Klopt", exact=True).click()

    page.goto(team.wijk.get_absolute_url())
    page.mouse.wheel(0, 20_000)  # the map is read in when the reader comes near it
    page.get_by_role("img", name="Omtrek van Geuzenveld").wait_for()
    page.get_by_text("indeling 2022").first.wait_for()
