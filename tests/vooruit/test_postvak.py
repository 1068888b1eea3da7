"""The post box of the demo: a real mail server, mails that can be read and searched, and nothing in production."""

import smtplib
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from tests.factories import make_user
from vooruit import postvak

pytestmark = pytest.mark.django_db
LIST = reverse("post")


@pytest.fixture(autouse=True)
def empty_box(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def server(settings):
    port = postvak.free_port()
    controller = postvak.serve(port)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = postvak.HOST, port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield port
    controller.stop()


def drop(subject="Hallo", text="Tekst", to="ruud@voorbeeld.test"):
    postvak.store(EmailMultiAlternatives(subject, text, "vooruit@localhost", [to]).message().as_bytes())


def test_a_mail_sent_by_smtp_can_be_read_in_the_browser(client, server):
    sent = EmailMultiAlternatives("Ça va – ja", "Dag Şükrü,\n\nTot zo.", "v@localhost", ["a@voorbeeld.test"])
    sent.attach_alternative("<p>Anders</p>", "text/html")
    sent.send()
    (mail,) = postvak.mails()
    assert (mail.onderwerp, mail.aan, mail.tekst) == (
        "Ça va – ja",
        "a@voorbeeld.test",
        "Dag Şükrü,\n\nTot zo.",
    )
    assert "Ça va – ja" in client.get(LIST).content.decode()
    assert "Dag Şükrü," in client.get(reverse("post_mail", args=[mail.uuid])).content.decode()


def test_a_code_to_log_in_lands_there_too(client, server):
    ruud = make_user(email=f"{uuid4().hex}@voorbeeld.test")  # codes are limited per address, also over tests
    client.post(reverse("account_request_login_code"), {"email": ruud.email})
    (mail,) = postvak.mails()
    assert (mail.aan, outbox.outbox) == (ruud.email, [])


def test_the_server_takes_junk_without_falling(server):
    with smtplib.SMTP(postvak.HOST, server) as smtp:
        smtp.sendmail("x@x.test", ["y@y.test"], b"\xff\xfe no headers \x00\r\n")
    assert [mail.onderwerp for mail in postvak.mails()] == [""]


def test_the_newest_is_first_and_words_are_found_anywhere(client):
    drop("Eerste", "over de lift")
    drop("Tweede", to="noor@voorbeeld.test")
    assert [mail.onderwerp for mail in postvak.mails()] == ["Tweede", "Eerste"]
    assert [[m.onderwerp for m in postvak.mails(q)] for q in ("LIFT", "noor@", "tweede", "niets")] == [
        ["Eerste"],
        ["Tweede"],
        ["Tweede"],
        [],
    ]
    assert "Geen mail met deze woorden" in client.get(LIST, {"q": "niets"}).content.decode()


def test_links_work_and_ours_have_no_host(client):
    drop(text="Ga naar http://127.0.0.1:8000/wijken/?a=1. Of (https://elders.test/x).\n<b>niet vet</b>")
    html = client.get(reverse("post_mail", args=[next(postvak.mails()).uuid])).content.decode()
    assert 'href="/wijken/?a=1"' in html
    assert 'href="https://elders.test/x"' in html
    assert "&lt;b&gt;niet vet&lt;/b&gt;" in html


def test_old_mails_make_room(monkeypatch):
    monkeypatch.setattr(postvak, "MOST", 3)
    for n in range(5):
        drop(f"Nummer {n}")
    assert [mail.onderwerp for mail in postvak.mails()] == ["Nummer 4", "Nummer 3", "Nummer 2"]


def test_all_mails_go_away_at_once(client):
    drop()
    assert client.get(reverse("post_empty")).status_code == 405
    assert client.post(reverse("post_empty")).url == LIST
    assert "Nog geen mail" in client.get(LIST).content.decode()


@pytest.mark.parametrize("path", [LIST, reverse("post_mail", args=[UUID(int=1)])])
def test_there_is_no_post_box_in_production(client, settings, path):
    drop()
    settings.DEMO = False
    assert client.get(path).content == client.get("/bestaat-niet/").content


def test_nobody_empties_it_in_production(client, settings):
    drop()
    settings.DEMO = False
    assert client.post(reverse("post_empty")).status_code == 404
    assert len([*postvak.mails()]) == 1
