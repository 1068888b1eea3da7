"""My messages, and the door of an invitation that leads by a code."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mensen.models import Bericht, User
from mensen.services import accept_uitnodiging, find_uitnodiging, invite_user
from tests.factories import make_user
from tests.mensen.test_berichten import write
from tests.queries import assert_queries

pytestmark = pytest.mark.django_db
LIST = reverse("mensen:berichten")


def door(naar="/wat-ziet-wie/"):
    email = f"{uuid4().hex}@voorbeeld.test"  # codes are limited per address, also over tests
    user, token = invite_user(email=email, naam="Ruud Terpstra", by=None, naar=naar)
    return user, reverse("mensen:uitnodiging", args=[token]), token


def test_the_list_shows_my_messages_only_newest_first(client):
    me = make_user()
    write(aan=me, titel="Eerste van mij", pad="/wijken/")
    write(aan=me, titel="Tweede van mij")
    write(titel="Van een ander")
    client.force_login(me)
    html = client.get(LIST).content.decode()
    assert re.findall(r"(?:Eerste|Tweede|Van een)[^<]*", html) == ["Tweede van mij", "Eerste van mij"]
    assert 'href="/wijken/"' in html


def test_an_empty_list_teaches(client):
    client.force_login(make_user())
    assert "Nog geen berichten" in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_list_costs_one_query(client, rows):
    me = make_user()
    for _ in range(rows):
        write(aan=me)
    client.force_login(me)
    with assert_queries(1):
        client.get(LIST)


def test_the_list_goes_on_without_skipping(client):
    me = make_user()
    for n in range(25):
        write(aan=me, titel=f"Nummer-{n}-")
    client.force_login(me)
    first = client.get(LIST)
    second = client.get(LIST + first.context["page"].next_url)
    seen = [b.titel for page in (first, second) for b in page.context["page"].items]
    assert seen == [f"Nummer-{n}-" for n in reversed(range(25))]


def test_what_was_not_sent_says_so(client):
    me = make_user()
    write(aan=me)
    client.force_login(me)
    assert "wordt nog gemaild" in client.get(LIST).content.decode()
    Bericht.objects.update(pogingen=7)
    assert "mailen is niet gelukt" in client.get(LIST).content.decode()


def test_the_door_of_an_invitation_asks_a_code_and_leads_on(client):
    user, path, _ = door()
    html = client.get(path).content.decode()
    assert re.findall(r'name="(?:email|next)" value="([^"]*)"', html)[:2] == [user.email, "/wat-ziet-wie/"]
    asked = client.post(
        reverse("account_request_login_code"), {"email": user.email, "next": "/wat-ziet-wie/"}
    )
    code = re.search(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", mail.outbox[0].body, re.MULTILINE)[0]
    let_in = client.post(asked.url, {"code": code, "next": "/wat-ziet-wie/"})
    assert let_in.url == "/wat-ziet-wie/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_door_itself_lets_nobody_in(client):
    _, path, token = door()
    client.post(path)
    assert "_auth_user_id" not in client.session
    assert accept_uitnodiging(token=token) is None
    assert find_uitnodiging(token=token) is not None


def test_the_door_leads_who_is_in_straight_on(client):
    user, path, _ = door()
    client.force_login(User.objects.get(pk=user.pk))
    assert client.get(path).url == "/wat-ziet-wie/"


def test_the_door_closes_after_its_term(client, time_machine):
    _, path, _ = door()
    time_machine.move_to(timezone.now() + timedelta(days=14, minutes=1))
    assert client.get(path).status_code == 410


def test_asking_a_code_looks_the_same_for_an_unknown_address():
    user, *_ = door()
    ask = reverse("account_request_login_code")
    answers = [
        Client().post(ask, {"email": email, "next": "/x/"}) for email in (user.email, f"{uuid4().hex}@x.test")
    ]
    assert {(a.status_code, a.url) for a in answers} == {(302, "/account/login/code/confirm/?next=%2Fx%2F")}
