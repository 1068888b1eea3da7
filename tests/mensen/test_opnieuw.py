"""A phone that logs for 30 days asks again before it shows who the contacts are."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bewoners.models import Contactmoment
from tests.factories import make_relatie, make_student, make_team

pytestmark = pytest.mark.django_db
LIST = "/contacten/"
PASSWORD = "een-lang-wachtwoord-9"


@pytest.fixture
def noor():
    return make_student(make_team(), "Noor Visser")


@pytest.fixture
def later(time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    return lambda **kwargs: time_machine.move_to(now + timedelta(**kwargs))


@pytest.fixture
def old(client, noor, later):
    """A login of yesterday, still good for writing."""
    noor.set_password(PASSWORD)
    noor.save()
    make_relatie(noor.lidmaatschappen.get().team.wijk, noor, code="GEU-kastanje-37")
    client.force_login(noor)
    client.get("/")
    later(hours=25)
    return client


def code_in_mail():
    return re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_contacts_are_seen_for_12_hours_after_login(client, noor, later):
    client.force_login(noor)
    for hour in (0, 6, 12):
        later(hours=hour)
        assert client.get(LIST).status_code == 200
    later(hours=12, minutes=1)
    assert client.get(LIST).status_code == 302


def test_after_8_hours_without_a_sign_contacts_ask_again(client, noor, later):
    client.force_login(noor)
    client.get(LIST)
    later(hours=8, minutes=1)
    assert [client.get("/").status_code, client.get(LIST).status_code] == [200, 302]
    later(hours=8, minutes=2)
    assert client.get(LIST).status_code == 302


def test_password_leads_back_to_the_page_that_asked(old):
    asked = old.get(LIST + "?after=x")
    page = old.get(asked.url)
    assert [page.status_code, "Kastanje" in page.content.decode()] == [200, False]
    wrong = old.post(asked.url, {"password": "iets-anders-0"})
    assert wrong.context["form"].errors["password"]
    right = old.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": LIST + "?after=x"})
    assert right.url == LIST + "?after=x"
    assert "Kastanje" in old.get(LIST).content.decode()


def test_mailed_code_leads_back_and_works_once(old, later):
    page = reverse("mensen:bevestig")
    old.post(page, {"stuur": "1", "next": LIST})
    code = code_in_mail()
    assert old.post(page, {"code": code, "next": LIST}).url == LIST
    assert old.get(LIST).status_code == 200
    later(hours=50)
    assert old.post(page, {"code": code, "next": LIST}).status_code == 200
    assert old.get(LIST).status_code == 302


def test_three_wrong_codes_end_it_and_a_quarter_too(old, later):
    page = reverse("mensen:bevestig")
    old.post(page, {"stuur": "1"})
    code = code_in_mail()
    for _ in range(3):
        answer = old.post(page, {"code": "FOUT"})
    assert "niet meer geldig" in answer.content.decode()
    assert old.post(page, {"code": code}).status_code == 200
    old.post(page, {"stuur": "1"})
    later(hours=25, minutes=16)
    assert old.post(page, {"code": code_in_mail()}).status_code == 200
    assert old.get(LIST).status_code == 302


def test_codes_are_not_mailed_without_end(old):
    answers = [old.post(reverse("mensen:bevestig"), {"stuur": "1"}).status_code for _ in range(4)]
    assert (answers, len(mail.outbox)) == ([200, 200, 200, 429], 3)


def test_who_has_no_password_is_asked_for_a_code(client, noor, later):
    client.force_login(noor)
    client.get("/")
    later(hours=25)
    assert client.get(LIST).url == reverse("mensen:bevestig") + "?next=%2Fcontacten%2F"


def test_back_leads_only_to_our_own_pages(old):
    page = reverse("mensen:bevestig")
    old.post(page, {"stuur": "1"})
    assert old.post(page, {"code": code_in_mail(), "next": "https://kwaad.test/"}).url == "/"


def test_code_of_one_person_is_nothing_for_another(old):
    old.post(reverse("mensen:bevestig"), {"stuur": "1"})
    other = Client()
    other.force_login(make_student(make_team()))
    assert other.post(reverse("mensen:bevestig"), {"code": code_in_mail()}).status_code == 200


def test_logging_and_correcting_go_on_with_an_old_login(old):
    form = old.get("/loggen/gesprek/")
    assert [form.status_code, "Kastanje" in form.content.decode()] == [200, True]
    data = {"wie": "GEU-kastanje-37", "hoe": "straat", "duur": "even", "themas": ["wonen"]}
    after = old.post("/loggen/gesprek/", data | {"client_id": str(form.context["form"]["client_id"].value())})
    assert old.get(after.url).status_code == 200
    change = reverse("bewoners:change", args=[Contactmoment.objects.get().uuid])
    assert old.post(change, data | {"hoe": "thuis"}).status_code == 302
    assert Contactmoment.objects.get().hoe == "thuis"
