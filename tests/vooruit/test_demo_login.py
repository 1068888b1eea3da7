import pytest
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_login_page_of_the_demo_offers_the_tour_and_everyone(client):
    page = client.get(reverse("account_login")).content.decode()
    assert reverse("demo_stap", args=[1]) in page
    assert page.count('action="/demo/als/') == 11


def test_step_logs_in_as_its_person(client):
    noor = make_user(email="student@demo.vooruit.test")
    assert client.post(reverse("demo_stap", args=[1])).url == reverse("home")
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_a_step_stands_on_every_page_with_the_way_to_the_next_one_until_the_last(client):
    for login in ("student", "partner"):
        make_user(email=f"{login}@demo.vooruit.test")
    client.post(reverse("demo_stap", args=[1]))
    page = client.get(reverse("home")).content.decode()
    assert ("1 van 3: Noor telt het Taalcafé" in page, reverse("demo_stap", args=[2]) in page) == (True, True)
    client.post(reverse("demo_stap", args=[3]))
    page = client.get(reverse("home")).content.decode()
    assert ("3 van 3:" in page, 'action="/demo/stap/' in page) == (True, False)
    client.post(reverse("demo_als", args=["student"]))
    assert "van 3:" not in client.get(reverse("home")).content.decode()


def test_one_tap_login_is_only_for_the_promised_people(client):
    make_user(email="directeur@demo.vooruit.test")
    assert client.post(reverse("demo_als", args=["directeur"])).status_code == 404
    partner = make_user(email="partner@demo.vooruit.test")
    client.post(reverse("demo_als", args=["partner"]))
    assert client.session["_auth_user_id"] == str(partner.pk)


def test_without_demo_data_the_button_says_so(client):
    answer = client.post(reverse("demo_als", args=["student"]), follow=True)
    assert "manage.py demo" in answer.content.decode()


@pytest.mark.parametrize("n", [0, 4, 99])
def test_unknown_step_does_not_exist(client, n):
    assert client.post(reverse("demo_stap", args=[n])).status_code == 404


def test_other_profiles_have_no_demo_doors(client, settings):
    settings.DEMO = False
    make_user(email="student@demo.vooruit.test")
    assert client.post(reverse("demo_stap", args=[1])).status_code == 404
    assert client.post(reverse("demo_als", args=["student"])).status_code == 404
    assert "/demo/als/" not in client.get(reverse("account_login")).content.decode()
