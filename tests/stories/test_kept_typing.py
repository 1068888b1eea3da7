"""Nothing typed is ever lost, and one press is one post."""

import pytest
from django.urls import reverse

from partners.models import Afspraak
from tests.browser import log_in as become
from tests.factories import make_coordinator, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een-lang-wachtwoord-8"
TYPED = "Sleutel van De Theepot ophalen"


@pytest.fixture
def coordinator():
    user = make_coordinator(make_team(), "Yasmina Haddou")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def typed(open_page, coordinator):
    """Give the page with the form in which something was typed, not yet sent."""
    page = open_page(coordinator)
    wijk = coordinator.lidmaatschappen.get().team.wijk
    page.goto(reverse("partners:create", args=[wijk.slug]))
    page.get_by_label("Wat is afgesproken").fill(TYPED)
    return page


def log_in(page, email):
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_typing_survives_a_session_that_ended(typed, coordinator):
    typed.context.clear_cookies(name="sessionid")
    typed.get_by_role("button", name="Noteer").click()
    typed.get_by_text("is bewaard").wait_for()
    log_in(typed, coordinator.email)
    typed.get_by_text("staat er weer").wait_for()
    assert typed.get_by_label("Wat is afgesproken").input_value() == TYPED


def test_typing_survives_another_page_and_can_be_thrown_away(typed):
    address = typed.url
    typed.goto("/meer/")
    typed.goto(address)
    assert typed.get_by_label("Wat is afgesproken").input_value() == TYPED
    typed.get_by_role("button", name="Gooi weg").click()
    typed.wait_for_load_state()
    assert typed.get_by_label("Wat is afgesproken").input_value() == ""


def test_what_comes_back_in_a_folded_part_is_seen(open_page, coordinator):
    page = open_page(coordinator)
    page.goto(reverse("activiteiten:create"))
    page.get_by_text("Meer: soort").click()
    page.get_by_label("Voor wie").fill("nieuwe buren")
    page.goto("/meer/")
    page.goto(reverse("activiteiten:create"))
    page.get_by_text("staat er weer").wait_for()
    assert page.get_by_label("Voor wie").input_value() == "nieuwe buren"
    assert page.get_by_label("Voor wie").is_visible()


def test_what_was_sent_does_not_come_back(typed):
    address = typed.url
    typed.get_by_role("button", name="Noteer").click()
    typed.wait_for_load_state()
    typed.goto(address)
    assert typed.get_by_label("Wat is afgesproken").input_value() == ""


def test_typing_is_not_shown_to_the_next_person(typed):
    other = make_coordinator(make_team(), "Daan Hoekstra")
    assert len(typed.evaluate("Object.keys(sessionStorage)")) == 1
    typed.context.clear_cookies()
    become(typed.context, other, typed.url.split("/wijken")[0])
    typed.goto("/meer/")
    assert typed.evaluate("Object.keys(sessionStorage)") == []


def test_a_second_press_sends_nothing(typed):
    typed.get_by_label("Vóór welke dag").fill("2030-01-01")
    typed.get_by_role("button", name="Noteer").dblclick()
    typed.get_by_text(TYPED, exact=True).wait_for()
    assert Afspraak.objects.count() == 1
