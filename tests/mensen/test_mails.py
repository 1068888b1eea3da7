"""The mails about logging in address nobody («u» or «je»): all roles get them, in their own language."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import fresh_address, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("taal", "subject"), [("nl", "Code om in te loggen"), ("en", "Code to log in")])
def test_the_code_comes_in_the_language_of_the_page(client, taal, subject):
    address = {"email": make_user(email=fresh_address()).email}
    client.post(reverse("account_request_login_code"), address, headers={"accept-language": taal})
    (sent,) = mail.outbox
    assert sent.subject.endswith(subject)


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
@pytest.mark.parametrize("known", [True, False])
def test_a_mail_about_an_account_addresses_nobody(client, name, known):
    address = make_user(email=fresh_address()).email if known else fresh_address()
    client.post(reverse(name), {"email": address})
    (sent,) = mail.outbox
    words = re.sub(r"https?://\S+", "", sent.body)  # the key of an account may be the letter u
    assert re.findall(r"\b(?:u|uw|je|jij|jouw)\b", words, re.IGNORECASE) == []
    assert "signup" not in sent.body


def test_a_wrong_code_does_not_lose_the_way(client):
    ask = reverse("account_request_login_code")
    asked = client.post(ask, {"email": make_user(email=fresh_address()).email, "next": "/wat-ziet-wie/"})
    html = client.post(asked.url, {"code": "AAAAAA", "next": "/wat-ziet-wie/"}).content.decode()
    assert '<input type="hidden" name="next" value="/wat-ziet-wie/">' in html.replace(" />", ">")


@pytest.mark.parametrize("known", [True, False])
def test_a_mail_server_that_is_away_is_told_to_everyone_alike(client, settings, known):
    settings.EMAIL_BACKEND = "tests.mensen.test_bezorgen.RefusingMail"
    address = fresh_address()
    if known:
        make_user(email=address)
    page = client.post(reverse("account_request_login_code"), {"email": address}, follow=True)
    assert page.status_code == 200
    assert "De mail kan nu niet weg" in page.content.decode()
