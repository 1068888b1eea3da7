"""The guard speaks beside the field while one types, and never takes the button from under a finger."""

import pytest
from playwright.sync_api import expect

from signalen.models import Signaal
from tests import factories as make
from tests.browser import follow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_text_is_mended_and_saved_with_one_tap(open_page):
    team = make.make_team()
    tall = {"width": 390, "height": 1600}  # nothing scrolls: what goes from above the button moves it
    phone = open_page(make.make_student(team, "Noor Visser"), viewport=tall)
    phone.goto(f"/wijken/{team.wijk.slug}/signalen/nieuw/")
    phone.get_by_label("samen doen").check()
    words = phone.get_by_label("In een paar woorden")
    words.fill("Samira wil een naaigroep, bel 06 12345678")
    expect(phone.get_by_text("Hier staat een telefoonnummer.").first).to_be_visible()
    expect(phone.get_by_role("button", name="Het is geen naam")).to_be_visible()
    phone.get_by_role("button", name="Opslaan").click()
    expect(words).to_be_focused()

    words.fill("Een buurvrouw wil een naaigroep beginnen")
    follow(phone.get_by_role("button", name="Opslaan"))
    assert Signaal.objects.get().tekst == "Een buurvrouw wil een naaigroep beginnen"
