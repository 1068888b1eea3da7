"""The mails about logging in address nobody («u» or «je»): all roles get them, in their own language."""

import re

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
