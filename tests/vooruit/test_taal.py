"""The language follows the person, then the cookie, then the browser; choosing it keeps the page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db
SWITCH, LOGIN, WHO = reverse("set_taal"), reverse("account_login"), reverse("wat_ziet_wie")


def language(client: Client, url: str) -> str:
    return client.get(url).headers["Content-Language"]


def test_choosing_a_language_keeps_the_page_and_is_remembered_on_the_account(client):
    user = make_user(taal="nl")
    client.force_login(user)
    response = client.post(SWITCH, {"taal": "en", "next": WHO})
    user.refresh_from_db()
    assert (response.url, user.taal) == (WHO, "en")
    assert '<html lang="en"' in client.get(WHO).content.decode()


def test_a_visitor_is_remembered_by_a_cookie(client):
    client.post(SWITCH, {"taal": "en", "next": LOGIN})
    assert language(client, LOGIN) == "en"
    client.post(SWITCH, {"taal": "nl", "next": LOGIN})
    assert language(client, LOGIN) == "nl"


def test_the_language_of_the_account_wins_from_the_cookie_and_the_browser(client):
    client.cookies["django_language"] = "en"
    client.force_login(make_user(taal="nl"))
    assert client.get(WHO, headers={"accept-language": "en"}).headers["Content-Language"] == "nl"


def test_who_logs_in_is_greeted_in_her_own_language_on_any_browser():
    user = make_user("Priya Nair", taal="en")
    user.set_password("een-lang-wachtwoord-8")
    user.save()
    client = Client(headers={"accept-language": "nl"})
    typed = {"login": user.email, "password": "een-lang-wachtwoord-8"}
    page = client.post(LOGIN, typed, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Logged in as Priya Nair."]


def test_a_browser_gets_its_best_language_of_ours_and_else_dutch():
    assert language(Client(headers={"accept-language": "fr,en;q=0.5"}), LOGIN) == "en"
    assert language(Client(headers={"accept-language": "fr"}), LOGIN) == "nl"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_way_back_stays_in_the_house(client, elsewhere):
    assert client.post(SWITCH, {"taal": "en", "next": elsewhere}).url == "/"


def test_an_unknown_language_changes_nothing(client):
    user = make_user(taal="nl")
    client.force_login(user)
    client.post(SWITCH, {"taal": "xx", "next": WHO})
    user.refresh_from_db()
    assert user.taal == "nl"
