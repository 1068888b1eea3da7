from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    fresh_address,
    give_rol,
    make_coordinator,
    make_student,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "wat_ziet_wie"


def works(client):
    return client.get(reverse(PAGE)).status_code == 200


@pytest.fixture
def start(time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    return lambda **later: time_machine.move_to(now + timedelta(**later))


def test_student_stays_logged_in_for_30_days(client, start):
    client.force_login(make_student(make_team()))
    assert works(client)
    start(days=29)
    assert works(client)
    start(days=30, minutes=1)
    assert not works(client)


def test_coordinator_is_out_after_8_hours_without_a_sign(client, start):
    client.force_login(make_coordinator(make_team()))
    assert works(client)
    start(hours=7)
    assert works(client)
    start(hours=14, minutes=59)
    assert not works(client)


def test_coordinator_is_out_after_8_idle_hours(client, start):
    client.force_login(make_coordinator(make_team()))
    works(client)
    start(hours=8, minutes=1)
    assert not works(client)


def test_coordinator_is_out_after_12_hours_however_busy(client, start):
    client.force_login(make_coordinator(make_team()))
    for hour in (0, 4, 8, 11):
        start(hours=hour)
        assert works(client)
    start(hours=12, minutes=1)
    assert not works(client)


def test_no_browser_keeps_what_was_seen_while_logged_in(client):
    public = reverse("uitleg")
    assert "Cache-Control" not in client.get(public).headers
    client.force_login(make_user())
    said = [client.get(url).headers["Cache-Control"] for url in (reverse("home"), reverse(PAGE), public)]
    assert said == ["private, no-store"] * 3


def test_student_who_also_coordinates_has_the_short_session(client, start):
    team = make_team()
    user = make_student(team)
    give_rol(user, "wijkcoordinator", team)
    client.force_login(user)
    works(client)
    start(hours=13)
    assert not works(client)


def test_login_by_password(client):
    make_user(email="noor@voorbeeld.test", password="een-lang-wachtwoord-9")
    data = {"login": "Noor@voorbeeld.test", "password": "een-lang-wachtwoord-9"}
    assert client.post(reverse("account_login"), data).url == reverse("home")


def test_login_by_mailed_code_that_is_typed(client):
    user = make_user(email=fresh_address())
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = next(word for line in mail.outbox[0].body.splitlines() if (word := line.strip()).isupper())
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert answer.url == reverse("home")
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("how", ["three wrong codes", "too late", "sent again"])
def test_who_must_begin_again_with_a_code_still_arrives_where_she_was_asked(client, time_machine, how):
    user, page = make_user(email=fresh_address()), "/berichten/?van=mail"
    ask, confirm = reverse("account_request_login_code"), reverse("account_confirm_login_code")
    client.post(ask, {"email": user.email, "next": page})
    if how == "too late":
        time_machine.move_to(timezone.now() + timedelta(minutes=16))
    for _ in range(4 if how == "sent again" else 3 if how == "three wrong codes" else 1):
        answer = client.post(confirm, {"code": "ABC-DEF", "next": page})
    assert answer.url == f"{ask}?{urlencode({'next': page})}"
    again = client.get(answer.url)
    assert f'name="next" value="{page}"' in again.content.decode()
    client.post(ask, {"email": user.email, "next": page})
    code = next(word for line in mail.outbox[-1].body.splitlines() if (word := line.strip()).isupper())
    assert client.post(confirm, {"code": code, "next": page}).url == page


def test_a_page_elsewhere_is_not_kept_as_next(client):
    client.post(reverse("account_request_login_code"), {"email": make_user(email=fresh_address()).email})
    for _ in range(3):
        answer = client.post(reverse("account_confirm_login_code"), {"code": "X", "next": "//elders.test/"})
    assert answer.url == reverse("account_request_login_code")


def test_nobody_signs_up_alone(client):
    answer = client.post(
        reverse("account_signup"), {"email": "vreemd@voorbeeld.test", "password1": "een-lang-wachtwoord-9"}
    )
    assert answer.status_code in {200, 403}
    assert "_auth_user_id" not in client.session


def test_nobody_gives_herself_another_address(client):
    user = make_student(make_team())
    client.force_login(user)
    client.post(reverse("account_email"), {"action_add": "", "email": "yasmina@voorbeeld.test"})
    assert [row.email for row in user.emailaddress_set.all()] == [user.email]


@pytest.mark.parametrize(
    ("referer", "after"),
    [("http://testserver/agenda/?per=lijst#ma", "/agenda/?per=lijst"), ("https://elders.nl/x/", None)],
)
def test_who_must_log_in_at_a_button_comes_back_to_the_page_of_the_button(client, referer, after):
    url = reverse("activiteiten:withdraw_sleutel", args=[uuid4()])
    answer = client.post(url, headers={"referer": referer})
    assert parse_qs(urlsplit(answer.url).query)["next"] == [after or url]
