"""The page Beheer tells the truth about an installation, also an empty one."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.utils import timezone

from mensen.models import Logregel
from tests.factories import make_staff
from vooruit.beheer import beat, installation

pytestmark = pytest.mark.django_db


def point(name: str):
    return next(p for p in installation() if p.naam == name)


def test_a_fresh_installation_asks_for_a_backup(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert point("Laatste back-up").let_op


def test_a_backup_of_today_asks_nothing(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "backups" / "2026-11-22").mkdir(parents=True)
    assert not point("Laatste back-up").let_op


def test_a_worker_that_was_seen_now_is_well():
    beat()
    assert not point("Werker").let_op


def test_a_worker_that_fell_silent_is_told():
    beat(timezone.now() - timedelta(minutes=10))
    assert point("Werker").let_op


def test_a_mail_is_remembered_without_its_address(settings):
    settings.EMAIL_BACKEND = "mensen.mails.RememberingBackend"
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_mail("Proef", "tekst", None, ["iemand@voorbeeld.test"])
    row = Logregel.objects.get(wat="mail.verstuurd")
    assert (row.details, len(mail.outbox), row.sleutel) == ({"aantal": 1}, 1, "")


def test_a_mail_that_fails_is_remembered_and_raised(settings):
    settings.EMAIL_BACKEND = "mensen.mails.RememberingBackend"
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(OSError, match="refused"):
        send_mail("Proef", "tekst", None, ["iemand@voorbeeld.test"])
    assert point("Laatste mail").let_op


def test_the_page_shows_every_point(client):
    client.force_login(make_staff("beheerder"))
    page = client.get("/beheer/").content.decode()
    assert all(p.naam in page for p in installation())


def test_home_of_a_beheerder_says_what_asks_attention(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client.force_login(make_staff("beheerder"))
    html = client.get("/").content.decode()
    assert "nog nooit gemaakt" in html
    assert "/invoer/" in html
    client.force_login(make_staff("trainer"))
    assert "Als trainer leer je studenten" in client.get("/").content.decode()


def test_list_of_wijken_links_only_what_opens(client, team):
    client.force_login(make_staff("beheerder"))
    html = client.get("/wijken/").content.decode()
    assert f"<strong>{team.wijk.naam}</strong>" in html
    assert f'href="{team.wijk.get_absolute_url()}"' not in html
    client.force_login(make_staff("trainer"))
    assert "Je hoort nu bij geen wijk" in client.get("/wijken/").content.decode()
