"""The mails about logging in address nobody («u» or «je»): all roles get them, in their own language."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("taal", "subject"), [("nl", "Code om in te loggen"), ("en", "Code to log in")])
def test_the_code_comes_in_the_language_of_the_page(client, taal, subject):
    address = {"email": make_user(email=f"{taal}@voorbeeld.test").email}
    client.post(reverse("account_request_login_code"), address, headers={"accept-language": taal})
    (sent,) = mail.outbox
    assert sent.subject.endswith(subject)


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
@pytest.mark.parametrize("address", ["noor@voorbeeld.test", "niemand@voorbeeld.test"])
def test_a_mail_about_an_account_addresses_nobody(client, name, address):
    make_user(email="noor@voorbeeld.test")
    client.post(reverse(name), {"email": address})
    (sent,) = mail.outbox
    assert re.findall(r"\b(?:u|uw|je|jij|jouw)\b", sent.body, re.IGNORECASE) == []
    assert "signup" not in sent.body


def test_a_wrong_code_does_not_lose_the_way(client):
    ask = reverse("account_request_login_code")
    asked = client.post(
        ask, {"email": make_user(email=f"{uuid4().hex}@voorbeeld.test").email, "next": "/wat-ziet-wie/"}
    )
    html = client.post(asked.url, {"code": "AAAAAA", "next": "/wat-ziet-wie/"}).content.decode()
    assert '<input type="hidden" name="next" value="/wat-ziet-wie/">' in html.replace(" />", ">")


@pytest.mark.parametrize("known", [True, False])
def test_a_mail_server_that_is_away_is_told_to_everyone_alike(client, settings, known):
    settings.EMAIL_BACKEND = "tests.mensen.test_bezorgen.RefusingMail"
    address = f"{uuid4().hex}@voorbeeld.test"  # codes are limited per address, also over tests
    if known:
        make_user(email=address)
    page = client.post(reverse("account_request_login_code"), {"email": address}, follow=True)
    assert page.status_code == 200
    assert "De mail kan nu niet weg" in page.content.decode()
