from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.errors import Refused
from mensen.models import Logregel, Uitnodiging, User
from mensen.services import (
    accept_uitnodiging,
    deliver_berichten,
    find_uitnodiging,
    invite_user,
    make_inloglink,
    sweep_uitnodigingen,
)
from mensen.tasks import sweep_invitations
from tests.factories import make_user

pytestmark = pytest.mark.django_db
STERK = "een-lang-wachtwoord-9"


def invite(email="nieuw@voorbeeld.test"):
    return invite_user(email=email, naam="Nieuw Mens", by=None)


def page(token):
    return reverse("mensen:uitnodiging", args=[token])


def test_invitation_works_once():
    user, token = invite()
    assert accept_uitnodiging(token=token) == user
    assert accept_uitnodiging(token=token) is None


def test_invitation_ends_after_14_days(time_machine):
    _, token = invite()
    time_machine.move_to(timezone.now() + timedelta(days=14, minutes=1))
    assert accept_uitnodiging(token=token) is None


def test_invitation_of_a_closed_account_is_worth_nothing():
    user, token = invite()
    user.is_active = False
    user.save()
    assert find_uitnodiging(token=token) is None
    with pytest.raises(Refused):
        invite()


def test_only_the_hash_of_the_secret_is_stored():
    _, token = invite()
    assert token not in str(Uitnodiging.objects.values().get())


def test_looking_does_not_use_the_invitation(client):
    _, token = invite()
    for _ in range(3):
        assert client.get(page(token)).status_code == 200
    assert client.post(page(token)).status_code == 302


def test_accepting_with_a_password_logs_in_and_sets_it(client):
    user, token = invite()
    answer = client.post(page(token), {"wachtwoord": STERK})
    assert answer.url == reverse("home")
    assert client.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.check_password(STERK)
    assert client.post(page(token), {"wachtwoord": STERK}).status_code == 410


def test_accepting_without_a_password_leaves_only_the_code(client):
    user, token = invite()
    client.post(page(token))
    user.refresh_from_db()
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("kort", "Gebruik minstens 12 tekens"),
        ("nieuw@voorbeeld.test", "Niet de naam of het e-mailadres"),
        ("qwertyuiop123", "gebruiken te veel mensen"),
        ("a" * 200, "te lang"),
    ],
)
def test_weak_password_is_refused_and_the_invitation_stays(client, weak, why):
    _, token = invite()
    answer = client.post(page(token), {"wachtwoord": weak})
    assert answer.status_code == 200
    assert why in answer.content.decode().split("vu-errors__list")[1].split("</ul>")[0]
    assert find_uitnodiging(token=token) is not None


def test_accepting_ends_the_login_of_somebody_else(client):
    client.force_login(make_user())
    user, token = invite()
    client.post(page(token))
    assert client.session["_auth_user_id"] == str(user.pk)


def test_unknown_link_says_so(client):
    answer = client.get(page("bestaat-niet"))
    assert answer.status_code == 410
    assert "werkt niet meer" in answer.content.decode()


def test_inloglink_works_once_and_15_minutes_and_is_recorded(client, time_machine):
    user = make_user(email="wim@voorbeeld.test")
    _, token = make_inloglink(email="Wim@voorbeeld.test", by=None)
    assert user.naam in client.get(page(token)).content.decode()
    client.post(page(token))
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(page(token)).status_code == 410
    _, late = make_inloglink(email="wim@voorbeeld.test", by=None)
    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    assert find_uitnodiging(token=late) is None
    assert set(Logregel.objects.values_list("wat", flat=True)) == {
        "mensen.inloglink_gemaakt",
        "mensen.inloglink_gebruikt",
    }


def test_a_new_inloglink_ends_the_one_before():
    make_user(email="wim@voorbeeld.test")
    _, first = make_inloglink(email="wim@voorbeeld.test", by=None)
    make_inloglink(email="wim@voorbeeld.test", by=None)
    assert find_uitnodiging(token=first) is None


def test_inloglink_is_refused_without_an_account():
    with pytest.raises(Refused):
        make_inloglink(email="niemand@voorbeeld.test", by=None)


def test_sweep_forgets_who_never_came(time_machine):
    user, _ = invite()
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert sweep_invitations() == 1
    user.refresh_from_db()
    assert (user.is_active, user.naam, user.email) == (
        False,
        "Vervallen uitnodiging",
        f"vervallen-{user.uuid}@invalid",
    )


def test_sweep_leaves_who_came_and_who_was_invited_again(time_machine):
    came, _ = invite()
    came.last_login = timezone.now()
    came.save()
    again, _ = invite("weer@voorbeeld.test")
    time_machine.move_to(timezone.now() + timedelta(days=10))
    invite("weer@voorbeeld.test")
    time_machine.move_to(timezone.now() + timedelta(days=5))
    assert sweep_uitnodigingen() == 2
    assert User.objects.filter(pk__in=[came.pk, again.pk], is_active=True).count() == 2


def test_sweep_leaves_who_has_a_password_and_who_let_a_login_link_expire(time_machine):
    with_password = make_user(email="een@voorbeeld.test", password=STERK)
    invite("een@voorbeeld.test")
    without = make_user(email="twee@voorbeeld.test")
    make_inloglink(email="twee@voorbeeld.test", by=None)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert sweep_uitnodigingen() == 2
    assert User.objects.filter(pk__in=[with_password.pk, without.pk], is_active=True).count() == 2


def test_sweep_of_nothing_is_nothing():
    invite()
    assert sweep_uitnodigingen() == 0


def test_mail_holds_the_link_in_the_language_of_the_person(settings):
    user, token = invite_user(
        email="priya@voorbeeld.test", naam="Priya Nair", taal="en", by=make_user("Yasmina Haddou")
    )
    deliver_berichten()
    (sent,) = mail.outbox
    assert sent.to == [user.email]
    assert f"{settings.SITE_URL}{page(token)}" in sent.body
    assert "Here is the invitation" in sent.body
    assert "Yasmina Haddou" in sent.body
