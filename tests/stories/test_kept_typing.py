"""Nothing typed is ever lost, and one press is one post."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partners.models import Afspraak
from tests.browser import follow, leaving
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
def address(coordinator):
    """Where the form stands."""
    return reverse("partners:create", args=[coordinator.lidmaatschappen.get().team.wijk.slug])


@pytest.fixture
def typed(open_page, coordinator, address):
    """Give the page with the form in which something was typed, not yet sent."""
    page = open_page(coordinator)
    page.goto(address)
    page.get_by_label("Wat is afgesproken").fill(TYPED)
    return page


def log_in(page, email):
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Inloggen", exact=True))


def test_typing_survives_a_session_that_ended(typed, coordinator):
    typed.context.clear_cookies(name="sessionid")
    follow(typed.get_by_role("button", name="Noteer"))
    expect(typed.get_by_text("is bewaard")).to_be_visible()
    log_in(typed, coordinator.email)
    expect(typed.get_by_text("staat er weer")).to_be_visible()
    expect(typed.get_by_label("Wat is afgesproken")).to_have_value(TYPED)


def test_typing_survives_another_page_and_can_be_thrown_away(typed, address):
    typed.goto("/meer/")
    typed.goto(address)
    expect(typed.get_by_label("Wat is afgesproken")).to_have_value(TYPED)
    follow(typed.get_by_role("button", name="Gooi weg"))
    expect(typed.get_by_label("Wat is afgesproken")).to_have_value("")


def test_what_comes_back_in_a_folded_part_is_seen(open_page, coordinator):
    page = open_page(coordinator)
    page.goto(reverse("activiteiten:create"))
    page.get_by_text("Meer: andere doelen").click()
    page.get_by_label("Voor wie").fill("nieuwe buren")
    page.goto("/meer/")
    page.goto(reverse("activiteiten:create"))
    expect(page.get_by_text("staat er weer")).to_be_visible()
    expect(page.get_by_label("Voor wie")).to_have_value("nieuwe buren")
    expect(page.get_by_label("Voor wie")).to_be_visible()


def test_what_was_sent_does_not_come_back(typed, address):
    typed.get_by_label("Vóór welke dag").fill("2030-01-01")
    follow(typed.get_by_role("button", name="Noteer"))
    expect(typed.get_by_text("Genoteerd.")).to_be_visible()
    typed.goto(address)
    expect(typed.get_by_label("Wat is afgesproken")).to_have_value("")


def test_typing_is_not_shown_to_the_next_person(typed, live_server):
    other = make_coordinator(make_team(), "Daan Hoekstra")
    typed.wait_for_function("Object.keys(sessionStorage).length === 1")
    typed.context.clear_cookies()
    become(typed.context, other, live_server.url)
    typed.goto("/meer/")
    typed.wait_for_function("Object.keys(sessionStorage).length === 0")


def test_a_second_press_sends_nothing(typed):
    typed.get_by_label("Vóór welke dag").fill("2030-01-01")
    with leaving():
        typed.get_by_role("button", name="Noteer").dblclick()
        expect(typed.get_by_text("Genoteerd.")).to_be_visible()
    expect(typed.get_by_text(TYPED, exact=True)).to_be_visible()
    assert Afspraak.objects.count() == 1
